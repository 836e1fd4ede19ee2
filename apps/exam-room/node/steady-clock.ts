import { readFileSync } from 'node:fs'
import type { Clock } from '#platform/clock/clock.ts'

/** A moment as the machine counts and as the room counts, so that the room's time outlives the process. */
export interface ClockReading {
  /** Which start of the machine the count belongs to; null where the system does not say. */
  readonly boot: string | null
  /** Milliseconds since the machine started; nobody sets this count. */
  readonly uptime: number
  /** The room's machine time, epoch milliseconds. */
  readonly wall: number
  /** How far the machine's own clock was ahead of it, milliseconds. */
  readonly ahead: number
}

/** What counts on when somebody sets the clock. */
export interface Uptime {
  readonly boot: string | null
  now(): number
}

const bootOf = (): string | null => {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return null
  }
}

export const machineUptime = (): Uptime => {
  // The process counts by the same clock from its own start, and is cheaper to ask.
  const started = Number(process.hrtime.bigint()) / 1e6 - performance.now()
  return { boot: bootOf(), now: () => started + performance.now() }
}

export interface SteadyClock extends Clock {
  reading(): ClockReading
  /** Goes on from a reading of before a restart, when it is of the same start of the machine. */
  resume(reading: ClockReading): boolean
  /** Believes the machine's clock this much less, milliseconds. */
  setBack(milliseconds: number): void
  /** Never tells an earlier time than this from now on: what is written already has happened. */
  notBefore(instant: number): void
}

/** Two looks at one clock may lie this far apart, milliseconds. */
const blink = 20

/**
 * The clock of a room: set by the machine's clock once, then carried on by what nobody can set. A sitting's remaining
 * time does not jump when the machine's clock does. The business clock's distance from the machine's is kept, so that a
 * demonstration may still set it.
 */
export const steadyClock = (source: Clock, uptime: Uptime = machineUptime()): SteadyClock => {
  // The clock gives whole milliseconds; the room's time never lies behind it.
  let base = source.wall().getTime() + 1 - uptime.now()
  let distance = 0
  const wall = (): number => base + uptime.now()
  const now = (): number => {
    const machine = source.wall().getTime()
    const found = source.now().getTime() - machine
    if (Math.abs(found - distance) > blink) distance = found
    return wall() + distance
  }
  return {
    now: () => new Date(now()),
    wall: () => new Date(wall()),
    today: () => source.today(),
    reading: () => {
      const at = { boot: uptime.boot, uptime: uptime.now() }
      return { ...at, wall: wall(), ahead: Math.round(source.wall().getTime() - wall()) }
    },
    resume: (reading) => {
      if (reading.boot === null || reading.boot !== uptime.boot) return false
      base = reading.wall - reading.uptime
      return true
    },
    setBack: (milliseconds) => {
      base -= milliseconds
    },
    notBefore: (instant) => {
      base += Math.max(0, instant - now())
    },
  }
}
