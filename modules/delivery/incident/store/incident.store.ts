import type { Selectable } from 'kysely'
import type { Database } from '#db/schema/database.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import { type KeptIncident, standingOf } from '../core/kept-incident.ts'

type Tx = QueryContext['tx']

export interface IncidentRow extends Omit<Selectable<Database['examIncident']>, 'record'> {
  readonly record: KeptIncident
}

const asRow = (row: Selectable<Database['examIncident']>): IncidentRow => row as unknown as IncidentRow

/** Where an incident belongs. */
export interface IncidentPlace {
  readonly organisationId: string
  readonly id: string
  readonly batchId: string | null
  readonly sessionId: string | null
  readonly sittingId: string | null
  readonly printRoomId?: string | null
  readonly place: string
  readonly book: string
  readonly applicationIds: readonly string[]
  readonly atCentre: boolean
}

export const findIncidents = async (
  tx: Tx,
  of: { readonly organisationId: string; readonly sittingId: string },
): Promise<IncidentRow[]> =>
  (
    await tx
      .selectFrom('examIncident')
      .selectAll()
      .where('organisationId', '=', of.organisationId)
      .where('sittingId', '=', of.sittingId)
      .orderBy('number')
      .execute()
  ).map(asRow)

/** Throws MissingRow. */
export const findIncident = async (
  tx: Tx,
  organisationId: string,
  incidentId: string,
): Promise<IncidentRow> => {
  const row = await tx
    .selectFrom('examIncident')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('id', '=', incidentId)
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  return asRow(row)
}

export const insertIncident = async (tx: Tx, place: IncidentPlace, kept: KeptIncident): Promise<void> => {
  await tx
    .insertInto('examIncident')
    .values({
      ...{ ...place, applicationIds: [...place.applicationIds], version: 1 },
      ...standingOf(kept),
      record: JSON.stringify(kept),
    })
    .execute()
}

/** Writes what has become of an incident; answers its new version. Throws StaleRow. */
export const saveIncident = async (
  tx: Tx,
  row: Pick<IncidentRow, 'organisationId' | 'id' | 'version'>,
  change: { readonly kept: KeptIncident; readonly atCentre: boolean },
): Promise<number> => {
  const version = row.version + 1
  const { numUpdatedRows } = await tx
    .updateTable('examIncident')
    .set({
      ...standingOf(change.kept),
      record: JSON.stringify(change.kept),
      atCentre: change.atCentre,
      version,
    })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new StaleRow()
  return version
}

/** Throws MissingRow and StaleRow. */
export const lockIncident = async (
  tx: Tx,
  of: { readonly organisationId: string; readonly incidentId: string; readonly version: number },
): Promise<IncidentRow> => {
  const row = await tx
    .selectFrom('examIncident')
    .selectAll()
    .where('organisationId', '=', of.organisationId)
    .where('id', '=', of.incidentId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  if (row.version !== of.version) throw new StaleRow()
  return asRow(row)
}

export interface IncidentFilter {
  readonly organisationId: string
  readonly batchId?: string
  readonly state?: 'open' | 'closed'
}

/** Open ones first, the latest first. */
export const listIncidents = async (tx: Tx, filter: IncidentFilter): Promise<IncidentRow[]> => {
  let found = tx.selectFrom('examIncident').selectAll().where('organisationId', '=', filter.organisationId)
  if (filter.batchId !== undefined) found = found.where('batchId', '=', filter.batchId)
  if (filter.state !== undefined) found = found.where('state', '=', filter.state)
  const rows = await found.orderBy('state', 'desc').orderBy('occurredAt', 'desc').limit(500).execute()
  return rows.map(asRow)
}

/** The number of the organisation's next incident outside every sitting. */
export const nextOwnNumber = async (tx: Tx, organisationId: string): Promise<number> => {
  const { last } = await tx
    .selectFrom('examIncident')
    .select(({ fn }) => fn.max('number').as('last'))
    .where('organisationId', '=', organisationId)
    .where('sittingId', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(last ?? 0) + 1
}
