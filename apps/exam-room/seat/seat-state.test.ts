import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PaperOfSeat } from '#modules/delivery/core/paper.ts'
import type { NumberedDeed, SeatStanding } from '../room.port.ts'
import {
  afterDeed,
  emptySeat,
  pendingItems,
  pressed,
  type SeatSnapshot,
  stageOf,
  unansweredCount,
  withPaper,
  withStanding,
} from './seat-state.ts'

const paper: PaperOfSeat = {
  paperId: 'p',
  title: 't',
  subject: '理论知识',
  items: ['q1', 'q2', 'q3'].map((id) => ({ id, type: 'single', stem: [], options: [], points: 1 })),
  ...{ pictures: {}, formulas: {} },
}

const standing = (change: Partial<SeatStanding> = {}): SeatStanding => ({
  serverTime: '2026-12-26T01:10:00.000Z',
  sitting: 'running',
  seatStatus: 'answering',
  ...{ head: { seq: 7, hash: 'h' }, epoch: 1, mark: '', nodes: [] },
  start: '2026-12-26T01:00:00.000Z',
  earliestHandIn: '2026-12-26T02:00:00.000Z',
  end: '2026-12-26T02:30:00.000Z',
  extensionMinutes: 0,
  paperReady: true,
  mayHandIn: false,
  acknowledged: 0,
  announcements: [],
  released: false,
  ...change,
})

const answered = (clientSeq: number, item: string, ...choice: string[]): NumberedDeed => ({
  type: 'answered',
  item,
  choice,
  clientSeq,
  madeAt: '2026-12-26T01:09:00.000Z',
})

const seated: SeatSnapshot = withPaper(emptySeat, { paper, answers: {}, marked: [], current: null })

test('pressing a letter replaces a single choice, collects multiple ones in order, and again takes it back', () => {
  assert.deepEqual(pressed('single', ['A'], 'B'), ['B'])
  assert.deepEqual(pressed('judge', ['A'], 'A'), [])
  assert.deepEqual(pressed('multiple', ['C'], 'A'), ['A', 'C'])
  assert.deepEqual(pressed('multiple', ['A', 'C'], 'A'), ['C'])
})

test('what the room has not acknowledged stays pending, and only answers are counted as kept on this machine', () => {
  const viewed: NumberedDeed = {
    type: 'viewed',
    item: 'q1',
    clientSeq: 1,
    madeAt: '2026-12-26T01:09:00.000Z',
  }
  const seat = [viewed, answered(2, 'q1', 'A'), answered(3, 'q2', 'B'), answered(4, 'q2', 'A')].reduce(
    afterDeed,
    seated,
  )
  assert.equal(pendingItems(seat).size, 2)
  const heard = withStanding(seat, standing({ acknowledged: 2 }))
  assert.deepEqual([...pendingItems(heard)], ['q2'])
  assert.equal(heard.lastSavedAt, standing().serverTime)
  assert.equal(unansweredCount(heard), 1)
})

test("a paper fetched again keeps this machine's unacknowledged answers above the room's", () => {
  const seat = afterDeed(seated, answered(7, 'q2', 'B'))
  const again = withPaper(seat, { paper, answers: { q1: ['A'], q2: ['A'] }, marked: ['q1'], current: 'q3' })
  assert.deepEqual(again.answers, { q1: ['A'], q2: ['B'] })
  assert.deepEqual([...again.marked], ['q1'])
  assert.equal(again.pending.length, 1)
  assert.equal(again.position, 2)
})

test('the screen follows what the room says: a final state ends answering, a paper goes before waiting', () => {
  assert.equal(stageOf(emptySeat), 'enter')
  assert.equal(stageOf(seated), 'answering')
  for (const seatStatus of ['handed-in', 'collected', 'expelled', 'absent'] as const) {
    assert.equal(withStanding(seated, standing({ seatStatus })).stage, 'finished')
  }
})
