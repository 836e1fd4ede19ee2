import { systemActor } from '#platform/command/context.ts'
import type { Task } from '#platform/jobs/runner.ts'
import type { TaskDeps } from '#platform/jobs/tasks.ts'
import type { RoomPort } from '../core/room.port.ts'
import { notePacked } from './contract.ts'

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

export const nodeTasks = (deps: TaskDeps, room: RoomPort): { readonly [kind: string]: Task } => ({
  'delivery.packRoom': packRoom(deps, room),
})
