import type { LiveSitting } from './live-sitting.ts'
import type { IdleMachine } from './machines.ts'

const formatted = new Map<number, string>()

/** The marks of a sitting are the same in every standing, and formatting them is dear: each instant is formatted once. */
export const iso = (at: number): string => {
  const known = formatted.get(at)
  if (known) return known
  if (formatted.size > 10_000) formatted.clear()
  const text = new Date(at).toISOString()
  formatted.set(at, text)
  return text
}

/** Machine time and room time of one moment: silence is measured by the machine, the law by the room. */
export interface Moment {
  readonly now: number
  readonly wall: number
  /** Machines at which nobody has entered yet. */
  readonly machines: ReadonlyMap<string, IdleMachine>
}

export const isOnline = (sitting: LiveSitting, seat: string, wall: number): boolean => {
  const heard = sitting.lastHeard.get(seat)
  return heard !== undefined && wall - heard <= sitting.preparation.rules.heartbeatSilenceSeconds * 1000
}
