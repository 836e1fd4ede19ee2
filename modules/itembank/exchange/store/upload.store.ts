import { v7 as uuid } from 'uuid'
import type { QueryContext } from '#platform/command/context.ts'
import type { Services } from '#platform/command/services.ts'
import { openSealed, putSealed, type SealedBlob } from '#platform/files/sealed-blob.ts'

type Tx = QueryContext['tx']

const purposeOf = (id: string) => `item.upload:${id}`

/** Sealed bytes that no transaction knows yet. */
export interface NewUpload extends SealedBlob {
  readonly uploadId: string
}

/**
 * Seals a file of items as it arrives: it holds keys and never lies in clear (SDS-5.1-03). The caller keeps the
 * result with `insertUpload`, or removes the blob.
 */
export const sealUpload = async (
  services: Pick<Services, 'keyring' | 'blobs'>,
  source: Uint8Array | AsyncIterable<Uint8Array>,
): Promise<NewUpload> => {
  const uploadId = uuid()
  return { ...(await putSealed(services, source, purposeOf(uploadId))), uploadId }
}

export const insertUpload = async (
  context: QueryContext,
  place: { readonly organisationId: string; readonly accountId: string; readonly name: string },
  { uploadId, size, digest, blob }: NewUpload,
): Promise<void> => {
  const keyed = Buffer.from(context.services.keyring.blindIndex(digest, 'item.upload')).toString('hex')
  await context.tx
    .insertInto('itemUpload')
    .values({ ...place, id: uploadId, size, digest: keyed, blob, createdAt: context.now })
    .execute()
}

export interface Upload {
  readonly organisationId: string
  readonly id: string
  readonly accountId: string
  readonly name: string
  readonly digest: string
  readonly blob: string
}

const columns = ['organisationId', 'id', 'accountId', 'name', 'digest', 'blob'] as const

export const findUpload = (tx: Tx, organisationId: string, id: string): Promise<Upload | undefined> =>
  tx
    .selectFrom('itemUpload')
    .select([...columns])
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst()

/** The file in clear, for the job that reads it. */
export const openUpload = ({ services }: QueryContext, { id, blob }: Upload) =>
  openSealed(services, blob, purposeOf(id))

/** From here on the file serves nobody and is removed. */
export const markRead = async ({ tx, now }: QueryContext, organisationId: string, id: string) => {
  await tx
    .updateTable('itemUpload')
    .set({ readAt: now })
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .execute()
}

export const forgetUploadRow = async (tx: Tx, organisationId: string, id: string): Promise<void> => {
  await tx
    .deleteFrom('itemUpload')
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .execute()
}

/** Files that were read, and files that nobody had read since `before`. */
export const uploadsToRemove = (tx: Tx, before: Date): Promise<Upload[]> =>
  tx
    .selectFrom('itemUpload')
    .select([...columns])
    .where((e) => e.or([e('readAt', 'is not', null), e('createdAt', '<', before)]))
    .limit(200)
    .execute()
