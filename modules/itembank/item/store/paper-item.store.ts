import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import type { Usage } from '../../assembly/core/pool.ts'
import { isItemType } from '../../core/item.ts'

type Tx = QueryContext['tx']

export interface PaperItem {
  readonly itemId: string
  /** In how many forms of the paper it stands. */
  readonly forms: number
}

/** HN-1.8.3.5-03: keeps which edition of which item stands in a paper, so that it is never changed from then on. */
export const recordPaperItems = async (
  context: CommandContext,
  paper: { readonly organisationId: string; readonly id: string },
  items: readonly PaperItem[],
): Promise<void> => {
  const { organisationId, id: paperId } = paper
  const rows = items.map((item) => ({ organisationId, id: uuid(), version: 1, paperId, ...item }))
  if (rows.length === 0) return
  await context.tx.insertInto('paperItem').values(rows).execute()
  context.recordAll({
    type: 'item-placed',
    table: 'paperItem',
    organisationId,
    ids: rows.map(({ id }) => id),
    data: { paperId },
    clauses: ['HN-1.8.3.5-03'],
  })
}

/** In how many papers that are not voided each item stands, by item id; those in none are left out. */
export const usesOf = async (
  tx: Tx,
  organisationId: string,
  itemIds?: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  let rows = tx
    .selectFrom('paperItem')
    .innerJoin('paper', (join) =>
      join
        .onRef('paper.organisationId', '=', 'paperItem.organisationId')
        .onRef('paper.id', '=', 'paperItem.paperId'),
    )
    .select((e) => ['paperItem.itemId', e.fn.countAll<number>().as('uses')])
    .where('paperItem.organisationId', '=', organisationId)
    .where('paper.state', '<>', 'voided')
    .groupBy('paperItem.itemId')
  if (itemIds) rows = rows.where((e) => e('paperItem.itemId', '=', e.fn.any(e.val([...itemIds]))))
  return new Map((await rows.execute()).map(({ itemId, uses }) => [itemId, Number(uses)]))
}

/** Whether an item stands in any paper, voided ones included: they were seen. */
export const standsInPaper = async (tx: Tx, organisationId: string, itemId: string): Promise<boolean> => {
  const row = await tx
    .selectFrom('paperItem')
    .select('id')
    .where('organisationId', '=', organisationId)
    .where('itemId', '=', itemId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** The papers in which an item stands, newest first. */
export const papersWith = (tx: Tx, organisationId: string, itemId: string) =>
  tx
    .selectFrom('paperItem')
    .innerJoin('paper', (join) =>
      join
        .onRef('paper.organisationId', '=', 'paperItem.organisationId')
        .onRef('paper.id', '=', 'paperItem.paperId'),
    )
    .select(['paper.id', 'paper.title', 'paper.state', 'paperItem.forms'])
    .where('paperItem.organisationId', '=', organisationId)
    .where('paperItem.itemId', '=', itemId)
    .orderBy('paper.id', 'desc')
    .execute()

/** The items of papers as assembly and screens see them; their content stays encrypted. */
export const placedItems = async (tx: Tx, organisationId: string, paperIds: readonly string[]) => {
  const rows = await tx
    .selectFrom('paperItem')
    .innerJoin('item', (join) =>
      join
        .onRef('item.organisationId', '=', 'paperItem.organisationId')
        .onRef('item.id', '=', 'paperItem.itemId'),
    )
    .select(['paperItem.paperId', 'item.id', 'item.type', 'item.pointCode', 'item.difficulty'])
    .where('paperItem.organisationId', '=', organisationId)
    .where((e) => e('paperItem.paperId', '=', e.fn.any(e.val([...paperIds]))))
    .orderBy('item.code')
    .execute()
  return rows.flatMap(({ type, ...row }) => (isItemType(type) ? [{ ...row, type }] : []))
}

/** How many items of a paper stand in another one that is not voided, too. */
export const sharedWithOthers = async (tx: Tx, organisationId: string, paperId: string): Promise<number> => {
  const { rows } = await sql<{ readonly shared: number }>`
    SELECT count(*)::int AS shared FROM paper_item own
    WHERE own.organisation_id = ${organisationId} AND own.paper_id = ${paperId} AND EXISTS (
      SELECT FROM paper_item other
      JOIN paper ON paper.organisation_id = other.organisation_id AND paper.id = other.paper_id
      WHERE other.organisation_id = own.organisation_id AND other.item_id = own.item_id
        AND other.paper_id <> own.paper_id AND paper.state <> 'voided')`.execute(tx)
  return rows[0]?.shared ?? 0
}

const dayLength = 86_400_000

/** Where each item of a bank has been, by code: papers not voided, days and papers since the last one. */
export const usageOf = async (
  { tx, now }: Pick<QueryContext, 'tx' | 'now'>,
  { organisationId, bank }: { readonly organisationId: string; readonly bank: string },
): Promise<ReadonlyMap<string, Usage>> => {
  const { rows } = await sql<{ code: string; papers: number; papersAgo: number; lastAt: Date | null }>`
    WITH living AS (
      SELECT id, assembled_at, (row_number() OVER (ORDER BY id DESC))::int AS back FROM paper
      WHERE organisation_id = ${organisationId} AND bank = ${bank} AND state <> 'voided'
    )
    SELECT item.code, count(*)::int AS papers, min(living.back) AS "papersAgo",
      max(living.assembled_at) AS "lastAt"
    FROM living
    JOIN paper_item ON paper_item.organisation_id = ${organisationId} AND paper_item.paper_id = living.id
    JOIN item ON item.organisation_id = ${organisationId} AND item.id = paper_item.item_id
    GROUP BY item.code`.execute(tx)
  const daysSince = (at: Date | null) => (at ? Math.floor((now.getTime() - at.getTime()) / dayLength) : 0)
  return new Map(
    rows.map(({ code, papers, papersAgo, lastAt }) => [
      code,
      { papers, papersAgo, daysAgo: daysSince(lastAt) },
    ]),
  )
}

/** SDE-4.5-26, SPC-A1.4-01: accounts of those who wrote and who reviewed the items of a paper, each once. */
export const expertsOfPaper = async (
  tx: Tx,
  organisationId: string,
  paperId: string,
): Promise<{ readonly authors: readonly string[]; readonly reviewers: readonly string[] }> => {
  const rows = await tx
    .selectFrom('paperItem')
    .innerJoin('item', (join) =>
      join
        .onRef('item.organisationId', '=', 'paperItem.organisationId')
        .onRef('item.id', '=', 'paperItem.itemId'),
    )
    .select(['item.authorId', 'item.firstReviewerId', 'item.secondReviewerId'])
    .where('paperItem.organisationId', '=', organisationId)
    .where('paperItem.paperId', '=', paperId)
    .execute()
  const known = (ids: readonly (string | null)[]) => [...new Set(ids.flatMap((id) => id ?? []))].sort()
  return {
    authors: known(rows.map(({ authorId }) => authorId)),
    reviewers: known(rows.flatMap((row) => [row.firstReviewerId, row.secondReviewerId])),
  }
}
