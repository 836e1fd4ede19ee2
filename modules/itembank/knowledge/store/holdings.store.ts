import { sql } from 'kysely'
import type { QueryContext } from '#platform/command/context.ts'
import type { MonthCount } from '../core/bank.rule.ts'

type Tx = QueryContext['tx']

export interface BankMonth extends MonthCount {
  readonly bank: string
  readonly occupationCode: string
  readonly level: number
}

/**
 * What came into each bank in each month and is still there, by the first fact on record of every item and paper
 * (SDE-4.5-27): a retired item or a voided paper is none.
 */
export const holdingsByMonth = async (
  tx: Tx,
  organisationId: string,
  bank?: string,
): Promise<readonly BankMonth[]> => {
  const { rows } = await sql<BankMonth>`
    WITH held AS (
      SELECT 'item' AS kind, id, bank, occupation_code, level FROM item
        WHERE organisation_id = ${organisationId} AND (${bank ?? null}::text IS NULL OR bank = ${bank ?? null})
          AND state <> 'retired'
      UNION ALL
      SELECT 'paper', id, bank, occupation_code, level FROM paper
        WHERE organisation_id = ${organisationId} AND (${bank ?? null}::text IS NULL OR bank = ${bank ?? null})
          AND state <> 'voided'
    ), came AS (
      SELECT held.*, (
        SELECT min(fact.at) FROM fact
        WHERE fact.organisation_id = ${organisationId} AND fact.subject_id = held.id
          AND fact.subject_table = held.kind
      ) AS at
      FROM held
    )
    SELECT bank, occupation_code AS "occupationCode", level,
      to_char(at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM') AS month,
      count(*) FILTER (WHERE kind = 'item')::integer AS items,
      count(*) FILTER (WHERE kind = 'paper')::integer AS papers
    FROM came WHERE at IS NOT NULL
    GROUP BY 1, 2, 3, 4 ORDER BY 1, 4`.execute(tx)
  return rows
}

/** How many items stand on each point of a bank, by the point's code. */
export const itemsByPoint = async (
  tx: Tx,
  organisationId: string,
  bank: string,
): Promise<ReadonlyMap<string, number>> => {
  const rows = await tx
    .selectFrom('item')
    .select((e) => ['pointCode', e.fn.countAll<number>().as('count')])
    .where('organisationId', '=', organisationId)
    .where('bank', '=', bank)
    .where('state', '<>', 'retired')
    .groupBy('pointCode')
    .execute()
  return new Map(rows.map(({ pointCode, count }) => [pointCode, Number(count)]))
}
