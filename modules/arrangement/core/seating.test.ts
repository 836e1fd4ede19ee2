import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#platform/clock/day.ts'
import { seatCandidates } from './seating.ts'
import type { SeatingCandidate, SeatingInput, SeatingRoom, SeatingSession, Subject } from './seating-input.ts'
import { proposeSessions } from './session-proposal.ts'

const seed = '0123456789abcdef0123456789abcdef'
const hour = 3_600_000

const room = (id: string, kind: Subject, [rows, columns]: [number, number]): SeatingRoom => ({
  id,
  kind,
  lineIds: ['line'],
  seats: Array.from({ length: rows * columns }, (_, index) => {
    const row = Math.floor(index / columns) + 1
    const across = (index % columns) + 1
    const column = row % 2 === 1 ? across : columns + 1 - across
    return { id: `${id}/${index + 1}`, row, column, number: index + 1, usable: true }
  }),
})

const withBroken = (whole: SeatingRoom, broken: readonly number[]): SeatingRoom => ({
  ...whole,
  seats: whole.seats.map((seat) => ({ ...seat, usable: !broken.includes(seat.number) })),
})

const session = (id: string, subject: Subject, from: number): SeatingSession => ({
  id,
  subject,
  lineId: 'line',
  number: from,
  from: from * hour,
  to: (from + 2) * hour,
})

const people = (
  count: number,
  values: (index: number) => Partial<SeatingCandidate> = () => ({}),
): SeatingCandidate[] =>
  Array.from({ length: count }, (_, index) => ({
    applicationId: `a${index}`,
    lineId: 'line',
    subjects: ['theory'],
    group: '',
    firstRow: false,
    ...values(index),
  }))

const input = (values: Partial<SeatingInput>): SeatingInput => ({
  seed,
  candidates: [],
  sessions: [],
  rooms: [],
  restMinutes: 30,
  lineTitles: new Map([['line', '电工 四级/中级工']]),
  ...values,
})

const seated = (given: SeatingInput) => {
  const outcome = seatCandidates(given)
  if (outcome.refused) throw new Error(outcome.sentence)
  return outcome.value
}

test('SDS-4.1-18 47 candidates and rooms of 30 give 2 rooms with 30 and 17, no seat twice', () => {
  const { seats } = seated(
    input({
      candidates: people(47),
      sessions: [session('s1', 'theory', 9)],
      rooms: [room('r1', 'theory', [5, 6]), room('r2', 'theory', [5, 6]), room('r3', 'theory', [5, 6])],
    }),
  )
  const inRoom = (id: string) => seats.filter((seat) => seat.roomId === id).length
  assert.deepEqual([inRoom('r1'), inRoom('r2'), inRoom('r3')], [30, 17, 0])
  assert.equal(new Set(seats.map((seat) => `${seat.sessionId}/${seat.seatId}`)).size, 47)
  assert.equal(new Set(seats.map((seat) => seat.applicationId)).size, 47)
})

test('SDS-4.1-10 a broken desk stays empty and no desk has two people in one session', () => {
  const { seats } = seated(
    input({
      candidates: people(10),
      sessions: [session('s1', 'theory', 9)],
      rooms: [withBroken(room('r1', 'theory', [3, 4]), [2, 7])],
    }),
  )
  assert.equal(new Set(seats.map((seat) => seat.seatId)).size, 10)
  assert.ok(!seats.some((seat) => ['r1/2', 'r1/7'].includes(seat.seatId)))
})

test('SDS-4.1-14 two lines at one time never share a station, and nobody is in two places at once', () => {
  const { seats } = seated(
    input({
      candidates: people(20, (index) => ({
        lineId: index < 10 ? 'line' : 'other',
        subjects: ['theory', 'practical'],
      })),
      sessions: [
        session('t1', 'theory', 9),
        { ...session('t2', 'theory', 9), lineId: 'other' },
        session('p1', 'practical', 9),
        session('p2', 'practical', 13),
        { ...session('p3', 'practical', 13), lineId: 'other' },
      ],
      rooms: ['w1', 'w2', 'w3', 'w4']
        .map((id) => ({ ...room(id, 'practical', [1, 5]), lineIds: ['line', 'other'] }))
        .concat(['r1', 'r2'].map((id) => ({ ...room(id, 'theory', [4, 4]), lineIds: ['line', 'other'] }))),
      lineTitles: new Map(),
    }),
  )
  const station = (seat: (typeof seats)[number]) =>
    `${['p2', 'p3'].includes(seat.sessionId) ? 'p' : seat.sessionId}/${seat.seatId}`
  const practical = seats.filter((seat) => seat.subject === 'practical')
  assert.equal(new Set(practical.map(station)).size, 20)
  assert.ok(
    practical.every((seat) => seat.sessionId !== 'p1'),
    'theory at nine excludes practical at nine',
  )
})

test('SDS-4.1-18 theory and practical are divided jointly: a greedy choice would leave 50 people over', () => {
  const { seats } = seated(
    input({
      candidates: people(100, () => ({ subjects: ['theory', 'practical'] })),
      sessions: [
        session('t1', 'theory', 9),
        session('t2', 'theory', 14),
        session('p1', 'practical', 9),
        session('p2', 'practical', 14),
      ],
      rooms: [room('r', 'theory', [10, 10]), room('w', 'practical', [5, 10])],
    }),
  )
  const of = (application: string, subject: Subject) =>
    seats.find((seat) => seat.applicationId === application && seat.subject === subject)!.sessionId
  for (let index = 0; index < 100; index += 1) {
    assert.notEqual(of(`a${index}`, 'theory').slice(1), of(`a${index}`, 'practical').slice(1))
  }
})

test('SDS-4.1-18 a candidate of level 2 gets three sessions that do not overlap', () => {
  const { seats } = seated(
    input({
      candidates: people(6, (index) => ({
        subjects: index < 4 ? ['theory', 'practical', 'review'] : ['review'],
      })),
      sessions: [
        session('t', 'theory', 8),
        session('p', 'practical', 11),
        session('v1', 'review', 8),
        session('v2', 'review', 14),
      ],
      rooms: [room('r', 'theory', [2, 2]), room('w', 'practical', [2, 2]), room('v', 'review', [2, 2])],
    }),
  )
  assert.equal(seats.length, 14)
  for (const name of ['a0', 'a1', 'a2', 'a3']) {
    assert.ok(seats.some((seat) => seat.applicationId === name && seat.sessionId === 'v2'))
  }
})

test('SDS-4.1-18 too few seats are refused with the subject, the number missing and what would mend it', () => {
  const outcome = seatCandidates(
    input({
      candidates: people(100),
      sessions: [session('s1', 'theory', 9)],
      rooms: [room('r1', 'theory', [5, 6])],
    }),
  )
  assert.ok(outcome.refused && outcome.code === 'SEATS_MISSING')
  assert.match(outcome.sentence, /理论知识考试有 100 人，现有场次只有 30 个座位，缺 70 个/)
  assert.match(outcome.remedy, /再增加 3 场理论知识考试（每场最多 30 人），或增加 70 个座位/)
  assert.ok(outcome.clauses.includes('SDS-4.1-18'))
})

test('SDS-4.1-18 sessions that clash are refused with the number of people who find no time', () => {
  const outcome = seatCandidates(
    input({
      candidates: people(30, () => ({ subjects: ['theory', 'practical'] })),
      sessions: [session('t', 'theory', 9), session('p1', 'practical', 9), session('p2', 'practical', 13)],
      rooms: [room('r', 'theory', [5, 6]), room('w', 'practical', [2, 10])],
    }),
  )
  assert.ok(outcome.refused && outcome.code === 'TIMES_CLASH')
  assert.match(outcome.sentence, /有 10 人找不到时间错开的场次/)
})

test('SDS-3.3-08 without anyone confirmed there is nobody to seat', () => {
  const outcome = seatCandidates(input({ sessions: [session('s1', 'theory', 9)] }))
  assert.ok(outcome.refused && outcome.code === 'NOBODY_TO_SEAT')
  assert.ok(outcome.clauses.includes('SDS-3.3-08'))
})

test('SDS-4.1-18 people of one employer sit apart where that is possible, and the rest is counted', () => {
  const sessions = [session('s1', 'theory', 9)]
  const rooms = [room('r1', 'theory', [6, 6])]
  const apart = seated(
    input({ candidates: people(36, (index) => ({ group: `g${index % 3}` })), sessions, rooms }),
  )
  assert.equal(apart.neighboursOfOneGroup, 0)
  const crowd = seated(input({ candidates: people(36, () => ({ group: '同一单位' })), sessions, rooms }))
  assert.equal(crowd.neighboursOfOneGroup, 60)
})

test('SDS-4.1-18 who needs the first row gets it, and too many of them are refused by number', () => {
  const sessions = [session('s1', 'theory', 9)]
  const rooms = [room('r1', 'theory', [5, 6]), room('r2', 'theory', [5, 6])]
  const given = input({ candidates: people(40, (index) => ({ firstRow: index >= 30 })), sessions, rooms })
  const front = seated(given).seats.filter((seat) => Number(seat.applicationId.slice(1)) >= 30)
  assert.ok(front.every((seat) => Number(seat.seatId.split('/')[1]) <= 6))
  const outcome = seatCandidates({ ...given, candidates: people(40, (index) => ({ firstRow: index >= 25 })) })
  assert.ok(outcome.refused && outcome.code === 'FIRST_ROW_FULL')
  assert.match(outcome.sentence, /缺 3 个/)
})

test('SDS-4.1-18 the recorded seed gives the same seats again, another seed others', () => {
  const given = input({
    candidates: people(47, (index) => ({ group: `g${index % 5}` })),
    sessions: [session('s1', 'theory', 9)],
    rooms: [room('r1', 'theory', [5, 6]), room('r2', 'theory', [5, 6])],
  })
  assert.deepEqual(seated(given), seated(given))
  assert.notDeepEqual(seated(given), seated({ ...given, seed: 'f'.repeat(32) }))
})

const proposal = (count: number, to: string) =>
  proposeSessions({
    candidates: people(count, () => ({ subjects: ['theory', 'practical'] })),
    rooms: [room('r', 'theory', [10, 10]), room('w', 'practical', [5, 10])],
    restMinutes: 30,
    examFrom: day('2026-12-26'),
    examTo: day(to),
    windows: [
      { from: '08:30', to: '12:00' },
      { from: '13:30', to: '17:30' },
    ],
    minutes: { theory: 90, practical: 120 },
    gapMinutes: 30,
  })

test('SDS-4.1-18 the proposal has as many sessions as the people need, each inside the day’s windows', () => {
  const made = proposal(200, '2026-12-29')
  assert.equal(made.unplaced, 0)
  assert.equal(made.sessions.filter((each) => each.subject === 'theory').length, 2)
  assert.equal(made.sessions.filter((each) => each.subject === 'practical').length, 4)
  const starts = made.sessions.map((each) => new Date(each.from + 8 * hour).toISOString().slice(11, 16))
  assert.ok(
    starts.every((start) => ['08:30', '10:30', '13:30', '15:30', '16:00'].includes(start)),
    starts.join(),
  )
  const named = made.sessions.map((each) => ({ ...each, id: `${each.subject}${each.number}` }))
  const outcome = seatCandidates(
    input({
      candidates: people(200, () => ({ subjects: ['theory', 'practical'] })),
      rooms: [room('r', 'theory', [10, 10]), room('w', 'practical', [5, 10])],
      sessions: named,
    }),
  )
  assert.equal(outcome.refused, false)
})

test('SDS-4.1-18 when the exam days are too short the proposal says for how many people', () => {
  assert.equal(proposal(200, '2026-12-26').unplaced, 100)
})
