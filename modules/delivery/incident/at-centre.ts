import { v7 as uuid } from 'uuid'
import { batchFacts } from '#modules/plan/facts.ts'
import { regime } from '#modules/policy/core/regime.ts'
import type { CommandContext } from '#platform/command/context.ts'
import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { foldIncident } from '../core/incident-log.ts'
import type { Draft } from '../core/journal.ts'
import type { DutyRole } from '../core/preparation.ts'
import { emptyRoom, emptySeat, type RoomState } from '../core/room-state.ts'
import { incidentRulesOf } from '../core/rules-of-regime.ts'
import type { IncidentRefusal } from './core/incident.refusal.ts'
import { decideIncidentAct, type IncidentAct } from './core/incident-act.ts'
import { type KeptIncident, keptIncident, roomAfterwards } from './core/kept-incident.ts'
import type { OpeningOfIncident } from './core/open.rule.ts'
import type { FollowUp } from './follow-up.ts'
import { tellOfLeak } from './register-incidents.ts'
import { type IncidentRow, insertIncident, nextOwnNumber, saveIncident } from './store/incident.store.ts'

/** In which office somebody acts on an incident that no room's node has in hand. */
export const officeOf = (roles: readonly string[]): DutyRole => {
  if (roles.includes('site-chief') || roles.includes('org-head')) return 'chief'
  const isOnDuty = ['org-exam', 'org-secrecy', 'invigilator', 'examiner'].some((role) => roles.includes(role))
  return isOnDuty ? 'invigilator' : 'supervisor'
}

const refused = ({ sentence, remedy, clauses, field, code }: Refusal<IncidentRefusal>) =>
  refuse('INCIDENT_REFUSED', {
    ...{ sentence, remedy, clauses, details: { code } },
    ...(field === undefined ? {} : { field }),
  })

/** The incident as it is after what was decided. */
const after = (room: RoomState, drafts: readonly Draft[], at: Date): KeptIncident => {
  let seq = 0
  for (const draft of drafts) {
    seq += 1
    foldIncident(room.log, { ...draft, at: at.toISOString(), seq })
  }
  const [incident] = room.log.incidents.values()
  if (!incident) throw new Error('no incident is left to keep')
  return keptIncident(room, incident, (name) => name)
}

const decide = (context: CommandContext, room: RoomState, act: IncidentAct) => {
  const { actor, now } = context
  const signer = act.act === 'sign' && act.as === 'subject' ? act.person : actor.name
  return decideIncidentAct(room, act, {
    ...{ actor: actor.name, role: officeOf(actor.roles), now: now.getTime(), signer },
  })
}

/** What is done about an incident at the centre, by the rules of the room (HN-3.1.6-06, -23, SDS-4.4-31). */
export const followAtCentre = async (
  context: CommandContext,
  row: IncidentRow,
  followUp: FollowUp,
): Promise<Verdict<{ readonly version: number; readonly state: string }, 'INCIDENT_REFUSED'>> => {
  const room = roomAfterwards(row.record)
  const act = 'incident' in followUp ? { ...followUp, incident: row.number } : followUp
  const verdict = decide(context, room, act)
  if (verdict.refused) return refused(verdict)
  const kept = after(room, verdict.value, context.now)
  const version = await saveIncident(context.tx, row, { kept, atCentre: true })
  const closed = kept.closed !== null
  context.record({
    type: closed ? 'exam-incident-closed' : 'exam-incident-followed',
    table: 'examIncident',
    row: { organisationId: row.organisationId, id: row.id },
    data: { act: followUp.act },
    clauses: closed ? ['SDE-4.6-15', 'HN-3.1.7-13'] : ['SDS-4.4-30', 'HN-2.6-08'],
  })
  if (closed) await tellOfViolation(context, row, kept)
  return accept({ version, state: closed ? 'closed' : 'open' })
}

/** HN-3.1.6-17: what was closed as a violation of candidates becomes a case, without anybody having to remember it. */
const tellOfViolation = async (
  context: CommandContext,
  { organisationId, id, sittingId, applicationIds }: IncidentRow,
  { closed }: KeptIncident,
): Promise<void> => {
  if (!closed?.effect || sittingId === null || applicationIds.length === 0) return
  await context.publish('delivery.violationFound', {
    ...{ organisationId, incidentId: id, recordedBy: context.actor.name },
  })
}

/** Where an incident happened that no room's node has on record. */
export interface CentrePlace {
  readonly organisationId: string
  readonly batchId: string | null
  readonly place: string
  /** The room that answers on paper, with the application at each of its seats. */
  readonly paperRoom?: {
    readonly id: string
    readonly sessionId: string
    readonly seats: ReadonlyMap<string, string>
    /** When its bag was opened; null before. */
    readonly openedAt: string | null
  }
}

const rulesOf = async (context: CommandContext, { organisationId, batchId }: CentrePlace) => {
  if (batchId === null) return null
  const batch = await batchFacts(context.tx, organisationId, batchId)
  return incidentRulesOf(regime(batch.pack, batch.createdOn))
}

const roomOf = async (context: CommandContext, at: CentrePlace) => {
  const rules = await rulesOf(context, at)
  const room = emptyRoom()
  if (rules) room.rules = { incidents: rules } as RoomState['rules']
  room.status = 'ended'
  room.endedAt = context.now.toISOString()
  room.openedAt = at.paperRoom?.openedAt ?? null
  for (const seat of at.paperRoom?.seats.keys() ?? []) room.seats.set(seat, emptySeat(seat, seat))
  return { room, book: rules?.book ?? 'general' }
}

/** HN-3.1.7-09, -13: on record, and told, in the same moment. */
export const openAtCentre = async (
  context: CommandContext,
  at: CentrePlace,
  opening: OpeningOfIncident,
): Promise<Verdict<{ readonly incidentId: string }, 'INCIDENT_REFUSED'>> => {
  const { organisationId, batchId, place, paperRoom } = at
  const { room, book } = await roomOf(context, at)
  const seats = paperRoom ? opening.seats : []
  const verdict = decide(context, room, { act: 'open', ...opening, seats })
  if (verdict.refused) return refused(verdict)
  const number = await nextOwnNumber(context.tx, organisationId)
  const kept = { ...after(room, verdict.value, context.now), number }
  const id = uuid()
  const applicationIds = kept.seats.flatMap((seat) => paperRoom?.seats.get(seat) ?? [])
  await insertIncident(
    context.tx,
    {
      ...{ organisationId, id, batchId, place, book, applicationIds, atCentre: true },
      ...{ sessionId: paperRoom?.sessionId ?? null, sittingId: null, printRoomId: paperRoom?.id ?? null },
    },
    kept,
  )
  context.record({
    type: 'exam-incident-registered',
    table: 'examIncident',
    row: { organisationId, id },
    data: { number, type: kept.type },
    clauses: ['SDS-4.4-30'],
  })
  if (kept.type === 'leak') tellOfLeak(context, organisationId, id)
  return accept({ incidentId: id })
}
