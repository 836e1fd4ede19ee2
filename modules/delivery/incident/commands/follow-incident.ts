import type { CommandHandler } from '#platform/contract/registry.ts'
import { refuse } from '#platform/contract/verdict.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import { followAtCentre, openAtCentre } from '../at-centre.ts'
import type { followIncident, openIncident } from '../contract.ts'
import { type IncidentRow, lockIncident } from '../store/incident.store.ts'

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
  return row.atCentre ? followAtCentre(context, row, input.act) : stillInRoom(row)
}

/** HN-3.1.7-09, -13: a leak or an accident outside every sitting. */
export const openIncidentHandler: CommandHandler<typeof openIncident> = (context, input) =>
  openAtCentre(
    context,
    { organisationId: ownOrganisation(context), batchId: input.batchId, place: input.place },
    input.opening,
  )
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
  if (closed) await tellOfViolation(context, row, kept)
  return accept({ version: next, state: closed ? 'closed' : 'open' })
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
