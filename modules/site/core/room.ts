import type { Day } from '#platform/clock/day.ts'

/** SDS-4.1-08: the kinds of rooms; a session uses rooms of its own kind only. */
export type RoomKind = 'theory' | 'practical' | 'review'

const words: Readonly<Record<RoomKind, string>> = {
  theory: '标准化理论考场',
  practical: '技能操作考场',
  review: '综合评审考场',
}
const places: Readonly<Record<RoomKind, string>> = { theory: '座位', practical: '工位', review: '答辩席' }

export const roomKindWord = (kind: RoomKind): string => words[kind]
/** What one candidate takes in such a room. */
export const placeWord = (kind: RoomKind): string => places[kind]

/** A seat, station or candidate's place. Rows count from the front, columns from the left as one faces it. */
export interface SeatPlace {
  readonly row: number
  readonly column: number
  readonly number: number
  readonly usable: boolean
  /** What is broken, where it is not usable. */
  readonly defect: string | null
}

/** What decides whether a room can be used on a day. */
export interface RoomCondition {
  readonly kind: RoomKind
  readonly building: string
  readonly floor: string
  readonly doorNumber: string
  /** Centimetres; null: not measured. */
  readonly frontGapCm: number | null
  readonly sideGapCm: number | null
  readonly calibratedUntil: Day | null
  readonly checkedPoints: readonly string[]
  /** Why the organisation has closed it; null: open. */
  readonly unusableReason: string | null
  readonly usableSeats: number
}
