import assert from 'node:assert/strict'
import { test } from 'node:test'
import { initialSeatStatus, isFinal, seatTransitions } from './seat.machine.ts'
import { initialSittingStatus, sittingTransitions } from './sitting.machine.ts'
import { acceptedIn, following, type TransitionTable, tableDefects } from './transition-table.ts'

test('every target of the sitting machine exists and every state is reachable from prepared', () => {
  assert.deepEqual(tableDefects(sittingTransitions, initialSittingStatus), [])
})

test('every target of the seat machine exists and every state is reachable from assigned', () => {
  assert.deepEqual(tableDefects(seatTransitions, initialSeatStatus), [])
})

test('the proof itself finds a state that cannot be reached and a target that does not exist', () => {
  const table = { a: { go: 'b' }, b: {}, c: {} } as TransitionTable<string, string>
  assert.deepEqual(tableDefects(table, 'a'), ['c: unreachable'])
  const dangling = { a: { go: 'nowhere' } } as TransitionTable<string, string>
  assert.deepEqual(tableDefects(dangling, 'a'), ['a --go--> nowhere: no such state'])
})

test('a sitting walks from prepared to uploaded in one order and only suspension goes back', () => {
  const walk = [
    'package-received',
    'check-in-opened',
    'paper-opened',
    'started',
    'suspended',
    'resumed',
    'ended',
    'sealed',
    'uploaded',
  ] as const
  const last = walk.reduce(
    (status, event) => following(sittingTransitions, status, event)!,
    initialSittingStatus,
  )
  assert.equal(last, 'uploaded')
  assert.equal(following(sittingTransitions, 'prepared', 'started'), undefined)
  assert.equal(
    following(sittingTransitions, 'checked-in', 'started'),
    undefined,
    'no start without an opened paper',
  )
})

test('handed-in, collected, absent and expelled are final; an absent candidate never had a paper', () => {
  const final = Object.keys(seatTransitions).filter((status) =>
    isFinal(status as keyof typeof seatTransitions),
  )
  assert.deepEqual(final.sort(), ['absent', 'collected', 'expelled', 'handed-in'])
  assert.equal(following(seatTransitions, 'assigned', 'paper-shown'), undefined)
  assert.deepEqual(acceptedIn(seatTransitions, 'assigned'), ['signed-in', 'marked-absent'])
})
