import type { ClientOrigin } from '#modules/delivery/core/events.ts'
import type { PaperOfSeat } from '#modules/delivery/core/paper.ts'
import type { PreflightResult } from '#modules/delivery/core/preflight.ts'
import type { DutyRole, SeatGrid } from '#modules/delivery/core/preparation.ts'
import type { SeatRules } from '#modules/delivery/core/room.rules.ts'
import type { SeatStatus } from '#modules/delivery/core/seat.machine.ts'
import type { Deed } from '#modules/delivery/core/seat.rule.ts'
import type { SittingStatus } from '#modules/delivery/core/sitting.machine.ts'
import type { JournalHead } from '#modules/delivery/core/standby-events.ts'
import type { IncidentAct } from '#modules/delivery/incident/core/incident-act.ts'
import type { IncidentsView } from '#modules/delivery/incident/core/incident-view.ts'
import type { Verdict } from '#platform/contract/verdict.ts'
import type {
  AnnouncementOnSeat,
  ConsoleCommand,
  ConsoleView,
  DayCommand,
  NoteView,
  RoomDayView,
} from './desk.port.ts'

/*
 * The port between the clients of an exam room and the node that serves it. All instants are ISO 8601.
 *
 * sitting   prepared → sealed-package-present → checked-in → opened → running ⇄ suspended → ended → sealed → uploaded
 * seat      assigned → present → answering ⇄ interrupted → handed-in | collected | expelled
 *           assigned → absent
 *
 * A candidate's client walks
 *   enter → confirm → sealedForm (as soon as the paper is opened) → (key in the standing at the start) → shown
 *   → send* + heartbeat* → handIn | collected
 * and keeps every event it made until `released` says that the bundle is sealed.
 */

/** The person the candidate is asked to recognise as himself (SDS-4.4-36). */
export interface CandidateProfile {
  readonly name: string
  readonly maskedNumber: string
  readonly ticketNumber: string
  readonly seat: string
  readonly title: string
  readonly roomName: string
  readonly hasPhoto: boolean
  readonly guide: readonly string[]
  readonly confirmed: boolean
  readonly sittingId: string
  /** Dummy items, and no answer of it counts. */
  readonly isRehearsal: boolean
  readonly rules: SeatRules
  /** What the order of items and options is drawn from, where the rules ask for it. */
  readonly seed: string
}

export interface Entered {
  /** Bearer token of this seat, bound to the machine that asked. */
  readonly token: string
  readonly profile: CandidateProfile
}

/** Proof of what was handed in; the candidate keeps its code and can compare later. */
export interface SeatReceipt {
  /** SHA-256 of `receiptText`, hexadecimal. */
  readonly digest: string
  readonly answered: number
  readonly at: string
  /** The journal's head with the hand-in. */
  readonly head: { readonly seq: number; readonly hash: string }
}

/** The seat's form as it lies sealed in the room: its name, and from the start on the key to it. */
export interface FormLock {
  readonly id: string
  /** 32 bytes, base64url; null before the start. */
  readonly key: string | null
}

export interface SeatStanding {
  readonly serverTime: string
  readonly sitting: SittingStatus
  readonly seatStatus: SeatStatus
  readonly start: string
  readonly earliestHandIn: string | null
  /** The end for this seat, extensions included. */
  readonly end: string
  readonly extensionMinutes: number
  readonly paperReady: boolean
  readonly mayHandIn: boolean
  /** Every event of this client up to this number is durable. */
  readonly acknowledged: number
  /** What was announced lately, the oldest first (HN-2.6-05). */
  readonly announcements: readonly AnnouncementOnSeat[]
  /** The result bundle is sealed: the seat may drop its own copy. */
  readonly released: boolean
  /** From the opening of the paper on; left out of replies to saves. */
  readonly form?: FormLock
  /** Once the seat is finished; left out of replies to saves. */
  readonly receipt?: SeatReceipt
  /** The last entry of the room's journal that is durable; the seat shows it back, so that nobody rewrites it alone. */
  readonly head: JournalHead
  /** Which service of the sitting this is, and the mark that proves it to the other node. */
  readonly epoch: number
  readonly mark: string
  /** Origins of both nodes; empty where there is one only. */
  readonly nodes: readonly string[]
}

/** A head as it was shown, with the epoch of the node that showed it. */
export interface WitnessedHead extends JournalHead {
  readonly epoch: number
}

export interface Heartbeat {
  readonly clientId: string
  /** The newest head this seat was shown. */
  readonly head?: WitnessedHead
}

/** What a seat has done so far, as the room has it. */
export interface WorkOfSeat {
  readonly answers: { readonly [item: string]: readonly string[] }
  readonly marked: readonly string[]
  /** The item last looked at, where a new machine goes on; null at the beginning. */
  readonly current: string | null
}

export interface PaperOnSeat extends WorkOfSeat {
  readonly paper: PaperOfSeat
}

/** A form under its lock: ChaCha20-Poly1305 (RFC 8439) of the JSON of a `PaperOfSeat`, nonce of zeros, tag at the end. */
export interface SealedFormOnSeat {
  readonly id: string
  readonly box: Uint8Array
}

/** A deed with its number in one browser's series and the room time it was done at. */
export type NumberedDeed = Deed & Omit<ClientOrigin, 'clientId'>

export interface EventBatch {
  readonly clientId: string
  readonly events: readonly NumberedDeed[]
}

export interface SeatPort {
  /** A sign of life of a machine at which nobody sits yet, and whether it can draw the paper's characters. */
  here(fonts: boolean): Promise<Verdict<null>>
  enter(request: {
    readonly ticketNumber: string
    readonly seat: string
    readonly machine: string
    readonly moveCode?: string
  }): Promise<Verdict<Entered>>
  profile(): Promise<Verdict<CandidateProfile>>
  confirm(): Promise<Verdict<SeatStanding>>
  heartbeat(clientId: string): Promise<Verdict<SeatStanding>>
  /** The form of this seat under its lock; refused before the paper is opened. */
  sealedForm(): Promise<Verdict<SealedFormOnSeat>>
  /** The first question stood on the screen at `renderedAt`, room time; hands over what was done before elsewhere. */
  shown(request: { readonly renderedAt: string }): Promise<Verdict<WorkOfSeat>>
  /** Calls back with the standing after every event of the room or by the desk on this seat; returns how to stop. */
  follow(clientId: string, onStanding: (standing: SeatStanding) => void, onLost: () => void): () => void
  /** Resolves when the batch is on disk. A batch sent again changes nothing. */
  send(batch: EventBatch): Promise<Verdict<SeatStanding>>
  handIn(request: {
    readonly clientId: string
    readonly lastClientSeq: number
  }): Promise<Verdict<SeatStanding>>
}

export interface SittingOnOffer {
  readonly sittingId: string
  readonly title: string
  readonly roomName: string
  readonly plannedStart: string
  readonly status: SittingStatus
  /** On a node that is not the one to serve it: whether that one was heard just now, and when last. */
  readonly servedElsewhere: { readonly isLinked: boolean; readonly heardAt: string | null } | null
}

/** The order by which a standby takes over. */
export interface TakeOverOrder {
  readonly sittingId: string
  readonly person: string
  readonly passcode: string
  readonly reason: string
  /** "The serving node can be reached and is to be replaced all the same." */
  readonly confirmed: boolean
}

export interface DutySession {
  readonly token: string
  readonly sittingId: string
  readonly person: string
  readonly role: DutyRole
}

export interface PaperOpener {
  /** Duty id or name as on the duty list. */
  readonly person: string
  readonly passcode: string
  /** What this person opens the seal with: his passphrase, or his share of the key as handed to him. */
  readonly share: string
}

/** Everything an invigilator can order; one of these per request. */
export type DutyCommand =
  /** The check before the examination; `confirmed` names what the person saw for himself. */
  | {
      readonly type: 'preflight'
      readonly confirmed: readonly ('clock' | 'camera')[]
      readonly reason: string
    }
  | { readonly type: 'open-check-in'; readonly checked: readonly string[] }
  | { readonly type: 'read-rules' }
  | { readonly type: 'open-paper'; readonly openers: readonly PaperOpener[]; readonly reason: string }
  | { readonly type: 'suspend'; readonly reason: string }
  | { readonly type: 'resume'; readonly reason: string }
  | {
      readonly type: 'interrupt'
      readonly seat: string
      readonly cause: 'equipment' | 'candidate'
      readonly reason: string
    }
  | { readonly type: 'restore'; readonly seat: string }
  | { readonly type: 'extend'; readonly seat: string; readonly minutes: number; readonly reason: string }
  | { readonly type: 'issue-move-code'; readonly seat: string; readonly reason: string }
  | { readonly type: 'expel'; readonly seat: string; readonly reason: string }
  | { readonly type: 'collect'; readonly seat: string; readonly reason: string }
  | { readonly type: 'collect-all' }
  | { readonly type: 'seal'; readonly reason: string }
  /** Lets a node whose journal went another way follow again. */
  | { readonly type: 'readmit-standby'; readonly reason: string }
  | { readonly type: 'incident'; readonly act: IncidentAct }
  | DayCommand

export type DutyCommandType = DutyCommand['type']

/** What a command hands back beside its effect: the move code, shown once. */
export interface CommandOutcome {
  readonly moveCode?: string
}

export interface SeatView {
  readonly seat: string
  readonly row: number
  readonly column: number
  readonly candidate: string
  readonly name: string
  readonly maskedNumber: string
  readonly ticketNumber: string
  readonly status: SeatStatus
  readonly entered: boolean
  readonly confirmed: boolean
  readonly online: boolean
  readonly answered: number
  readonly lastSavedAt: string | null
  readonly signedInAt: string | null
  readonly finishedAt: string | null
  readonly end: string
  readonly extensionMinutes: number
  readonly openLossMinutes: number
  readonly violations: number
  readonly hasPhoto: boolean
  /** Kind of the document the candidate was let in with. */
  readonly document: string | null
  readonly identityCheckedAt: string | null
  readonly actions: readonly DutyCommandType[]
}

/** How the second node stands with the sitting that this one serves. */
export interface StandbyView {
  readonly address: string
  readonly state: 'lost' | 'catching-up' | 'linked' | 'refused'
  readonly since: string
  /** The first entry in which a refused standby's journal differs from this one. */
  readonly differsAt: number | null
}

export interface PairView {
  /** Null where the room has one node only. */
  readonly standby: StandbyView | null
  readonly epoch: number
  readonly mark: string
  readonly nodes: readonly string[]
  readonly takenOverAt: string | null
  /** Entries that somebody was shown and that the journal does not have. */
  readonly alarms: readonly { readonly at: string; readonly isAltered: boolean; readonly sentence: string }[]
}

/** The whole room as the invigilator sees it. */
export interface RoomView extends RoomDayView, PairView {
  readonly incidents: IncidentsView
  readonly sittingId: string
  readonly title: string
  readonly organisation: string
  readonly site: string
  readonly roomName: string
  readonly status: SittingStatus
  readonly serverTime: string
  /** SDS-4.4-27. */
  readonly marks: {
    readonly start: string
    readonly entryLimit: string
    readonly earliestHandIn: string | null
    readonly end: string
  }
  readonly plannedStart: string
  readonly openFrom: string
  /** A trial: its paper is opened without keys. */
  readonly isRehearsal: boolean
  readonly openingPersons: number
  /** Those who keep a key of this paper's seal, in the order of the duty list. */
  readonly keepers: readonly { readonly id: string; readonly name: string }[]
  readonly roomChecks: readonly string[]
  /** The last check before the examination, and how many machines answer now. */
  readonly preflight: PreflightResult | null
  readonly machines: { readonly reachable: number; readonly expected: number }
  readonly rulesReadAt: string | null
  readonly openedAt: string | null
  readonly openers: readonly string[]
  readonly startedAt: string | null
  readonly endedAt: string | null
  readonly sealedAt: string | null
  readonly itemCount: number
  readonly grid: SeatGrid
  readonly seats: readonly SeatView[]
  readonly notes: readonly NoteView[]
  readonly actions: readonly DutyCommandType[]
  readonly me: { readonly person: string; readonly role: DutyRole }
  readonly head: { readonly seq: number; readonly hash: string }
}

export interface TimelineLine {
  readonly at: string
  readonly sentence: string
}

export interface DutyPort {
  sittings(): Promise<Verdict<readonly SittingOnOffer[]>>
  signIn(request: {
    readonly sittingId: string
    readonly person: string
    readonly passcode: string
  }): Promise<Verdict<DutySession>>
  /** `at`: origin of the standby. */
  takeOver(order: TakeOverOrder, at: string): Promise<Verdict<DutySession>>
  room(): Promise<Verdict<RoomView>>
  /** Calls back with the room after every change; returns how to stop. Seats that did not change stay the same objects. */
  follow(onRoom: (room: RoomView) => void, onLost: () => void): () => void
  timeline(seat: string): Promise<Verdict<readonly TimelineLine[]>>
  /** The picture of a seat's candidate; null where there is none. */
  photo(seat: string): Promise<Blob | null>
  /** The seat whose candidate's document has this digest; null when nobody's of this room. */
  recognise(digest: string): Promise<Verdict<{ readonly seat: string | null }>>
  /** The chief's rooms on this node, live; returns how to stop. */
  followConsole(onView: (view: ConsoleView) => void, onLost: () => void): () => void
  orderIn(sittingId: string, command: ConsoleCommand): Promise<Verdict<CommandOutcome>>
  order(command: DutyCommand): Promise<Verdict<CommandOutcome>>
}
