import type { Insertable, Selectable } from 'kysely'
import type { Database } from '#db/schema/database.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'

type Tx = QueryContext['tx']

export type ArrivalRow = Selectable<Database['sittingBundle']>

interface OfOrganisation {
  readonly organisationId: string
}

/** The arrival of this very file, if it came before. */
export const lockArrival = (
  tx: Tx,
  { organisationId, fileHash }: OfOrganisation & { readonly fileHash: string },
): Promise<ArrivalRow | undefined> =>
  tx
    .selectFrom('sittingBundle')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('fileHash', '=', fileHash)
    .forUpdate()
    .executeTakeFirst()

/** Throws MissingRow. */
export const lockArrivalById = async (
  tx: Tx,
  { organisationId, arrivalId }: OfOrganisation & { readonly arrivalId: string },
): Promise<ArrivalRow> => {
  const row = await tx
    .selectFrom('sittingBundle')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('id', '=', arrivalId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  return row
}

/** Of whose file the results of a sitting now are; none where the centre's own room held it. */
export const lockAdopted = (
  tx: Tx,
  { organisationId, sittingId }: OfOrganisation & { readonly sittingId: string },
): Promise<ArrivalRow | undefined> =>
  tx
    .selectFrom('sittingBundle')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('sittingId', '=', sittingId)
    .where(({ eb, or, and }) =>
      or([and([eb('outcome', '=', 'taken'), eb('decision', 'is', null)]), eb('decision', '=', 'adopt')]),
    )
    .forUpdate()
    .executeTakeFirst()

export const insertArrival = (tx: Tx, row: Insertable<Database['sittingBundle']>) =>
  tx.insertInto('sittingBundle').values(row).execute()

export const updateArrival = (
  tx: Tx,
  row: ArrivalRow,
  change: Partial<Omit<ArrivalRow, 'organisationId' | 'id' | 'version' | 'fileHash'>>,
) =>
  tx
    .updateTable('sittingBundle')
    .set({ ...change, version: row.version + 1 })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()

const shownArrivals = 200

export const listArrivals = (tx: Tx, { organisationId }: OfOrganisation): Promise<ArrivalRow[]> =>
  tx
    .selectFrom('sittingBundle')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .orderBy('receivedAt', 'desc')
    .limit(shownArrivals)
    .execute()

/** Kept files, of all organisations within reach, whose time is over. */
export const arrivalsToLetGo = (tx: Tx, now: Date) =>
  tx
    .selectFrom('sittingBundle')
    .select(['organisationId', 'id'])
    .where('keepUntil', '<', now)
    .where('letGoAt', 'is', null)
    .limit(20)
    .execute()

/** Where a file lies, and whether another file has the same bytes and needs them. */
export const placeOfFile = async (
  tx: Tx,
  fileId: string,
): Promise<{ readonly hash: string; readonly isShared: boolean } | undefined> => {
  const file = await tx.selectFrom('storedFile').select('hash').where('id', '=', fileId).executeTakeFirst()
  if (!file) return undefined
  const other = await tx
    .selectFrom('storedFile')
    .select('id')
    .where('hash', '=', file.hash)
    .where('id', '<>', fileId)
    .limit(1)
    .executeTakeFirst()
  return { hash: file.hash, isShared: other !== undefined }
}
