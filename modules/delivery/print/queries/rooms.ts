import { arrangedBatches } from '#modules/arrangement/facts.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { printGap } from '../../build-sittings.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import { batchScene } from '../../session-scene.ts'
import type { printRooms } from '../contract.ts'
import { paperRoomTitles } from '../core/paper-room.machine.ts'
import { mayReach } from '../room-access.ts'
import { paperSubjects } from '../scene.ts'
import { printRoomsOf } from '../store.ts'

const roomsOfBatch = async (context: QueryContext, organisationId: string, batchId: string) => {
  const kept = await printRoomsOf(context.tx, organisationId, batchId)
  const scenes = (await batchScene(context.tx, organisationId, { batchId, subjects: paperSubjects })).sessions
  const waiting = scenes
    .filter(
      (scene) =>
        printGap(scene) !== undefined && !kept.some(({ sessionId }) => sessionId === scene.session.id),
    )
    .map(({ session, title }) => ({
      ...{ batchId, sessionId: session.id, startsAt: session.startsAt.toISOString() },
      title: `第 ${session.number} 场 ${title}`,
    }))
  const rooms = []
  for (const row of kept) {
    const scene = scenes.find(({ session }) => session.id === row.sessionId)
    const inUse = scene?.rooms.find(({ room }) => room.id === row.roomId)
    if (!scene || !inUse || !(await mayReach(context, row))) continue
    rooms.push({
      ...{ printRoomId: row.id, title: `第 ${scene.session.number} 场 ${scene.title}` },
      place: `${inUse.room.siteName} ${inUse.room.name}`,
      startsAt: scene.session.startsAt.toISOString(),
      candidates: inUse.placements.length,
      ...{ state: row.state, stateTitle: paperRoomTitles[row.state] },
    })
  }
  return { waiting, rooms }
}

export const printRoomsHandler: QueryHandler<typeof printRooms> = async (context, input) => {
  const organisationId = ownOrganisation(context)
  const batchIds =
    input.batchId === undefined
      ? (await arrangedBatches(context.tx, organisationId)).map(({ batchId }) => batchId)
      : [input.batchId]
  const found = []
  for (const batchId of batchIds) found.push(await roomsOfBatch(context, organisationId, batchId))
  const mayPrepare = context.actor.roles.some((role) => role === 'org-exam' || role === 'site-chief')
  return accept({
    waiting: mayPrepare ? found.flatMap(({ waiting }) => waiting) : [],
    rooms: found.flatMap(({ rooms }) => rooms),
  })
}
