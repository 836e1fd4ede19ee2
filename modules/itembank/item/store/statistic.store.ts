import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import { discriminationOf, rightShare, type SittingCounts } from '../core/statistics.ts'

type Tx = QueryContext['tx']

export interface SittingOf extends SittingCounts {
  readonly itemId: string
  readonly choices: readonly { readonly label: string; readonly count: number }[]
}

/** The items of a paper by the codes that its key names them by. */
export const itemsByCodeOfPaper = async (
  tx: Tx,
  { organisationId, paperId }: { readonly organisationId: string; readonly paperId: string },
): Promise<ReadonlyMap<string, string>> => {
  const rows = await tx
    .selectFrom('paperItem')
    .innerJoin('item', (join) =>
      join
        .onRef('item.organisationId', '=', 'paperItem.organisationId')
        .onRef('item.id', '=', 'paperItem.itemId'),
    )
    .select(['item.id', 'item.code'])
    .where('paperItem.organisationId', '=', organisationId)
    .where('paperItem.paperId', '=', paperId)
    .execute()
  return new Map(rows.map(({ id, code }) => [code, id]))
}

const rowOf = ({ itemId, choices, ...counts }: SittingOf) => {
  const { answered, correct, upper, lower } = counts
  return {
    ...{ itemId, answered, correct },
    ...{ upperSize: upper?.size ?? null, upperCorrect: upper?.correct ?? null },
    ...{ lowerSize: lower?.size ?? null, lowerCorrect: lower?.correct ?? null },
    difficulty: rightShare(counts).toFixed(4),
    discrimination: discriminationOf(counts)?.toFixed(4) ?? null,
    choices: JSON.stringify(choices),
  }
}

/** Writes how items did in one batch from one paper; figures of the same sitting take the place of those before. */
export const saveStatistics = async (
  context: CommandContext,
  place: { readonly organisationId: string; readonly batchId: string; readonly paperId: string },
  sittings: readonly SittingOf[],
): Promise<readonly string[]> => {
  if (sittings.length === 0) return []
  const rows = sittings.map((sitting) => ({
    ...place,
    ...{ id: uuid(), version: 1, recordedAt: context.now },
    ...rowOf(sitting),
  }))
  const written = await context.tx
    .insertInto('itemStatistic')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['organisationId', 'itemId', 'batchId', 'paperId']).doUpdateSet((e) => ({
        version: e('itemStatistic.version', '+', 1),
        answered: e.ref('excluded.answered'),
        correct: e.ref('excluded.correct'),
        upperSize: e.ref('excluded.upperSize'),
        upperCorrect: e.ref('excluded.upperCorrect'),
        lowerSize: e.ref('excluded.lowerSize'),
        lowerCorrect: e.ref('excluded.lowerCorrect'),
        difficulty: e.ref('excluded.difficulty'),
        discrimination: e.ref('excluded.discrimination'),
        choices: e.ref('excluded.choices'),
        recordedAt: e.ref('excluded.recordedAt'),
      })),
    )
    .returning('id')
    .execute()
  return written.map(({ id }) => id)
}

/** One item's sittings, newest first. */
export const sittingsOf = (tx: Tx, organisationId: string, itemId: string) =>
  tx
    .selectFrom('itemStatistic as s')
    .innerJoin('paper', (join) =>
      join.onRef('paper.organisationId', '=', 's.organisationId').onRef('paper.id', '=', 's.paperId'),
    )
    .select(['paper.title', 's.answered', 's.correct', 's.difficulty', 's.discrimination', 's.choices'])
    .select('s.recordedAt')
    .where('s.organisationId', '=', organisationId)
    .where('s.itemId', '=', itemId)
    .where('s.answered', '>', 0)
    .orderBy('s.recordedAt', 'desc')
    .execute()

export interface ItemFigures {
  readonly id: string
  readonly bank: string
  readonly code: string
  readonly type: string
  readonly pointCode: string
  readonly activatedAt: Date | null
  readonly uses: number
  readonly answered: number
  readonly right: number | null
  readonly discrimination: number | null
}

/** The items in use, with what is known of each over all its sittings. */
export const figuresOf = async (
  tx: Tx,
  organisationId: string,
  bank: string | undefined,
): Promise<readonly ItemFigures[]> => {
  const { rows } = await sql<ItemFigures>`
    WITH uses AS (
      SELECT pi.item_id, count(*)::int AS uses FROM paper_item pi
      JOIN paper p ON p.organisation_id = pi.organisation_id AND p.id = pi.paper_id AND p.state <> 'voided'
      WHERE pi.organisation_id = ${organisationId} GROUP BY pi.item_id
    ), figures AS (
      SELECT item_id, sum(answered)::int AS answered,
        sum(correct)::float8 / nullif(sum(answered), 0) AS "right",
        (sum(discrimination * answered)
          / nullif(sum(answered) FILTER (WHERE discrimination IS NOT NULL), 0))::float8 AS discrimination
      FROM item_statistic WHERE organisation_id = ${organisationId} GROUP BY item_id
    )
    SELECT i.id, i.bank, i.code, i.type, i.point_code, i.activated_at, coalesce(u.uses, 0) AS uses,
      coalesce(f.answered, 0) AS answered, f."right", f.discrimination
    FROM item i LEFT JOIN uses u ON u.item_id = i.id LEFT JOIN figures f ON f.item_id = i.id
    WHERE i.organisation_id = ${organisationId} AND i.state IN ('active', 'suspended')
      AND (${bank ?? null}::text IS NULL OR i.bank = ${bank ?? null}::text)
    ORDER BY i.bank, i.code
  `.execute(tx)
  return rows
}

/** Items of a bank that are not retired, by origin. */
export const countByOrigin = async (
  tx: Tx,
  organisationId: string,
  bank: string,
): Promise<ReadonlyMap<string, number>> => {
  const rows = await tx
    .selectFrom('item')
    .select((e) => [
      e.fn.coalesce('origin', sql<string>`'own'`).as('from'),
      e.fn.countAll<number>().as('items'),
    ])
    .where('organisationId', '=', organisationId)
    .where('bank', '=', bank)
    .where('state', '<>', 'retired')
    .groupBy('from')
    .execute()
  return new Map(rows.map(({ from, items }) => [from, Number(items)]))
}
