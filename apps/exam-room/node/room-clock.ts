import type { Clock } from '#platform/clock/clock.ts'
import { dayOf } from '#platform/clock/day.ts'

/** The time of the room: this machine's, or that of the node it took over from, so that nobody's end moves. */
export interface RoomClock extends Clock {
  /** Milliseconds that room time is ahead of this machine's. */
  ahead(): number
  /** Lets room time go on as it did at the other node. */
  follow(ahead: number): void
}

export const roomClock = (machine: Clock): RoomClock => {
  let ahead = 0
  const now = (): Date => (ahead === 0 ? machine.now() : new Date(machine.now().getTime() + ahead))
  return {
    now,
    wall: machine.wall,
    today: () => dayOf(now()),
    ahead: () => ahead,
    follow: (milliseconds) => {
      ahead = milliseconds
    },
  }
}
