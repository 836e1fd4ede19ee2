import { arrangedBatches, sessionsOf } from '#modules/arrangement/facts.ts'
import { batchFacts } from '#modules/plan/facts.ts'
import { roomFacts } from '#modules/site/facts.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import type { practicalRooms } from '../contract.ts'
import { dayTitles } from '../core/day.ts'
import { lineTitle } from '../scene.ts'
import { daysOfBatch } from '../store.ts'

export const practicalRoomsHandler: QueryHandler<typeof practicalRooms> = async (context) => {
  const { tx } = context
  const organisationId = ownOrganisation(context)
  const found = []
  for (const { batchId } of await arrangedBatches(tx, organisationId)) {
    const days = await daysOfBatch(tx, organisationId, batchId)
    if (days.length === 0) continue
    const batch = await batchFacts(tx, organisationId, batchId)
    const sessions = await sessionsOf(tx, organisationId, batchId)
    const rooms = await roomFacts(tx, organisationId, [...new Set(days.map(({ roomId }) => roomId))])
    for (const { sessionId, roomId, state } of days) {
      const session = sessions.find(({ id }) => id === sessionId)
      const line = batch.lines.find(({ id }) => id === session?.lineId)
      const room = rooms.find(({ id }) => id === roomId)
      if (!session || !line || !room) continue
      found.push({
        ...{ sessionId, roomId, batchName: batch.name, lineTitle: lineTitle(line), number: session.number },
        ...{ startsAt: session.startsAt.toISOString(), roomName: room.name, siteName: room.siteName },
        ...{ state, stateTitle: dayTitles[state] },
      })
    }
  }
  return accept({ rooms: found.toSorted((one, other) => (one.startsAt < other.startsAt ? -1 : 1)) })
}
