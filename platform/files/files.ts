import { v7 as uuid } from 'uuid'
import type { QueryContext } from '../command/context.ts'
import { MissingRow } from '../command/pipeline.ts'

/** The address of a stored file; `/api/files/<organisationId>/<fileId>` serves it to those who may read it. */
export interface FileReference {
  readonly organisationId: string
  readonly fileId: string
}

export interface NewFile {
  readonly organisationId: string
  /** The person it is about, who may read it too. */
  readonly personId?: string
  /** Roles that may read it; left out: every role that reaches the organisation. */
  readonly audience?: readonly string[]
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

export interface StoredFile extends FileReference {
  readonly name: string
  readonly mediaType: string
  readonly hash: string
  readonly bytes: Uint8Array
}

/** Puts the bytes into the blob store, then the row into this transaction: a rollback leaves an unnamed blob only. */
export const storeFile = async (context: QueryContext, file: NewFile): Promise<FileReference> => {
  const { hash, size } = await context.services.blobs.put(file.bytes, { mediaType: file.mediaType })
  const id = uuid()
  await context.tx
    .insertInto('storedFile')
    .values({
      organisationId: file.organisationId,
      id,
      personId: file.personId ?? null,
      audience: [...(file.audience ?? [])],
      hash,
      name: file.name,
      mediaType: file.mediaType,
      size,
      createdAt: context.now,
    })
    .execute()
  return { organisationId: file.organisationId, fileId: id }
}

/** Reads a file within the actor's reach and audience. Throws MissingRow when there is none for this actor. */
export const readFile = async (
  context: QueryContext,
  organisationId: string,
  fileId: string,
): Promise<StoredFile> => {
  const { actor, tx, services } = context
  const row = await tx
    .selectFrom('storedFile')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('id', '=', fileId)
    .executeTakeFirst()
  const isOwn = row?.personId != null && row.personId === actor.personId
  const isMeant =
    row && (row.audience.length === 0 || row.audience.some((role) => actor.roles.includes(role)))
  if (!row || !(isOwn || isMeant)) throw new MissingRow()
  const bytes = await services.blobs.get(row.hash)
  if (!bytes) throw new Error(`blob ${row.hash} of file ${fileId} is gone`)
  return { organisationId, fileId, name: row.name, mediaType: row.mediaType, hash: row.hash, bytes }
}

/**
 * The bytes of a file for work that hands them on to a machine, not to a person: no audience is asked.
 * Throws MissingRow when the organisation has no such file.
 */
export const bytesOfFile = async (
  { tx, services }: Pick<QueryContext, 'tx' | 'services'>,
  { organisationId, fileId }: FileReference,
): Promise<Uint8Array> => {
  const row = await tx
    .selectFrom('storedFile')
    .select('hash')
    .where('organisationId', '=', organisationId)
    .where('id', '=', fileId)
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  const bytes = await services.blobs.get(row.hash)
  if (!bytes) throw new Error(`blob ${row.hash} of file ${fileId} is gone`)
  return bytes
}
