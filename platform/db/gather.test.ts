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

test('while reads are under way, what comes in waits and shares the next one', async () => {
  const reads: (readonly number[])[] = []
  const finish: (() => void)[] = []
  const look = gather(async (keys: readonly number[]) => {
    reads.push(keys)
    await new Promise<void>((resolve) => finish.push(resolve))
    return keys
  }, 1)
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  const first = look(1)
  await turn()
  const later = [look(2), look(3)]
  await turn()
  const last = look(4)
  await turn()
  assert.deepEqual(reads, [[1]])
  finish.shift()!()
  assert.equal(await first, 1)
  await turn()
  assert.deepEqual(reads, [[1], [2, 3, 4]])
  finish.shift()!()
  assert.deepEqual(await Promise.all([...later, last]), [2, 3, 4])
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
