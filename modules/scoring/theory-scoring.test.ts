import assert from 'node:assert/strict'
import { test } from 'node:test'
import { theoryTotal } from './core/theory.rule.ts'
import { itemsOfScript, type KeyedPaper } from './theory-scoring.ts'

const paper: KeyedPaper = {
  paperId: 'p',
  items: ['q1', 'q2', 'q3'].map((id) => ({ id, code: id, points: 2, answer: ['A'] })),
  forms: [{ items: ['q1', 'q2'] }, { items: ['q3', 'q2'] }],
  rulings: new Map([['q1', { kind: 'everybody' }]]),
}

test('SDS-5.1-01 a script is scored over its own form: points for everybody go only to those who had the item', () => {
  const answers = { q1: ['B'], q2: ['A'], q3: ['B'] }
  const total = (form: number) => theoryTotal(itemsOfScript(paper, { form }), answers, paper.rulings)
  assert.deepEqual([total(0), total(1), total(2)], [4, 2, 4])
})
