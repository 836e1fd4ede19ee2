import type { CommandHandler } from '#platform/contract/registry.ts'
import { refuse } from '#platform/contract/verdict.ts'
import { followAtCentre, officeOf, openAtCentre } from '../../incident/at-centre.ts'
import { lockIncident } from '../../incident/store/incident.store.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import type { followPaperIncident, openPaperIncident } from '../contract.ts'
import { mayReach, notYourRoom } from '../room-access.ts'
import { paperScene, placeOf } from '../scene.ts'
import { findPrintRoom } from '../store.ts'

/** SDS-4.4-30, HN-3.1.6-07, -10, -11: entered in the room where it happens, with the seats it concerns. */
export const openPaperIncidentHandler: CommandHandler<typeof openPaperIncident> = async (context, input) => {
  const organisationId = ownOrganisation(context)
  const row = await findPrintRoom(context.tx, organisationId, input.printRoomId)
  if (!(await mayReach(context, row))) return notYourRoom
  const scene = await paperScene(context, row)
  const seats = scene.placements.map(
    ({ seatNumber, applicationId }) => [String(seatNumber), applicationId] as const,
  )
  return openAtCentre(
    context,
    {
      ...{ organisationId, batchId: row.batchId, place: placeOf(scene) },
      paperRoom: {
        ...{ id: row.id, sessionId: row.sessionId, seats: new Map(seats) },
        openedAt: row.countOut?.at ?? null,
      },
    },
    input.opening,
  )
}

/** HN-3.1.6-07: whoever signs does so in his own office, the chief not for the invigilator nor the other way round. */
const notYourOffice = refuse('NOT_YOUR_OFFICE', {
  sentence: '只能以本人的岗位签名。',
  remedy: '主考（考点负责人）和监考人员请各自登录后签名。',
  clauses: ['HN-3.1.6-07'],
  field: 'as',
})

export const followPaperIncidentHandler: CommandHandler<typeof followPaperIncident> = async (
  context,
  input,
) => {
  const organisationId = ownOrganisation(context)
  const { printRoomId, incidentId, version, act } = input
  const row = await findPrintRoom(context.tx, organisationId, printRoomId)
  if (!(await mayReach(context, row))) return notYourRoom
  const incident = await lockIncident(context.tx, { organisationId, incidentId, version })
  if (incident.printRoomId !== row.id) {
    return refuse('INCIDENT_ELSEWHERE', {
      sentence: '该突发事件不是本考场登记的。',
      remedy: '请在“突发事件”页面办理。',
      clauses: ['SDS-4.4-30'],
      field: 'incidentId',
    })
  }
  if (act.act === 'sign' && act.as !== 'subject' && act.as !== officeOf(context.actor.roles))
    return notYourOffice
  return followAtCentre(context, incident, act)
}
