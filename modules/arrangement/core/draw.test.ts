import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { allot, commitmentOf, type Digest, drawHolds, drawnOrder } from './draw.ts'

const sha256: Digest = (text) => createHash('sha256').update(text).digest('hex')
const pool = Array.from({ length: 20 }, (_, index) => `A${String(index + 1).padStart(3, '0')}`)
const input = { seed: 'ab'.repeat(32), label: '2026-12-26 09:00 KD01 监考', pool }

test('SDS-4.3-08 the recorded seed and pool give the same result again, in whatever order the pool is listed', () => {
  const order = drawnOrder(input, sha256)
  assert.deepEqual(drawnOrder({ ...input, pool: [...pool].reverse() }, sha256), order)
  assert.deepEqual([...order].sort(), pool)
  assert.ok(drawHolds(input, { commitment: commitmentOf(input, sha256), order }, sha256))
})

test('SDS-4.3-08 a changed seed, pool or result is found by whoever recomputes the draw', () => {
  const published = { commitment: commitmentOf(input, sha256), order: drawnOrder(input, sha256) }
  assert.equal(drawHolds({ ...input, seed: 'cd'.repeat(32) }, published, sha256), false)
  assert.equal(drawHolds({ ...input, pool: pool.slice(1) }, published, sha256), false)
  const [first, second, ...rest] = published.order
  assert.equal(drawHolds(input, { ...published, order: [second!, first!, ...rest] }, sha256), false)
})

test('SDS-4.3-08 a lot is SHA-256 of seed, label and staff number, as an ordinary tool computes it', () => {
  const [first] = drawnOrder(input, sha256)
  const lots = pool.map((member) => sha256(`${input.seed}\n${input.label}\n${member}`)).sort()
  assert.equal(sha256(`${input.seed}\n${input.label}\n${first}`), lots[0])
})

test('SDS-4.4-14 two sessions have two draws: the same seed under another label gives another order', () => {
  const afternoon = { ...input, label: '2026-12-26 14:00 KD01 监考' }
  assert.notDeepEqual(drawnOrder(input, sha256), drawnOrder(afternoon, sha256))
  assert.notEqual(commitmentOf(input, sha256), commitmentOf(afternoon, sha256))
})

const place = (id: string, need: number, excluded: readonly string[] = []) => ({
  id,
  need,
  excluded: new Set(excluded),
})

test('SDS-4.3-06 a teacher whose trainee sits in room 2 is never drawn for room 2 and can be drawn for room 1', () => {
  for (let turn = 0; turn < 40; turn += 1) {
    const order = drawnOrder({ seed: sha256(String(turn)), label: 'l', pool: ['T', 'B', 'C', 'D'] }, sha256)
    const { byPlace, missing } = allot(order, [place('room 1', 2), place('room 2', 2, ['T'])])
    assert.deepEqual(missing, [])
    assert.ok(byPlace.get('room 1')!.includes('T'))
  }
})

test('SDS-4.3-10 the allotment finds places for all where any does, by exchanging people already placed', () => {
  const { byPlace, missing } = allot(
    ['A', 'B', 'C'],
    [place('1', 1), place('2', 1, ['B', 'C']), place('3', 1, ['C'])],
  )
  assert.deepEqual(missing, [])
  assert.deepEqual(
    [...byPlace].map(([id, people]) => `${id}${people.join()}`),
    ['1C', '2A', '3B'],
  )
})

test('SDS-4.3-05 a pool that is too small is told by room and number', () => {
  const { missing } = allot(['A', 'B', 'C'], [place('1', 2), place('2', 2)])
  assert.deepEqual(missing, [{ id: '2', count: 1 }])
})
