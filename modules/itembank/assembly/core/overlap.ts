import type { Term, WholeVariable } from '#platform/solver/model.ts'
import type { ItemClass } from './classes.ts'
import type { ModelInput, Price, Rows, RuledConstraint } from './model.ts'

/** How many forms of one paper, and what they may have in common; undefined for as little as can be. */
export interface FormPlan {
  readonly forms: number
  readonly overlap: number | undefined
}

/** More forms than this are not counted set by set. */
export const mostSharingForms = 5

/** True where forms may share items, but only so many: then it counts which forms hold an item together. */
export const sharesSome = ({ forms, overlap }: FormPlan): boolean =>
  forms > 1 && overlap !== undefined && overlap > 0

/** How many items of the class at a place the form holds. */
export const taken = (at: number, form: number) => `x ${at} ${form}`
/** How many items of the class exactly these forms hold together; the forms as bits. */
export const jointly = (at: number, forms: number) => `y ${at} ${forms}`

const setsOf = (forms: number) => Array.from({ length: 2 ** forms - 1 }, (_, at) => at + 1)
const holds = (set: number, form: number) => (set & (1 << form)) !== 0

/** At most `max`; more at a price. */
export const allowance = (
  slack: string,
  {
    terms,
    max,
    cost,
  }: { readonly terms: readonly Term[]; readonly max: number; readonly cost?: number | undefined },
): RuledConstraint => ({
  rule: { kind: 'overlap' },
  terms: cost === undefined ? terms : [...terms, [-1, slack]],
  max,
})

/** Every class once: a set of forms holds so many of its items, together no more than there are. */
const addSets = ({ classes, plan }: ModelInput, into: Rows): void => {
  const sets = setsOf(plan.forms)
  for (const [at, { items, forced }] of classes.entries()) {
    if (forced) continue
    const all = sets.map((set): Term => [1, jointly(at, set)])
    into.constraints.push({ rule: undefined, terms: all, max: items.length })
    for (let form = 0; form < plan.forms; form += 1) {
      const held = sets.filter((set) => holds(set, form)).map((set): Term => [-1, jointly(at, set)])
      into.constraints.push({ rule: undefined, terms: [[1, taken(at, form)], ...held], min: 0, max: 0 })
    }
  }
}

/** Rows that let two forms share no more than the plan says, exactly, whatever the other forms share. */
export const sharedRows = (input: ModelInput, price: Price, into: Rows): void => {
  addSets(input, into)
  const { classes, plan } = input
  const cost = price({ kind: 'overlap' }, false)
  const sets = setsOf(plan.forms)
  for (let a = 1; a < plan.forms; a += 1) {
    for (let b = 0; b < a; b += 1) {
      const both = sets.filter((set) => holds(set, a) && holds(set, b))
      const terms = classes.flatMap(({ forced }, at) =>
        forced ? [] : both.map((set): Term => [1, jointly(at, set)]),
      )
      into.constraints.push(allowance(`over ${a} ${b}`, { terms, max: plan.overlap ?? 0, cost }))
      if (cost !== undefined) into.minimise.push([cost, `over ${a} ${b}`])
    }
  }
}

export const sharedWholes = (classes: readonly ItemClass[], { forms }: FormPlan): readonly WholeVariable[] =>
  classes.flatMap(({ items, forced }, at) =>
    forced ? [] : setsOf(forms).map((set) => ({ name: jointly(at, set), max: items.length })),
  )
