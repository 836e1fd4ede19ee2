import { v7 as uuid } from 'uuid'
import { batchFacts } from '#modules/plan/facts.ts'
import { regime } from '#modules/policy/core/regime.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, type Refusal, refuse } from '#platform/contract/verdict.ts'
import { foldIncident } from '../../core/incident-log.ts'
import type { Draft } from '../../core/journal.ts'
import type { DutyRole } from '../../core/preparation.ts'
import { emptyRoom, type RoomState } from '../../core/room-state.ts'
import { incidentRulesOf } from '../../core/rules-of-regime.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import type { followIncident, openIncident } from '../contract.ts'
import type { IncidentRefusal } from '../core/incident.refusal.ts'
import { decideIncidentAct, type IncidentAct } from '../core/incident-act.ts'
import { type KeptIncident, keptIncident, roomAfterwards } from '../core/kept-incident.ts'
import { tellOfLeak } from '../register-incidents.ts'
import {
  type IncidentRow,
  insertIncident,
  lockIncident,
  nextOwnNumber,
  saveIncident,
} from '../store/incident.store.ts'

/** In which office somebody of the centre acts on an incident. */
export const officeOf = (roles: readonly string[]): DutyRole => {
  if (roles.includes('site-chief') || roles.includes('org-head')) return 'chief'
  return roles.includes('org-exam') || roles.includes('org-secrecy') ? 'invigilator' : 'supervisor'
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

const stillInRoom = (row: IncidentRow) =>
  refuse('STILL_IN_ROOM', {
    sentence: `${row.place}本场尚未封存上报，突发事件在考场监考台办理。`,
    remedy: '请在监考台登记；答卷接收后在这里继续办理。',
    clauses: ['SDS-4.4-30'],
  })

/** What is done about an incident after the day; the rules are those of the room (HN-3.1.6-06, -23, SDS-4.4-31). */
export const followIncidentHandler: CommandHandler<typeof followIncident> = async (context, input) => {
  const organisationId = ownOrganisation(context)
  const { incidentId, version } = input
  const row = await lockIncident(context.tx, { organisationId, incidentId, version })
  if (!row.atCentre) return stillInRoom(row)
  const room = roomAfterwards(row.record)
  const act = 'incident' in input.act ? { ...input.act, incident: row.number } : input.act
  const verdict = decide(context, room, act)
  if (verdict.refused) return refused(verdict)
  const kept = after(room, verdict.value, context.now)
  const next = await saveIncident(context.tx, row, { kept, atCentre: true })
  const closed = kept.closed !== null
  context.record({
    type: closed ? 'exam-incident-closed' : 'exam-incident-followed',
    table: 'examIncident',
    row: { organisationId, id: incidentId },
    data: { act: input.act.act },
    clauses: closed ? ['SDE-4.6-15', 'HN-3.1.7-13'] : ['SDS-4.4-30', 'HN-2.6-08'],
  })
  return accept({ version: next, state: closed ? 'closed' : 'open' })
}

const rulesOf = async (context: CommandContext, organisationId: string, batchId: string | null) => {
  if (batchId === null) return null
  const batch = await batchFacts(context.tx, organisationId, batchId)
  return incidentRulesOf(regime(batch.pack, batch.createdOn))
}

/** HN-3.1.7-09, -13: a leak or an accident outside every sitting is on record, and told, in the same moment. */
export const openIncidentHandler: CommandHandler<typeof openIncident> = async (context, input) => {
  const organisationId = ownOrganisation(context)
  const rules = await rulesOf(context, organisationId, input.batchId)
  const room = emptyRoom()
  if (rules) room.rules = { incidents: rules } as RoomState['rules']
  room.status = 'ended'
  room.endedAt = context.now.toISOString()
  const verdict = decide(context, room, { act: 'open', ...input.opening, seats: [] })
  if (verdict.refused) return refused(verdict)
  const number = await nextOwnNumber(context.tx, organisationId)
  const kept = { ...after(room, verdict.value, context.now), number }
  const id = uuid()
  const place = {
    organisationId,
    id,
    batchId: input.batchId,
    sessionId: null,
    sittingId: null,
    place: input.place,
  }
  const book = rules?.book ?? 'general'
  await insertIncident(context.tx, { ...place, book, applicationIds: [], atCentre: true }, kept)
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
