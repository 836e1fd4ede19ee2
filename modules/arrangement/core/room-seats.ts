import type { Chance } from './chance.ts'
import {
  firstRowOf,
  type SeatingCandidate,
  type SeatingRoom,
  type SeatingSeat,
  usableSeats,
} from './seating-input.ts'

export interface Seated {
  readonly person: SeatingCandidate
  readonly roomId: string
  readonly seat: SeatingSeat
}

const groupOf = (person: SeatingCandidate): string => person.group || `only ${person.applicationId}`

/**
 * An order in which the people of each group lie evenly apart, so that every stretch of it holds each group in
 * proportion; chance decides among equals.
 */
export const spread = (people: readonly SeatingCandidate[], chance: Chance): SeatingCandidate[] => {
  const groups = new Map<string, SeatingCandidate[]>()
  for (const person of chance.shuffled(people)) {
    const members = groups.get(groupOf(person))
    if (members) members.push(person)
    else groups.set(groupOf(person), [person])
  }
  return [...groups.values()]
    .flatMap((members) => {
      const start = chance.below(1_000_000) / 1_000_000
      return members.map((person, index) => ({ person, at: (index + start) / members.length }))
    })
    .sort((one, other) => one.at - other.at)
    .map(({ person }) => person)
}

const beside = (one: SeatingSeat, other: SeatingSeat): boolean =>
  Math.abs(one.row - other.row) + Math.abs(one.column - other.column) === 1

/** Pairs of one group on seats next to each other in a row or column, within each room. */
export const neighboursOfOneGroup = (seated: readonly Seated[]): number => {
  const bySeat = new Map(
    seated.map((each) => [`${each.roomId}/${each.seat.row}/${each.seat.column}`, each.person.group]),
  )
  return seated
    .filter(({ person }) => person.group !== '')
    .reduce((count, { roomId, seat, person }) => {
      const right = bySeat.get(`${roomId}/${seat.row}/${seat.column + 1}`) === person.group
      const behind = bySeat.get(`${roomId}/${seat.row + 1}/${seat.column}`) === person.group
      return count + Number(right) + Number(behind)
    }, 0)
}

const clashes = (person: SeatingCandidate, seat: SeatingSeat, seated: readonly Seated[]): number =>
  person.group === ''
    ? 0
    : seated.filter(
        (other) => other.person.group === person.group && other.person !== person && beside(other.seat, seat),
      ).length

/** Of the people left, one whose group has most left among those that clash least with the neighbours. */
const bestFor = (seat: SeatingSeat, left: readonly SeatingCandidate[], seated: readonly Seated[]): number => {
  const sizes = new Map<string, number>()
  for (const person of left) sizes.set(groupOf(person), (sizes.get(groupOf(person)) ?? 0) + 1)
  const tried = new Set<string>()
  let best = { index: 0, clashes: Number.POSITIVE_INFINITY, size: 0 }
  for (const [index, person] of left.entries()) {
    if (tried.has(groupOf(person))) continue
    tried.add(groupOf(person))
    const found = { index, clashes: clashes(person, seat, seated), size: sizes.get(groupOf(person))! }
    if (found.clashes < best.clashes || (found.clashes === best.clashes && found.size > best.size))
      best = found
  }
  return best.index
}

/** Exchanges two people where that leaves fewer pairs; those who need the first row stay in it. */
const exchange = (seated: Seated[]): void => {
  for (const [at, one] of seated.entries()) {
    const before = clashes(one.person, one.seat, seated)
    if (before === 0 || one.person.firstRow) continue
    const better = seated.findIndex((other) => {
      if (other.person.firstRow || other.person.group === one.person.group) return false
      const now = before + clashes(other.person, other.seat, seated)
      const swapped = seated.filter((each) => each !== one && each !== other)
      return clashes(one.person, other.seat, swapped) + clashes(other.person, one.seat, swapped) < now
    })
    if (better === -1) continue
    const other = seated[better]!
    seated[at] = { ...one, person: other.person }
    seated[better] = { ...other, person: one.person }
  }
}

/** Seats the people of one room in the order of its numbers, first-row needs first, groups apart where possible. */
const seatRoom = (room: SeatingRoom, people: readonly SeatingCandidate[]): Seated[] => {
  const needFront = people.filter((person) => person.firstRow)
  const front = firstRowOf(room).slice(0, needFront.length)
  const seated: Seated[] = needFront.map((person, index) => ({
    person,
    roomId: room.id,
    seat: front[index]!,
  }))
  const left = people.filter((person) => !person.firstRow)
  const free = usableSeats(room)
    .filter((seat) => !front.includes(seat))
    .slice(0, left.length)
  for (const seat of free) {
    const [person] = left.splice(bestFor(seat, left, seated), 1)
    seated.push({ person: person!, roomId: room.id, seat })
  }
  exchange(seated)
  return seated
}

/**
 * Seats the people of one session in its rooms, filling them one after another; a further room is opened early only
 * where first-row needs demand it. The caller has made sure of seats for all and of first-row seats for those who
 * need one.
 */
export const seatSession = (rooms: readonly SeatingRoom[], people: readonly SeatingCandidate[]): Seated[] => {
  const needFront = people.filter((person) => person.firstRow)
  const others = people.filter((person) => !person.firstRow)
  let frontTaken = 0
  let taken = 0
  return rooms.flatMap((room) => {
    const front = needFront.slice(frontTaken, frontTaken + firstRowOf(room).length)
    frontTaken += front.length
    const rest = others.slice(taken, taken + usableSeats(room).length - front.length)
    taken += rest.length
    return front.length + rest.length === 0 ? [] : seatRoom(room, [...front, ...rest])
  })
}
