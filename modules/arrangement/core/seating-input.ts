import type { Subject } from '#modules/policy/core/parameters.ts'

export type { Subject } from '#modules/policy/core/parameters.ts'

export const subjectTitles: Readonly<Record<Subject, string>> = {
  theory: '理论知识考试',
  practical: '技能操作考核',
  review: '综合评审',
}

export interface SeatingCandidate {
  readonly applicationId: string
  readonly lineId: string
  readonly subjects: readonly Subject[]
  /** Employer or class; people of one group are kept apart where possible. Empty: none. */
  readonly group: string
  /** Needs a seat in the first row (accessibility). */
  readonly firstRow: boolean
}

export interface SeatingSession {
  readonly id: string
  readonly lineId: string
  readonly subject: Subject
  readonly number: number
  /** Milliseconds of the epoch. */
  readonly from: number
  readonly to: number
}

export interface SeatingSeat {
  readonly id: string
  readonly row: number
  readonly column: number
  readonly number: number
  readonly usable: boolean
}

export interface SeatingRoom {
  readonly id: string
  readonly kind: Subject
  /** Lines whose examination the room is equipped for. */
  readonly lineIds: readonly string[]
  readonly seats: readonly SeatingSeat[]
}

export interface SeatingInput {
  /** Hexadecimal, recorded: the same input gives the same seats. */
  readonly seed: string
  readonly candidates: readonly SeatingCandidate[]
  readonly sessions: readonly SeatingSession[]
  /** In the order in which they are filled. */
  readonly rooms: readonly SeatingRoom[]
  /** Minutes a candidate needs between two sessions. */
  readonly restMinutes: number
  /** `电工 四级/中级工` by line id, for sentences. */
  readonly lineTitles: ReadonlyMap<string, string>
}

/** The rooms each session has to itself: a room serves one session at a time. */
export type RoomsOfSessions = ReadonlyMap<string, readonly SeatingRoom[]>

export const usableSeats = (room: SeatingRoom): readonly SeatingSeat[] =>
  room.seats.filter((seat) => seat.usable).sort((one, other) => one.number - other.number)

/** Seats of the row nearest to the front that has a usable one. */
export const firstRowOf = (room: SeatingRoom): readonly SeatingSeat[] => {
  const seats = usableSeats(room)
  const front = Math.min(...seats.map((seat) => seat.row))
  return seats.filter((seat) => seat.row === front)
}

export const seatCount = (rooms: readonly SeatingRoom[]): number =>
  rooms.reduce((sum, room) => sum + room.seats.filter((seat) => seat.usable).length, 0)

/** Whether one person could not sit both, `restMinutes` between them included. */
export const overlap = (one: SeatingSession, other: SeatingSession, restMinutes = 0): boolean =>
  one.from < other.to + restMinutes * 60_000 && other.from < one.to + restMinutes * 60_000
