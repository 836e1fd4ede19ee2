import type { Regime } from '#modules/policy/core/pack.ts'
import type { Day } from '#platform/clock/day.ts'
import type { SiteChecklist } from './checklist.ts'
import type { RoomKind, SeatPlace } from './room.ts'
import type { Finding, RoomsBook } from './rooms-book.ts'

export interface PlannedSite {
  readonly code: string
  readonly name: string
  readonly address: string
  readonly cityCode: string
  readonly headName: string
  readonly headPhone: string
  /** Columns beyond the template, as written. */
  readonly details: Readonly<Record<string, string>>
  /** Null: the book has no list for this site. */
  readonly checklist: SiteChecklist | null
}

/** What the book leaves open (empty text, null) is filled from what is known of the room already. */
export interface PlannedRoom {
  readonly siteCode: string
  readonly code: string
  readonly kind: RoomKind
  readonly name: string
  readonly building: string
  readonly floor: string
  readonly doorNumber: string
  readonly rowCount: number
  readonly columnCount: number
  readonly frontGapCm: number | null
  readonly sideGapCm: number | null
  /** Null for rooms in which the question does not arise. */
  readonly singleSeating: boolean | null
  readonly occupationCodes: readonly string[]
  readonly practicalModules: readonly string[]
  readonly calibratedUntil: Day | null
  readonly equipment: Readonly<Record<string, string>>
  readonly seats: readonly SeatPlace[]
}

/** Rows of another organisation in the same book: left alone, and said so. */
export interface ForeignRows {
  readonly sheet: string
  readonly owner: string
  readonly rows: number
  readonly codes: readonly string[]
}

export interface ImportPlan {
  readonly sites: readonly PlannedSite[]
  readonly rooms: readonly PlannedRoom[]
  readonly foreign: readonly ForeignRows[]
  readonly findings: readonly Finding[]
  /** Own rows that stand for a site, a room or a checklist; seats belong to their room. */
  readonly total: number
  readonly good: number
}

export type KnownRoom = Pick<
  PlannedRoom,
  | 'rowCount'
  | 'columnCount'
  | 'building'
  | 'floor'
  | 'doorNumber'
  | 'frontGapCm'
  | 'sideGapCm'
  | 'calibratedUntil'
> & { readonly seatCount: number; readonly unusableReason: string | null }

/** What is known before the book is read. */
export interface ImportGround {
  readonly organisationName: string
  readonly cities: readonly { readonly code: string; readonly name: string }[]
  /** Sites the organisation has already, by code. */
  readonly siteCodes: readonly string[]
  /** Rooms it has already, by `site code/room code`. */
  readonly rooms: ReadonlyMap<string, KnownRoom>
  readonly law: Regime
  readonly today: Day
}

export interface Part<T> {
  readonly planned: readonly T[]
  readonly findings: readonly Finding[]
  /** Own rows, good and bad. */
  readonly rows: number
}

/** What every sheet of rooms is read with. */
export interface RoomSource {
  readonly book: RoomsBook
  readonly ground: ImportGround
  readonly owned: Ownership
  /** Codes taken by rows read so far, of whatever sheet: a code names one room. */
  readonly taken: Set<string>
}

/** Rows of the book sorted by whose they are. */
export interface Ownership {
  /** Whether a site code is the organisation's own. */
  isOwn(siteCode: string): boolean
  /** The other organisation that a site code belongs to; undefined: nobody in the book. */
  ownerOf(siteCode: string): string | undefined
}
