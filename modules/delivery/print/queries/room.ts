import { MissingRow } from '#platform/command/pipeline.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { replacementOrder } from '../../incident/core/procedures/papers.ts'
import { incidentsOf } from '../../incident/facts.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import { batchScene } from '../../session-scene.ts'
import type { printRoom } from '../contract.ts'
import { paperRoomTitles } from '../core/paper-room.machine.ts'
import { mayReach, notYourRoom, peopleOnDuty } from '../room-access.ts'
import { gapOf, sparesLeft } from '../standing.ts'
import { findPrintRoom } from '../store.ts'

export const printRoomHandler: QueryHandler<typeof printRoom> = async (context, { printRoomId }) => {
  const { tx, actor } = context
  const organisationId = ownOrganisation(context)
  const row = await findPrintRoom(tx, organisationId, printRoomId)
  if (!(await mayReach(context, row))) return notYourRoom
  const { batchId, sessionId, roomId } = row
  const scene = (await batchScene(tx, organisationId, { batchId, sessionIds: [sessionId] })).sessions[0]
  const inUse = scene?.rooms.find(({ room }) => room.id === roomId)
  if (!scene || !inUse) throw new MissingRow()
  const incidents = (await incidentsOf(tx, organisationId, batchId)).map(({ id, number, place }) => ({
    incidentId: id,
    title: `第 ${number} 号 ${place}`,
  }))
  const { placements, room } = inUse
  const has = (...wanted: readonly string[]) => actor.roles.some((role) => wanted.includes(role))
  return accept({
    ...{ printRoomId: row.id, version: row.version, batchId, place: `${room.siteName} ${room.name}` },
    title: `第 ${scene.session.number} 场 ${scene.title}`,
    startsAt: scene.session.startsAt.toISOString(),
    ...{ state: row.state, stateTitle: paperRoomTitles[row.state], countOut: row.countOut },
    ...{ countIn: row.countIn, gap: gapOf(row, placements.length), incidents },
    incident: incidents.find(({ incidentId }) => incidentId === row.incidentId)?.title ?? null,
    ...{ spares: [...row.spares], sparesLeft: sparesLeft(row), sources: [...replacementOrder] },
    people: await peopleOnDuty(context, row),
    candidates: placements.map(({ applicationId, seatNumber, name, ticketNumber }) => ({
      ...{ applicationId, seatNumber, name, ticketNumber },
      isAbsent: row.absent.includes(applicationId),
    })),
    absentApart: row.absentApart,
    scanned: row.scans.reduce((sum, { sheets }) => sum + sheets, 0),
    ...{ seal: row.seal, handOver: row.handOver },
    mayAct: has('invigilator', 'site-chief', 'org-exam'),
    mayOpenIncident: has('site-chief', 'org-exam'),
    mayHandOver: has('site-chief', 'org-exam'),
  })
}
