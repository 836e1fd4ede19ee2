import type { Clock } from '#platform/clock/clock.ts'

/** The room's time at a seat. The machine's own clock may be wrong, and may be set while the candidate works. */
export interface RoomClock {
  /** Milliseconds of room time, as far as this machine knows it. */
  now(): number
  /** Takes `serverTime` for the middle of the time since `askedAt` (of `ticks`). */
  heard(serverTime: number, askedAt: number): void
  /** What passes evenly, whatever happens to the clock on the wall; starts anew with each page. */
  ticks(): number
  /** Room time minus the machine's clock: all that outlives a reload without network. */
  offset(): number
  /** Goes on from an offset that was kept. */
  resume(offset: number): void
}

export const roomClock = (clock: Clock, ticks: () => number = () => performance.now()): RoomClock => {
  const wall = (): number => clock.wall().getTime()
  let anchor = { room: wall(), tick: ticks() }
  const now = (): number => anchor.room + (ticks() - anchor.tick)
  return {
    now,
    ticks,
    heard: (serverTime, askedAt) => {
      const tick = ticks()
      anchor = { room: serverTime + (tick - askedAt) / 2, tick }
    },
    offset: () => now() - wall(),
    resume: (offset) => {
      anchor = { room: wall() + offset, tick: ticks() }
    },
  }
}
