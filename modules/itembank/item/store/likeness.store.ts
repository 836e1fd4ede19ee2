import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import { likenessText, type Text } from '../core/likeness.ts'
import { columns, itemOf } from './item.store.ts'

type Tx = QueryContext['tx']

const slice = 250

/**
 * A bank's items that are not retired, as they are compared; of those changed since a time, where one is given. Read a
 * slice at a time, so that the server goes on serving.
 */
export const comparableItems = async (
  context: QueryContext,
  {
    organisationId,
    bank,
    since,
  }: { readonly organisationId: string; readonly bank: string; readonly since?: Date },
): Promise<readonly (Text & { readonly code: string; readonly state: string })[]> => {
  const texts = []
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    let slices = context.tx
      .selectFrom('item')
      .select([...columns, 'state'])
      .where('organisationId', '=', organisationId)
      .where('bank', '=', bank)
      .where('state', '<>', 'retired')
      .where('id', '>', after)
    if (since) slices = slices.where('changedAt', '>=', since)
    const rows = await slices.orderBy('id').limit(slice).execute()
    for (const row of rows) {
      const { id, code, state } = row
      texts.push({ id, code, state, text: likenessText(itemOf(context, row)) })
    }
    if (rows.length < slice) return texts
    after = rows.at(-1)!.id
    await yieldToOthers()
  }
}

export interface FoundPair {
  readonly first: string
  readonly second: string
  readonly similarity: number
}

/** Writes pairs that are new or whose likeness has changed; decisions stay. Returns the ids of what was written. */
export const savePairs = async (
  context: CommandContext,
  place: { readonly organisationId: string; readonly bank: string },
  pairs: readonly FoundPair[],
): Promise<readonly string[]> => {
  if (pairs.length === 0) return []
  const rows = pairs.map(({ first, second, similarity }) => ({
    ...{ ...place, id: uuid(), version: 1, firstItemId: first, secondItemId: second },
    ...{ similarity: similarity.toFixed(3), foundAt: context.now },
  }))
  const written = await context.tx
    .insertInto('itemLikeness')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['organisationId', 'firstItemId', 'secondItemId'])
        .doUpdateSet((e) => ({
          version: e('itemLikeness.version', '+', 1),
          similarity: e.ref('excluded.similarity'),
          foundAt: context.now,
        }))
        .whereRef('itemLikeness.similarity', '<>', sql.ref('excluded.similarity')),
    )
    .returning('id')
    .execute()
  return written.map(({ id }) => id)
}

/** One pair, locked as the person saw it. Throws MissingRow and StaleRow. */
export const lockPair = async (
  tx: Tx,
  organisationId: string,
  { likenessId, version }: { readonly likenessId: string; readonly version: number },
) => {
  const row = await tx
    .selectFrom('itemLikeness')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('id', '=', likenessId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  if (row.version !== version || row.decision !== null) throw new StaleRow()
  return row
}

/** Writes what was decided about a locked pair. */
export const decidePair = (
  context: CommandContext,
  row: { readonly organisationId: string; readonly id: string; readonly version: number },
  { decision, decidedBy }: { readonly decision: string; readonly decidedBy: string },
) =>
  context.tx
    .updateTable('itemLikeness')
    .set({ decision, decidedBy, decidedAt: context.now, version: row.version + 1 })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()

/** Pairs of items of which none is retired while undecided, the most alike first. */
export const listPairs = async (
  tx: Tx,
  filter: {
    readonly organisationId: string
    readonly page: number
    readonly pageSize: number
    readonly bank?: string
    readonly decided?: boolean
  },
) => {
  let found = tx
    .selectFrom('itemLikeness as pair')
    .innerJoin('item as first', (join) =>
      join
        .onRef('first.organisationId', '=', 'pair.organisationId')
        .onRef('first.id', '=', 'pair.firstItemId'),
    )
    .innerJoin('item as second', (join) =>
      join
        .onRef('second.organisationId', '=', 'pair.organisationId')
        .onRef('second.id', '=', 'pair.secondItemId'),
    )
    .where('pair.organisationId', '=', filter.organisationId)
  found = filter.decided
    ? found.where('pair.decision', 'is not', null)
    : found
        .where('pair.decision', 'is', null)
        .where('first.state', '<>', 'retired')
        .where('second.state', '<>', 'retired')
  if (filter.bank) found = found.where('pair.bank', '=', filter.bank)
  const { total } = await found.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await found
    .select(['pair.id', 'pair.version', 'pair.bank', 'pair.similarity', 'pair.decision', 'pair.decidedBy'])
    .select(['first.id as firstId', 'first.code as firstCode', 'first.type as firstType'])
    .select(['first.pointCode as firstPoint', 'first.state as firstState'])
    .select(['second.id as secondId', 'second.code as secondCode', 'second.type as secondType'])
    .select(['second.pointCode as secondPoint', 'second.state as secondState'])
    .orderBy('pair.similarity', 'desc')
    .orderBy('pair.id')
    .limit(filter.pageSize)
    .offset((filter.page - 1) * filter.pageSize)
    .execute()
  return { total: Number(total), rows }
}
