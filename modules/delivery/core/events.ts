import type { DaySeatEvents, DaySittingEvents, Passed } from './day-events.ts'
import type { IncidentEvents } from './incident-events.ts'
import type { PreflightResult } from './preflight.ts'
import type { RoomRules } from './room.rules.ts'
import type { StandbyEvents } from './standby-events.ts'

/** Where a candidate's event was made: one browser (`clientId`), numbered from 1 without gaps. */
export interface ClientOrigin {
  readonly clientId: string
  readonly clientSeq: number
  /** The room's time as the seat knew it, ISO 8601; differs from the journal's `at` when it was offline. */
  readonly madeAt: string
}

export type NoteCategory =
  | 'violation'
  | 'decision'
  | 'incident'
  | 'equipment'
  | 'patrol'
  | 'inspection'
  | 'staff-violation'

export type InterruptionCause = 'no-heartbeat' | 'equipment' | 'candidate'

/** Events of the sitting as a whole. Persons appear by pseudonym only. */
export interface SittingEvents {
  'sitting-prepared': {
    readonly sittingId: string
    readonly plannedStart: string
    readonly plannedEnd: string
    readonly preparationHash: string
    readonly seats: readonly { readonly seat: string; readonly candidate: string }[]
    readonly rules: RoomRules
  }
  /** A duty person's sign-in at this node; the hash lets the session outlive a restart. */
  'duty-signed-in': { readonly tokenHash: string }
  'package-received': { readonly packageHash: string; readonly bytes: number }
  /** The check before the examination, signed by the node where it has a key of its own. */
  'preflight-run': PreflightResult & {
    readonly signature: { readonly keyId: string; readonly value: string } | null
  }
  'check-in-opened': { readonly checked: readonly string[] }
  'rules-read': { readonly document: string }
  'paper-opened': {
    readonly openers: readonly string[]
    readonly reason: string
    readonly packageHash: string
    readonly paperHash: string
    readonly items: readonly string[]
  }
  /** A try to open the paper that was refused; `persons` are duty ids, those not recognised left out. */
  'opening-refused': {
    readonly persons: readonly string[]
    readonly reason: string
    readonly code: string
    readonly sentence: string
  }
  /**
   * How the machine of the node counts time, so that the room's time goes on after a restart of the process although
   * somebody set the clock: `uptime` since the start named by `boot`, at the room's machine time `wall`, all in
   * milliseconds; `ahead` is how far the machine's clock was ahead of it.
   */
  'clock-read': {
    readonly boot: string | null
    readonly uptime: number
    readonly wall: number
    readonly ahead: number
  }
  started: { readonly reason: string }
  suspended: { readonly reason: string }
  resumed: { readonly reason: string }
  noted: {
    readonly category: NoteCategory
    readonly text: string
    readonly reportedTo: string
    readonly rule: string
    /** HN-2.3.4-24, HN-3.1.6-17: what the staff propose, and the incident it comes from. */
    readonly proposal?: string
    readonly incident?: number
    /** HN-2.3.4-31: when it happened, where that is not when it was written. */
    readonly happenedAt?: string
  }
  ended: { readonly reason: string }
  sealed: { readonly reason: string }
  uploaded: { readonly receipt: string }
}

/** Events of one seat. */
export interface SeatEvents {
  'signed-in': { readonly identity: true; readonly articles: true } & Partial<Passed>
  entered: { readonly tokenHash: string; readonly machine: string }
  confirmed: { readonly guideRead: true }
  'paper-shown': { readonly paperHash: string; readonly machine: string }
  /** The first question stood on the screen; `lostSeconds` since the start count as an interruption. */
  'first-rendered': { readonly renderedAt: string; readonly lostSeconds: number; readonly seed: string }
  viewed: ClientOrigin & { readonly item: string }
  marked: ClientOrigin & { readonly item: string; readonly marked: boolean }
  /** `relayed` when the node that was replaced handed it over: another machine of the seat may have answered since. */
  answered: ClientOrigin & {
    readonly item: string
    readonly choice: readonly string[]
    readonly relayed?: true
  }
  /** An answer that came outside the time it may count; kept as evidence, without effect. */
  'answer-late': ClientOrigin & { readonly item: string; readonly choice: readonly string[] }
  /** `since`: when it began, where that was noticed later. */
  interrupted: { readonly cause: InterruptionCause; readonly reason: string; readonly since?: string }
  reconnected: { readonly machine: string }
  /** `incident` when the time was lost through an incident on record. */
  'extension-granted': { readonly seconds: number; readonly reason: string; readonly incident?: number }
  'move-code-issued': { readonly codeHash: string; readonly reason: string }
  'machine-changed': { readonly tokenHash: string; readonly machine: string }
  'handed-in': { readonly unanswered: number }
  collected: { readonly by: 'time' | 'invigilator'; readonly reason: string }
  'marked-absent': { readonly reason: string }
  expelled: { readonly reason: string; readonly incident?: number }
}

/** Every kind of event of a sitting and the fields it carries. */
export interface EventBodies
  extends SittingEvents,
    SeatEvents,
    DaySittingEvents,
    DaySeatEvents,
    StandbyEvents,
    IncidentEvents {}
