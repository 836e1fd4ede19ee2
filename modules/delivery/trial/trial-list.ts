import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { RoomPort, RoomStanding } from '../core/room.port.ts'
import { ownOrganisation } from '../own-organisation.ts'
import type { trialList } from './contract.ts'
import { trialsOf } from './store.ts'

const finished = ['answering', 'interrupted', 'handed-in', 'collected'] as const

const counted = (standing: RoomStanding | undefined) => {
  const seats = standing?.seats ?? {}
  const sum = (of: readonly (number | undefined)[]) => of.reduce<number>((all, one) => all + (one ?? 0), 0)
  return { tried: sum(finished.map((status) => seats[status])), expected: sum(Object.values(seats)) }
}

export const trialListHandler =
  (room: RoomPort): QueryHandler<typeof trialList> =>
  async (context, { batchId }) => {
    const organisationId = ownOrganisation(context)
    const rows = (await trialsOf(context.tx, { organisationId, batchId })).map((trial) => {
      const standing = room.standing(trial.id)
      return {
        ...{ trialId: trial.id, sessionId: trial.sessionId, roomName: trial.roomName },
        startsAt: trial.startsAt.toISOString(),
        endsAt: trial.endsAt.toISOString(),
        isInRoom: standing !== undefined,
        ...counted(standing),
      }
    })
    return accept({ total: rows.length, rows })
  }
