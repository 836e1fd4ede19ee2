import { dueOfItself } from '#modules/delivery/core/conduct.rule.ts'
import type { Draft } from '#modules/delivery/core/journal.ts'
import type { RoomState } from '#modules/delivery/core/room-state.ts'
import { isFinal } from '#modules/delivery/core/seat.machine.ts'
import { decideCollection, decideInterruption } from '#modules/delivery/core/seat.rule.ts'
import { decideAbsentees, decideEnd, type Occasion } from '#modules/delivery/core/sitting.rule.ts'
import { seatEnd } from '#modules/delivery/core/time-marks.ts'
import type { Clock } from '#platform/clock/clock.ts'
import { type LiveSitting, record } from './live-sitting.ts'
import { isOnline } from './moment.ts'

/** Collections for every seat whose own time is over. */
export const collectDueSeats = (room: RoomState, on: Occasion): Draft[] => {
  const reason = '考试时间到'
  return [...room.seats.values()].flatMap((seat) => {
    if (isFinal(seat.status) || on.now < seatEnd(room, seat, on.now)) return []
    const verdict = decideCollection(room, seat, { ...on, by: 'time', reason })
    return verdict.refused ? [] : verdict.value
  })
}

/** Answering seats that have been silent too long. */
const silentSeats = (sitting: LiveSitting, on: Occasion & { readonly wall: number }): Draft[] =>
  [...sitting.room.seats.values()].flatMap((seat) => {
    if (seat.status !== 'answering' || isOnline(sitting, seat.seat, on.wall)) return []
    const verdict = decideInterruption(seat, { ...on, cause: 'no-heartbeat', reason: '' })
    return verdict.refused ? [] : verdict.value
  })

/**
 * What time alone brings about: silence becomes an interruption, the entry limit makes absentees, the end collects
 * seats (after the transit grace, so that the last answers arrive). It issues what a person could order, no more.
 */
export const sweep = async (sitting: LiveSitting, clock: Clock): Promise<void> => {
  if (sitting.standing.role !== 'serving') return
  const now = clock.now().getTime()
  await record(sitting, dueOfItself(sitting.room, now), clock.now())
  const { room } = sitting
  if (room.status !== 'running') return
  const on = { actor: 'room', now, wall: clock.wall().getTime() }
  const grace = sitting.preparation.rules.collectionGraceSeconds * 1000
  await record(sitting, silentSeats(sitting, on), clock.now())
  await record(sitting, decideAbsentees(sitting.room, on), clock.now())
  const due = collectDueSeats(sitting.room, { ...on, now: now - grace })
  await record(sitting, due, clock.now())
  if (due.length === 0) return
  const end = decideEnd(sitting.room, on)
  if (!end.refused) await record(sitting, end.value, clock.now())
}
