import { seatCandidates } from '#modules/arrangement/core/seating.ts'
import type { SeatingCandidate, SeatingInput, SeatingRoom } from '#modules/arrangement/core/seating-input.ts'
import { proposeSessions } from '#modules/arrangement/core/session-proposal.ts'
import { day } from '#platform/clock/day.ts'
import type { Figure } from './figure.ts'

const seed = '0123456789abcdef0123456789abcdef'
const lineTitles = new Map([['line', '电工 四级/中级工']])
const [rows, columns] = [6, 5]

const room = (at: number): SeatingRoom => ({
  ...{ id: `room-${at}`, kind: 'theory', lineIds: ['line'] },
  seats: Array.from({ length: rows * columns }, (_, seat) => ({
    id: `room-${at}/${seat + 1}`,
    row: Math.floor(seat / columns) + 1,
    column: (seat % columns) + 1,
    number: seat + 1,
    usable: true,
  })),
})

/** Three hundred employers, some large, and one in fifty who needs the first row. */
const candidate = (at: number): SeatingCandidate => ({
  ...{ applicationId: `application-${at}`, lineId: 'line', subjects: ['theory'] },
  group: `employer-${Math.floor(((at * 7919) % 300 ** 2) / 300)}`,
  firstRow: at % 50 === 0,
})

const inputOf = (people: number): SeatingInput => {
  const input = {
    ...{ seed, lineTitles, restMinutes: 30 },
    candidates: Array.from({ length: people }, (_, at) => candidate(at)),
    // Four sessions hold everybody, with a tenth to spare.
    rooms: Array.from({ length: Math.ceil((people * 1.1) / 4 / (rows * columns)) }, (_, at) => room(at)),
  }
  const { sessions } = proposeSessions({
    ...input,
    ...{ examFrom: day('2026-12-26'), examTo: day('2026-12-27'), minutes: { theory: 90 }, gapMinutes: 30 },
    windows: [
      { from: '08:30', to: '12:00' },
      { from: '13:30', to: '17:30' },
    ],
  })
  return { ...input, sessions: sessions.map((session, at) => ({ ...session, id: `session-${at}` })) }
}

const secondsOf = (work: () => void): number => {
  const began = performance.now()
  work()
  return (performance.now() - began) / 1000
}

/** The least that any seating does: every person a place in order, each remembered by person and by place. */
const floorOf = (input: SeatingInput) => () => {
  const places = input.sessions.flatMap(({ id }) =>
    input.rooms.flatMap(({ seats }) => seats.map((seat) => `${id}/${seat.id}`)),
  )
  const byPlace = new Map<string, string>()
  const byPerson = new Map<string, string>()
  for (const [at, { applicationId }] of input.candidates.entries()) {
    byPlace.set(places[at]!, applicationId)
    byPerson.set(applicationId, places[at]!)
  }
}

const measure = (people: number, most: number): Figure => {
  const input = inputOf(people)
  let seated = 0
  const value = secondsOf(() => {
    const seating = seatCandidates(input)
    if (seating.refused) throw new Error(seating.sentence)
    seated = seating.value.seats.length
  })
  if (seated !== people) throw new Error(`${seated} of ${people} seated`)
  const floor = secondsOf(floorOf(input))
  const name = `seating: ${people} people, one subject, neighbours kept apart`
  return { name, value, unit: 's', floor, ratio: value / floor, target: `≤ ${most} s`, ok: value <= most }
}

export const run = async (): Promise<readonly Figure[]> => [measure(2000, 2), measure(20_000, 20)]
