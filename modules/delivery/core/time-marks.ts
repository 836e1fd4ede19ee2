import type { RoomState, SeatState } from './room-state.ts'

const minute = 60_000

/** `09:30`, as the clocks in the room show it (China). */
export const clockText = (at: number): string =>
  new Intl.DateTimeFormat('zh-CN', {
    timeZone: 'Asia/Shanghai',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(at)

/** The marks of a sitting in epoch milliseconds. Until it starts they are computed from the planned start. */
export interface TimeMarks {
  readonly start: number
  /** The last instant at which a candidate is admitted. */
  readonly entryLimit: number
  /** null when handing in before the end is not allowed. */
  readonly earliestHandIn: number | null
  readonly end: number
}

/**
 * SDS-4.4-27: start, entry limit, earliest hand-in and end. A suspension in progress moves the end with `now`; time
 * made good for the whole room (HN-3.1.6-08, -09) has moved it already.
 */
export const timeMarks = (room: RoomState, now: number): TimeMarks => {
  const rules = room.rules
  if (!rules) throw new Error('the sitting is not prepared')
  const start = room.startedAt ?? room.plannedStart
  const held = room.suspendedMilliseconds + (room.suspendedSince === null ? 0 : now - room.suspendedSince)
  const end = start + (room.plannedEnd - room.plannedStart) + held + room.log.extendedSeconds * 1000
  const window = rules.handInWindowMinutes.value
  return {
    start,
    entryLimit: start + rules.entryLimitMinutes.value * minute,
    earliestHandIn: window === null ? null : end - window * minute,
    end,
  }
}

/** When this seat's time is over: the end of the sitting and what was granted for interruptions (SDS-4.4-40). */
export const seatEnd = (room: RoomState, seat: SeatState, now: number): number =>
  timeMarks(room, now).end + seat.extensionSeconds * 1000

/**
 * Entry is open up to the limit; whether somebody who comes at the very instant of it is admitted is the rule's to say
 * (C02: SDS-4.4-25 and HN-3.1.6-04 admit him, HN-3.1.4-04 does not).
 */
export const entryIsOpen = (room: RoomState, now: number): boolean => {
  if (room.startedAt === null) return true
  const { entryLimit } = timeMarks(room, now)
  return room.rules!.door.closes.value === 'at' ? now < entryLimit : now <= entryLimit
}

/** From when candidates are admitted; null = as soon as check-in is open (HN-3.1.4-01). */
export const doorOpensAt = (room: RoomState): number | null => {
  const before = room.rules!.door.opensMinutesBefore.value
  return before === null ? null : room.plannedStart - before * minute
}

/** When the desk takes up entry, sign-in and reading (HN-2.6-02). */
export const procedureFrom = (room: RoomState): number | null => {
  const before = room.rules!.door.procedureMinutesBefore.value
  return before === null ? null : room.plannedStart - before * minute
}

/** Seconds of interruption so far, the present one included, that no extension has made good yet. */
export const openLossSeconds = (seat: SeatState, now: number): number => {
  const present = seat.interruptedSince ? Math.max(0, (now - Date.parse(seat.interruptedSince)) / 1000) : 0
  return Math.max(0, Math.round(seat.lostSeconds + present - seat.extensionSeconds))
}
