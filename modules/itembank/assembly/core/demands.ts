import { type Grade, type ItemType, itemTypes } from '../../core/item.ts'
import type { Importance } from '../../knowledge/core/tree.ts'
import type { Candidate, Pool } from './pool.ts'
import { type DifficultyRule, isWithin, itemsOf, type RuleSet } from './rules.ts'

/**
 * A rule as a person wrote it. `once` (nothing twice, nothing that asks the same twice) and `whole` (no more items
 * than the paper has) are no one's choice: they always hold.
 */
export type Rule =
  | { readonly kind: 'type'; readonly type: ItemType }
  | { readonly kind: 'cell'; readonly range: string; readonly type: ItemType }
  | { readonly kind: 'bound'; readonly range: string; readonly type: ItemType | null; readonly at: number }
  | { readonly kind: 'importance'; readonly importance: Importance }
  | { readonly kind: 'difficulty'; readonly grade: Grade }
  | { readonly kind: 'mean' }
  | { readonly kind: 'exposure' | 'enemies' | 'excluded' | 'forced' | 'perPoint' | 'overlap' }
  | { readonly kind: 'once' | 'whole' | 'points' }

/** Rules are told apart by this text. */
export const ruleId = (rule: Rule): string => Object.values(rule).join('/')

/** What a rule asks of one form: the sum of `weigh` over its items is at least `min` and at most `max`. */
export interface Demand {
  readonly rule: Rule
  readonly min: number
  readonly max: number
  /** A goal may be missed; a firm demand never. */
  readonly firm: boolean
  readonly weigh: (candidate: Candidate) => number
}

const unlimited = Number.POSITIVE_INFINITY
/** Shares give counts by division; a hair's breadth is no item. */
const hair = 1e-9
const atLeast = (share: number) => Math.ceil(share - hair)
const atMost = (share: number) => Math.floor(share + hair)
const one = (is: boolean) => (is ? 1 : 0)

type Bounds = Pick<Demand, 'min' | 'max'>
const firm = (rule: Rule, { min, max }: Bounds, weigh: Demand['weigh']): Demand => ({
  ...{ rule, min, max, weigh },
  firm: true,
})

const cellDemands = ({ ranges, types }: RuleSet): Demand[] =>
  ranges.flatMap(({ code, counts }) =>
    types
      .filter(({ count }) => count > 0)
      .map(({ type }) => {
        const count = counts[type] ?? 0
        return firm({ kind: 'cell', range: code, type }, { min: count, max: count }, (item) =>
          one(item.type === type && item.range === code),
        )
      }),
  )

/** Where cells say how many of a type come from each range, they have said how many there are. */
const typeDemands = ({ types, ranges }: RuleSet): Demand[] =>
  ranges.length > 0
    ? []
    : types.map(({ type, count }) =>
        firm({ kind: 'type', type }, { min: count, max: count }, (item) => one(item.type === type)),
      )

const boundDemands = ({ bounds }: RuleSet): Demand[] =>
  bounds.map(({ code, type, min = 0, max = unlimited }, at) =>
    firm({ kind: 'bound', range: code, type: type ?? null, at }, { min, max }, (item) =>
      one((type === undefined || item.type === type) && isWithin(item.range, code)),
    ),
  )

const importanceDemands = (rules: RuleSet): Demand[] =>
  rules.importance.map(({ importance, min = 0, max = 100 }) => {
    const share = itemsOf(rules) / 100
    const bounds = { min: atLeast(min * share), max: atMost(max * share) }
    return firm({ kind: 'importance', importance }, bounds, (item) => one(item.importance === importance))
  })

const grades: readonly Grade[] = [1, 2, 3, 4, 5]

const shareDemands = ({ shares, tolerance }: DifficultyRule & { kind: 'shares' }, total: number): Demand[] =>
  grades.map((grade) => {
    const [low, high] = [-1, 1].map((side) => ((shares[grade] + side * (tolerance ?? 0)) * total) / 100)
    const [min, max] =
      tolerance === undefined
        ? [Math.floor(low! + hair), Math.ceil(high! - hair)]
        : [Math.max(0, atLeast(low!)), atMost(high!)]
    const weigh = (item: Candidate) => one(item.difficulty === grade)
    return { rule: { kind: 'difficulty', grade }, min, max, firm: tolerance !== undefined, weigh }
  })

const difficultyDemands = (rules: RuleSet): Demand[] => {
  const { difficulty } = rules
  const total = itemsOf(rules)
  if (difficulty.kind === 'shares') return shareDemands(difficulty, total)
  const { mean, tolerance } = difficulty
  const [min, max] = [(mean - (tolerance ?? 0)) * total - hair, (mean + (tolerance ?? 0)) * total + hair]
  const weigh = (item: Candidate) => item.difficulty
  return [{ rule: { kind: 'mean' }, min, max, firm: tolerance !== undefined, weigh }]
}

const forcedDemands = ({ forced }: RuleSet): Demand[] =>
  [...new Set(forced)].map((code) =>
    firm({ kind: 'forced' }, { min: 1, max: unlimited }, (item) => one(item.code === code)),
  )

const barredDemands = ({ excluded, exposure }: RuleSet): Demand[] => [
  ...(excluded.length > 0
    ? [firm({ kind: 'excluded' }, { min: 0, max: 0 }, (item) => one(item.excluded))]
    : []),
  ...(Object.keys(exposure).length > 0
    ? [firm({ kind: 'exposure' }, { min: 0, max: 0 }, (item) => one(item.exposed))]
    : []),
]

/** At most one of each group. */
const onlyOne = (kind: 'enemies' | 'once', codes: readonly string[]): Demand => {
  const group = new Set(codes)
  return firm({ kind }, { min: 0, max: 1 }, (item) => one(group.has(item.code)))
}

const enemyDemands = (pool: Pool, candidates: readonly Candidate[]): Demand[] => {
  const known = new Set(candidates.map(({ code }) => code))
  return pool.enemies
    .filter(([a, b]) => a !== b && known.has(a) && known.has(b))
    .map((pair) => onlyOne('enemies', pair))
}

const onceDemands = (candidates: readonly Candidate[]): Demand[] =>
  [...Map.groupBy(candidates, ({ contentKey }) => contentKey).values()]
    .filter((group) => group.length > 1)
    .map((group) =>
      onlyOne(
        'once',
        group.map(({ code }) => code),
      ),
    )

const pointDemands = (rules: RuleSet, candidates: readonly Candidate[]): Demand[] => {
  const { perPoint } = rules
  if (perPoint === undefined) return []
  const points = Map.groupBy(candidates, ({ pointCode }) => pointCode)
  return [...points.keys()].map((point) =>
    firm({ kind: 'perPoint' }, { min: 0, max: perPoint }, (item) => one(item.pointCode === point)),
  )
}

/** The points of a range, and those of the whole bank where no range is asked, share the items evenly. */
const spreadDemands = (rules: RuleSet, candidates: readonly Candidate[]): Demand[] => {
  const areas = rules.ranges.length > 0 ? rules.ranges.map(({ code, counts }) => ({ code, counts })) : null
  const spread = (local: readonly Candidate[], count: number): Demand[] => {
    const points = [...new Set(local.map(({ pointCode }) => pointCode))]
    const [min, max] = [Math.floor(count / points.length), Math.ceil(count / points.length)]
    return points.map((point) => ({
      ...{ rule: { kind: 'points' } as const, min, max, firm: false },
      weigh: (item) => one(item.pointCode === point),
    }))
  }
  if (!areas) return spread(candidates, itemsOf(rules))
  return areas.flatMap(({ code, counts }) => {
    const asked = Object.values(counts).reduce((sum, count) => sum + count, 0)
    return spread(
      candidates.filter(({ range }) => range === code),
      asked,
    )
  })
}

/** Everything asked of each form of a paper, the candidates being those that a form could hold. */
export const demandsOf = (
  pool: Pool,
  rules: RuleSet,
  candidates: readonly Candidate[],
): readonly Demand[] => [
  firm({ kind: 'whole' }, { min: 0, max: itemsOf(rules) }, () => 1),
  ...cellDemands(rules),
  ...typeDemands(rules),
  ...boundDemands(rules),
  ...importanceDemands(rules),
  ...difficultyDemands(rules),
  ...barredDemands(rules),
  ...forcedDemands(rules),
  ...enemyDemands(pool, candidates),
  ...pointDemands(rules, candidates),
  ...onceDemands(candidates),
  ...spreadDemands(rules, candidates),
]

export const typeName = (type: ItemType): string => itemTypes[type].name
