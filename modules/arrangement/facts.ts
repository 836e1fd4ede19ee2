import type { Subject } from '#modules/policy/core/parameters.ts'
import type { QueryContext } from '#platform/command/context.ts'
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
