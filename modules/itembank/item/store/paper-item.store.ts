import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import type { Item } from '../../core/item.ts'
import { columns, itemOf } from './item.store.ts'

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

/** The items of a paper in the editions that it holds, in clear; none for a paper kept before editions were recorded. */
export const itemsOfPaper = async (
  context: QueryContext,
  organisationId: string,
  paperId: string,
): Promise<readonly (Item & { readonly id: string; readonly edition: number })[]> => {
  const rows = await context.tx
    .selectFrom('item')
    .select([...columns, sql<number>`coalesce(edition, 1)`.as('shownEdition')])
    .where('organisationId', '=', organisationId)
    .where('id', 'in', (e) =>
      e
        .selectFrom('paperItem')
        .select('itemId')
        .where('organisationId', '=', organisationId)
        .where('paperId', '=', paperId),
    )
    .execute()
  return rows.map((row) => ({ ...itemOf(context, row), id: row.id, edition: row.shownEdition }))
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
