/** A time in which nothing runs; `to` is null while it lasts. */
export interface Pause {
  readonly from: Date
  readonly to: Date | null
  readonly extraMinutes: number
}

export interface Clock {
  readonly startedAt: Date
  readonly endedAt: Date | null
  readonly minutes: number
}

const minute = 60_000

const overlap = (clock: Clock, { from, to }: Pause, now: Date): number => {
  const end = Math.min((clock.endedAt ?? now).getTime(), (to ?? now).getTime())
  return Math.max(0, end - Math.max(clock.startedAt.getTime(), from.getTime()))
}

/** Seconds left of a module: pauses of room or candidate do not count, and what was added for them is added. */
export const secondsLeft = (clock: Clock, pauses: readonly Pause[], now: Date): number => {
  const ran = (clock.endedAt ?? now).getTime() - clock.startedAt.getTime()
  const stood = pauses.reduce((sum, pause) => sum + overlap(clock, pause, now), 0)
  const added = pauses
    .filter((pause) => overlap(clock, pause, now) > 0)
    .reduce((sum, { extraMinutes }) => sum + extraMinutes, 0)
  return Math.max(0, Math.floor(((clock.minutes + added) * minute - (ran - stood)) / 1000))
}

/** Whether the clock stands still at this moment. */
export const isFrozen = (pauses: readonly Pause[]): boolean => pauses.some(({ to }) => to === null)
