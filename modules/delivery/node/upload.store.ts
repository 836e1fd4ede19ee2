import { v7 as uuid } from 'uuid'
import type { QueryContext } from '#platform/command/context.ts'

type Tx = QueryContext['tx']

/** One file on its way in from one server. */
export interface OfUpload {
  readonly organisationId: string
  readonly nodeId: string
  /** SM3 of the whole file, hexadecimal. */
  readonly fileHash: string
}

export interface Upload {
  readonly id: string
  readonly size: number
  /** Bytes that are here, from the beginning on without a gap. */
  readonly received: number
}

const receivedOf = async (tx: Tx, organisationId: string, uploadId: string): Promise<number> => {
  const { received } = await tx
    .selectFrom('resultUploadPart')
    .select(({ fn }) => fn.sum<number | null>('size').as('received'))
    .where('organisationId', '=', organisationId)
    .where('uploadId', '=', uploadId)
    .executeTakeFirstOrThrow()
  return Number(received ?? 0)
}

/** Locked, so that two copies of one part come in one after the other. */
export const lockUpload = async (tx: Tx, of: OfUpload): Promise<Upload | undefined> => {
  const { organisationId, nodeId, fileHash } = of
  const row = await tx
    .selectFrom('resultUpload')
    .select(['id', 'size'])
    .where('organisationId', '=', organisationId)
    .where('nodeId', '=', nodeId)
    .where('fileHash', '=', fileHash)
    .forUpdate()
    .executeTakeFirst()
  return row && { ...row, received: await receivedOf(tx, organisationId, row.id) }
}

/** Begins an upload; beyond `most` of one server the one that has not gone on for longest is given up. */
export const beginUpload = async (
  tx: Tx,
  of: OfUpload,
  { size, now, most }: { readonly size: number; readonly now: Date; readonly most: number },
): Promise<void> => {
  const { organisationId, nodeId } = of
  const present = await tx
    .selectFrom('resultUpload')
    .select('id')
    .where('organisationId', '=', organisationId)
    .where('nodeId', '=', nodeId)
    .orderBy('touchedAt', 'desc')
    .forUpdate()
    .execute()
  for (const { id } of present.slice(most - 1)) await dropUpload(tx, organisationId, id)
  await tx
    .insertInto('resultUpload')
    .values({ ...of, id: uuid(), size, begunAt: now, touchedAt: now })
    .onConflict((conflict) => conflict.columns(['organisationId', 'nodeId', 'fileHash']).doNothing())
    .execute()
}

export const addPart = async (
  tx: Tx,
  organisationId: string,
  part: { readonly uploadId: string; readonly start: number; readonly bytes: Buffer; readonly now: Date },
): Promise<void> => {
  const { uploadId, start, bytes, now } = part
  await tx
    .insertInto('resultUploadPart')
    .values({ organisationId, uploadId, start, size: bytes.length, bytes })
    .execute()
  await tx
    .updateTable('resultUpload')
    .set({ touchedAt: now })
    .where('organisationId', '=', organisationId)
    .where('id', '=', uploadId)
    .execute()
}

export const uploadedBytes = async (tx: Tx, organisationId: string, uploadId: string): Promise<Buffer> => {
  const parts = await tx
    .selectFrom('resultUploadPart')
    .select('bytes')
    .where('organisationId', '=', organisationId)
    .where('uploadId', '=', uploadId)
    .orderBy('start')
    .execute()
  return Buffer.concat(parts.map(({ bytes }) => bytes))
}

/** With its parts. */
export const dropUpload = (tx: Tx, organisationId: string, uploadId: string) =>
  tx
    .deleteFrom('resultUpload')
    .where('organisationId', '=', organisationId)
    .where('id', '=', uploadId)
    .execute()

/** Uploads, of all organisations within reach, that have not gone on since. */
export const dropIdleUploads = (tx: Tx, before: Date) =>
  tx.deleteFrom('resultUpload').where('touchedAt', '<', before).execute()
