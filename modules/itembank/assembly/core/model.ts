import { type Random, shuffled } from '#platform/random/seeded.ts'
import type { Constraint, LinearModel, Term, WholeVariable } from '#platform/solver/model.ts'
import type { ItemClass } from './classes.ts'
import type { Demand, Rule } from './demands.ts'
import { allowance, type FormPlan, sharedRows, sharedWholes, sharesSome, taken } from './overlap.ts'

/**
 * Forms of a model. A block stands for one form, or for several forms not yet drawn, which are only counted
 * together and in fractions: what they could hold at best.
 */
export interface Block {
  readonly copies: number
  readonly whole: boolean
}

export interface ModelInput {
  readonly classes: readonly ItemClass[]
  readonly demands: readonly Demand[]
  readonly plan: FormPlan
  /** Orders the variables, so that of equally good papers another seed finds another. */
  readonly random: Random
  /** One form each unless told otherwise. */
  readonly blocks?: readonly Block[]
  /** Items of each class that no form holds yet; all of them unless told otherwise. */
  readonly supply?: readonly number[]
}

/** A constraint, and the rule in whose name it stands; undefined for what always holds. */
export interface RuledConstraint extends Constraint {
  readonly rule: Rule | undefined
}

/** What a rule may be missed for, by the unit; undefined where it must hold. */
export type Price = (rule: Rule, isGoal: boolean) => number | undefined

export interface Rows {
  readonly constraints: RuledConstraint[]
  readonly minimise: Term[]
}

/** Fresh items come before the wanted difficulty, that before evenly used points. */
const costs = { repeat: 100, papers: 40, difficulty: 10, points: 1 }

const alwaysHolds = ({ kind }: Rule) => kind === 'once' || kind === 'whole'
const times = (count: number) => Array.from({ length: count }, (_, at) => at)
const blocksOf = ({ blocks, plan }: ModelInput): readonly Block[] =>
  blocks ?? times(plan.forms).map(() => ({ copies: 1, whole: true }))

export const slackOf = (side: 'lack' | 'excess', demand: number, block: number) =>
  `${side} ${demand} ${block}`

const columnsOf = ({ classes, demands }: ModelInput): readonly (readonly (readonly [number, number])[])[] => {
  const columns: (readonly [number, number])[][] = demands.map(() => [])
  for (const [at, { weights }] of classes.entries())
    for (const [demand, weight] of weights) columns[demand]!.push([weight, at])
  return columns
}

/** Rows of one demand in one block: with a price, what lacks and what is too much are variables. */
const demandRows = (
  { rule, min, max }: Demand,
  terms: readonly Term[],
  price: { readonly cost: number | undefined; readonly lack: string; readonly excess: string },
): Rows => {
  const named = alwaysHolds(rule) ? undefined : rule
  const { cost, lack, excess } = price
  if (cost === undefined && min === max)
    return { constraints: [{ rule: named, terms, min, max }], minimise: [] }
  const slack = (factor: number, name: string): Term[] => (cost === undefined ? [] : [[factor, name]])
  const low = min > 0 ? [{ rule: named, terms: [...terms, ...slack(1, lack)], min }] : []
  const high =
    max < Number.POSITIVE_INFINITY ? [{ rule: named, terms: [...terms, ...slack(-1, excess)], max }] : []
  const priced = cost === undefined ? [] : [...(low[0] ? [lack] : []), ...(high[0] ? [excess] : [])]
  return { constraints: [...low, ...high], minimise: priced.map((name): Term => [cost ?? 0, name]) }
}

const addDemands = (input: ModelInput, price: Price, into: Rows): void => {
  const columns = columnsOf(input)
  for (const [at, demand] of input.demands.entries()) {
    const cost = alwaysHolds(demand.rule) ? undefined : price(demand.rule, !demand.firm)
    for (const [block, { copies }] of blocksOf(input).entries()) {
      const terms: Term[] = columns[at]!.map(([weight, place]) => [weight, taken(place, block)])
      const asked = { ...demand, min: demand.min * copies, max: demand.max * copies }
      const names = { lack: slackOf('lack', at, block), excess: slackOf('excess', at, block) }
      const { constraints, minimise } = demandRows(asked, terms, { cost, ...names })
      into.constraints.push(...constraints)
      into.minimise.push(...minimise)
    }
  }
}

/** An item goes to one form; to more only at a price. */
const addSupply = (input: ModelInput, price: Price, into: Rows): void => {
  const blocks = blocksOf(input)
  if (input.plan.forms === 1) return
  const cost = price({ kind: 'overlap' }, input.plan.overlap === undefined)
  for (const [at, { items, forced }] of input.classes.entries()) {
    if (forced) continue
    const terms = blocks.map((_, block): Term => [1, taken(at, block)])
    into.constraints.push(allowance(`over ${at}`, { terms, max: input.supply?.[at] ?? items.length, cost }))
    if (cost !== undefined) into.minimise.push([cost, `over ${at}`])
  }
}

const wholesOf = (input: ModelInput): readonly WholeVariable[] => {
  const { classes, plan, random } = input
  const all = classes.flatMap(({ items }, at) =>
    blocksOf(input).flatMap(({ whole }, block) =>
      whole ? [{ name: taken(at, block), max: items.length }] : [],
    ),
  )
  return shuffled(sharesSome(plan) ? [...all, ...sharedWholes(classes, plan)] : all, random)
}

const build = (input: ModelInput, price: Price): Rows => {
  const into: Rows = { constraints: [], minimise: [] }
  addDemands(input, price, into)
  if (sharesSome(input.plan)) sharedRows(input, price, into)
  else addSupply(input, price, into)
  return into
}

/** What a goal missed by one costs. */
export const goalPrice: Price = ({ kind }, isGoal) => {
  if (!isGoal) return undefined
  if (kind === 'overlap') return costs.repeat
  return kind === 'points' ? costs.points : costs.difficulty
}

/** The best forms: every firm demand met, goals missed as little as can be, worn items taken last. */
export const paperModel = (input: ModelInput): LinearModel => {
  const { constraints, minimise } = build(input, goalPrice)
  const worn = input.classes.flatMap(({ papers }, at) =>
    papers === 0 ? [] : blocksOf(input).map((_, block): Term => [costs.papers * papers, taken(at, block)]),
  )
  return { minimise: [...minimise, ...worn], constraints, choices: [], wholes: wholesOf(input) }
}

/** The firm rules with gaps at a price; a rule without a price holds, one that `isLeft` names is left out. */
export const elasticModel = (
  input: ModelInput,
  price: (rule: Rule) => number | undefined,
  isLeft: (rule: Rule) => boolean = () => false,
): LinearModel => {
  const { constraints, minimise } = build(input, price)
  return {
    minimise,
    constraints: constraints.filter(({ rule }) => !rule || !isLeft(rule)),
    ...{ choices: [], wholes: wholesOf(input) },
  }
}

/** What one block of a model costs by itself. */
export const blockCost = (model: LinearModel, values: ReadonlyMap<string, number>, block: number): number =>
  model.minimise
    .filter(([, name]) => name.endsWith(` ${block}`) && !name.startsWith('over'))
    .reduce((sum, [cost, name]) => sum + cost * (values.get(name) ?? 0), 0)

/** What it costs that forms share items. */
export const repeatCost = (
  { classes, plan }: Pick<ModelInput, 'classes' | 'plan'>,
  values: ReadonlyMap<string, number>,
): number =>
  classes.reduce((sum, { items, forced }, at) => {
    const used = times(plan.forms).reduce((all, form) => all + (values.get(taken(at, form)) ?? 0), 0)
    return forced ? sum : sum + costs.repeat * Math.max(0, used - items.length)
  }, 0)
