import assert from 'node:assert/strict'
import { test } from 'node:test'
import { regime } from '#modules/policy/core/regime.ts'
import { day } from '#platform/clock/day.ts'
import { corrected, mayPropose } from './correction.rule.ts'

const rule = regime('shandong-social', day('2026-12-26')).results.passRule as Parameters<
  typeof corrected
>[2]['rule']
const row = {
  theory: 59,
  theoryStatus: 'scored',
  practical: 75,
  practicalStatus: 'scored',
  review: null,
  reviewStatus: null,
} as const
const on = { row, subjects: ['theory', 'practical'] as const, fullMark: 100, enteredBy: 'clerk' }
const codeOf = (change: Parameters<typeof mayPropose>[0]) => {
  const verdict = mayPropose(change, on)
  return verdict.refused ? verdict.code : 'accepted'
}

test('SDS-5.1-13 the entry person cannot propose a change of score', () => {
  assert.equal(codeOf({ subject: 'theory', after: 61, proposer: 'clerk' }), 'ENTRY_PERSON')
  assert.equal(codeOf({ subject: 'theory', after: 61, proposer: 'examiner' }), 'accepted')
})

test('a correction changes a subject that was taken, within the full mark', () => {
  assert.equal(codeOf({ subject: 'review', after: 61, proposer: 'x' }), 'SUBJECT_NOT_TAKEN')
  assert.equal(codeOf({ subject: 'theory', after: 100.5, proposer: 'x' }), 'SCORE_OUT_OF_RANGE')
  assert.equal(codeOf({ subject: 'theory', after: 61.25, proposer: 'x' }), 'SCORE_OUT_OF_RANGE')
  assert.equal(codeOf({ subject: 'theory', after: 59, proposer: 'x' }), 'SCORE_UNCHANGED')
})

test('the consequence of a correction is recomputed, both ways', () => {
  const by = { subjects: on.subjects, rule }
  assert.equal(corrected(row, { subject: 'theory', after: 61 }, by).passed, true)
  assert.equal(corrected(row, { subject: 'practical', after: 95 }, by).passed, false)
  const open = { ...row, practical: null, practicalStatus: null }
  assert.equal(corrected(open, { subject: 'theory', after: 61 }, by).passed, null)
})
