import type { Insertable, Selectable } from 'kysely'
import type { Database } from '#db/schema/database.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'

type Tx = QueryContext['tx']

export type LedgerRow = Selectable<Database['interruption']>
export type ResitRow = Selectable<Database['resit']>

export const insertInterruptions = async (
  tx: Tx,
  rows: readonly Insertable<Database['interruption']>[],
): Promise<void> => {
  if (rows.length > 0)
    await tx
      .insertInto('interruption')
      .values([...rows])
      .execute()
}

export const insertResits = async (tx: Tx, rows: readonly Insertable<Database['resit']>[]): Promise<void> => {
  if (rows.length > 0)
    await tx
      .insertInto('resit')
      .values([...rows])
      .onConflict((conflict) =>
        conflict.columns(['organisationId', 'sittingId', 'applicationId']).doNothing(),
      )
      .execute()
}

export const listInterruptions = (
  tx: Tx,
  organisationId: string,
  batchId: string | undefined,
): Promise<LedgerRow[]> => {
  const found = tx.selectFrom('interruption').selectAll().where('organisationId', '=', organisationId)
  const ofBatch = batchId === undefined ? found : found.where('batchId', '=', batchId)
  return ofBatch.orderBy('beganAt').orderBy('id').limit(2000).execute()
}

export const listResits = (
  tx: Tx,
  organisationId: string,
  batchId: string | undefined,
): Promise<ResitRow[]> => {
  const found = tx.selectFrom('resit').selectAll().where('organisationId', '=', organisationId)
  const ofBatch = batchId === undefined ? found : found.where('batchId', '=', batchId)
  return ofBatch.orderBy('seat').orderBy('id').limit(2000).execute()
}

/** Throws MissingRow and StaleRow. */
export const lockResit = async (
  tx: Tx,
  of: { readonly organisationId: string; readonly resitId: string; readonly version: number },
): Promise<ResitRow> => {
  const row = await tx
    .selectFrom('resit')
    .selectAll()
    .where('organisationId', '=', of.organisationId)
    .where('id', '=', of.resitId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  if (row.version !== of.version) throw new StaleRow()
  return row
}

export const saveResit = async (
  tx: Tx,
  row: ResitRow,
  decision: { state: 'approved' | 'refused'; note: string; decidedBy: string; decidedAt: Date },
): Promise<number> => {
  const version = row.version + 1
  await tx
    .updateTable('resit')
    .set({ ...decision, version })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
  return version
}
