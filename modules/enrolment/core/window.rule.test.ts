import assert from 'node:assert/strict'
import { test } from 'node:test'
import { regime } from '#modules/policy/core/regime.ts'
import { addDays, type Day, day } from '#platform/clock/day.ts'
import { enrolmentOpen, enrolmentWindowLength, isOverdue, reviewOpen, supplementOpen } from './window.rule.ts'

const batch = {
  enrolmentFrom: day('2023-05-15'),
  enrolmentTo: day('2023-05-21'),
  reviewUntil: day('2023-05-24'),
  state: 'published',
  publishedAt: new Date('2023-05-10T00:00:00Z'),
}
const rules = regime('shandong-social', day('2023-05-15'))
const lengthOf = (days: number) =>
  enrolmentWindowLength(
    { enrolmentFrom: batch.enrolmentFrom, enrolmentTo: addDays(batch.enrolmentFrom, days - 1) },
    rules,
  ).refused

test('SDS-3.1-04 a window of 2023-05-15 to 05-21 is accepted, one of 6 or 8 days refused with its clause', () => {
  assert.deepEqual([6, 7, 8].map(lengthOf), [true, false, true])
  const verdict = enrolmentWindowLength({ ...batch, enrolmentTo: day('2023-05-20') }, rules)
  assert.ok(verdict.refused)
  assert.deepEqual(verdict.clauses, ['SDS-3.1-04'])
  assert.match(verdict.sentence, /应为7天，现为6天/)
})

test('SDS-3.1-04 enrolment is refused the day before the window and the day after it, open on its first and last', () => {
  const open = (on: string) => !enrolmentOpen(batch, day(on)).refused
  assert.deepEqual(['2023-05-14', '2023-05-15', '2023-05-21', '2023-05-22'].map(open), [
    false,
    true,
    true,
    false,
  ])
})

test('SDS-3.1-02 a plan that was not published is not open, whatever its days', () => {
  const verdict = enrolmentOpen({ ...batch, publishedAt: null, state: 'submitted' }, day('2023-05-16'))
  assert.ok(verdict.refused && verdict.clauses.includes('SDS-3.1-02'))
  assert.ok(enrolmentOpen({ ...batch, state: 'cancelled' }, day('2023-05-16')).refused)
})

test('SDS-3.3-01 a decision before enrolment closes is refused, inside the review window taken, after it refused', () => {
  const open = (on: string) => !reviewOpen(batch, day(on)).refused
  assert.deepEqual(['2023-05-21', '2023-05-22', '2023-05-24', '2023-05-25'].map(open), [
    false,
    true,
    true,
    false,
  ])
  const early = reviewOpen(batch, day('2023-05-21'))
  assert.ok(early.refused && early.clauses.includes('SDS-3.3-01'))
})

test('SDS-3.1-05 enrolment closed 2023-05-21: undecided applications are overdue on 05-25 and not on 05-24', () => {
  const overdue = (state: string, on: Day) => isOverdue(state, batch, on)
  assert.equal(overdue('submitted', day('2023-05-24')), false)
  assert.equal(overdue('submitted', day('2023-05-25')), true)
  assert.equal(overdue('further-check', day('2023-05-25')), true)
  assert.equal(overdue('qualified', day('2023-05-25')), false)
})

test('a returned application may be supplemented until the review ends', () => {
  assert.equal(supplementOpen(batch, day('2023-05-24')).refused, false)
  assert.equal(supplementOpen(batch, day('2023-05-25')).refused, true)
})
