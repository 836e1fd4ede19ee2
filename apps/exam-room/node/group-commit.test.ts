import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { groupCommit } from './group-commit.ts'

/** A disk whose syncs end when the test says so. */
const slowDisk = () => {
  const committed: string[][] = []
  const syncs: ((cause: Error | null) => void)[] = []
  let refuses = false
  return {
    committed,
    syncs,
    refuse: (now: boolean) => {
      refuses = now
    },
    disk: {
      commit: (records: readonly string[]) => {
        if (refuses) throw new Error('disk full')
        committed.push([...records])
      },
      sync: (done: (cause: Error | null) => void) => {
        syncs.push(done)
      },
      syncNow: () => {},
    },
  }
}

const settled = async (promise: Promise<void>) => {
  const open = Symbol('open')
  const first = await Promise.race([
    promise.then(
      () => 'kept',
      (cause) => String(cause),
    ),
    turn(open),
  ])
  return first === open ? 'open' : first
}

test('nothing is acknowledged before its sync; what arrives meanwhile shares the next one', async () => {
  const { committed, syncs, disk } = slowDisk()
  const group = groupCommit(disk)
  const [a, b] = [group.append(['a']), group.append(['b'])]
  await turn()
  await turn()
  assert.deepEqual(committed, [['a', 'b']])
  assert.deepEqual(await Promise.all([settled(a), settled(b)]), ['open', 'open'])
  const [c, d] = [group.append(['c']), group.append(['d'])]
  await turn()
  assert.equal(committed.length, 1, 'one sync at a time')
  syncs.shift()?.(null)
  await turn()
  assert.deepEqual(await Promise.all([settled(a), settled(b), settled(c)]), ['kept', 'kept', 'open'])
  assert.deepEqual(committed, [
    ['a', 'b'],
    ['c', 'd'],
  ])
  syncs.shift()?.(null)
  await group.idle()
  assert.deepEqual(await Promise.all([settled(c), settled(d)]), ['kept', 'kept'])
})

test('a commit that fails refuses its own group only; the next one is written', async () => {
  const { committed, syncs, refuse, disk } = slowDisk()
  const group = groupCommit(disk)
  refuse(true)
  await assert.rejects(group.append(['a']), /disk full/)
  refuse(false)
  const kept = group.append(['b'])
  await turn()
  await turn()
  syncs.shift()?.(null)
  assert.equal(await settled(kept), 'kept')
  assert.deepEqual(committed, [['b']])
})

test('after a sync that failed nothing is acknowledged any more', async () => {
  const { syncs, disk } = slowDisk()
  const group = groupCommit(disk)
  const unknown = group.append(['a'])
  await turn()
  await turn()
  syncs.shift()?.(new Error('input/output error'))
  assert.match(await settled(unknown), /input\/output error/)
  await assert.rejects(group.append(['b']), /input\/output error/)
  await assert.rejects(group.append(['c']), /input\/output error/)
})

test('flushing writes what is waiting before it returns', async () => {
  const { committed, disk } = slowDisk()
  const group = groupCommit(disk)
  const kept = group.append(['a'])
  group.flush()
  assert.deepEqual(committed, [['a']])
  assert.equal(await settled(kept), 'kept')
})

test('what was appended is settled when its sync is over, not before; with nothing under way at once', async () => {
  const { syncs, disk } = slowDisk()
  const group = groupCommit(disk)
  assert.equal(await settled(group.settled()), 'kept')
  group.append(['a'])
  const [before, kept] = [group.settled(), group.append(['b'])]
  await turn()
  await turn()
  assert.deepEqual(await Promise.all([settled(before), settled(group.settled())]), ['open', 'open'])
  syncs.shift()?.(null)
  await kept
  assert.deepEqual(await Promise.all([settled(before), settled(group.settled())]), ['kept', 'kept'])
  const lost = group.append(['c'])
  const told = group.settled()
  await turn()
  await turn()
  syncs.shift()?.(new Error('input/output error'))
  await assert.rejects(lost, /input/)
  await assert.rejects(told, /input/)
})
