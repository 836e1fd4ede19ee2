import { setImmediate as breathe } from 'node:timers/promises'
import { type Random, seeded, shuffled } from '#platform/random/seeded.ts'
import type { Solve } from '#platform/solver/model.ts'
import { type Outcome, type Prepared, prepare, type Request } from './assemble.ts'
import { explain } from './conflict.ts'
import { classesOf, type ItemClass } from './core/classes.ts'
import type { Demand, Rule } from './core/demands.ts'
import { pickItems, writeForms } from './core/draw.ts'
import { paperModel } from './core/model.ts'
import type { Candidate } from './core/pool.ts'
import { faultOf } from './core/verify.ts'
import { solverSeed, type Values } from './rolling.ts'

const single = { forms: 1, overlap: undefined }
/** The more mixtures of classes, the more different the forms; each costs a solving. */
const mostMixtures = 40
const formsPerMixture = 25
const tries = 8

/** Rules about items that stand together; all others only count. */
const together = new Set<Rule['kind']>(['enemies', 'once', 'perPoint'])

/** How many items of each counting class a form holds. */
type Mixture = readonly (readonly [items: readonly Candidate[], count: number])[]

interface Limits {
  /** Numbers of the groups that an item belongs to. */
  readonly groups: ReadonlyMap<string, readonly number[]>
  readonly most: readonly number[]
}

const limitsOf = ({ candidates, demands }: Prepared): Limits => {
  const groups = demands.filter(({ rule }) => together.has(rule.kind))
  return {
    most: groups.map(({ max }) => max),
    groups: new Map(
      candidates.map((item) => [item.code, groups.flatMap(({ weigh }, at) => (weigh(item) > 0 ? [at] : []))]),
    ),
  }
}

const mixtureOf = (picked: readonly Candidate[], counting: readonly ItemClass[]): Mixture => {
  const codes = new Set(picked.map(({ code }) => code))
  return counting.flatMap(({ items }) => {
    const count = items.filter(({ code }) => codes.has(code)).length
    return count === 0 ? [] : [[items, count] as const]
  })
}

type Counts = ReadonlyMap<string, number>

/** Items of points not asked yet come first, then those taken least often, equals in an order of the seed. */
const inTurn = (items: readonly Candidate[], [points, uses]: readonly [Counts, Counts], random: Random) =>
  shuffled(items, random).toSorted(
    (a, b) =>
      (points.get(a.pointCode) ?? 0) - (points.get(b.pointCode) ?? 0) ||
      (uses.get(a.code) ?? 0) - (uses.get(b.code) ?? 0),
  )

/** Takes as many items of each class as the mixture says, none against a limit; undefined where it gets stuck. */
const tryMixture = (
  mixture: Mixture,
  { groups, most }: Limits,
  order: (items: readonly Candidate[], points: Counts) => readonly Candidate[],
): readonly Candidate[] | undefined => {
  const held = most.map(() => 0)
  const form: Candidate[] = []
  const points = new Map<string, number>()
  for (const [items, count] of mixture) {
    let left = count
    for (const item of order(items, points)) {
      if (left === 0) break
      const mine = groups.get(item.code) ?? []
      if (mine.some((group) => held[group]! >= most[group]!)) continue
      for (const group of mine) held[group]! += 1
      form.push(item)
      points.set(item.pointCode, (points.get(item.pointCode) ?? 0) + 1)
      left -= 1
    }
    if (left > 0) return undefined
  }
  return form
}

interface Mixtures {
  readonly classes: readonly ItemClass[]
  readonly solutions: readonly Values[]
  readonly mixtures: readonly Mixture[]
}

const isGoalOfPoints = ({ rule }: Demand) => rule.kind === 'points'

/** Several good mixtures, each solved exactly; undefined where there is none. */
const solveMixtures = async (
  prepared: Prepared,
  { count, seed }: { readonly count: number; readonly seed: string },
  solve: Solve,
): Promise<Mixtures | undefined> => {
  const demands = prepared.demands.filter((demand) => !isGoalOfPoints(demand))
  const classes = classesOf(prepared.candidates, demands)
  const counting = classesOf(
    prepared.candidates,
    demands.filter(({ rule }) => !together.has(rule.kind)),
    false,
  )
  const solutions: Values[] = []
  for (let at = 0; at < Math.min(mostMixtures, Math.ceil(count / formsPerMixture)); at += 1) {
    const random = seeded(`mixture:${seed}:${at}`)
    const solution = await solve(paperModel({ classes, demands, plan: single, random }), solverSeed)
    if (solution.status === 'infeasible') return undefined
    solutions.push(solution.values)
  }
  const mixtures = solutions.map((values) => {
    const random = seeded(`mixture:${seed}`)
    return mixtureOf(pickItems(classes, values, { plan: single, random })[0] ?? [], counting)
  })
  return { classes, solutions, mixtures }
}

const drawOne = (
  { classes, solutions, mixtures }: Mixtures,
  limits: Limits,
  {
    at,
    seed,
    uses,
  }: { readonly at: number; readonly seed: string; readonly uses: ReadonlyMap<string, number> },
): readonly Candidate[] => {
  const which = at % mixtures.length
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const random = seeded(`candidate:${seed}:${at}:${attempt}`)
    const form = tryMixture(shuffled(mixtures[which]!, random), limits, (items, points) =>
      inTurn(items, [points, uses], random),
    )
    if (form) return form
  }
  // Any items of the exact classes keep every rule.
  const random = seeded(`candidate:${seed}:${at}`)
  return pickItems(classes, solutions[which]!, { plan: single, random })[0]!
}

export interface Series {
  readonly forms: number
  /** Told after every few forms; throws to end the work. */
  readonly progress: (done: number) => Promise<void>
}

const formsPerBreath = 20

/**
 * A form for every candidate from the same rules: mixtures are solved exactly once, forms are drawn from them. Any
 * draw of a mixture keeps the rules that count, those about items standing together are kept while drawing, and each
 * form is checked against all of them before it is taken.
 */
export const assembleCandidates = async (
  request: Request,
  { forms, progress }: Series,
  solve: Solve,
): Promise<Outcome> => {
  const { rules, seed } = request
  const prepared = prepare(request)
  const mixtures = await solveMixtures(prepared, { count: forms, seed }, solve)
  if (!mixtures)
    return { possible: false, conflict: await explain(prepared, { ...request, plan: single }, solve) }
  const limits = limitsOf(prepared)
  const uses = new Map<string, number>()
  const picked: (readonly Candidate[])[] = []
  for (let at = 0; at < forms; at += 1) {
    const form = drawOne(mixtures, limits, { at, seed, uses })
    const fault = faultOf(form, prepared.demands, rules)
    if (fault) throw new Error(`form ${at + 1}: ${fault}`)
    for (const { code } of form) uses.set(code, (uses.get(code) ?? 0) + 1)
    picked.push(form)
    if ((at + 1) % formsPerBreath !== 0) continue
    await progress(at + 1)
    await breathe()
  }
  return { possible: true, drawn: writeForms(picked, rules, seed), gap: null }
}
