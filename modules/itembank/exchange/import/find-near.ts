import type { QueryContext } from '#platform/command/context.ts'
import type { Text } from '../../item/core/likeness.ts'
import { nearTwinsApart } from '../../item/likeness.worker.ts'
import { comparableItems } from '../../item/store/likeness.store.ts'
import type { NearFound } from '../core/staged.rule.ts'

/** A row of a file by its words. */
export interface RowText {
  readonly ordinal: number
  readonly place: string
  /** Made by `likenessText`. */
  readonly text: string
}

export interface Compared {
  readonly bank: { readonly organisationId: string; readonly bank: string; readonly since?: Date }
  /** In the order of the file: each is compared with those before it. */
  readonly fresh: readonly RowText[]
  /** Other rows of the file. */
  readonly others: readonly RowText[]
}

const textOf = ({ ordinal, text }: RowText): Text => ({ id: `row:${ordinal}`, text })

/**
 * Which of these rows ask nearly in the words of an item of the bank or of another row, by ordinal. With the bank's
 * `since` only what has changed there since is compared.
 */
export const findNear = async (
  context: QueryContext,
  { bank, fresh, others }: Compared,
): Promise<ReadonlyMap<number, NearFound>> => {
  if (fresh.length === 0) return new Map()
  const items = await comparableItems(context, bank)
  const twins = await nearTwinsApart({
    bank: [...items.map(({ id, text }) => ({ id, text })), ...others.map(textOf)],
    fresh: fresh.map(textOf),
  })
  if (twins.refused) throw new Error(twins.sentence)
  const codes = new Map(items.map(({ id, code }) => [id, code]))
  const rows = new Map([...others, ...fresh].map((row) => [`row:${row.ordinal}`, row]))
  return new Map(
    twins.value.map(({ id, other, similarity }) => {
      const row = rows.get(other)
      const found: NearFound = row
        ? { where: 'file', code: '', place: row.place, ordinal: row.ordinal, similarity }
        : { where: 'bank', code: codes.get(other) ?? '', place: '', ordinal: null, similarity }
      return [rows.get(id)!.ordinal, found]
    }),
  )
}
