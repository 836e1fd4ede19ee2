import { sql } from 'kysely'
import type { QueryContext } from '#platform/command/context.ts'
import type { ItemState } from '../../item/core/item.machine.ts'
import type { EditionRow } from '../../item/core/revision.rule.ts'

/** The highest number of each type and point, `B-A-A-A-001` → 12, in the bank and in the codes a file brings itself. */
export const highestSequences = async (
  tx: QueryContext['tx'],
  { organisationId, bank }: { readonly organisationId: string; readonly bank: string },
  importId: string,
): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await sql<{ stem: string; highest: number }>`
    SELECT regexp_replace(code, '-\\d+$', '') AS stem, max(substring(code FROM '\\d+$')::int) AS highest
    FROM (
      SELECT code FROM item WHERE organisation_id = ${organisationId} AND bank = ${bank}
      UNION ALL
      SELECT code FROM item_import_row
      WHERE organisation_id = ${organisationId} AND import_id = ${importId} AND code IS NOT NULL
    ) AS known GROUP BY 1`.execute(tx)
  return new Map(rows.map(({ stem, highest }) => [stem, highest]))
}

/** The editions of the bank's items with these codes, by code, oldest first. */
export const editionsByCode = async (
  tx: QueryContext['tx'],
  { organisationId, bank }: { readonly organisationId: string; readonly bank: string },
  codes: readonly string[],
): Promise<ReadonlyMap<string, readonly EditionRow[]>> => {
  if (codes.length === 0) return new Map()
  const rows = await tx
    .selectFrom('item')
    .select(['id', 'code', 'edition', 'state'])
    .where('organisationId', '=', organisationId)
    .where('bank', '=', bank)
    .where((e) => e('code', '=', e.fn.any(e.val([...codes]))))
    .orderBy((e) => e.fn.coalesce('edition', e.lit(1)))
    .execute()
  return Map.groupBy(
    rows.map((row) => ({ ...row, state: row.state as ItemState })),
    ({ code }) => code,
  )
}

/** Whether anything of the bank has changed since then. */
export const hasChangedSince = async (
  tx: QueryContext['tx'],
  {
    organisationId,
    bank,
    since,
  }: { readonly organisationId: string; readonly bank: string; readonly since: Date },
): Promise<boolean> =>
  (await tx
    .selectFrom('item')
    .select('id')
    .where('organisationId', '=', organisationId)
    .where('bank', '=', bank)
    .where('changedAt', '>=', since)
    .limit(1)
    .executeTakeFirst()) !== undefined
