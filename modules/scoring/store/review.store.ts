import { v7 as uuid } from 'uuid'
import type { QueryContext } from '#platform/command/context.ts'
import { StaleRow } from '#platform/command/pipeline.ts'

type Tx = QueryContext['tx']

export interface ReviewSheetRow {
  readonly organisationId: string
  readonly id: string
  readonly version: number
  readonly batchId: string
  readonly sessionId: string
  readonly roomId: string
  readonly applicationId: string
  readonly personId: string
  readonly examinerAccountId: string
  readonly examinerName: string
  readonly state: 'draft' | 'locked'
  readonly points: Readonly<Record<string, number>>
  readonly total: number
  readonly signature: string | null
  readonly signedAt: Date | null
}

/** What of the sheets a reader may see is the caller's business. */
export const reviewSheetsOf = async (
  tx: Tx,
  of: {
    readonly organisationId: string
    readonly batchId: string
    readonly sessionId?: string
    readonly roomId?: string
  },
): Promise<ReviewSheetRow[]> => {
  let found = tx
    .selectFrom('reviewSheet')
    .selectAll()
    .where('organisationId', '=', of.organisationId)
    .where('batchId', '=', of.batchId)
  if (of.sessionId !== undefined) found = found.where('sessionId', '=', of.sessionId)
  if (of.roomId !== undefined) found = found.where('roomId', '=', of.roomId)
  const rows = await found.orderBy('id').execute()
  return rows.map((row) => ({ ...row, total: Number(row.total) })) as unknown as ReviewSheetRow[]
}

/** Writes a sheet anew or over the version last read. Throws StaleRow when that one has gone. */
export const saveReview = async (
  tx: Tx,
  content: Omit<ReviewSheetRow, 'id' | 'version'>,
  earlier: Pick<ReviewSheetRow, 'id' | 'version'> | undefined,
) => {
  const row = { ...content, points: JSON.stringify(content.points) }
  const { organisationId } = content
  if (!earlier) {
    const id = uuid()
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('reviewSheet')
      .values({ ...row, id, version: 1 })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows !== 1n) throw new StaleRow()
    return { id, organisationId, version: 1 }
  }
  const version = earlier.version + 1
  const { numUpdatedRows } = await tx
    .updateTable('reviewSheet')
    .set({ ...row, version })
    .where('organisationId', '=', organisationId)
    .where('id', '=', earlier.id)
    .where('version', '=', earlier.version)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new StaleRow()
  return { id: earlier.id, organisationId, version }
}
