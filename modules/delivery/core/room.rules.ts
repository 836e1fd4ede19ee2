import type { Announcement, RecordSigner } from '#modules/policy/core/exam-parameters.ts'

/** A number of the law with the clauses it comes from. The policy pack supplies it; nothing here defaults. */
export interface Claused<T> {
  readonly value: T
  readonly clauses: readonly string[]
}

/** What a candidate shows at the door. */
export interface DoorDocuments {
  readonly ticketRequired: boolean
  /** By name as the desk shows it; empty where the document has no list and the invigilator judges. */
  readonly accepted: readonly string[]
  /** The name of the paper that replaces a lost document, on record; null where there is none. */
  readonly substitute: string | null
  readonly whenMissing: 'refused' | 'absent'
}

/** Who comes in, when and with what. */
export interface DoorRules {
  /** Minutes before the planned start from which candidates are admitted; null = as soon as check-in is open. */
  readonly opensMinutesBefore: Claused<number | null>
  /** Minutes before the planned start at which the desk takes up entry, sign-in and reading. */
  readonly procedureMinutesBefore: Claused<number | null>
  /** Whether one who comes exactly at the entry limit is still admitted (`after`) or no longer (`at`). */
  readonly closes: Claused<'after' | 'at'>
  readonly documents: Claused<DoorDocuments>
}

/** The room record and what must be complete before the room is closed. */
export interface RecordRules {
  readonly title: Claused<string>
  readonly signers: Claused<readonly RecordSigner[]>
  /** Clauses by which nobody leaves before every paper is accounted for. */
  readonly accounted: readonly string[]
}

/** What is said and done in the room around the paper. */
export interface ConductRules {
  readonly rulesReading: Claused<string>
  readonly announcements: readonly Announcement[]
  readonly announcementMinutes: number
  /** Whether every candidate is compared with ticket and photograph once more while he sits. */
  readonly inSessionCheck: Claused<boolean>
  readonly carriedItems: Claused<readonly string[]>
}

/** What happens at a candidate's machine. */
export interface SeatRules {
  /** `seeded`: items, or the options of an item, in an order of the candidate's own. */
  readonly itemOrder: 'paper' | 'seeded'
  readonly optionOrder: 'paper' | 'seeded'
  readonly calculator: boolean
  readonly scratch: boolean
  readonly browser: 'any' | 'seb'
  /** Reminders that every machine shows by itself, so many minutes before its end. */
  readonly endReminders: readonly {
    readonly id: string
    readonly minutes: number
    readonly text: string
  }[]
}

/** Of a sitting that was prepared before there were such rules. */
export const plainSeatRules: SeatRules = {
  itemOrder: 'paper',
  optionOrder: 'paper',
  calculator: false,
  scratch: false,
  browser: 'any',
  endReminders: [],
}

/** What incidents of the room go by. */
export interface IncidentRules {
  /** Which list of procedures is in force. */
  readonly book: string
  /** Persons at least who go with a candidate that leaves the room, or sign across a seam. */
  readonly escorts: Claused<number>
  /** Minutes that can be made good on the day; beyond them the candidates sit again. */
  readonly seatMinutes: Claused<number>
  readonly roomMinutes: Claused<number>
  /** What those on duty may propose about an offender; null where the document has no list, left out in older sittings. */
  readonly proposals?: Claused<readonly string[] | null>
}

/** The values a sitting runs under, frozen into its first journal entry. */
export interface RoomRules {
  /** Minutes after the start during which a candidate is still admitted, the last minute's end included. */
  readonly entryLimitMinutes: Claused<number>
  /** Minutes before the end in which handing in is allowed; null = never before the end. */
  readonly handInWindowMinutes: Claused<number | null>
  /** Minutes before the planned start from which the paper may be opened, and persons needed to open it. */
  readonly openingLeadMinutes: Claused<number>
  readonly openingPersons: Claused<number>
  /** Minutes the start may deviate from the arrangement before a reason must be recorded. */
  readonly startToleranceMinutes: Claused<number>
  /** What the invigilator ticks about the room before check-in begins. */
  readonly roomChecks: Claused<readonly string[]>
  readonly door: DoorRules
  readonly conduct: ConductRules
  readonly record: RecordRules
  /** Operation of the room: silence that counts as an interruption, and transit time allowed after the end. */
  readonly heartbeatSilenceSeconds: number
  readonly collectionGraceSeconds: number
  /** Missing in a sitting that was prepared before there were such rules. */
  readonly seat?: SeatRules
  /** Missing in sittings prepared before there were procedures. */
  readonly incidents?: IncidentRules
}

const open = <T>(value: T): Claused<T> => ({ value, clauses: [] })

/** What a sitting prepared before these rules were frozen runs under: nothing beyond what it was prepared with. */
const unruled: Pick<RoomRules, 'door' | 'conduct' | 'record'> = {
  door: {
    opensMinutesBefore: open(null),
    procedureMinutesBefore: open(null),
    closes: open('after'),
    documents: open({ ticketRequired: false, accepted: [], substitute: null, whenMissing: 'refused' }),
  },
  conduct: {
    rulesReading: open('考场规则'),
    announcements: [],
    announcementMinutes: 0,
    inSessionCheck: open(false),
    carriedItems: open([]),
  },
  record: { title: open('考场情况记录'), signers: open([]), accounted: [] },
}

/** The rules as a journal of any age has them. */
export const completeRules = (frozen: RoomRules): RoomRules => ({ ...unruled, ...frozen })
