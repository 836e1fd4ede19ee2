/** A JSON value, as stored in facts and sent in replies. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/**
 * A refusal is a value, not an error: the request was understood and a rule says no.
 * `sentence` is plain Chinese, `clauses` are ids of the regulation library, `remedy` says what to do now.
 */
export interface Refusal<C extends string = string> {
  readonly refused: true
  readonly code: C
  readonly sentence: string
  readonly remedy: string
  readonly clauses: readonly string[]
  /** The input field that is wrong, where one is. */
  readonly field?: string
  readonly details?: { readonly [key: string]: Json }
}

export interface Accepted<T> {
  readonly refused: false
  readonly value: T
}

export type Verdict<T, C extends string = string> = Accepted<T> | Refusal<C>

export const accept = <T>(value: T): Accepted<T> => ({ refused: false, value })

export const refuse = <C extends string>(
  code: C,
  words: Omit<Refusal<C>, 'refused' | 'code'>,
): Refusal<C> => ({
  refused: true,
  code,
  ...words,
})
