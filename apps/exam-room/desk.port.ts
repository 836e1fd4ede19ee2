import type { DocumentReading } from '#modules/delivery/core/document-digest.ts'
import type { NoteCategory } from '#modules/delivery/core/events.ts'
import type { SeatStatus } from '#modules/delivery/core/seat.machine.ts'
import type { SittingStatus } from '#modules/delivery/core/sitting.machine.ts'
import type { RoomView, SeatView, StandbyView } from './room.port.ts'

/** What candidates are told while they sit. */
export interface AnnouncementOnSeat {
  readonly id: string
  readonly at: string
  readonly text: string
}

/** What the desk orders around the paper. */
export type DayCommand =
  | {
      readonly type: 'sign-in'
      readonly seat: string
      readonly identity: boolean
      readonly articles: boolean
      readonly ticket?: boolean
      /** Kind of the identity document by name. */
      readonly document?: string
      /** What a reader or the last six digits said; left out = compared by eye. */
      readonly reading?: DocumentReading
      /** Of the police, where the identity card is lost (HN-3.1.6-02). */
      readonly certificate?: { readonly number: string; readonly issuer: string }
    }
  | {
      readonly type: 'turn-away'
      readonly seat: string
      readonly cause: 'missing' | 'differ'
      readonly reason: string
    }
  | { readonly type: 'check-identity'; readonly seats: readonly string[] }
  | { readonly type: 'announce'; readonly id: string | null; readonly text: string }
  | { readonly type: 'change-place'; readonly place: string; readonly reason: string }
  | { readonly type: 'start'; readonly reason: string; readonly place?: string }
  | { readonly type: 'extend-all'; readonly minutes: number; readonly reason: string }
  | { readonly type: 'decide-note'; readonly note: number; readonly decision: string }
  | { readonly type: 'sign-record'; readonly person: string; readonly passcode: string }
  | {
      readonly type: 'note'
      readonly category: NoteCategory
      readonly text: string
      readonly seat: string | null
      readonly reportedTo: string
      readonly rule: string
      /** When it happened, where that is not now. */
      readonly happenedAt?: string
    }

export interface NoteView {
  /** Number of the journal entry. */
  readonly seq: number
  readonly at: string
  readonly happenedAt: string
  readonly seat: string | null
  readonly person: string
  readonly category: NoteCategory
  readonly text: string
  readonly reportedTo: string
  readonly rule: string
  readonly decision: { readonly at: string; readonly person: string; readonly text: string } | null
}

/** What the room's rules ask of the desk, and how far it is. */
export interface RoomDayView {
  readonly door: {
    readonly opensAt: string | null
    readonly procedureFrom: string | null
    /** The entry step's time has come and the door is open. */
    readonly isProcedureTime: boolean
    readonly ticketRequired: boolean
    readonly documents: readonly string[]
    readonly countsAbsent: boolean
    /** For the digest of a document number. */
    readonly salt: string | null
  }
  readonly rulesReading: string
  readonly announcements: readonly {
    readonly id: string
    readonly text: string
    readonly by: 'system' | 'invigilator'
    readonly dueAt: string
    readonly at: string | null
    readonly isDue: boolean
  }[]
  readonly place: { readonly place: string; readonly reason: string } | null
  readonly inSessionCheck: boolean
  readonly carriedItems: readonly string[]
  readonly record: {
    readonly title: string
    readonly signers: readonly {
      readonly id: string
      readonly name: string
      readonly role: string
      readonly isRequired: boolean
      readonly signedAt: string | null
    }[]
  }
}

/** The fields of a seat that changed since the last message. */
export type SeatPatch = Partial<SeatView> & { readonly seat: string }

/** One message of the live update: first the whole room, then what changed, numbered without gaps. */
export type RoomMessage =
  | { readonly number: number; readonly room: RoomView }
  | {
      readonly number: number
      readonly changed: Partial<Omit<RoomView, 'seats'>>
      readonly seats: readonly SeatPatch[]
    }

/** One room on the chief's console (SDS-4.4-28). */
export interface ConsoleRoom {
  readonly sittingId: string
  readonly title: string
  readonly site: string
  readonly roomName: string
  readonly place: string | null
  readonly status: SittingStatus
  readonly marks: RoomView['marks']
  readonly plannedStart: string
  readonly expected: number
  readonly counts: { readonly [S in SeatStatus]?: number }
  readonly online: number
  readonly rulesReadAt: string | null
  readonly isSigned: boolean
  /** The second server as the one that serves sees it; null where the room has one only. */
  readonly standby: StandbyView | null
  readonly takenOverAt: string | null
  /** The last pre-flight of the day; null before it, or where the centre itself holds the room. */
  readonly preflight: {
    readonly at: string
    readonly passed: boolean
    readonly failed: readonly string[]
  } | null
  /** Whether another server serves this room, and this one follows or was relieved. */
  readonly isServedElsewhere: boolean
  readonly openNotes: readonly NoteView[]
  readonly inspections: readonly NoteView[]
}

export interface ConsoleView {
  readonly serverTime: string
  readonly person: string
  readonly rooms: readonly ConsoleRoom[]
}

/** What the chief orders in any of the rooms from the console. */
export type ConsoleCommand = Extract<DayCommand, { readonly type: 'decide-note' | 'note' }>
