import { type Random, seeded, shuffled } from '#platform/random/seeded.ts'
import type { ItemType } from '../../core/item.ts'
import type { ItemClass } from './classes.ts'
import { type FormPlan, jointly, sharesSome, taken } from './overlap.ts'
import type { Candidate } from './pool.ts'
import type { RuleSet } from './rules.ts'

export interface PaperEntry {
  readonly position: number
  readonly code: string
  readonly type: ItemType
  readonly points: number
}

/** One form: codes of the pool in the order of presentation. */
export interface Form {
  readonly name: string
  readonly codes: readonly string[]
}

/** All that a paper consists of, before a word of any item is read. */
export interface Drawn {
  readonly entries: readonly PaperEntry[]
  readonly forms: readonly Form[]
}

type Values = ReadonlyMap<string, number>
const whole = (values: Values, name: string) => Math.round(values.get(name) ?? 0)

const shareOut = (
  [items, at]: readonly [items: readonly Candidate[], at: number],
  values: Values,
  held: readonly Candidate[][],
): void => {
  let next = 0
  for (let set = 1; set < 2 ** held.length; set += 1) {
    const chosen = items.slice(next, next + whole(values, jointly(at, set)))
    next += chosen.length
    for (const [form, list] of held.entries()) if ((set & (1 << form)) !== 0) list.push(...chosen)
  }
}

/** Forms take from a class in turn; they meet again only where it has run out. */
const takeInTurn = (
  [items, at]: readonly [items: readonly Candidate[], at: number],
  values: Values,
  held: readonly Candidate[][],
): void => {
  let next = 0
  for (const [form, list] of held.entries())
    for (let left = whole(values, taken(at, form)); left > 0; left -= 1) {
      list.push(items[next % items.length]!)
      next += 1
    }
}

/** The items of each form: of every class as many as the solution says, which ones by the seed. */
export const pickItems = (
  classes: readonly ItemClass[],
  values: Values,
  { plan, random }: { readonly plan: FormPlan; readonly random: Random },
): readonly (readonly Candidate[])[] => {
  const held: Candidate[][] = Array.from({ length: plan.forms }, () => [])
  for (const [at, { items, forced }] of classes.entries()) {
    const mixed = shuffled(items, random)
    if (sharesSome(plan) && !forced) shareOut([mixed, at], values, held)
    else takeInTurn([mixed, at], values, held)
  }
  return held
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
/** None for a single form; A, B, C … for parallel forms; running numbers where every candidate has one. */
export const formName = (at: number, forms: number): string =>
  forms === 1 ? '' : forms <= letters.length ? letters[at]! : String(at + 1).padStart(4, '0')

/** Types in the order of the rules, items of a type in an order of the seed. */
const inOrder = (items: readonly Candidate[], { types }: RuleSet, random: Random): readonly string[] =>
  types.flatMap(({ type }) =>
    shuffled(
      items.filter((item) => item.type === type).toSorted((a, b) => (a.code < b.code ? -1 : 1)),
      random,
    ).map(({ code }) => code),
  )

/** Forms in order, and the pool of their items, each once, as they first appear. */
export const writeForms = (
  picked: readonly (readonly Candidate[])[],
  rules: RuleSet,
  seed: string,
): Drawn => {
  const known = new Map(picked.flat().map((item) => [item.code, item]))
  const points = new Map(rules.types.map((quota) => [quota.type, quota.points]))
  const forms = picked.map((items, at) => ({
    name: formName(at, picked.length),
    codes: inOrder(items, rules, seeded(`order:${seed}:${at}`)),
  }))
  const codes = [...new Set(forms.flatMap((form) => form.codes))]
  const entries = codes.map((code, at) => {
    const { type } = known.get(code)!
    return { position: at + 1, code, type, points: points.get(type) ?? 0 }
  })
  return { entries, forms }
}
