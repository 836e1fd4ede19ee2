import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gather } from './gather.ts'

test('look-ups of one turn are answered by one read, each with its own answer', async () => {
  const reads: (readonly number[])[] = []
  const look = gather(async (keys: readonly number[]) => {
    reads.push(keys)
    return keys.map((key) => key * 10)
  })
  assert.deepEqual(await Promise.all([look(1), look(2), look(3)]), [10, 20, 30])
  assert.deepEqual(reads, [[1, 2, 3]])
  assert.equal(await look(4), 40)
  assert.deepEqual(reads, [[1, 2, 3], [4]])
})

test('a full group does not wait for the end of the turn', async () => {
  const sizes: number[] = []
  const look = gather(async (keys: readonly number[]) => {
    sizes.push(keys.length)
    return keys
  }, 2)
  assert.deepEqual(await Promise.all([1, 2, 3, 4, 5].map(look)), [1, 2, 3, 4, 5])
  assert.deepEqual(sizes, [2, 2, 1])
})

test('a failed read fails the look-ups in it and no later one', async () => {
  let fails = true
  const look = gather(async (keys: readonly number[]) => {
    if (fails) throw new Error('outage')
    return keys
  })
  await assert.rejects(Promise.all([look(1), look(2)]), /outage/)
  fails = false
  assert.equal(await look(3), 3)
})
