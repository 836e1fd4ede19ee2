import type { Subject } from '#modules/policy/core/parameters.ts'
import type { QueryContext } from '#platform/command/context.ts'

type Tx = QueryContext['tx']

export interface SessionFact {
  readonly id: string
  readonly subject: Subject
  readonly number: number
  readonly startsAt: Date
  readonly endsAt: Date
  readonly lineId: string
}

/** The sessions of a batch in the order of time. */
export const sessionsOf = async (tx: Tx, organisationId: string, batchId: string): Promise<SessionFact[]> => {
  const rows = await tx
    .selectFrom('examSession')
    .select(['id', 'subject', 'number', 'startsAt', 'endsAt', 'lineId'])
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)
    .orderBy('startsAt')
    .orderBy('number')
    .execute()
  return rows.map((row) => ({ ...row, subject: row.subject as Subject }))
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
  readonly accountId: string
  readonly staffName: string
  readonly role: string
  readonly isLeader: boolean
  readonly roomId: string | null
  readonly sessionId: string | null
}

/** Who is on duty; a duty without room or session holds for all of the batch. */
export const dutiesOf = async (
  tx: Tx,
  organisationId: string,
  of: { readonly batchId: string; readonly sessionId?: string; readonly roomId?: string },
): Promise<DutyFact[]> => {
  let found = tx
    .selectFrom('duty')
    .select(['accountId', 'staffName', 'role', 'isLeader', 'roomId', 'sessionId'])
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', of.batchId)
  if (of.sessionId !== undefined) found = found.where('sessionId', '=', of.sessionId)
  if (of.roomId !== undefined) found = found.where('roomId', '=', of.roomId)
  return found.orderBy('staffName').execute()
}
