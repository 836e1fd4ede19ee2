import { sql } from 'kysely'
import type { QueryContext } from '#platform/command/context.ts'

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
