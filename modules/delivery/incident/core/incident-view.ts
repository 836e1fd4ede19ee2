import type { Announcement, Evidence, Incident } from '../../core/incident-log.ts'
import type { DutyRole } from '../../core/preparation.ts'
import type { RoomState } from '../../core/room-state.ts'
import { closingObstacles, effectOf } from './close.rule.ts'
import { type Proposal, proposalOf } from './compensation.rule.ts'
import { hasChiefsWord, procedureOfIncident, stepsOf } from './procedure-of.ts'

/** An incident with its names in clear, what still keeps it open, and what a rule proposes for lost time. */
export interface IncidentView
  extends Omit<Incident, 'steps' | 'closed' | 'acknowledged' | 'seatSeconds' | 'roomSeconds'> {
  readonly steps: readonly (Incident['steps'][number] & { readonly by: string })[]
  /** The steps of its branch, in their order. */
  readonly stepsDue: readonly string[]
  readonly closed: {
    readonly at: string
    readonly by: string
    readonly decision: string
    readonly proposal?: string
  } | null
  /** What may be proposed about its candidates (HN-2.3.4-24); empty where it has no offender or the document no list. */
  readonly proposals: readonly string[]
  readonly acknowledged: { readonly at: string; readonly by: string } | null
  readonly obstacles: readonly string[]
  readonly proposal: Proposal | null
  readonly roomMinutes: number
  readonly mayCompensate: boolean
  readonly mayClose: boolean
}

export interface IncidentsView {
  /** The list of procedures in force; screens show it from the same data that the room decides by. */
  readonly book: string
  /** Names of those on duty who have confirmed that they know it, and whether the caller has. */
  readonly rulesReadBy: readonly string[]
  readonly rulesReadByMe: boolean
  readonly incidents: readonly IncidentView[]
  readonly evidence: readonly Evidence[]
  readonly corrections: readonly Announcement[]
  /** False for those who may only enter and report. */
  readonly mayAct: boolean
}

/** Who looks, and how persons are called. */
export interface Looking {
  readonly id: string
  readonly name: (dutyId: string) => string
  readonly role: DutyRole
  readonly now: number
}

export const incidentView = (
  room: RoomState,
  incident: Incident,
  { role, now, name }: Looking,
): IncidentView => {
  const procedure = procedureOfIncident(room, incident)
  const { closed, acknowledged, steps, seatSeconds: _seatSeconds, roomSeconds, ...rest } = incident
  const mayDecide = hasChiefsWord(incident, role)
  return {
    ...rest,
    // Copies: the log goes on, and what somebody was shown must not change under him.
    ...{ signatures: [...incident.signatures], reports: [...incident.reports] },
    ...{ answers: [...incident.answers], resits: [...incident.resits] },
    openedBy: name(incident.openedBy),
    steps: steps.map((step) => ({ ...step, by: name(step.actor) })),
    stepsDue: stepsOf(procedure, incident).map(({ step }) => step),
    closed: closed && {
      ...{ at: closed.at, by: name(closed.by), decision: closed.decision },
      ...(closed.proposal !== undefined && { proposal: closed.proposal }),
    },
    proposals: effectOf(incident, procedure) === '' ? [] : (room.rules?.incidents?.proposals?.value ?? []),
    acknowledged: acknowledged && { at: acknowledged.at, by: name(acknowledged.by) },
    obstacles: closed ? [] : closingObstacles(incident, procedure).map(({ sentence }) => sentence),
    proposal: closed ? null : proposalOf(room, incident, now),
    roomMinutes: Math.round(roomSeconds / 60),
    mayCompensate: mayDecide,
    mayClose: incident.severity === 'ordinary' || mayDecide,
  }
}

/** The incidents of a room as whoever is on duty there sees them. */
export const incidentsView = (room: RoomState, looking: Looking): IncidentsView => {
  const { log } = room
  return {
    book: room.rules?.incidents?.book ?? 'general',
    rulesReadBy: [...log.rulesReadBy].map(looking.name),
    rulesReadByMe: log.rulesReadBy.has(looking.id),
    incidents: [...log.incidents.values()].map((incident) => incidentView(room, incident, looking)),
    evidence: [...log.evidence.values()].map((piece) => ({ ...piece })),
    corrections: [...log.corrections],
    mayAct: looking.role === 'chief' || looking.role === 'invigilator',
  }
}
