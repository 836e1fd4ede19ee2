import { seeded } from '#platform/random/seeded.ts'
import type { LinearModel, Solve } from '#platform/solver/model.ts'
import type { ItemClass } from './core/classes.ts'
import type { Demand } from './core/demands.ts'
import { blockCost, paperModel, repeatCost } from './core/model.ts'
import { type FormPlan, taken } from './core/overlap.ts'

/** The paper's seed orders variables and items; the solver's own is fixed, so that a paper can be drawn again anywhere. */
export const solverSeed = 1

export interface Series {
  readonly classes: readonly ItemClass[]
  readonly demands: readonly Demand[]
  readonly plan: FormPlan
  readonly seed: string
}

export type Values = ReadonlyMap<string, number>

export type Rolled =
  | { readonly found: true; readonly values: Values; readonly gap: number }
  /** `impossible`: not even with forms cut in fractions; otherwise only this way of going about it failed. */
  | { readonly found: false; readonly impossible: boolean }

const stepOf = (series: Series, form: number, supply: readonly number[]): LinearModel => {
  const { classes, demands, plan, seed } = series
  const rest = plan.forms - form - 1
  const blocks = [{ copies: 1, whole: true }, ...(rest > 0 ? [{ copies: rest, whole: false }] : [])]
  return paperModel({ classes, demands, plan, blocks, supply, random: seeded(`draw:${seed}:${form}`) })
}

/** By which share the forms found are dearer than the bound; where both are nothing there is no better. */
const gapOf = (cost: number, bound: number): number => Math.max(0, cost - bound) / Math.max(1, bound)

/**
 * Forms one after another, each exactly, with the others not forgotten: those still to come are counted together in
 * fractions. The first step's optimum is a bound that no set of forms can beat, so it tells how far the forms found
 * are from the best (`gap`, a share). It takes a fraction of the time of all forms in one model.
 */
export const roll = async (series: Series, solve: Solve): Promise<Rolled> => {
  const { classes, plan } = series
  const supply = classes.map(({ items }) => items.length)
  const values = new Map<string, number>()
  let [bound, cost] = [0, 0]
  for (let form = 0; form < plan.forms; form += 1) {
    const model = stepOf(series, form, supply)
    const solution = await solve(model, solverSeed)
    if (solution.status === 'infeasible') return { found: false, impossible: form === 0 }
    if (form === 0) bound = solution.objective
    cost += blockCost(model, solution.values, 0)
    for (const [at] of classes.entries()) {
      const count = Math.round(solution.values.get(taken(at, 0)) ?? 0)
      supply[at] = Math.max(0, supply[at]! - count)
      values.set(taken(at, form), count)
    }
  }
  return { found: true, values, gap: gapOf(cost + repeatCost(series, values), bound) }
}
