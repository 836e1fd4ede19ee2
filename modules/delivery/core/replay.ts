import { foldIncident } from './incident-log.ts'
import type { Entry } from './journal.ts'
import { roomFolds } from './room-folds.ts'
import { emptyRoom, type RoomState, type SeatState } from './room-state.ts'
import { type SeatEvent, seatTransitions } from './seat.machine.ts'
import { seatFolds } from './seat-folds.ts'
import { type SittingEvent, sittingTransitions } from './sitting.machine.ts'
import { following } from './transition-table.ts'

const eventsOf = <E extends string>(transitions: Readonly<Record<string, Partial<Record<E, unknown>>>>) =>
  new Set<string>(Object.values(transitions).flatMap((accepted) => Object.keys(accepted)))

const sittingEvents = eventsOf<SittingEvent>(sittingTransitions)
const seatEvents = eventsOf<SeatEvent>(seatTransitions)

const moveSeat = (seat: SeatState, entry: Entry): void => {
  if (!seatEvents.has(entry.kind)) return
  const event = entry.kind as SeatEvent
  const status = following(seatTransitions, seat.status, event)
  if (!status) throw new Error(`entry ${entry.seq}: seat ${seat.seat} is ${seat.status}, ${event} impossible`)
  seat.status = status
}

const moveSitting = (room: RoomState, entry: Entry): void => {
  if (!sittingEvents.has(entry.kind)) return
  const event = entry.kind as SittingEvent
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
    room.signatures.clear()
    room.notes.push({ seq: entry.seq, at: entry.at, seat: entry.seat, actor: entry.actor, ...entry.body })
  }
  foldIncident(room.log, entry)
  room.head = { seq: entry.seq, hash: entry.hash }
  room.lastAt = Date.parse(entry.at)
  return room
}

/** The room as it stood after `entries`: what each candidate saw, answered and marked, and where each stands. */
export const replay = (entries: Iterable<Entry>): RoomState => {
  const room = emptyRoom()
  for (const entry of entries) evolve(room, entry)
  return room
}
