import type { Insertable, Selectable } from 'kysely'
import type { Database } from '#db/schema/database.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'

type Tx = QueryContext['tx']

export type LikenessRow = Selectable<Database['likenessFinding']>

/** Ids of the findings that were not there before. */
export const insertFindings = async (
  tx: Tx,
  rows: readonly Insertable<Database['likenessFinding']>[],
): Promise<readonly string[]> => {
  if (rows.length === 0) return []
  const written = await tx
    .insertInto('likenessFinding')
    .values([...rows])
    .onConflict((conflict) =>
      conflict.columns(['organisationId', 'batchId', 'applicationA', 'applicationB']).doNothing(),
    )
    .returning('id')
    .execute()
  return written.map(({ id }) => id)
}

export const listFindings = (
  tx: Tx,
  organisationId: string,
  batchId: string | undefined,
): Promise<LikenessRow[]> => {
  const found = tx.selectFrom('likenessFinding').selectAll().where('organisationId', '=', organisationId)
  const ofBatch = batchId === undefined ? found : found.where('batchId', '=', batchId)
  return ofBatch.orderBy('chance').orderBy('id').limit(2000).execute()
}

/** Throws MissingRow and StaleRow. */
export const lockFinding = async (
  tx: Tx,
  of: { readonly organisationId: string; readonly findingId: string; readonly version: number },
): Promise<LikenessRow> => {
  const row = await tx
    .selectFrom('likenessFinding')
    .selectAll()
    .where('organisationId', '=', of.organisationId)
    .where('id', '=', of.findingId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  if (row.version !== of.version) throw new StaleRow()
  return row
}

export const saveFinding = async (
  tx: Tx,
  row: LikenessRow,
  decision: {
    readonly state: 'confirmed' | 'dismissed'
    readonly expert: string
    readonly opinion: string
    readonly decidedBy: string
    readonly decidedAt: Date
  },
): Promise<number> => {
  const version = row.version + 1
  await tx
    .updateTable('likenessFinding')
    .set({ ...decision, version })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
  return version
}
