import { sql } from 'kysely'
import type { QueryContext } from '#platform/command/context.ts'
import type { Item } from '../../core/item.ts'
import { contentColumns } from './item.store.ts'

type Tx = QueryContext['tx']

interface Place {
  readonly organisationId: string
  readonly bank: string
}

/** One writer at a time gives out codes of a bank; held to the end of the transaction. */
export const lockBank = async (tx: Tx, { organisationId, bank }: Place): Promise<void> => {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`item ${organisationId} ${bank}`}, 0))`.execute(
    tx,
  )
}

/** The highest sequence number so far of each type and point, by `B-A-B-C-001`. */
export const highestSequences = async (
  tx: Tx,
  { organisationId, bank }: Place,
  prefixes: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await sql<{ prefix: string; highest: number }>`
    SELECT type || '-' || point_code AS prefix, max((regexp_match(code, '([0-9]+)$'))[1]::int) AS highest
    FROM item WHERE organisation_id = ${organisationId} AND bank = ${bank}
      AND type || '-' || point_code = ANY (${[...prefixes]}::text[])
    GROUP BY 1
  `.execute(tx)
  return new Map(rows.map(({ prefix, highest }) => [prefix, highest]))
}

/** Whether an item of the bank has this code already. */
export const isCodeTaken = async (
  tx: Tx,
  { organisationId, bank }: Place,
  { code, exceptId }: { readonly code: string; readonly exceptId: string | null },
): Promise<boolean> => {
  let rows = tx
    .selectFrom('item')
    .select('id')
    .where('organisationId', '=', organisationId)
    .where('bank', '=', bank)
    .where('code', '=', code)
  if (exceptId !== null) rows = rows.where('id', '<>', exceptId)
  return (await rows.limit(1).executeTakeFirst()) !== undefined
}

/** Code of an item of the bank under another code that asks the same; undefined when there is none. */
export const sameContent = async (
  tx: Tx,
  { organisationId, bank }: Place,
  { contentHash, code }: { readonly contentHash: string; readonly code: string },
): Promise<string | undefined> => {
  const row = await tx
    .selectFrom('item')
    .select('code')
    .where('organisationId', '=', organisationId)
    .where('bank', '=', bank)
    .where('contentHash', '=', contentHash)
    .where('code', '<>', code)
    .where('state', '<>', 'retired')
    .limit(1)
    .executeTakeFirst()
  return row?.code
}

/** Writes the content of a locked draft, its version one up. */
export const updateContent = async (
  context: QueryContext,
  row: { readonly organisationId: string; readonly id: string; readonly version: number },
  item: Item,
): Promise<void> => {
  await context.tx
    .updateTable('item')
    .set({ ...contentColumns(context, row.id, item), version: row.version + 1 })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
}

/** Which of these pictures the organisation holds. */
export const heldPictures = async (
  tx: Tx,
  organisationId: string,
  digests: readonly string[],
): Promise<ReadonlySet<string>> => {
  const rows = await tx
    .selectFrom('itemPicture')
    .select('digest')
    .where('organisationId', '=', organisationId)
    .where((e) => e('digest', '=', e.fn.any(e.val([...digests]))))
    .execute()
  return new Set(rows.map(({ digest }) => digest))
}
