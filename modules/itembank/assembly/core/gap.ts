import type { Rule } from './demands.ts'

/** How far a rule is from being met, over all forms. */
export interface Gap {
  readonly rule: Rule
  /** Items that it asks for, over all forms. */
  readonly asked: number
  /** So many too few, or too many. */
  readonly missing: number
  readonly side: 'lack' | 'excess'
}

export interface Conflict {
  /** The fewest rules that cannot hold together: without any one of them the others can. */
  readonly rules: readonly Rule[]
  /** What lacks while only these rules are looked at. */
  readonly gaps: readonly Gap[]
  /** The least that lacks for all rules together. */
  readonly shortages: readonly Gap[]
}
