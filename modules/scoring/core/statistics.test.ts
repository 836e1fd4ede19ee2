import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statisticsOf } from './statistics.ts'

const marks = { passMark: 60, fullMark: 100 }

test('every score falls into exactly one bin, 59.9 below the mark and 100 into the last', () => {
  const { bins, ...figures } = statisticsOf([0, 59.9, 60, 89.5, 100], marks)
  assert.deepEqual(
    bins.map(({ count }) => count),
    [1, 0, 0, 0, 0, 1, 1, 0, 1, 1],
  )
  assert.deepEqual([bins[5]!.label, bins[5]!.below, bins[6]!.below], ['50–59', true, false])
  assert.equal(bins[9]!.label, '90–100')
  assert.deepEqual(figures, { count: 5, mean: 61.9, highest: 100, lowest: 0, reached: 3 })
})

test('no scores give no mean', () => {
  assert.equal(statisticsOf([], marks).mean, null)
})
