import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seeded, shuffled } from './seeded.ts'

const take = (seed: string, count: number) => {
  const random = seeded(seed)
  return Array.from({ length: count }, random)
}

test('the same seed gives the same numbers, another seed others', () => {
  assert.deepEqual(take('2026-12-26', 20), take('2026-12-26', 20))
  assert.notDeepEqual(take('2026-12-26', 3), take('2026-12-27', 3))
  assert.notDeepEqual(take('', 3), take(' ', 3))
})

test('numbers lie in [0, 1) and fill it evenly', () => {
  const numbers = take('even', 20_000)
  assert.ok(numbers.every((number) => number >= 0 && number < 1))
  for (let tenth = 0; tenth < 10; tenth++) {
    const share = numbers.filter((number) => Math.floor(number * 10) === tenth).length / numbers.length
    assert.ok(Math.abs(share - 0.1) < 0.01, `${tenth}: ${share}`)
  }
})

test('a shuffle keeps every element, changes nothing in place and favours no place', () => {
  const list = [0, 1, 2, 3]
  const random = seeded('shuffle')
  const firsts = [0, 0, 0, 0]
  for (let round = 0; round < 4000; round++) {
    const result = shuffled(list, random)
    assert.deepEqual([...result].sort(), [0, 1, 2, 3])
    firsts[result[0]!]! += 1
  }
  assert.deepEqual(list, [0, 1, 2, 3])
  assert.ok(
    firsts.every((count) => Math.abs(count - 1000) < 120),
    String(firsts),
  )
})
