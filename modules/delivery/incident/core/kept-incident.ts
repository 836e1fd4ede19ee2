import { v5 as uuidOf } from 'uuid'
import type { Evidence, Incident } from '../../core/incident-log.ts'
import type { IncidentRules } from '../../core/room.rules.ts'
import { emptyRoom, emptySeat, type RoomState } from '../../core/room-state.ts'

/** An incident as the centre keeps it: the same as in the journal, persons by name. */
export interface KeptIncident extends Omit<Incident, 'seatSeconds'> {
  readonly seatSeconds: { readonly [seat: string]: number }
  readonly evidence: readonly Evidence[]
  /** What the procedures went by in its sitting. */
  readonly rules: IncidentRules | null
}

/** The id in the register of an incident of a sitting: the same whenever the centre hears of it. */
export const incidentIdOf = (sittingId: string, number: number): string =>
  uuidOf(`incident ${number}`, sittingId)

type NameOf = (dutyId: string) => string

/** What is kept of an incident of a room. */
export const keptIncident = (room: RoomState, incident: Incident, nameOf: NameOf): KeptIncident => {
  const { openedBy, acknowledged, steps, closed, seatSeconds, ...rest } = incident
  return {
    ...rest,
    openedBy: nameOf(openedBy),
    acknowledged: acknowledged && { ...acknowledged, by: nameOf(acknowledged.by) },
    steps: steps.map((step) => ({ ...step, actor: nameOf(step.actor) })),
    closed: closed && { ...closed, by: nameOf(closed.by) },
    seatSeconds: Object.fromEntries(seatSeconds),
    evidence: [...room.log.evidence.values()].filter((one) => one.incident === incident.number),
    rules: room.rules?.incidents ?? null,
  }
}

/**
 * The room of an incident after the day, so that the same rules decide on it: the sitting has ended, nobody sits in it
 * any more, and nothing but this incident is in its log.
 */
export const roomAfterwards = ({ evidence, seatSeconds, rules, ...incident }: KeptIncident): RoomState => {
  const room = emptyRoom()
  room.status = 'ended'
  room.endedAt = incident.openedAt
  // Only what incidents go by is asked for once the sitting is over.
  if (rules) room.rules = { incidents: rules } as RoomState['rules']
  for (const seat of incident.seats) room.seats.set(seat, { ...emptySeat(seat, seat), status: 'collected' })
  room.log.incidents.set(incident.number, { ...incident, seatSeconds: new Map(Object.entries(seatSeconds)) })
  for (const piece of evidence) room.log.evidence.set(piece.piece, piece)
  return room
}

/** What the register shows and searches by, taken from the incident itself. */
export const standingOf = (kept: KeptIncident) => {
  const first = kept.reports[0]
  return {
    ...{ number: kept.number, type: kept.type, severity: kept.severity, effect: kept.closed?.effect ?? '' },
    occurredAt: new Date(kept.since),
    reportedTo: first?.to ?? null,
    reportedAt: first ? new Date(first.at) : null,
    holdsScore: kept.followUp !== '' && kept.closed === null,
    state: kept.closed ? 'closed' : 'open',
    decision: kept.closed?.decision ?? null,
    decidedBy: kept.closed?.by ?? null,
    decidedAt: kept.closed ? new Date(kept.closed.at) : null,
  }
}
