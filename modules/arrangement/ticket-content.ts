import type { RoomFact, SiteFact } from '#modules/site/facts.ts'
import { type Subject, subjectTitles } from './core/seating-input.ts'
import type { DraftSession, SeatRow } from './store.ts'

/** One examination on a ticket: when, where, and the map of the room. */
export interface TicketSitting {
  readonly subject: Subject
  readonly subjectTitle: string
  readonly startsAt: string
  readonly endsAt: string
  readonly siteName: string
  readonly address: string
  readonly building: string
  readonly floor: string
  readonly door: string
  readonly roomCode: string
  readonly roomName: string
  readonly seatNumber: number
  readonly row: number
  readonly column: number
  readonly rows: number
  readonly columns: number
  readonly broken: readonly string[]
  readonly numbers: readonly (number | null)[]
}

export interface TicketContent {
  readonly batchName: string
  readonly examFrom: string
  readonly lineTitle: string
  readonly name: string
  readonly sex: string
  readonly employer: string
  readonly photoFileId: string | null
  readonly sittings: readonly TicketSitting[]
  /** What the candidate brings to the practical test; not on tickets of before. */
  readonly materials?: readonly string[]
}

export interface Surroundings {
  readonly sessions: ReadonlyMap<string, DraftSession>
  readonly rooms: ReadonlyMap<string, RoomFact>
  readonly sites: ReadonlyMap<string, SiteFact>
}

/** `信息楼 4 层 201 室` is put together by whoever shows it; the parts are kept apart here. */
const sittingOf = (seat: SeatRow, { sessions, rooms, sites }: Surroundings): TicketSitting => {
  const session = sessions.get(seat.sessionId)
  const room = rooms.get(seat.roomId)
  const place = room?.seats.find(({ id }) => id === seat.seatId)
  if (!session || !room || !place) throw new Error('a seat outside the sessions and rooms of its batch')
  const byPlace = new Map(room.seats.map((each) => [`${each.row}-${each.column}`, each]))
  const places = Array.from({ length: room.rowCount * room.columnCount }, (_, index) =>
    byPlace.get(`${Math.floor(index / room.columnCount) + 1}-${(index % room.columnCount) + 1}`),
  )
  return {
    subject: session.subject,
    subjectTitle: subjectTitles[session.subject],
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    siteName: room.siteName,
    address: sites.get(room.siteId)?.address ?? '',
    building: room.building,
    floor: room.floor,
    door: room.doorNumber,
    roomCode: room.code,
    roomName: room.name,
    seatNumber: place.number,
    row: place.row,
    column: place.column,
    rows: room.rowCount,
    columns: room.columnCount,
    broken: room.seats.filter(({ usable }) => !usable).map(({ row, column }) => `${row}-${column}`),
    numbers: places.map((each) => each?.number ?? null),
  }
}

/** A person's sittings in the order of time. */
export const sittingsOf = (seats: readonly SeatRow[], around: Surroundings): TicketSitting[] =>
  seats.map((seat) => sittingOf(seat, around)).sort((one, other) => (one.startsAt < other.startsAt ? -1 : 1))
