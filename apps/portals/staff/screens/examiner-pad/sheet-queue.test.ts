import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acknowledged, drop, newest, next, put, refused, sending, type Waiting } from './sheet-queue.ts'

const waiting = (key: string, points: Record<string, number>, version = 0): Waiting => ({
  key,
  input: { batchId: 'b', applicationId: 'x', version, points, vetoes: [], deductions: [], checks: [] },
  signature: null,
  refusal: null,
})

test('an acknowledged sheet leaves the pad', () => {
  const first = waiting('1', { p: 1 })
  assert.deepEqual(acknowledged(sending(put({}, first), first), first, 1), {})
})

test('what was written while the answer was under way stays and builds upon the acknowledged version', () => {
  const first = waiting('1', { p: 1 })
  const queue = acknowledged(put(sending(put({}, first), first), waiting('2', { p: 2 })), first, 1)
  assert.deepEqual(queue.x, { latest: waiting('2', { p: 2 }, 1), sent: null })
  assert.equal(next(queue)?.key, '2')
})

test('SDS-4.4-39 a sheet whose answer was lost goes again under its own key before what was written since', () => {
  const first = waiting('1', { p: 1 })
  const cut = put(sending(put({}, first), first), waiting('2', { p: 2 }))
  const reloaded = JSON.parse(JSON.stringify(cut)) as typeof cut
  assert.equal(next(reloaded)?.key, '1')
  const later = acknowledged(reloaded, first, 4)
  assert.deepEqual([next(later)?.key, next(later)?.input.version], ['2', 4])
})

test('a refused sheet is kept with its refusal and not sent again until it changes', () => {
  const first = waiting('1', { p: 9 })
  const no = { refused: true, code: 'POINT_OUT_OF_RANGE', sentence: '', remedy: '', clauses: [] } as const
  const queue = refused(sending(put({}, first), first), first, no)
  assert.equal(queue.x?.latest.refusal?.code, 'POINT_OUT_OF_RANGE')
  assert.equal(next(queue), undefined)
  assert.equal(next(put(queue, waiting('2', { p: 1 })))?.key, '2')
  assert.deepEqual(drop(queue, 'x'), {})
})

test('points that the server has taken do not fall back to an older reading', () => {
  const readLast = waiting('r', {}).input
  const taken = waiting('1', { p: 1 }, 1).input
  assert.equal(newest(undefined, taken, readLast), taken)
  assert.equal(newest(undefined, taken, { ...readLast, version: 2 }).version, 2)
  assert.deepEqual(newest(waiting('2', { p: 2 }), taken, readLast).points, { p: 2 })
})
