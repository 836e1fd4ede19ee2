import { type Day, dayOf } from './day.ts'

/**
 * The only source of time. `now` is the business clock, which a demo may set so that the months of a batch
 * can be walked in minutes; `wall` is the machine's own and serves sessions, one-time codes and logs.
 */
export interface Clock {
  now(): Date
  wall(): Date
  today(): Day
}

export const systemClock: Clock = {
  now: () => new Date(),
  wall: () => new Date(),
  today: () => dayOf(new Date()),
}

export interface SettableClock extends Clock {
  /** Lets the business clock go on from `instant`. */
  set(instant: Date): void
  /** Milliseconds that the business clock is ahead of the machine's. */
  offset(): number
}

export const settableClock = (offsetMilliseconds = 0): SettableClock => {
  let offset = offsetMilliseconds
  const now = () => new Date(Date.now() + offset)
  return {
    now,
    wall: () => new Date(),
    today: () => dayOf(now()),
    set: (instant) => {
      offset = instant.getTime() - Date.now()
    },
    offset: () => offset,
  }
}
