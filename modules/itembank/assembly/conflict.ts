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
const countKinds = new Set<Rule['kind']>(['cell', 'type', 'bound', 'importance', 'difficulty', 'mean'])
const dear = 1000
const priceOf = ({ kind }: Rule): number => (countKinds.has(kind) ? 1 : dear)

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

const searching = async (input: ModelInput, solve: Solve): Promise<readonly string[] | undefined> => {
  const corrections: (readonly string[])[] = []
  for (;;) {
    const held = new Set(hittingSet(corrections))
    const price = (rule: Rule) => (held.has(ruleId(rule)) ? undefined : priceOf(rule))
    const solution = await solve(elasticModel(input, price), solverSeed)
    if (solution.status === 'infeasible') return [...held]
    const gaps = gapsOf(input, solution.values)
    if (gaps.length === 0) return undefined
    corrections.push([...new Set(gaps.map(({ rule }) => ruleId(rule)))])
  }
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

/**
 * Why there can be no such paper: the smallest set of rules in conflict. Each round holds the fewest rules that every
 * way of giving way, seen so far, touches; once these alone cannot hold, no smaller set can be in conflict.
 */
export const explain = async (prepared: Prepared, request: Request, solve: Solve): Promise<Conflict> => {
  for (const input of inputsOf(prepared, request)) {
    const ids = await searching(input, solve)
    if (!ids) continue
    const rules = new Map(input.demands.map(({ rule }) => [ruleId(rule), rule]))
    const isOutside = (rule: Rule) => !ids.includes(ruleId(rule))
    return {
      rules: ids.map((id) => rules.get(id) ?? { kind: 'overlap' }),
      gaps: await lacking(input, solve, isOutside),
      shortages: await lacking(input, solve, () => false),
    }
  }
  throw new Error('the rules are said to be in conflict, and no conflict is found')
}
