import { seeded } from '#platform/random/seeded.ts'
import type { Solve } from '#platform/solver/model.ts'
import type { Prepared, Request } from './assemble.ts'
import { classesOf } from './core/classes.ts'
import { type Rule, ruleId } from './core/demands.ts'
import type { Conflict, Gap } from './core/gap.ts'
import { hittingSet } from './core/hitting-set.ts'
import { elasticModel, type ModelInput, slackOf } from './core/model.ts'
import { sharesSome } from './core/overlap.ts'
import { solverSeed, type Values } from './rolling.ts'

/** Rules that say how many items there have to be: what lacks is told in their terms where it can be. */
const prices: { readonly [K in Rule['kind']]?: number } = {
  ...{ bound: 1, importance: 1, difficulty: 1, mean: 1 },
  // Where a number of the sheets and a limit are in each other's way, what lacks is told of the limit.
  ...{ type: 1.5, cell: 1.5 },
}
const dear = 1000
const priceOf = ({ kind }: Rule): number => prices[kind] ?? dear

const hair = 1e-6

const gapsOf = ({ demands, plan, blocks }: ModelInput, values: Values): readonly Gap[] => {
  const copies = blocks ?? Array.from({ length: plan.forms }, () => ({ copies: 1 }))
  const total = copies.reduce((sum, block) => sum + block.copies, 0)
  const gaps = new Map<string, Gap>()
  const add = (rule: Rule, gap: Omit<Gap, 'rule'>) => {
    if (gap.missing <= hair) return
    const key = `${ruleId(rule)} ${gap.side}`
    const known = gaps.get(key)
    gaps.set(key, { rule, ...gap, missing: gap.missing + (known?.missing ?? 0) })
  }
  for (const [at, { rule, min, max }] of demands.entries())
    for (const block of copies.keys())
      for (const side of ['lack', 'excess'] as const)
        add(rule, {
          ...{ side, asked: (side === 'lack' ? min : max) * total },
          missing: values.get(slackOf(side, at, block)) ?? 0,
        })
  const shared = [...values].filter(([name]) => name.startsWith('over ')).reduce((sum, [, v]) => sum + v, 0)
  add({ kind: 'overlap' }, { side: 'excess', asked: plan.overlap ?? 0, missing: shared })
  return [...gaps.values()].map((gap) => ({ ...gap, missing: Math.ceil(gap.missing - hair) }))
}

type Key = (rule: Rule) => string

/** Numbers of one sheet are one rule where single ones of them tell nothing. */
const sheetKey: Key = (rule) => (rule.kind === 'cell' ? 'cell' : ruleId(rule))

const fewRules = 3
const fewGroups = 6

/**
 * The smallest conflict. Each round holds the fewest rules that every way of giving way, seen so far, touches; once
 * these alone cannot hold, no smaller set can be in conflict.
 */
const smallest = async (
  input: ModelInput,
  { keyOf, most }: { readonly keyOf: Key; readonly most: number },
  solve: Solve,
): Promise<readonly string[] | 'none' | 'large'> => {
  const corrections: (readonly string[])[] = []
  for (;;) {
    const found = hittingSet(corrections, most)
    if (!found) return 'large'
    const held = new Set(found)
    const price = (rule: Rule) => (held.has(keyOf(rule)) ? undefined : priceOf(rule))
    const solution = await solve(elasticModel(input, price), solverSeed)
    if (solution.status === 'infeasible') return found
    const gaps = gapsOf(input, solution.values)
    if (gaps.length === 0) return 'none'
    corrections.push([...new Set(gaps.map(({ rule }) => keyOf(rule)))])
  }
}

/** Takes rules away one by one as long as the rest is in conflict; then none can be spared. */
const irreducible = async (
  input: ModelInput,
  ids: readonly string[],
  solve: Solve,
): Promise<readonly string[]> => {
  let kept = ids
  for (const id of ids) {
    const rest = kept.filter((one) => one !== id)
    const isLeft = (rule: Rule) => !rest.includes(ruleId(rule))
    const solution = await solve(
      elasticModel(input, () => undefined, isLeft),
      solverSeed,
    )
    if (solution.status === 'infeasible') kept = rest
  }
  return kept
}

const rulesOf = ({ demands, plan }: ModelInput): ReadonlyMap<string, Rule> => {
  const overlap: Rule = { kind: 'overlap' }
  const all = demands.map(({ rule }) => rule).filter(({ kind }) => kind !== 'once' && kind !== 'whole')
  return new Map([...all, ...(plan.forms > 1 ? [overlap] : [])].map((rule) => [ruleId(rule), rule]))
}

/** The conflict rule by rule; where that takes very many, sheet by sheet first. */
const conflictIn = async (input: ModelInput, solve: Solve): Promise<readonly string[] | 'none'> => {
  const few = await smallest(input, { keyOf: ruleId, most: fewRules }, solve)
  if (few !== 'large') return few
  const groups = await smallest(input, { keyOf: sheetKey, most: fewGroups }, solve)
  if (groups === 'none') return 'none'
  const all = [...rulesOf(input)]
  const within = groups === 'large' ? all : all.filter(([, rule]) => groups.includes(sheetKey(rule)))
  const forwards = within.map(([id]) => id)
  // What can be spared depends on what is taken away first.
  const one = await irreducible(input, forwards, solve)
  const other = await irreducible(input, forwards.toReversed(), solve)
  return other.length < one.length ? forwards.filter((id) => other.includes(id)) : one
}

const lacking = async (
  input: ModelInput,
  solve: Solve,
  isLeft: (rule: Rule) => boolean,
): Promise<readonly Gap[]> => {
  const solution = await solve(elasticModel(input, priceOf, isLeft), solverSeed)
  return solution.status === 'optimal' ? gapsOf(input, solution.values) : []
}

/** Forms beyond the first are alike: counted in fractions they show most conflicts, and at once. */
const inputsOf = ({ candidates, demands }: Prepared, { plan }: Request): readonly ModelInput[] => {
  const firm = demands.filter((demand) => demand.firm)
  const classes = classesOf(candidates, firm, false)
  const alone = plan.overlap === undefined ? { forms: 1, overlap: undefined } : plan
  const input = { classes, demands: firm, plan: alone, random: seeded('conflict') }
  if (alone.forms === 1 || sharesSome(alone)) return [input]
  const blocks = [
    { copies: 1, whole: true },
    { copies: alone.forms - 1, whole: false },
  ]
  return [{ ...input, blocks }, input]
}

/** Why there can be no such paper: the smallest set of rules in conflict, and what lacks where. */
export const explain = async (prepared: Prepared, request: Request, solve: Solve): Promise<Conflict> => {
  for (const input of inputsOf(prepared, request)) {
    const ids = await conflictIn(input, solve)
    if (ids === 'none') continue
    const rules = rulesOf(input)
    const isOutside = (rule: Rule) => !ids.includes(ruleId(rule))
    return {
      rules: ids.flatMap((id) => rules.get(id) ?? []),
      gaps: await lacking(input, solve, isOutside),
      shortages: await lacking(input, solve, () => false),
    }
  }
  throw new Error('the rules are said to be in conflict, and no conflict is found')
}
