import { accept, type Json, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { type Chance, chanceFrom } from './chance.ts'
import { allotRooms, demandKey, demandOf } from './room-allotment.ts'
import { neighboursOfOneGroup, type Seated, seatSession, spread } from './room-seats.ts'
import {
  firstRowOf,
  type RoomsOfSessions,
  type SeatingCandidate,
  type SeatingInput,
  type SeatingSession,
  type Subject,
  seatCount,
  subjectTitles,
} from './seating-input.ts'
import { type Cell, divideLine, subjectsKey } from './session-flow.ts'

export interface Seat {
  readonly applicationId: string
  readonly subject: Subject
  readonly sessionId: string
  readonly roomId: string
  readonly seatId: string
}

export interface Seating {
  readonly seats: readonly Seat[]
  /** Pairs of one group that sit next to each other in a row or column. */
  readonly neighboursOfOneGroup: number
}

export type SeatingRefusal = 'NOBODY_TO_SEAT' | 'SEATS_MISSING' | 'TIMES_CLASH' | 'FIRST_ROW_FULL'

const seatingClauses = ['SDS-4.1-18', 'SDS-4.1-10', 'SDS-4.1-14']

/** One line's subject that has fewer seats than people. */
export interface Shortfall {
  readonly lineId: string
  readonly subject: Subject
  readonly people: number
  readonly seats: number
  /** Most seats one further session can have. */
  readonly seatsPerSession: number
}

export const shortfallsOf = (input: SeatingInput, rooms: RoomsOfSessions): Shortfall[] =>
  [...demandOf(input.candidates)].flatMap(([key, people]) => {
    const [lineId, subject] = key.split('/') as [string, Subject]
    const seats = input.sessions
      .filter((session) => demandKey(session) === key)
      .reduce((sum, session) => sum + seatCount(rooms.get(session.id) ?? []), 0)
    const fitting = input.rooms.filter((room) => room.kind === subject && room.lineIds.includes(lineId))
    return seats >= people ? [] : [{ lineId, subject, people, seats, seatsPerSession: seatCount(fitting) }]
  })

const seatsMissing = (
  shortfalls: readonly Shortfall[],
  titles: ReadonlyMap<string, string>,
): Refusal<'SEATS_MISSING'> => {
  const words = shortfalls.map(
    ({ lineId, subject, people, seats }) =>
      `${titles.get(lineId) ?? ''}${subjectTitles[subject]}有 ${people} 人，现有场次只有 ${seats} 个座位，缺 ${people - seats} 个`,
  )
  const remedies = shortfalls.map(({ subject, people, seats, seatsPerSession }) => {
    if (seatsPerSession === 0) return `没有可用于${subjectTitles[subject]}的考场，请先在考点管理中启用考场`
    const sessions = Math.ceil((people - seats) / seatsPerSession)
    return `再增加 ${sessions} 场${subjectTitles[subject]}（每场最多 ${seatsPerSession} 人），或增加 ${people - seats} 个座位的考场`
  })
  return refuse('SEATS_MISSING', {
    sentence: `${words.join('；')}。`,
    remedy: `${remedies.join('；')}。`,
    clauses: seatingClauses,
    details: { shortfalls: shortfalls.map((each) => ({ ...each })) as Json },
  })
}

const timesClash = (lineTitle: string, unplaced: number): Refusal<'TIMES_CLASH'> =>
  refuse('TIMES_CLASH', {
    sentence: `${lineTitle}的座位总数够用，但各科目的场次时间相互冲突，有 ${unplaced} 人找不到时间错开的场次。`,
    remedy: `请把其中一个科目的场次移到其他时段，或在其他时段增加可容纳 ${unplaced} 人的场次。`,
    clauses: seatingClauses,
    details: { unplaced },
  })

const firstRowFull = (lineTitle: string, subject: Subject, missing: number): Refusal<'FIRST_ROW_FULL'> =>
  refuse('FIRST_ROW_FULL', {
    sentence: `${lineTitle}${subjectTitles[subject]}需要第一排座位的考生多于第一排座位，缺 ${missing} 个。`,
    remedy: '请增加场次或考场，或核对考生的便利需求。',
    clauses: seatingClauses,
    details: { subject, missing },
  })

/** Whose people go where: each session with its people, in an order that keeps groups evenly apart. */
type PeopleOfSessions = Map<string, SeatingCandidate[]>

/** First-row seats still free in each session; practical stations have no front. */
const frontSeats = (sessions: readonly SeatingSession[], rooms: RoomsOfSessions) =>
  new Map(
    sessions.map((session) => [
      session.id,
      session.subject === 'practical'
        ? Number.POSITIVE_INFINITY
        : (rooms.get(session.id) ?? []).reduce((sum, room) => sum + firstRowOf(room).length, 0),
    ]),
  )

const dealPeople = (
  people: readonly SeatingCandidate[],
  cells: readonly Cell[],
  state: { readonly front: Map<string, number>; readonly sessions: PeopleOfSessions },
): number => {
  const left = cells.map((cell) => ({ ...cell }))
  const enter = (cell: { count: number; sessions: Cell['sessions'] }, person: SeatingCandidate) => {
    cell.count -= 1
    for (const session of cell.sessions) {
      const seated = { ...person, firstRow: person.firstRow && session.subject !== 'practical' }
      state.sessions.get(session.id)!.push(seated)
    }
  }
  let unseated = 0
  for (const person of people.filter(({ firstRow }) => firstRow)) {
    const cell = left.find(
      ({ count, sessions }) => count > 0 && sessions.every((session) => state.front.get(session.id)! > 0),
    )
    if (!cell) unseated += 1
    else {
      for (const session of cell.sessions) state.front.set(session.id, state.front.get(session.id)! - 1)
      enter(cell, person)
    }
  }
  let at = 0
  for (const person of people.filter(({ firstRow }) => !firstRow)) {
    while (at < left.length && left[at]!.count === 0) at += 1
    if (at < left.length) enter(left[at]!, person)
  }
  return unseated
}

const divideBySubjects = (people: readonly SeatingCandidate[]) => {
  const groups = new Map<string, SeatingCandidate[]>()
  for (const person of people) {
    const key = subjectsKey(person.subjects)
    if (groups.has(key)) groups.get(key)!.push(person)
    else groups.set(key, [person])
  }
  return groups
}

const fillSessions = (
  input: SeatingInput,
  rooms: RoomsOfSessions,
  chance: Chance,
): Verdict<PeopleOfSessions, 'TIMES_CLASH' | 'FIRST_ROW_FULL'> => {
  const state = {
    front: frontSeats(input.sessions, rooms),
    sessions: new Map(input.sessions.map(({ id }) => [id, []])),
  }
  for (const lineId of [...new Set(input.candidates.map((candidate) => candidate.lineId))].sort()) {
    const title = input.lineTitles.get(lineId) ?? ''
    const groups = divideBySubjects(input.candidates.filter((candidate) => candidate.lineId === lineId))
    const sessions = input.sessions.filter((session) => session.lineId === lineId)
    const counts = new Map([...groups].map(([key, people]) => [key, people.length]))
    const flow = divideLine(counts, { sessions, restMinutes: input.restMinutes, rooms })
    if (flow.unplaced > 0) return timesClash(title, flow.unplaced)
    for (const [key, people] of [...groups].sort(([one], [other]) => (one < other ? -1 : 1))) {
      const missing = dealPeople(spread(people, chance), flow.cells.get(key) ?? [], state)
      if (missing > 0) return firstRowFull(title, key.includes('theory') ? 'theory' : 'review', missing)
    }
  }
  return accept(state.sessions)
}

/**
 * Gives every admitted candidate a session, room and seat in every subject (SDS-4.1-18): one person a desk and a
 * station at a time (SDS-4.1-10, SDS-4.1-14), nobody in two places at once, people of one employer or class apart
 * where possible, first row where needed. The same input gives the same seats. What cannot be done is refused with
 * its smallest reason and what would mend it; nobody is left unseated in silence.
 */
export const seatCandidates = (input: SeatingInput): Verdict<Seating, SeatingRefusal> => {
  if (input.candidates.length === 0) {
    return refuse('NOBODY_TO_SEAT', {
      sentence: '本批次还没有已确认的考生，无法编排座位。',
      remedy: '请先完成资格审核并确认考生名单。',
      clauses: ['SDS-4.1-18', 'SDS-3.3-08'],
    })
  }
  const rooms = allotRooms(input)
  const shortfalls = shortfallsOf(input, rooms)
  if (shortfalls.length > 0) return seatsMissing(shortfalls, input.lineTitles)
  const filled = fillSessions(input, rooms, chanceFrom(input.seed))
  if (filled.refused) return filled
  const seats: Seat[] = []
  let pairs = 0
  for (const { id: sessionId, subject } of input.sessions) {
    const seated: readonly Seated[] = seatSession(rooms.get(sessionId)!, filled.value.get(sessionId)!)
    pairs += neighboursOfOneGroup(seated)
    for (const { person, roomId, seat } of seated) {
      seats.push({ applicationId: person.applicationId, subject, sessionId, roomId, seatId: seat.id })
    }
  }
  const wanted = input.candidates.reduce((sum, { subjects }) => sum + subjects.length, 0)
  if (seats.length !== wanted) throw new Error(`${wanted - seats.length} seats were lost while seating`)
  return accept({ seats, neighboursOfOneGroup: pairs })
}
