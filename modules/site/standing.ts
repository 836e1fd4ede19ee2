import type { Regime } from '#modules/policy/core/pack.ts'
import type { Day } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { type RoomFault, roomFaults } from './core/room.rule.ts'
import { type RoomRow, roomsOf, seatCounts } from './store.ts'

export interface RoomStanding {
  readonly room: RoomRow
  readonly seats: number
  readonly usableSeats: number
  /** What keeps it from being used on the day; empty when nothing does. */
  readonly faults: readonly RoomFault[]
}

/** Rooms of some sites as they stand on a day. */
export const roomsWithFaults = async (
  tx: QueryContext['tx'],
  siteIds: readonly string[],
  { law, on }: { readonly law: Regime; readonly on: Day },
): Promise<RoomStanding[]> => {
  const rooms = await roomsOf(tx, siteIds)
  const counts = await seatCounts(
    tx,
    rooms.map(({ id }) => id),
  )
  return rooms.map((room) => {
    const { seats = 0, usable = 0 } = counts.get(room.id) ?? {}
    return { room, seats, usableSeats: usable, faults: roomFaults({ ...room, usableSeats: usable }, law, on) }
  })
}
