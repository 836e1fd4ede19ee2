/** An id of the regulation library, `SDS-3.1-04`. That it exists is proven by `npm run clauses`. */
export type ClauseId = `${'SDS' | 'SDP' | 'SDE' | 'HN' | 'SPC'}-${string}`

/** A value the document states. `note` tells the reading chosen where the text is open or contradicts itself. */
export interface Stated<T> {
  readonly provenance: 'clause'
  readonly value: T
  readonly clauses: readonly ClauseId[]
  readonly note?: string
}

/**
 * A value the document does not state and the operator has set, with the reason in plain Chinese. It has no clause
 * of its own; `clauses` names only rows that leave the matter open, never a row of another document.
 */
export interface SetByOperator<T> {
  readonly provenance: 'operator'
  readonly value: T
  readonly clauses: readonly ClauseId[]
  readonly reason: string
}

/** The document has no rule and none is needed; the product then does not enforce one. */
export interface NotStated {
  readonly provenance: 'not-stated'
  readonly clauses: readonly ClauseId[]
  readonly note?: string
}

export type Known<T> = Stated<T> | SetByOperator<T>
export type Parameter<T> = Known<T> | NotStated

/** The clause ids of a statement, separated by spaces: `'SDS-3.1-04 SDS-3.1-05'`. */
const idsOf = (ids: string): readonly ClauseId[] => ids.split(' ').filter((id) => id !== '') as ClauseId[]

/** What the document says, with the ids that say it (separated by spaces). */
export const stated = <T>(value: T, ids: string, note?: string): Stated<T> => {
  if (idsOf(ids).length === 0) throw new RangeError('a statement needs the clause that makes it')
  return { provenance: 'clause', value, clauses: idsOf(ids), ...(note === undefined ? {} : { note }) }
}

/** What the operator has set where the document is silent. */
export const byOperator = <T>(value: T, reason: string, openIds = ''): SetByOperator<T> => ({
  provenance: 'operator',
  value,
  clauses: idsOf(openIds),
  reason,
})

export const notStated: NotStated = { provenance: 'not-stated', clauses: [] }

/** The document touches the matter in these rows without a value a machine could apply. */
export const leftOpen = (ids: string, note: string): NotStated => ({
  provenance: 'not-stated',
  clauses: idsOf(ids),
  note,
})

/** The value, or undefined where the document has none. */
export const statedValue = <T>(parameter: Parameter<T>): T | undefined =>
  parameter.provenance === 'not-stated' ? undefined : parameter.value

/** A code's shape: a regular expression, its length where fixed, and an example to show. */
export interface CodePattern {
  readonly pattern: string
  readonly length: number
  readonly example: string
}
