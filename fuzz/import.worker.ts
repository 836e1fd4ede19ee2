// Reads mutated files one after the other; says which one it is at in shared memory, so that its end can be told.
import { parentPort, workerData } from 'node:worker_threads'
import { seeded } from '#platform/random/seeded.ts'
import { families, seedsOf } from './families.ts'
import { judge } from './judge.ts'
import { mutatedFile } from './mutate-zip.ts'
import { type FuzzTask, slots, type Tally } from './tally.ts'

const { family, seed, from, to, shared } = workerData as FuzzTask
const at = new Int32Array(shared)
const { read, tokens } = families[family]!
const seeds = seedsOf(family)
const tally: Tally = { read: 0, items: 0, sound: 0, refused: {}, failures: [] }

const one = async (index: number): Promise<void> => {
  const random = seeded(`${seed}:${family}:${index}`)
  const verdict = await read(mutatedFile({ seeds, tokens, random }))
  if (verdict.refused) {
    tally.refused[verdict.code] = (tally.refused[verdict.code] ?? 0) + 1
    return
  }
  tally.read += 1
  tally.items += verdict.value.items.length
  tally.sound += verdict.value.items.filter(({ problems }) => problems.length === 0).length
  const broken = judge(verdict.value)
  if (broken.length > 0)
    tally.failures.push({ index, kind: 'crashed', reason: broken.slice(0, 3).join('; ') })
}

for (let index = from; index < to; index++) {
  Atomics.store(at, slots.index, index)
  Atomics.add(at, slots.beat, 1)
  try {
    await one(index)
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
    tally.failures.push({ index, kind: 'crashed', reason: reason.slice(0, 1000) })
  }
  if (index % 500 === 499 || index === to - 1) parentPort!.postMessage({ ...tally, next: index + 1 })
}
