import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type AnalysedItem, analyse } from './item-analysis.ts'
import type { KeyRuling } from './theory.rule.ts'

const question = (id: string, code: string, answer: readonly string[] = ['A']): AnalysedItem => ({
  ...{ id, code, answer },
  points: 1,
})
const easy = question('q001', 'easy')
const telling = question('q002', 'telling')
const both = question('q003', 'both', ['A', 'C'])
const none = new Map<string, KeyRuling>()

/** Twelve candidates, the first the best: everyone knows the easy one, the better half the telling one. */
const scripts = Array.from({ length: 12 }, (_, at) => ({
  items: [easy, telling, both],
  answers: {
    q001: ['A'],
    ...(at < 6 ? { q002: ['A'] } : at < 11 ? { q002: ['B'] } : {}),
    q003: at === 0 ? ['A', 'C'] : ['A'],
  },
}))

test('HN-1.8.7-04 an item’s difficulty, discrimination and answers are counted over all scripts', () => {
  const [first, second, third] = analyse([easy, telling, both], scripts, none)
  assert.deepEqual([first!.answered, first!.correct], [12, 12])
  assert.deepEqual(second, {
    ...{ code: 'telling', answered: 12, correct: 6 },
    ...{ upper: { size: 3, correct: 3 }, lower: { size: 3, correct: 0 } },
    choices: [
      { label: '', count: 1 },
      { label: 'A', count: 6 },
      { label: 'B', count: 5 },
    ],
  })
  assert.deepEqual(
    [third!.correct, third!.choices],
    [
      1,
      [
        { label: 'A', count: 12 },
        { label: 'C', count: 1 },
      ],
    ],
  )
})

test('HN-1.8.7-04 groups are of those who had the item, and there are none where they are too few', () => {
  const few = scripts.map((script, at) => (at < 9 ? script : { ...script, items: [easy, both] }))
  const [first, second] = analyse([easy, telling], few, none)
  assert.deepEqual([first!.answered, first!.upper!.size], [12, 3])
  assert.deepEqual([second!.answered, second!.upper, second!.lower], [9, null, null])
  const [unseen] = analyse([question('q009', 'unseen')], scripts, none)
  assert.deepEqual(unseen, {
    ...{ code: 'unseen', answered: 0, correct: 0, upper: null, lower: null, choices: [] },
  })
})

test('HN-1.8.7-04 a composite is the mean of its questions, its people counted once', () => {
  const [one, two] = [question('q004-1', 'composite'), question('q004-2', 'composite')]
  const answered = Array.from({ length: 12 }, (_, at) => ({
    items: [one, two],
    answers: { 'q004-1': ['A'], 'q004-2': [at < 6 ? 'A' : 'B'] },
  }))
  const [item] = analyse([one, two], answered, none)
  assert.deepEqual(
    [item!.answered, item!.correct, item!.upper, item!.lower],
    [12, 9, { size: 6, correct: 6 }, { size: 6, correct: 3 }],
  )
  assert.deepEqual(
    item!.choices.map(({ label, count }) => `${label} ${count}`),
    ['1.A 12', '2.A 6', '2.B 6'],
  )
})

test('SDS-5.1-05 a ruling on the key counts; what people mark is left out', () => {
  const rulings = new Map<string, KeyRuling>([['q002', { kind: 'answer', labels: ['B'] }]])
  const [item] = analyse([telling, question('q005', 'essay', [])], scripts, rulings)
  assert.equal(item!.correct, 5)
  assert.equal(analyse([question('q005', 'essay', [])], scripts, none).length, 0)
})
