import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ComparedScript, likePairs } from './likeness.ts'

const threshold = { minEqualWrong: 8, falseDiscoveryRate: 0.01 }
const labels = ['A', 'B', 'C', 'D']

/** A series of numbers in [0, 1) that is the same in every run. */
const series = (seed: number) => {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

const keyOf = (items: number) =>
  Array.from({ length: items }, (_, at) => ({ id: `q${at}`, answer: [labels[at % 4]!] }))

/** Somebody who works alone and knows about `share` of the answers. */
const alone = (id: string, items: number, by: { readonly next: () => number; readonly share: number }) => {
  const answers: Record<string, string[]> = {}
  for (const { id: item, answer } of keyOf(items)) {
    const right = by.next() < by.share
    const wrong = labels.filter((label) => label !== answer[0])
    answers[item] = right ? answer : [wrong[Math.floor(by.next() * wrong.length)]!]
  }
  return { id, sittingId: 's', row: 1, column: Number(id.replace(/\D/g, '')), answers }
}

test('HN-2.7-07 two papers with 28 of 30 equal wrong answers are listed, and nobody else', () => {
  const next = series(7)
  const crowd = Array.from({ length: 60 }, (_, at) => alone(`c${at + 10}`, 80, { next, share: 0.62 }))
  const first = alone('c1', 80, { next, share: 1 })
  const second: ComparedScript = { ...first, id: 'c2', row: 2, column: 1, answers: { ...first.answers } }
  const wrong = (item: number, by: number): string[] => [labels[((item % 4) + by) % 4]!]
  for (let item = 0; item < 30; item += 1) {
    Object.assign(first.answers, { [`q${item}`]: wrong(item, 1) })
    Object.assign(second.answers, { [`q${item}`]: wrong(item, item < 28 ? 1 : 2) })
  }
  const found = likePairs([first, second, ...crowd], keyOf(80), threshold)
  assert.deepEqual(
    found.map(({ a, b, equalWrong, bothWrong, adjacent }) => ({ a, b, equalWrong, bothWrong, adjacent })),
    [{ a: 'c1', b: 'c2', equalWrong: 28, bothWrong: 30, adjacent: true }],
  )
  assert.ok(found[0]!.chance < 1e-9)
})

test('HN-2.7-07 candidates who worked alone are not reported, however many they are', () => {
  const next = series(11)
  const crowd = Array.from({ length: 300 }, (_, at) => alone(`c${at}`, 100, { next, share: 0.55 }))
  assert.deepEqual(likePairs(crowd, keyOf(100), threshold), [])
})

test('HN-2.7-07 equal right answers and blank answers say nothing', () => {
  const key = keyOf(40)
  const same = (id: string, answers: ComparedScript['answers']) => ({
    ...{ id, sittingId: 's', row: 1, column: 1, answers },
  })
  const right = Object.fromEntries(key.map(({ id, answer }) => [id, answer]))
  assert.deepEqual(likePairs([same('a', right), same('b', right)], key, threshold), [])
  assert.deepEqual(likePairs([same('a', {}), same('b', {})], key, threshold), [])
})

test('HN-2.7-07 the threshold is the pack’s: with fewer equal wrong answers than it asks for nobody is listed', () => {
  const next = series(3)
  const crowd = Array.from({ length: 40 }, (_, at) => alone(`c${at + 5}`, 60, { next, share: 0.6 }))
  const copy = { ...crowd[0]!, id: 'copy' }
  const found = (minEqualWrong: number) =>
    likePairs([...crowd, copy], keyOf(60), { minEqualWrong, falseDiscoveryRate: 0.01 })
  assert.equal(found(8).length, 1)
  assert.equal(found(60).length, 0)
})
