import { type Refusal, refuse } from '#platform/contract/verdict.ts'
import { type ItemType, itemTypes } from '../../core/item.ts'
import type { KnowledgeTree } from '../../knowledge/core/tree.ts'
import type { Blueprint, RuleSet } from './rules.ts'

export type RuleRefusal =
  | 'POINTS_NOT_TOTAL'
  | 'TYPE_COUNT_NOT_SUM_OF_RANGES'
  | 'RANGE_COUNT_NOT_WEIGHT'
  | 'RANGE_UNKNOWN'
  | 'BOUND_INVERTED'
  | 'SHARES_NOT_WHOLE'
  | 'NOTHING_ASKED'

const wrong = (code: RuleRefusal, field: string, sentence: string): Refusal<RuleRefusal> =>
  refuse(code, { field, sentence, remedy: '请改正组卷规则。', clauses: [] })

const wholeWeight = 100
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
/** Weights may carry decimals: equal to a thousandth is equal. */
const same = (a: number, b: number) => Math.abs(a - b) < 0.001

type Sums = Pick<Blueprint, 'types' | 'ranges' | 'totalPoints'>

const judgeTotal = ({ types, totalPoints }: Sums): Refusal<RuleRefusal>[] => {
  const total = sum(types.map(({ count, points }) => count * points))
  return same(total, totalPoints)
    ? []
    : [wrong('POINTS_NOT_TOTAL', 'types', `各题型分数合计为${total}，试卷总分为${totalPoints}。`)]
}

const judgeTypeCounts = ({ types, ranges }: Sums): Refusal<RuleRefusal>[] => {
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

const judgeRangePoints = ({ types, ranges, totalPoints }: Sums): Refusal<RuleRefusal>[] =>
  ranges.flatMap(({ code, weight, counts }) => {
    const points = sum(types.map((quota) => (counts[quota.type] ?? 0) * quota.points))
    const expected = (weight * totalPoints) / wholeWeight
    return same(points, expected)
      ? []
      : [wrong('RANGE_COUNT_NOT_WEIGHT', code, `鉴定范围${code}抽题共${points}分，按比重应为${expected}分。`)]
  })

const judgeRanges = ({ ranges }: Sums, tree: KnowledgeTree | undefined): Refusal<RuleRefusal>[] => {
  if (!tree) return []
  const weights = new Map(tree.ranges.map(({ code, weight }) => [code, weight]))
  return ranges
    .filter(({ code, weight }) => !same(weights.get(code) ?? Number.NaN, weight))
    .map(({ code }) => wrong('RANGE_UNKNOWN', code, `知识点分布中的${code}及其比重与鉴定要素细目表不一致。`))
}

/** Everything that makes the exact numbers contradict each other, or the knowledge tree where one is given. */
export const checkBlueprint = (sums: Sums, tree?: KnowledgeTree): readonly Refusal<RuleRefusal>[] => [
  ...judgeTotal(sums),
  ...judgeTypeCounts(sums),
  ...judgeRangePoints(sums),
  ...judgeRanges(sums, tree),
]

const judgeBounds = ({ bounds }: RuleSet, tree: KnowledgeTree | undefined): Refusal<RuleRefusal>[] => {
  const known = tree && new Set(tree.ranges.map(({ code }) => code))
  return bounds.flatMap(({ code, min, max }, at) => [
    ...(known && !known.has(code)
      ? [wrong('RANGE_UNKNOWN', `bounds.${at}`, `鉴定要素细目表中没有鉴定范围“${code}”。`)]
      : []),
    ...(min !== undefined && max !== undefined && min > max
      ? [wrong('BOUND_INVERTED', `bounds.${at}`, `鉴定范围${code}的下限${min}题大于上限${max}题。`)]
      : []),
  ])
}

const judgeImportance = ({ importance }: RuleSet): Refusal<RuleRefusal>[] => {
  const inverted = importance.filter(({ min = 0, max = wholeWeight }) => min > max)
  const least = sum(importance.map(({ min = 0 }) => min))
  return [
    ...inverted.map((one) =>
      wrong('BOUND_INVERTED', 'importance', `重要程度${one.importance}的下限大于上限。`),
    ),
    ...(least > wholeWeight
      ? [wrong('SHARES_NOT_WHOLE', 'importance', `各重要程度的下限合计为${least}%，超过100%。`)]
      : []),
  ]
}

const judgeDifficulty = ({ difficulty }: RuleSet): Refusal<RuleRefusal>[] => {
  if (difficulty.kind === 'mean') return []
  const total = sum(Object.values(difficulty.shares))
  return same(total, wholeWeight)
    ? []
    : [wrong('SHARES_NOT_WHOLE', 'difficulty', `各难度的比例合计为${total}%，应为100%。`)]
}

/** Everything about a rule set that sums alone can tell; whether the bank can serve it is for the solver to say. */
export const checkRules = (rules: RuleSet, tree?: KnowledgeTree): readonly Refusal<RuleRefusal>[] => [
  ...(sum(rules.types.map(({ count }) => count)) > 0
    ? []
    : [wrong('NOTHING_ASKED', 'types', '没有规定任何题型的题量。')]),
  ...(rules.ranges.length > 0 ? checkBlueprint(rules, tree) : judgeTotal(rules)),
  ...judgeBounds(rules, tree),
  ...judgeImportance(rules),
  ...judgeDifficulty(rules),
]
