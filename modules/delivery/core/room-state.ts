import type { Draft, Entry, EventBodies, InterruptionCause, NoteCategory } from './journal.ts'
import type { RoomRules } from './room.rules.ts'
import { initialSeatStatus, type SeatEvent, type SeatStatus, seatTransitions } from './seat.machine.ts'
import {
  initialSittingStatus,
  type SittingEvent,
  type SittingStatus,
  sittingTransitions,
} from './sitting.machine.ts'
import { following } from './transition-table.ts'

export interface Answer {
  readonly choice: readonly string[]
  readonly savedAt: string
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
  confirmedAt: string | null
  answeringSince: string | null
  finishedAt: string | null
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
  checkInOpenedAt: string | null
  rulesReadAt: string | null
  startedAt: number | null
  suspendedSince: number | null
  suspendedMilliseconds: number
  endedAt: string | null
  sealedAt: string | null
  head: { seq: number; hash: string }
  readonly seats: Map<string, SeatState>
  readonly notes: Note[]
  /** Duty ids by the hash of their session token. */
  readonly dutySessions: Map<string, string>
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
  checkInOpenedAt: null,
  rulesReadAt: null,
  startedAt: null,
  suspendedSince: null,
  suspendedMilliseconds: 0,
  endedAt: null,
  sealedAt: null,
  head: { seq: 0, hash: '' },
  seats: new Map(),
  notes: [],
  dutySessions: new Map(),
})

const emptySeat = (seat: string, candidate: string): SeatState => ({
  seat,
  candidate,
  status: initialSeatStatus,
  session: null,
  moveCodeHash: null,
  signedInAt: null,
  confirmedAt: null,
  answeringSince: null,
  finishedAt: null,
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

/** Notes that number `clientSeq` of `clientId` has arrived. */
const receive = (seat: SeatState, clientId: string, clientSeq: number): void => {
  const progress = seat.clients.get(clientId) ?? { contiguous: 0, ahead: new Set<number>() }
  progress.ahead.add(clientSeq)
  while (progress.ahead.delete(progress.contiguous + 1)) progress.contiguous += 1
  seat.clients.set(clientId, progress)
}

export const hasReceived = (seat: SeatState, clientId: string, clientSeq: number): boolean => {
  const progress = seat.clients.get(clientId)
  return progress !== undefined && (clientSeq <= progress.contiguous || progress.ahead.has(clientSeq))
}

const endInterruption = (seat: SeatState, at: string): void => {
  if (!seat.interruptedSince) return
  seat.lostSeconds += Math.max(0, Math.round((Date.parse(at) - Date.parse(seat.interruptedSince)) / 1000))
  seat.interruptedSince = null
  seat.interruptionCause = null
}

type SeatFold<K extends Draft['kind']> = (
  seat: SeatState,
  event: { readonly at: string; readonly seq: number; readonly body: EventBodies[K] },
) => void

const finish = (seat: SeatState, event: { readonly at: string }): void => {
  endInterruption(seat, event.at)
  seat.finishedAt = event.at
}

/** How each event of a seat changes it, beside its status. */
const seatFolds: { readonly [K in Draft['kind']]?: SeatFold<K> } = {
  'signed-in': (seat, { at }) => {
    seat.signedInAt = at
  },
  entered: (seat, { body }) => {
    seat.session = { tokenHash: body.tokenHash, machine: body.machine }
  },
  confirmed: (seat, { at }) => {
    seat.confirmedAt = at
  },
  'paper-shown': (seat, { at }) => {
    endInterruption(seat, at)
    seat.answeringSince ??= at
  },
  viewed: (seat, { body }) => {
    receive(seat, body.clientId, body.clientSeq)
    seat.seen.push({ item: body.item, at: body.madeAt })
  },
  marked: (seat, { body }) => {
    receive(seat, body.clientId, body.clientSeq)
    if (body.marked) seat.marked.add(body.item)
    else seat.marked.delete(body.item)
  },
  answered: (seat, { at, body }) => {
    receive(seat, body.clientId, body.clientSeq)
    seat.answers.set(body.item, { choice: body.choice, savedAt: at })
    seat.lastSavedAt = at
  },
  'answer-late': (seat, { body }) => receive(seat, body.clientId, body.clientSeq),
  interrupted: (seat, { at, body }) => {
    seat.interruptedSince = at
    seat.interruptionCause = body.cause
  },
  reconnected: (seat, { at }) => endInterruption(seat, at),
  'extension-granted': (seat, { body }) => {
    seat.extensionSeconds += body.seconds
  },
  'move-code-issued': (seat, { body }) => {
    seat.moveCodeHash = body.codeHash
  },
  'machine-changed': (seat, { body }) => {
    seat.session = { tokenHash: body.tokenHash, machine: body.machine }
    seat.moveCodeHash = null
  },
  'handed-in': finish,
  collected: (seat, event) => {
    seat.collectedOffline = seat.interruptedSince !== null
    finish(seat, event)
  },
  'marked-absent': finish,
  expelled: finish,
  noted: (seat, { body, seq }) => {
    if (body.category === 'violation') seat.violations.push(seq)
  },
}

type RoomFold<K extends Draft['kind']> = (
  room: RoomState,
  event: { readonly at: string; readonly actor: string; readonly body: EventBodies[K] },
) => void

/** How each event of the sitting changes the room, beside its status. */
const roomFolds: { readonly [K in Draft['kind']]?: RoomFold<K> } = {
  'sitting-prepared': (room, { body }) => {
    room.sittingId = body.sittingId
    room.rules = body.rules
    room.plannedStart = Date.parse(body.plannedStart)
    room.plannedEnd = Date.parse(body.plannedEnd)
    room.preparationHash = body.preparationHash
    for (const { seat, candidate } of body.seats) room.seats.set(seat, emptySeat(seat, candidate))
  },
  'duty-signed-in': (room, { actor, body }) => {
    room.dutySessions.set(body.tokenHash, actor)
  },
  'package-received': (room, { body }) => {
    room.packageHash = body.packageHash
  },
  'check-in-opened': (room, { at }) => {
    room.checkInOpenedAt = at
  },
  'rules-read': (room, { at }) => {
    room.rulesReadAt = at
  },
  'opening-refused': (room) => {
    room.openingAttempts += 1
  },
  'paper-opened': (room, { at, body }) => {
    room.openingAttempts += 1
    room.openedAt = at
    room.paperHash = body.paperHash
    room.items = body.items
    room.openers = body.openers
  },
  started: (room, { at }) => {
    room.startedAt = Date.parse(at)
  },
  suspended: (room, { at }) => {
    room.suspendedSince = Date.parse(at)
  },
  resumed: (room, { at }) => {
    if (room.suspendedSince !== null) room.suspendedMilliseconds += Date.parse(at) - room.suspendedSince
    room.suspendedSince = null
  },
  ended: (room, { at }) => {
    room.endedAt = at
  },
  sealed: (room, { at }) => {
    room.sealedAt = at
  },
}

const sittingEventOf = (entry: Entry): SittingEvent | undefined =>
  entry.seat === null && Object.values(sittingTransitions).some((accepted) => entry.kind in accepted)
    ? (entry.kind as SittingEvent)
    : undefined

const seatEventOf = (entry: Entry): SeatEvent | undefined =>
  entry.seat !== null && Object.values(seatTransitions).some((accepted) => entry.kind in accepted)
    ? (entry.kind as SeatEvent)
    : undefined

const moveSeat = (seat: SeatState, entry: Entry): void => {
  const event = seatEventOf(entry)
  if (!event) return
  const status = following(seatTransitions, seat.status, event)
  if (!status) throw new Error(`entry ${entry.seq}: seat ${seat.seat} is ${seat.status}, ${event} impossible`)
  seat.status = status
}

const moveSitting = (room: RoomState, entry: Entry): void => {
  const event = sittingEventOf(entry)
  if (!event) return
  const status = following(sittingTransitions, room.status, event)
  if (!status) throw new Error(`entry ${entry.seq}: sitting is ${room.status}, ${event} impossible`)
  room.status = status
}

/**
 * Folds one entry into the room, in place: a room belongs to one node and is read by nobody else meanwhile.
 * Throws when the entry is impossible in the present state, so a replay proves every transition.
 */
export const evolve = (room: RoomState, entry: Entry): RoomState => {
  const event = entry as Entry & { readonly body: never }
  if (entry.seat === null) {
    moveSitting(room, entry)
    roomFolds[entry.kind]?.(room, event)
  } else {
    const seat = room.seats.get(entry.seat)
    if (!seat) throw new Error(`entry ${entry.seq}: no seat ${entry.seat}`)
    moveSeat(seat, entry)
    seatFolds[entry.kind]?.(seat, event)
  }
  if (entry.kind === 'noted') {
    room.notes.push({ seq: entry.seq, at: entry.at, seat: entry.seat, actor: entry.actor, ...entry.body })
  }
  room.head = { seq: entry.seq, hash: entry.hash }
  return room
}

/** The room as it stood after `entries`: what each candidate saw, answered and marked, and where each stands. */
export const replay = (entries: Iterable<Entry>): RoomState => {
  const room = emptyRoom()
  for (const entry of entries) evolve(room, entry)
  return room
}
