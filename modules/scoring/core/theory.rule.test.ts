import assert from 'node:assert/strict'
import { test } from 'node:test'
import { itemPoints, type KeyedItem, type KeyRuling, theoryTotal } from './theory.rule.ts'

const items: readonly KeyedItem[] = [
  { id: 'q001', points: 1, answer: ['B'] },
  { id: 'q002', points: 0.5, answer: ['A'] },
  { id: 'q003', points: 2, answer: ['A', 'C'] },
]
const none = new Map<string, KeyRuling>()

test('SDS-5.1-01 the total is the sum of the items answered rightly', () => {
  assert.equal(theoryTotal(items, { q001: ['B'], q002: ['A'], q003: ['A', 'C'] }, none), 3.5)
  assert.equal(theoryTotal(items, { q001: ['C'], q002: ['A'] }, none), 0.5)
  assert.equal(theoryTotal(items, {}, none), 0)
})

test('an answer with several labels earns its points only when complete and without a wrong one', () => {
  assert.equal(itemPoints(items[2]!, ['A']), 0)
  assert.equal(itemPoints(items[2]!, ['A', 'B', 'C']), 0)
  assert.equal(itemPoints(items[2]!, ['C', 'A']), 2)
})

test('an item left empty earns nothing, even where the key were empty', () => {
  assert.equal(itemPoints({ id: 'q', points: 1, answer: [] }, []), 0)
  assert.equal(itemPoints(items[0]!, undefined), 0)
})

test('SDS-5.1-05 a ruling changes the key for that item only, or gives everybody its points', () => {
  const answers = { q001: ['C'], q002: ['A'] }
  assert.equal(theoryTotal(items, answers, new Map([['q001', { kind: 'answer', labels: ['C'] }]])), 1.5)
  assert.equal(theoryTotal(items, answers, new Map([['q003', { kind: 'everybody' }]])), 2.5)
})

test('a hundred items of half a point make exactly fifty', () => {
  const many = Array.from({ length: 100 }, (_, n) => ({ id: `q${n}`, points: 0.5, answer: ['A'] }))
  const all = Object.fromEntries(many.map(({ id }) => [id, ['A']]))
  assert.equal(theoryTotal(many, all, none), 50)
})
