import type { Subject } from '#modules/policy/core/parameters.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import { publishedSessions } from './store.ts'

type Tx = QueryContext['tx']

export interface SessionFact {
  readonly id: string
  readonly subject: Subject
  readonly number: number
  readonly startsAt: Date
  readonly endsAt: Date
  readonly lineId: string
}

/** The published sessions of a batch in the order of time; none before the arrangement is confirmed. */
export const sessionsOf = async (tx: Tx, organisationId: string, batchId: string): Promise<SessionFact[]> => {
  const rows = await publishedSessions(tx, { organisationId, batchId })
  return rows.map(({ id, subject, number, startsAt, endsAt, lineId }) => ({
    id,
    subject,
    number,
    startsAt,
    endsAt,
    lineId,
  }))
}

export interface PlacementFact {
  readonly id: string
  readonly applicationId: string
  readonly personId: string
  readonly subject: Subject
  readonly sessionId: string
  readonly roomId: string
  readonly seatId: string
  readonly seatNumber: number
  readonly row: number
  readonly column: number
  readonly ticketNumber: string
  readonly name: string
  readonly documentMasked: string
  readonly photoFileId: string | null
}

/** Who sits where, by session, room and seat number. */
export const placementsOf = async (
  tx: Tx,
  organisationId: string,
  of: { readonly batchId: string; readonly sessionId?: string; readonly roomId?: string },
): Promise<PlacementFact[]> => {
  let found = tx
    .selectFrom('placement as p')
    .innerJoin('seat', (join) =>
      join.onRef('seat.organisationId', '=', 'p.organisationId').onRef('seat.id', '=', 'p.seatId'),
    )
    .innerJoin('ticket', (join) =>
      join
        .onRef('ticket.organisationId', '=', 'p.organisationId')
        .onRef('ticket.applicationId', '=', 'p.applicationId'),
    )
    .innerJoin('application', (join) =>
      join
        .onRef('application.organisationId', '=', 'p.organisationId')
        .onRef('application.id', '=', 'p.applicationId'),
    )
    .select([
      'p.id',
      'p.applicationId',
      'p.personId',
      'p.subject',
      'p.sessionId',
      'p.roomId',
      'p.seatId',
      'seat.number as seatNumber',
      'seat.rowNumber as row',
      'seat.columnNumber as column',
      'ticket.number as ticketNumber',
      'application.name',
      'application.documentMasked',
      'application.photoFileId',
    ])
    .where('p.organisationId', '=', organisationId)
    .where('p.batchId', '=', of.batchId)
  if (of.sessionId !== undefined) found = found.where('p.sessionId', '=', of.sessionId)
  if (of.roomId !== undefined) found = found.where('p.roomId', '=', of.roomId)
  return (await found
    .orderBy('p.sessionId')
    .orderBy('p.roomId')
    .orderBy('seat.number')
    .execute()) as PlacementFact[]
}

export interface DutyFact {
  readonly id: string
  readonly sessionId: string
  readonly roomId: string | null
  readonly siteId: string | null
  /** `考点负责人`, `监考人员`, `考评人员` or `内部质量督导员`. */
  readonly role: string
  readonly isLeader: boolean
  readonly staffName: string
  readonly staffNumber: string
  /** Null for those who have no account here. */
  readonly accountId: string | null
}

/** Who is on duty, by staff number. With a room: its own people, its site's and those of the whole session. */
export const dutiesOf = async (
  tx: Tx,
  organisationId: string,
  of: { readonly batchId: string; readonly sessionId?: string; readonly roomId?: string },
): Promise<DutyFact[]> => {
  let found = tx
    .selectFrom('duty as d')
    .innerJoin('staffMember as s', (join) =>
      join.onRef('s.organisationId', '=', 'd.organisationId').onRef('s.id', '=', 'd.staffId'),
    )
    .select([
      'd.id',
      'd.sessionId',
      'd.roomId',
      'd.siteId',
      'd.role',
      'd.isLeader',
      'd.staffName',
      's.staffNumber',
      's.accountId',
    ])
    .where('d.organisationId', '=', organisationId)
    .where('d.batchId', '=', of.batchId)
    .where('d.state', '=', 'active')
  if (of.sessionId !== undefined) found = found.where('d.sessionId', '=', of.sessionId)
  if (of.roomId !== undefined) {
    const { roomId } = of
    found = found.where((where) => where.or([where('d.roomId', '=', roomId), where('d.roomId', 'is', null)]))
  }
  return found.orderBy('s.staffNumber').execute()
}

/** Batches whose arrangement is confirmed, the latest examination first. */
export const arrangedBatches = (
  tx: Tx,
  organisationId: string,
): Promise<{ readonly batchId: string; readonly confirmedAt: Date | null }[]> =>
  tx
    .selectFrom('arrangement')
    .select(['batchId', 'confirmedAt'])
    .where('organisationId', '=', organisationId)
    .where('confirmedAt', 'is not', null)
    .orderBy('confirmedAt', 'desc')
    .execute()

/** The batch a session belongs to. Throws MissingRow. */
export const sessionBatch = async (tx: Tx, organisationId: string, sessionId: string): Promise<string> => {
  const row = await tx
    .selectFrom('examSession')
    .select('batchId')
    .where('organisationId', '=', organisationId)
    .where('id', '=', sessionId)
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  return row.batchId
}
