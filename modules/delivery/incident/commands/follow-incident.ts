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
