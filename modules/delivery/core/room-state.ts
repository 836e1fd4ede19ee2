import type { RecordSigner } from '#modules/policy/core/exam-parameters.ts'
import type { Passed } from './day-events.ts'
import type { EventBodies, InterruptionCause, NoteCategory } from './events.ts'
import { emptyIncidentLog, type IncidentLog } from './incident-log.ts'
import type { RoomRules } from './room.rules.ts'
import { initialSeatStatus, type SeatStatus } from './seat.machine.ts'
import { initialSittingStatus, type SittingStatus } from './sitting.machine.ts'

export interface Answer {
  readonly choice: readonly string[]
  readonly savedAt: string
  readonly madeAt: string
  /** Where in which browser's series it stands. */
  readonly clientId: string
  readonly clientSeq: number
}

/** Which numbers of one browser have arrived: all up to `contiguous`, and the ones `ahead` of a gap. */
export interface ClientProgress {
  contiguous: number
  readonly ahead: Set<number>
}

export interface SeatState {
  readonly seat: string
  readonly candidate: string
  status: SeatStatus
  session: { readonly tokenHash: string; readonly machine: string } | null
  moveCodeHash: string | null
  signedInAt: string | null
  /** What the candidate was let in with; null before, and where the journal is older than the question. */
  passed: Partial<Passed> | null
  identityCheckedAt: string | null
  confirmedAt: string | null
  answeringSince: string | null
  /** Room time of the first question on the screen, as the seat told it. */
  firstRenderedAt: string | null
  finishedAt: string | null
  /** The journal's head with the entry that finished the seat. */
  finishedHead: { readonly seq: number; readonly hash: string } | null
  interruptedSince: string | null
  interruptionCause: InterruptionCause | null
  /** True when the seat was collected while out of reach, so its own copy may hold more than the room does. */
  collectedOffline: boolean
  lostSeconds: number
  extensionSeconds: number
  lastSavedAt: string | null
  readonly answers: Map<string, Answer>
  readonly marked: Set<string>
  /** Items in the order in which the candidate looked at them. */
  readonly seen: { readonly item: string; readonly at: string }[]
  readonly clients: Map<string, ClientProgress>
  readonly violations: number[]
}

export interface Note {
  readonly seq: number
  readonly at: string
  readonly seat: string | null
  readonly actor: string
  readonly category: NoteCategory
  readonly text: string
  readonly reportedTo: string
  readonly rule: string
  readonly happenedAt?: string
}

export interface NoteDecision {
  readonly at: string
  readonly actor: string
  readonly decision: string
}

export interface Announced {
  readonly id: string
  readonly at: string
  readonly text: string
}

export interface Signature {
  readonly at: string
  readonly role: RecordSigner
}

/** The second node, as this journal knows it. */
export interface StandbyStanding {
  readonly address: string
  readonly state: 'linked' | 'lost' | 'refused'
  readonly since: string
  /** The first entry in which a refused standby's journal differs. */
  readonly differsAt: number | null
}

export interface TakeOver {
  readonly epoch: number
  readonly at: string
  /** The last entry of the node before. */
  readonly after: number
  readonly reason: string
  readonly clockAhead: number
}

export interface MissingHead {
  readonly at: string
  readonly witness: string
  readonly seq: number
  readonly hash: string
  readonly finding: 'beyond' | 'differs'
}

export interface RoomState {
  sittingId: string
  status: SittingStatus
  rules: RoomRules | null
  plannedStart: number
  plannedEnd: number
  preparationHash: string
  packageHash: string
  paperHash: string
  items: readonly string[]
  openers: readonly string[]
  openedAt: string | null
  /** Tries to open the paper, refused or not. */
  openingAttempts: number
  preflight: EventBodies['preflight-run'] | null
  checkInOpenedAt: string | null
  rulesReadAt: string | null
  startedAt: number | null
  suspendedSince: number | null
  suspendedMilliseconds: number
  /** The suspensions that are over, in epoch milliseconds. */
  readonly suspensions: { readonly from: number; readonly to: number }[]
  endedAt: string | null
  sealedAt: string | null
  head: { seq: number; hash: string }
  /** Room time of the last entry, epoch milliseconds. */
  lastAt: number
  clockReading: EventBodies['clock-read'] | null
  readonly seats: Map<string, SeatState>
  readonly notes: Note[]
  readonly log: IncidentLog
  /** The chief's decisions by the number of the note. */
  readonly decisions: Map<number, NoteDecision>
  readonly announced: Announced[]
  /** Where the sitting is held, when that is not where it was arranged. */
  place: { readonly place: string; readonly reason: string; readonly at: string } | null
  /** Signatures under the record by duty id; whatever is written later takes them away. */
  readonly signatures: Map<string, Signature>
  /** Duty ids by the hash of their session token. */
  readonly dutySessions: Map<string, string>
  standby: StandbyStanding | null
  readonly takeovers: TakeOver[]
  readonly missingHeads: MissingHead[]
}

export const emptyRoom = (): RoomState => ({
  sittingId: '',
  status: initialSittingStatus,
  rules: null,
  plannedStart: 0,
  plannedEnd: 0,
  preparationHash: '',
  packageHash: '',
  paperHash: '',
  items: [],
  openers: [],
  openedAt: null,
  openingAttempts: 0,
  preflight: null,
  checkInOpenedAt: null,
  rulesReadAt: null,
  startedAt: null,
  suspendedSince: null,
  suspendedMilliseconds: 0,
  suspensions: [],
  endedAt: null,
  sealedAt: null,
  head: { seq: 0, hash: '' },
  lastAt: 0,
  clockReading: null,
  seats: new Map(),
  notes: [],
  log: emptyIncidentLog(),
  decisions: new Map(),
  announced: [],
  place: null,
  signatures: new Map(),
  dutySessions: new Map(),
  standby: null,
  takeovers: [],
  missingHeads: [],
})

export const emptySeat = (seat: string, candidate: string): SeatState => ({
  seat,
  candidate,
  status: initialSeatStatus,
  session: null,
  moveCodeHash: null,
  signedInAt: null,
  passed: null,
  identityCheckedAt: null,
  confirmedAt: null,
  answeringSince: null,
  firstRenderedAt: null,
  finishedAt: null,
  finishedHead: null,
  interruptedSince: null,
  interruptionCause: null,
  collectedOffline: false,
  lostSeconds: 0,
  extensionSeconds: 0,
  lastSavedAt: null,
  answers: new Map(),
  marked: new Set(),
  seen: [],
  clients: new Map(),
  violations: [],
})

export const hasReceived = (seat: SeatState, clientId: string, clientSeq: number): boolean => {
  const progress = seat.clients.get(clientId)
  return progress !== undefined && (clientSeq <= progress.contiguous || progress.ahead.has(clientSeq))
}
