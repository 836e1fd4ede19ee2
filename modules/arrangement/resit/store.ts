import type { Selectable } from 'kysely'
import type { Database } from '#db/schema/database.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { OfBatch } from '../store.ts'

type Tx = QueryContext['tx']

export type ResitRow = Selectable<Database['resitPlace']>

/** Whether it was not listed before. */
export const insertResit = async (tx: Tx, row: ResitRow): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('resitPlace')
    .values(row)
    .onConflict((conflict) => conflict.columns(['organisationId', 'id']).doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** In the order in which they were granted. */
export const listResits = (tx: Tx, { organisationId, batchId }: OfBatch): Promise<ResitRow[]> =>
  tx
    .selectFrom('resitPlace')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)
    .orderBy('listedAt')
    .orderBy('id')
    .execute()

export const putInSession = async (
  tx: Tx,
  organisationId: string,
  of: { readonly ids: readonly string[]; readonly sessionId: string },
): Promise<void> => {
  await tx
    .updateTable('resitPlace')
    .set((set) => ({ sessionId: of.sessionId, version: set('version', '+', 1) }))
    .where('organisationId', '=', organisationId)
    .where('id', 'in', [...of.ids])
    .execute()
}
