import { systemActor } from '#platform/command/context.ts'
import { type Task, withReach } from '#platform/jobs/runner.ts'
import type { TaskDeps } from '#platform/jobs/tasks.ts'
import type { RoomPort } from '../core/room.port.ts'
import { arrivalsToLetGo, lockArrivalById, placeOfFile } from './arrival.store.ts'
import { letArrivalGo, notePacked } from './contract.ts'

/** Takes the sitting out of the centre's own room, then makes the package; done again, both change nothing. */
const packRoom =
  (deps: TaskDeps, room: RoomPort): Task =>
  async ({ payload }) => {
    const [sittingId, assignment] = [String(payload.sittingId), Number(payload.assignment)]
    if (!(await room.withdraw(sittingId)))
      throw new Error(`sitting ${sittingId} has begun in the centre's room`)
    const noted = await deps.carryOut(notePacked, { sittingId, assignment }, { actor: systemActor })
    if (noted.refused) throw new Error(noted.sentence)
    return { packed: noted.value.packed }
  }

/** SDS-7.2-05: bytes kept as evidence go when their time is over, the record of them stays. The bytes first. */
export const clearArrivals = async (deps: TaskDeps, now: Date): Promise<void> => {
  const { connection, services } = deps
  for (const { organisationId, id: arrivalId } of await withReach(connection, 'all', (tx) =>
    arrivalsToLetGo(tx, now),
  )) {
    const place = await withReach(connection, organisationId, async (tx) => {
      const { fileId } = await lockArrivalById(tx, { organisationId, arrivalId })
      return fileId === null ? undefined : placeOfFile(tx, fileId)
    })
    if (place && !place.isShared) await services.blobs.remove(place.hash)
    await deps.carryOut(letArrivalGo, { organisationId, arrivalId }, { actor: systemActor })
  }
}

export const nodeTasks = (deps: TaskDeps, room: RoomPort): { readonly [kind: string]: Task } => ({
  'delivery.packRoom': packRoom(deps, room),
})
