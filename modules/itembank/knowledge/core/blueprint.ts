import { type Refusal, refuse } from '#platform/contract/verdict.ts'
import { type ItemType, itemTypes } from '../../core/item.ts'
import { type KnowledgeTree, sameWeight, wholeWeight } from './tree.ts'

export interface TypeQuota {
  readonly type: ItemType
  readonly count: number
  /** Points of one item. */
  readonly points: number
}

/** How many items of each type a paper draws from one level-3 range. */
export interface RangeQuota {
  readonly code: string
  readonly weight: number
  readonly counts: { readonly [T in ItemType]?: number }
}

export interface Blueprint {
  readonly bank: string
  readonly types: readonly TypeQuota[]
  readonly ranges: readonly RangeQuota[]
  readonly minutes: number
  readonly totalPoints: number
}

export type BlueprintRefusal =
  | 'POINTS_NOT_TOTAL'
  | 'TYPE_COUNT_NOT_SUM_OF_RANGES'
  | 'RANGE_COUNT_NOT_WEIGHT'
  | 'RANGE_UNKNOWN'

const wrong = (code: BlueprintRefusal, field: string, sentence: string): Refusal<BlueprintRefusal> =>
  refuse(code, { field, sentence, remedy: '请改正组卷蓝图后重新导入。', clauses: [] })

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
const judgeTotal = ({ types, totalPoints }: Blueprint): Refusal<BlueprintRefusal>[] => {
  const total = sum(types.map(({ count, points }) => count * points))
  return sameWeight(total, totalPoints)
    ? []
    : [wrong('POINTS_NOT_TOTAL', 'types', `各题型分数合计为${total}，试卷总分为${totalPoints}。`)]
}

const judgeTypeCounts = ({ types, ranges }: Blueprint): Refusal<BlueprintRefusal>[] => {
  const listed = new Set(ranges.flatMap(({ counts }) => Object.keys(counts) as ItemType[]))
  const all = [...new Set([...types.map(({ type }) => type), ...listed])]
  return all.flatMap((type) => {
    const count = types.find((quota) => quota.type === type)?.count ?? 0
    const total = sum(ranges.map(({ counts }) => counts[type] ?? 0))
    if (total === count) return []
    const sentence = `${itemTypes[type].name}共${count}题，知识点分布中合计为${total}题。`
    return [wrong('TYPE_COUNT_NOT_SUM_OF_RANGES', type, sentence)]
  })
}

const judgeRangePoints = ({ types, ranges, totalPoints }: Blueprint): Refusal<BlueprintRefusal>[] =>
  ranges.flatMap(({ code, weight, counts }) => {
    const points = sum(types.map((quota) => (counts[quota.type] ?? 0) * quota.points))
    const expected = (weight * totalPoints) / wholeWeight
    return sameWeight(points, expected)
      ? []
      : [wrong('RANGE_COUNT_NOT_WEIGHT', code, `鉴定范围${code}抽题共${points}分，按比重应为${expected}分。`)]
  })

const judgeRanges = (blueprint: Blueprint, tree: KnowledgeTree | undefined): Refusal<BlueprintRefusal>[] => {
  if (!tree) return []
  const weights = new Map(tree.ranges.map(({ code, weight }) => [code, weight]))
  return blueprint.ranges
    .filter(({ code, weight }) => !sameWeight(weights.get(code) ?? Number.NaN, weight))
    .map(({ code }) => wrong('RANGE_UNKNOWN', code, `知识点分布中的${code}及其比重与鉴定要素细目表不一致。`))
}

/** Everything that makes a blueprint contradict itself, or its knowledge tree where one is given. */
export const checkBlueprint = (
  blueprint: Blueprint,
  tree?: KnowledgeTree,
): readonly Refusal<BlueprintRefusal>[] => [
  ...judgeTotal(blueprint),
  ...judgeTypeCounts(blueprint),
  ...judgeRangePoints(blueprint),
  ...judgeRanges(blueprint, tree),
]
