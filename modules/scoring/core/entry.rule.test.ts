import assert from 'node:assert/strict'
import { test } from 'node:test'
import { regime } from '#modules/policy/core/regime.ts'
import { day } from '#platform/clock/day.ts'
import { type EnteredScores, type EntryStanding, judge, mayEnter, withDecisions } from './entry.rule.ts'

const rule = regime('shandong-social', day('2026-12-26')).results.passRule as Parameters<typeof judge>[2]
const row: EnteredScores = {
  theory: 80,
  theoryStatus: 'scored',
  practical: 75,
  practicalStatus: 'scored',
  review: null,
  reviewStatus: null,
}
const clear: EntryStanding = {
  open: [],
  unconfirmedTheory: 0,
  panelsNotCountersigned: 0,
  undecidedViolations: 0,
  toRescore: 0,
  withoutNote: [],
}
const codeOf = (standing: EntryStanding) => {
  const verdict = mayEnter(standing)
  return verdict.refused ? verdict.code : 'accepted'
}

test('a subject that was not applied for is not asked for', () => {
  const verdict = judge(row, ['theory', 'practical'], rule)
  assert.equal(!verdict.refused && verdict.value, true)
  const withReview = judge(row, ['theory', 'practical', 'review'], rule)
  assert.equal(withReview.refused && withReview.code, 'SUBJECT_OPEN')
})

test('SDS-4.4-42 decided cheating makes the subject 0 and the candidate fails', () => {
  const caught = withDecisions(row, new Map([['theory', 'cheating']]))
  assert.equal(caught.theory, 0)
  assert.equal(caught.theoryStatus, 'cheating')
  assert.equal(caught.practical, 75)
  const verdict = judge(caught, ['theory', 'practical'], rule)
  assert.equal(!verdict.refused && verdict.value, false)
})

test('SDS-5.1-01 SDS-5.1-14 scores are entered when nothing is open, and the first obstacle is named', () => {
  assert.equal(codeOf(clear), 'accepted')
  assert.equal(codeOf({ ...clear, unconfirmedTheory: 2 }), 'THEORY_NOT_CONFIRMED')
  assert.equal(codeOf({ ...clear, panelsNotCountersigned: 1 }), 'PANEL_NOT_COUNTERSIGNED')
  assert.equal(codeOf({ ...clear, undecidedViolations: 1 }), 'VIOLATION_OPEN')
  assert.equal(codeOf({ ...clear, open: ['张小三'] }), 'SUBJECT_OPEN')
  assert.equal(codeOf({ ...clear, withoutNote: ['张小三'] }), 'VIOLATION_NOTE_MISSING')
})
