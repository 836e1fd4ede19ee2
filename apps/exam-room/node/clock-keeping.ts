import { type LiveSitting, record } from './live-sitting.ts'
import type { SteadyClock } from './steady-clock.ts'

const inUse = ['checked-in', 'opened', 'running', 'suspended']

/** The machine's clock may drift against its count; more than this is somebody's hand or a time server's, milliseconds. */
const tolerance = 2000

/**
 * After a restart of the process the room's time goes on by the machine's count. After a restart of the machine there
 * is nothing but its clock. What somebody had set it ahead is taken off, and it is not believed to be earlier than what
 * the journal has: where it cannot be told, candidates lose no time. `roomAhead`: milliseconds that the room's time, taken
 * over from another node, is ahead of this machine's.
 */
export const resumeClock = (clock: SteadyClock, sittings: Iterable<LiveSitting>, roomAhead: number): void => {
  const used = [...sittings].map(({ room }) => room).filter(({ status }) => inUse.includes(status))
  const readings = used.flatMap(({ clockReading }) => clockReading ?? []).sort((a, b) => b.wall - a.wall)
  if (readings.some(clock.resume)) return
  const ahead = readings[0]?.ahead ?? 0
  if (ahead > tolerance) clock.setBack(ahead)
  for (const { lastAt } of used) clock.notBefore(lastAt - roomAhead)
}

/** Writes down how the machine counts, once for each start of it, and again when somebody has set its clock. */
export const keepClock = async (sitting: LiveSitting, clock: SteadyClock, now: Date): Promise<void> => {
  if (sitting.standing.role !== 'serving' || !inUse.includes(sitting.room.status)) return
  const known = sitting.room.clockReading
  const body = clock.reading()
  const isSame = known && known.boot === body.boot && Math.abs(known.ahead - body.ahead) <= tolerance
  if (!isSame) await record(sitting, [{ kind: 'clock-read', seat: null, actor: 'room', body }], now)
}
