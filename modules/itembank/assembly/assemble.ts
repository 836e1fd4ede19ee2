import { seeded } from '#platform/random/seeded.ts'
import { SolverLimit } from '#platform/solver/highs.ts'
import type { Solve } from '#platform/solver/model.ts'
import { explain } from './conflict.ts'
import { balanced } from './core/balance.ts'
import { classesOf } from './core/classes.ts'
import { type Demand, demandsOf } from './core/demands.ts'
import { type Drawn, pickItems, writeForms } from './core/draw.ts'
import type { Conflict } from './core/gap.ts'
import { paperModel } from './core/model.ts'
import { type FormPlan, sharesSome } from './core/overlap.ts'
import { type Candidate, candidatesOf, eligible, type Pool } from './core/pool.ts'
import type { RuleSet } from './core/rules.ts'
import { faultOf, sharedBetween } from './core/verify.ts'
import { roll, type Series, solverSeed, type Values } from './rolling.ts'

export interface Request {
  readonly pool: Pool
  readonly rules: RuleSet
  readonly plan: FormPlan
  /** Kept with the paper: the same bank, rules and seed give the same paper. */
  readonly seed: string
}

export interface Prepared {
  /** Items that a form could hold, in the order of their codes. */
  readonly candidates: readonly Candidate[]
  readonly demands: readonly Demand[]
}

/** The forms, or why there can be none. */
export type Outcome =
  | {
      readonly possible: true
      readonly drawn: Drawn
      /** By which share they may be worse than the best; null where no best is sought. */
      readonly gap: number | null
    }
  | { readonly possible: false; readonly conflict: Conflict }

export const prepare = ({ pool, rules }: Pick<Request, 'pool' | 'rules'>): Prepared => {
  const candidates = eligible(candidatesOf(pool, rules), rules)
  return { candidates, demands: demandsOf(pool, rules, candidates) }
}

/** Throws when a form breaks a rule: the solver's word is not taken for it. */
const proveForms = (
  picked: readonly (readonly Candidate[])[],
  { demands }: Prepared,
  { rules, plan }: Request,
): void => {
  for (const [at, form] of picked.entries()) {
    const fault = faultOf(form, demands, rules)
    if (fault) throw new Error(`form ${at + 1}: ${fault}`)
    if (plan.overlap === undefined) continue
    for (const other of picked.slice(0, at))
      if (sharedBetween(form, other) > plan.overlap) throw new Error(`form ${at + 1} shares too many items`)
  }
}

/** All forms in one model; needed where they may share some items, or where one after another does not come out. */
const together = async (series: Series, solve: Solve, mostNodes?: number): Promise<Values | undefined> => {
  const model = paperModel({ ...series, random: seeded(`draw:${series.seed}`) })
  const solution = await solve({ ...model, ...(mostNodes && { mostNodes }) }, solverSeed)
  return solution.status === 'optimal' ? solution.values : undefined
}

const provenGap = 1e-4
/** One model for all forms is worth trying up to this many variables and branches. */
const small = { variables: 4000, nodes: 200 }

/** The best of a small bank where one form after another is not proven best; undefined where it is too hard. */
const betterTogether = async (series: Series, solve: Solve): Promise<Values | undefined> => {
  if (series.classes.length * series.plan.forms > small.variables) return undefined
  try {
    return await together(series, solve, small.nodes)
  } catch (error) {
    if (error instanceof SolverLimit) return undefined
    throw error
  }
}

const solveForms = async (series: Series, solve: Solve) => {
  const apart = sharesSome(series.plan) ? { ...series.plan, overlap: 0 } : series.plan
  const rolled = await roll({ ...series, plan: apart }, solve)
  if (rolled.found) {
    const better = rolled.gap > provenGap && (await betterTogether({ ...series, plan: apart }, solve))
    return better
      ? { values: better, gap: 0, plan: apart }
      : { values: rolled.values, gap: rolled.gap, plan: apart }
  }
  if (rolled.impossible && !sharesSome(series.plan)) return undefined
  const values = await together(series, solve)
  return values && { values, gap: 0, plan: series.plan }
}

/** Draws fixed and parallel forms, solved exactly; each form is checked afterwards. */
export const assembleForms = async (request: Request, solve: Solve): Promise<Outcome> => {
  const { rules, plan, seed } = request
  const prepared = prepare(request)
  const classes = classesOf(prepared.candidates, prepared.demands)
  const solved = await solveForms({ classes, demands: prepared.demands, plan, seed }, solve)
  if (!solved) return { possible: false, conflict: await explain(prepared, request, solve) }
  const random = seeded(`pick:${seed}`)
  const picked = balanced(pickItems(classes, solved.values, { plan: solved.plan, random }), prepared.demands)
  proveForms(picked, prepared, request)
  return { possible: true, drawn: writeForms(picked, rules, seed), gap: solved.gap }
}
