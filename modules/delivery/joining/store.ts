import type { Selectable } from 'kysely'
import type { Database } from '#db/schema/database.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { JoiningState } from './core/joining.ts'

type Tx = QueryContext['tx']

export interface JoiningRow extends Omit<Selectable<Database['nodeJoining']>, 'state'> {
  readonly state: JoiningState
}

const asRow = (row: Selectable<Database['nodeJoining']>): JoiningRow => row as JoiningRow

export const insertJoining = (tx: Tx, row: JoiningRow) => tx.insertInto('nodeJoining').values(row).execute()

/** The newest code of this name that may still be typed or decided on, of whichever organisation within reach. */
export const joiningByOffer = async (tx: Tx, offer: string, now: Date): Promise<JoiningRow | undefined> => {
  const row = await tx
    .selectFrom('nodeJoining')
    .selectAll()
    .where('offer', '=', offer)
    .where('state', 'in', ['open', 'asked'])
    .where('openUntil', '>', now)
    .orderBy('shownAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && asRow(row)
}

export interface OfJoining {
  readonly organisationId: string
  readonly joiningId: string
}

/** The last joining that a server with this key asked for. */
export const joiningOfKey = async (tx: Tx, signingKeyId: string): Promise<JoiningRow | undefined> => {
  const row = await tx
    .selectFrom('nodeJoining')
    .selectAll()
    .where('signingKeyId', '=', signingKeyId)
    .orderBy('shownAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && asRow(row)
}

/** Throws MissingRow. */
export const lockJoining = async (tx: Tx, { organisationId, joiningId }: OfJoining): Promise<JoiningRow> => {
  const row = await tx
    .selectFrom('nodeJoining')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('id', '=', joiningId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  return asRow(row)
}

/** Codes of a site that were shown before and typed nowhere. */
export const lockOpenOfSite = async (
  tx: Tx,
  { organisationId, siteId }: { readonly organisationId: string; readonly siteId: string },
): Promise<JoiningRow[]> => {
  const rows = await tx
    .selectFrom('nodeJoining')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('siteId', '=', siteId)
    .where('state', '=', 'open')
    .forUpdate()
    .execute()
  return rows.map(asRow)
}

export const updateJoining = (
  tx: Tx,
  row: JoiningRow,
  change: Partial<
    Pick<
      JoiningRow,
      'state' | 'failures' | 'openUntil' | 'card' | 'signingKeyId' | 'nodeName' | 'checkCode' | 'nodeId'
    >
  >,
) =>
  tx
    .updateTable('nodeJoining')
    .set({ ...change, version: row.version + 1 })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()

/** Those shown since `since`, the newest first. */
export const listJoinings = async (
  tx: Tx,
  { organisationId, since }: { readonly organisationId: string; readonly since: Date },
): Promise<JoiningRow[]> => {
  const rows = await tx
    .selectFrom('nodeJoining')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('shownAt', '>', since)
    .orderBy('shownAt', 'desc')
    .execute()
  return rows.map(asRow)
}
