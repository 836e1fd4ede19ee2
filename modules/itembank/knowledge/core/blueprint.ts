import { type Refusal, refuse } from '#platform/contract/verdict.ts'
import { type ItemType, itemTypes } from '../../core/item.ts'

/** X core, Y general, Z auxiliary. */
export const importances = ['X', 'Y', 'Z'] as const
export type Importance = (typeof importances)[number]

/** A range of the 鉴定要素细目表; its full code names its parents, `A`, `A-B`, `A-B-C`. */
export interface KnowledgeRange {
  readonly code: string
  readonly name: string
  readonly level: 1 | 2 | 3
  /** Per cent of the whole paper. */
  readonly weight: number
}

export interface KnowledgePoint {
  /** `A-B-C-001` */
  readonly code: string
  readonly name: string
  readonly importance: Importance
}

export interface KnowledgeTree {
  readonly ranges: readonly KnowledgeRange[]
  readonly points: readonly KnowledgePoint[]
}

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

/** A theory paper is worth this much: weights are per cent of it. */
export const wholeWeight = 100

export type BlueprintRefusal =
  | 'WEIGHTS_NOT_WHOLE'
  | 'WEIGHT_NOT_SUM_OF_PARTS'
  | 'RANGE_WITHOUT_POINTS'
  | 'POINT_WITHOUT_RANGE'
  | 'CODE_REPEATED'
  | 'POINTS_NOT_TOTAL'
  | 'TYPE_COUNT_NOT_SUM_OF_RANGES'
  | 'RANGE_COUNT_NOT_WEIGHT'
  | 'RANGE_UNKNOWN'

const wrong = (code: BlueprintRefusal, field: string, sentence: string): Refusal<BlueprintRefusal> =>
  refuse(code, { field, sentence, remedy: '请改正细目表或组卷蓝图后重新导入。', clauses: [] })

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
/** Weights may carry decimals: equal to a thousandth is equal. */
const same = (a: number, b: number) => Math.abs(a - b) < 0.001
const parentOf = (code: string) => code.slice(0, code.lastIndexOf('-'))

const judgeLevels = ({ ranges }: KnowledgeTree): Refusal<BlueprintRefusal>[] =>
  ([1, 2, 3] as const).flatMap((level) => {
    const total = sum(ranges.filter((range) => range.level === level).map(({ weight }) => weight))
    return same(total, wholeWeight)
      ? []
      : [
          wrong(
            'WEIGHTS_NOT_WHOLE',
            `level-${level}`,
            `${level}级鉴定范围的比重合计为${total}，应为${wholeWeight}。`,
          ),
        ]
  })

const judgeParents = ({ ranges }: KnowledgeTree): Refusal<BlueprintRefusal>[] =>
  ranges
    .filter(({ level }) => level < 3)
    .flatMap(({ code, weight }) => {
      const total = sum(ranges.filter((child) => parentOf(child.code) === code).map((child) => child.weight))
      return same(total, weight)
        ? []
        : [wrong('WEIGHT_NOT_SUM_OF_PARTS', code, `鉴定范围${code}的比重为${weight}，其下级合计为${total}。`)]
    })

const judgePoints = ({ ranges, points }: KnowledgeTree): Refusal<BlueprintRefusal>[] => {
  const leaves = new Set(ranges.filter(({ level }) => level === 3).map(({ code }) => code))
  const used = new Set(points.map(({ code }) => parentOf(code)))
  return [
    ...[...leaves]
      .filter((code) => !used.has(code))
      .map((code) => wrong('RANGE_WITHOUT_POINTS', code, `鉴定范围${code}下没有鉴定点。`)),
    ...points
      .filter(({ code }) => !leaves.has(parentOf(code)))
      .map(({ code }) => wrong('POINT_WITHOUT_RANGE', code, `鉴定点${code}没有所属的三级鉴定范围。`)),
  ]
}

const judgeCodes = ({ ranges, points }: KnowledgeTree): Refusal<BlueprintRefusal>[] => {
  const codes = [...ranges, ...points].map(({ code }) => code)
  return codes
    .filter((code, at) => codes.indexOf(code) !== at)
    .map((code) => wrong('CODE_REPEATED', code, `代码${code}出现了不止一次。`))
}

/** Everything wrong with a knowledge tree: weights of each level sum to 100 and to their parent's, codes are unique and complete. */
export const checkTree = (tree: KnowledgeTree): readonly Refusal<BlueprintRefusal>[] => [
  ...judgeCodes(tree),
  ...judgeLevels(tree),
  ...judgeParents(tree),
  ...judgePoints(tree),
]

/** Shares of importances in the points, per cent; the national rule asks for X ≥ 80, Y ≤ 15, Z ≤ 5. */
export const importanceShares = ({ points }: KnowledgeTree): { readonly [I in Importance]: number } => {
  const share = (importance: Importance) =>
    points.length === 0
      ? 0
      : (100 * points.filter((point) => point.importance === importance).length) / points.length
  return { X: share('X'), Y: share('Y'), Z: share('Z') }
}

const judgeTotal = ({ types, totalPoints }: Blueprint): Refusal<BlueprintRefusal>[] => {
  const total = sum(types.map(({ count, points }) => count * points))
  return same(total, totalPoints)
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
    return same(points, expected)
      ? []
      : [wrong('RANGE_COUNT_NOT_WEIGHT', code, `鉴定范围${code}抽题共${points}分，按比重应为${expected}分。`)]
  })

const judgeRanges = (blueprint: Blueprint, tree: KnowledgeTree | undefined): Refusal<BlueprintRefusal>[] => {
  if (!tree) return []
  const weights = new Map(tree.ranges.map(({ code, weight }) => [code, weight]))
  return blueprint.ranges
    .filter(({ code, weight }) => !same(weights.get(code) ?? Number.NaN, weight))
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
