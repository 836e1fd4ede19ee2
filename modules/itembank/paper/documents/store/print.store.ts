import { v7 as uuid } from 'uuid'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { Format, PrintDocument, Subject } from '../core/print.rule.ts'

type Tx = QueryContext['tx']

/** What a run sets: forms by their place, copies of each, and what the answer sheets need. */
export interface PrintSettings {
  readonly forms: readonly number[]
  readonly copies: number
  readonly subjectCode: string
  readonly sessionId: string | null
  readonly roomIds: readonly string[]
}

export interface PrintRow {
  readonly organisationId: string
  readonly id: string
  readonly version: number
  readonly paperId: string
  readonly subject: Subject
  readonly document: PrintDocument
  readonly format: Format
  readonly title: string
  readonly settings: PrintSettings
  readonly copies: number
  readonly parts: number
  readonly code: string
  readonly state: 'pressing' | 'ready' | 'deleted'
  readonly deleteAfter: Date
  readonly orderedBy: string
  readonly orderedByName: string
  readonly orderedAt: Date
  readonly deletedAt: Date | null
}

const selected = (tx: Tx, organisationId: string) =>
  tx.selectFrom('paperPrint').selectAll().where('organisationId', '=', organisationId)

/** The database holds the row under its checks; the types say so. */
const typed = (row: unknown) => row as PrintRow

export const insertPrint = async (tx: Tx, row: Omit<PrintRow, 'version' | 'state' | 'deletedAt'>) => {
  await tx
    .insertInto('paperPrint')
    .values({ ...row, version: 1, state: 'pressing', settings: JSON.stringify(row.settings) })
    .execute()
  return { organisationId: row.organisationId, id: row.id }
}

/** Throws MissingRow. */
export const getPrint = async (tx: Tx, organisationId: string, id: string): Promise<PrintRow> => {
  const row = await selected(tx, organisationId).where('id', '=', id).executeTakeFirst()
  if (!row) throw new MissingRow()
  return typed(row)
}

/** Throws MissingRow. */
export const lockPrint = async (tx: Tx, organisationId: string, id: string): Promise<PrintRow> => {
  const row = await selected(tx, organisationId).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new MissingRow()
  return typed(row)
}

export const updatePrint = async (
  tx: Tx,
  { organisationId, id, version }: PrintRow,
  changes: Partial<Pick<PrintRow, 'state' | 'deleteAfter' | 'deletedAt'>>,
) => {
  await tx
    .updateTable('paperPrint')
    .set({ ...changes, version: version + 1 })
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .execute()
  return { organisationId, id }
}

/** Runs of a paper, the latest first. */
export const printsOf = async (tx: Tx, organisationId: string, paperId: string): Promise<PrintRow[]> =>
  (
    await selected(tx, organisationId)
      .where('paperId', '=', paperId)
      .orderBy('id', 'desc')
      .limit(50)
      .execute()
  ).map(typed)

export const printByCode = async (tx: Tx, organisationId: string, code: string): Promise<PrintRow | null> => {
  const row = await selected(tx, organisationId).where('code', '=', code).executeTakeFirst()
  return row ? typed(row) : null
}

/** Runs whose files have outlived their purpose, of all organisations within reach. */
export const printsToExpire = (
  tx: Tx,
  now: Date,
): Promise<readonly { readonly organisationId: string; readonly id: string }[]> =>
  tx
    .selectFrom('paperPrint')
    .select(['organisationId', 'id'])
    .where('state', '<>', 'deleted')
    .where('deleteAfter', '<=', now)
    .limit(500)
    .execute()

export interface PartRow {
  readonly id: string
  readonly printId: string
  readonly number: number
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly blobHash: string
  readonly fetchedAt: Date | null
}

const purposeOf = (partId: string) => `paper-print.part:${partId}`

export const partsOfPrint = (
  tx: Tx,
  organisationId: string,
  printIds: readonly string[],
): Promise<PartRow[]> =>
  printIds.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('paperPrintPart')
        .select(['id', 'printId', 'number', 'name', 'mediaType', 'size', 'blobHash', 'fetchedAt'])
        .where('organisationId', '=', organisationId)
        .where('printId', 'in', [...printIds])
        .orderBy('number')
        .execute()

/** Keeps a part's bytes encrypted; the blob store never sees them in clear. */
export const keepPart = async (
  { tx, services }: QueryContext,
  print: PrintRow,
  part: {
    readonly number: number
    readonly name: string
    readonly mediaType: string
    readonly bytes: Uint8Array
  },
): Promise<void> => {
  const { bytes, ...named } = part
  const id = uuid()
  const sealed = services.keyring.encrypt(Buffer.from(bytes).toString('base64'), purposeOf(id))
  const { hash } = await services.blobs.put(sealed, { mediaType: 'application/octet-stream' })
  await tx
    .insertInto('paperPrintPart')
    .values({
      ...{ organisationId: print.organisationId, id, printId: print.id, ...named },
      ...{ size: bytes.length, blobHash: hash },
    })
    .execute()
}

/** The part's bytes in base64, in clear; the caller answers for recording why. */
export const readPart = async ({ services }: QueryContext, { id, blobHash }: PartRow): Promise<string> => {
  const sealed = await services.blobs.get(blobHash)
  if (!sealed) throw new Error(`blob ${blobHash} of print part ${id} is gone`)
  return services.keyring.decrypt(sealed, purposeOf(id))
}

export const markFetched = async (
  { tx, now }: QueryContext,
  organisationId: string,
  part: PartRow,
): Promise<void> => {
  await tx
    .updateTable('paperPrintPart')
    .set({ fetchedAt: now })
    .where('organisationId', '=', organisationId)
    .where('id', '=', part.id)
    .execute()
}

/** Removes the files of a run for good. A blob already gone is no error. */
export const dropParts = async ({ tx, services }: QueryContext, print: PrintRow): Promise<number> => {
  const parts = await partsOfPrint(tx, print.organisationId, [print.id])
  await tx
    .deleteFrom('paperPrintPart')
    .where('organisationId', '=', print.organisationId)
    .where('printId', '=', print.id)
    .execute()
  for (const { blobHash } of parts) await services.blobs.remove(blobHash)
  return parts.length
}
