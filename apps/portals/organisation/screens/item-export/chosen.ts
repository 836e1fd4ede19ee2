import type * as exchange from '#modules/itembank/exchange/contract.ts'
import type { InputOf } from '#platform/contract/contract.ts'

/** What the list of items hands over to the export: a selection, or what a filter finds. */
export interface Chosen {
  /** Empty when the filter names none. */
  readonly bank: string
  readonly words: string
  readonly of: NonNullable<InputOf<typeof exchange.exportItems>['of']>
}

export const chosenOf = (state: unknown): Chosen | null =>
  typeof state === 'object' && state !== null && 'of' in state && 'words' in state && 'bank' in state
    ? (state as Chosen)
    : null
