import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compared } from './comparison.ts'

const item = (id: string, pointCode: string, difficulty: number) => ({ id, pointCode, difficulty })

test('two papers are compared by what they share, how hard they are and what they cover', () => {
  const first = [item('1', 'A-A-A-001', 1), item('2', 'A-A-A-002', 3), item('3', 'A-B-A-001', 3)]
  const second = [item('2', 'A-A-A-002', 3), item('4', 'A-A-A-002', 5), item('5', 'B-A-A-001', 4)]
  assert.deepEqual(compared(first, second), {
    figures: [
      { items: 3, meanDifficulty: 2.33, byDifficulty: [1, 0, 2, 0, 0], pointsCovered: 3 },
      { items: 3, meanDifficulty: 4, byDifficulty: [0, 0, 1, 1, 1], pointsCovered: 2 },
    ],
    shared: 1,
    points: { first: 2, both: 1, second: 1 },
    ranges: [
      { code: 'A-A-A', counts: [2, 2] },
      { code: 'A-B-A', counts: [1, 0] },
      { code: 'B-A-A', counts: [0, 1] },
    ],
  })
})

test('a paper that holds no items of the bank has no mean and shares nothing', () => {
  const { figures, shared } = compared([], [item('1', 'A-A-A-001', 1)])
  assert.deepEqual([figures[0].meanDifficulty, figures[0].items, shared], [null, 0, 0])
})
