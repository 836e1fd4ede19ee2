import { addDays, day, instantOf } from '#platform/clock/day.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { sittingList } from '../contract.ts'
import type { RoomPort } from '../core/room.port.ts'
import { ownOrganisation } from '../own-organisation.ts'
import { listSittings } from '../store.ts'
import { sittingView } from './sitting-view.ts'

/** SDS-4.4-28: the site head sees all rooms of the day at once. */
export const sittingListHandler =
  (room: RoomPort): QueryHandler<typeof sittingList> =>
  async (context, input) => {
    const { tx, actor, today } = context
    const on = input.day === undefined ? today : day(input.day)
    const ofDay = { from: instantOf(on), to: instantOf(addDays(on, 1)) }
    const found = await listSittings(tx, {
      organisationId: ownOrganisation(context),
      ...(input.batchId === undefined ? ofDay : { batchId: input.batchId }),
    })
    const rows = found.map((row) => sittingView(row, room, actor.roles))
    return accept({ day: on, total: rows.length, rows })
  }
