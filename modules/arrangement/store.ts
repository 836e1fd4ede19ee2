import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import type { ArrangementState } from './core/arrangement.machine.ts'
import type { Subject } from './core/seating-input.ts'

type Tx = QueryContext['tx']

export interface DraftSession {
  readonly id: string
  readonly lineId: string
  readonly subject: Subject
  readonly number: number
  /** Instants as ISO 8601 texts. */
  readonly startsAt: string
  readonly endsAt: string
}

export interface ArrangementSettings {
  readonly restMinutes: number
  readonly sessions: readonly DraftSession[]
  readonly neighboursOfOneGroup: number
}

export interface ArrangementRow {
  readonly organisationId: string
  readonly id: string
  readonly version: number
  readonly batchId: string
  readonly state: ArrangementState
  readonly seed: string
  readonly seedCommitment: string
  readonly settings: ArrangementSettings
  readonly jobId: string | null
  readonly confirmedAt: Date | null
}

export interface OfBatch {
  readonly organisationId: string
  readonly batchId: string
}

export interface SeatRow {
  readonly applicationId: string
  readonly personId: string
  readonly subject: Subject
  readonly sessionId: string
  readonly roomId: string
  readonly seatId: string
}

const arrangement = (tx: Tx, { organisationId, batchId }: OfBatch) =>
  tx
    .selectFrom('arrangement')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)

export const findArrangement = async (tx: Tx, of: OfBatch): Promise<ArrangementRow | undefined> =>
  (await arrangement(tx, of).executeTakeFirst()) as ArrangementRow | undefined

/** Locks the batch's arrangement. Throws MissingRow, or StaleRow when it is not at the version shown. */
export const lockArrangement = async (tx: Tx, of: OfBatch, version?: number): Promise<ArrangementRow> => {
  const row = (await arrangement(tx, of).forUpdate().executeTakeFirst()) as ArrangementRow | undefined
  if (!row) throw new MissingRow()
  if (version !== undefined && row.version !== version) throw new StaleRow()
  return row
}

export const insertArrangement = async (
  tx: Tx,
  of: OfBatch,
  values: Pick<ArrangementRow, 'seed' | 'seedCommitment' | 'settings'>,
): Promise<ArrangementRow> => {
  const row = {
    ...of,
    ...values,
    id: uuid(),
    version: 1,
    state: 'draft' as const,
    jobId: null,
    confirmedAt: null,
  }
  await tx
    .insertInto('arrangement')
    .values({ ...row, settings: JSON.stringify(values.settings) })
    .execute()
  return row
}

export const updateArrangement = async (
  tx: Tx,
  row: ArrangementRow,
  values: Partial<
    Pick<ArrangementRow, 'state' | 'seed' | 'seedCommitment' | 'settings' | 'jobId' | 'confirmedAt'>
  >,
): Promise<number> => {
  const { settings, ...plain } = values
  const version = row.version + 1
  await tx
    .updateTable('arrangement')
    .set({ ...plain, ...(settings && { settings: JSON.stringify(settings) }), version })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
  return version
}

/** The seats of a batch: the published ones once confirmed, the draft before. */
export const seatsOf = async (tx: Tx, of: OfBatch, state: ArrangementState): Promise<SeatRow[]> => {
  const rows = await tx
    .selectFrom(state === 'confirmed' ? 'placement' : 'draftSeat')
    .select(['applicationId', 'personId', 'subject', 'sessionId', 'roomId', 'seatId'])
    .where('organisationId', '=', of.organisationId)
    .where('batchId', '=', of.batchId)
    .execute()
  return rows as SeatRow[]
}

export const clearDraftSeats = (tx: Tx, { organisationId, batchId }: OfBatch) =>
  tx
    .deleteFrom('draftSeat')
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)
    .execute()

const columnsOf = (rows: readonly SeatRow[]) => sql`
  unnest(${rows.map((row) => row.applicationId)}::uuid[], ${rows.map((row) => row.personId)}::uuid[],
    ${rows.map((row) => row.subject)}::text[], ${rows.map((row) => row.sessionId)}::uuid[],
    ${rows.map((row) => row.roomId)}::uuid[], ${rows.map((row) => row.seatId)}::uuid[])
    AS seat (application_id, person_id, subject, session_id, room_id, seat_id)`

export const insertDraftSeats = (tx: Tx, { organisationId, batchId }: OfBatch, rows: readonly SeatRow[]) =>
  sql`INSERT INTO draft_seat (organisation_id, batch_id, application_id, person_id, subject, session_id, room_id, seat_id)
    SELECT ${organisationId}::uuid, ${batchId}::uuid, seat.* FROM ${columnsOf(rows)}`.execute(tx)

/** Writes the published placements and returns their ids. */
export const insertPlacements = async (
  tx: Tx,
  { organisationId, batchId }: OfBatch,
  rows: readonly SeatRow[],
): Promise<string[]> => {
  const { rows: written } = await sql<{ id: string }>`
    INSERT INTO placement (organisation_id, id, version, batch_id, application_id, person_id, subject, session_id, room_id, seat_id)
    SELECT ${organisationId}::uuid, gen_random_uuid(), 1, ${batchId}::uuid, seat.* FROM ${columnsOf(rows)}
    RETURNING id`.execute(tx)
  return written.map(({ id }) => id)
}

export interface SeatChange {
  readonly applicationId: string
  readonly subject: Subject
  readonly sessionId: string
  readonly roomId: string
  readonly seatId: string
}

/** Changes one draft seat, or two that exchange, in one statement. */
export const changeDraftSeats = (tx: Tx, of: OfBatch, changes: readonly SeatChange[]) =>
  changeSeats(tx, of, { changes, published: false })

/** Changes published placements in one statement and returns their ids. */
export const changePlacements = (tx: Tx, of: OfBatch, changes: readonly SeatChange[]) =>
  changeSeats(tx, of, { changes, published: true })

const changeSeats = async (
  tx: Tx,
  { organisationId, batchId }: OfBatch,
  { changes, published }: { readonly changes: readonly SeatChange[]; readonly published: boolean },
): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    UPDATE ${sql.table(published ? 'placement' : 'draft_seat')} t
    SET session_id = c.session_id, room_id = c.room_id, seat_id = c.seat_id
      ${published ? sql`, version = t.version + 1` : sql``}
    FROM unnest(${changes.map((change) => change.applicationId)}::uuid[], ${changes.map((change) => change.subject)}::text[],
      ${changes.map((change) => change.sessionId)}::uuid[], ${changes.map((change) => change.roomId)}::uuid[],
      ${changes.map((change) => change.seatId)}::uuid[]) AS c (application_id, subject, session_id, room_id, seat_id)
    WHERE t.organisation_id = ${organisationId}::uuid AND t.batch_id = ${batchId}::uuid
      AND t.application_id = c.application_id AND t.subject = c.subject
    RETURNING ${published ? sql`t.id` : sql`t.application_id AS id`}`.execute(tx)
  return rows.map(({ id }) => id)
}

export interface SessionRow extends OfBatch {
  readonly id: string
  readonly version: number
  readonly lineId: string
  readonly subject: Subject
  readonly number: number
  readonly startsAt: Date
  readonly endsAt: Date
  readonly staffedAt: Date | null
}

export const insertSessions = (tx: Tx, of: OfBatch, sessions: readonly DraftSession[]) =>
  tx
    .insertInto('examSession')
    .values(sessions.map((session) => ({ ...session, ...of, version: 1 })))
    .execute()

export const publishedSessions = async (
  tx: Tx,
  { organisationId, batchId }: OfBatch,
): Promise<SessionRow[]> =>
  (await tx
    .selectFrom('examSession')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)
    .orderBy('startsAt')
    .orderBy('subject')
    .orderBy('number')
    .execute()) as SessionRow[]

/** Throws MissingRow, or StaleRow when the session is not at the version shown. */
export const lockSession = async (
  tx: Tx,
  organisationId: string,
  { sessionId, version }: { readonly sessionId: string; readonly version?: number },
): Promise<SessionRow> => {
  const row = (await tx
    .selectFrom('examSession')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('id', '=', sessionId)
    .forUpdate()
    .executeTakeFirst()) as SessionRow | undefined
  if (!row) throw new MissingRow()
  if (version !== undefined && row.version !== version) throw new StaleRow()
  return row
}

export const updateSession = async (
  tx: Tx,
  row: SessionRow,
  values: Partial<Pick<SessionRow, 'startsAt' | 'endsAt' | 'staffedAt'>>,
): Promise<number> => {
  const version = row.version + 1
  await tx
    .updateTable('examSession')
    .set({ ...values, version })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
  return version
}

/** The sessions as drafted or published, in one shape. */
export const sessionsOfArrangement = async (
  tx: Tx,
  row: ArrangementRow,
): Promise<readonly DraftSession[]> => {
  if (row.state !== 'confirmed') return row.settings.sessions
  const sessions = await publishedSessions(tx, row)
  return sessions.map(({ id, lineId, subject, number, startsAt, endsAt }) => ({
    id,
    lineId,
    subject,
    number,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
  }))
}

/** The organisation of the acting member of staff; commands of this module are never issued by outsiders. */
export const ownOrganisation = ({ actor }: Pick<CommandContext, 'actor'>): string => {
  if (actor.organisationId === null) throw new MissingRow()
  return actor.organisationId
}
