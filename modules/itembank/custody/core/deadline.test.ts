import assert from 'node:assert/strict'
import { test } from 'node:test'
import { regime } from '#modules/policy/core/regime.ts'
import { day } from '#platform/clock/day.ts'
import { countReportDue, openingTime, papersOfRoom, receiptAppears, sealingLimits } from './deadline.rule.ts'

const henan = regime('henan-social', day('2026-11-26'))
const shandong = regime('shandong-social', day('2026-11-26'))
const startsAt = new Date('2026-12-26T09:00:00+08:00')

test('HN-2.3.4-06 a room of 30 needs 32 papers; a document without spares leaves the number to the operator', () => {
  assert.deepEqual(papersOfRoom(henan, 30), { spares: 2, quantity: 32, clauses: ['HN-2.3.4-06'] })
  assert.equal(papersOfRoom(shandong, 30), null)
})

test('HN-2.3.4-07 exam 2022-05-20: report due 2022-05-18', () => {
  assert.deepEqual(countReportDue(henan, day('2022-05-20')), { due: '2022-05-18', clauses: ['HN-2.3.4-07'] })
  assert.equal(countReportDue(shandong, day('2022-05-20')), null)
})

test('HN-2.6-01 start 09:00: the receipt step appears at 08:30; not for an examination on computers', () => {
  const printed = receiptAppears(henan, { kind: 'printed', startsAt })
  assert.deepEqual(printed, { due: new Date('2026-12-26T08:30:00+08:00'), clauses: ['HN-2.6-01'] })
  assert.equal(receiptAppears(henan, { kind: 'electronic', startsAt }), null)
  assert.equal(receiptAppears(shandong, { kind: 'printed', startsAt }), null)
})

test('HN-2.6-03 the set time of the opening is 5 minutes before the start, else what the operator has set', () => {
  assert.deepEqual(openingTime(henan, startsAt, 15).due, new Date('2026-12-26T08:55:00+08:00'))
  assert.deepEqual(openingTime(shandong, startsAt, 15), {
    due: new Date('2026-12-26T08:45:00+08:00'),
    clauses: [],
  })
})

test('HN-2.3.4-04 where the papers go out at the start, a sealed package may not open before it; two open it', () => {
  assert.deepEqual(
    [sealingLimits(henan, 'screen').mostLeadMinutes, sealingLimits(henan, 'screen').leastThreshold],
    [0, 2],
  )
  assert.equal(sealingLimits(shandong, 'screen').mostLeadMinutes, 30)
})
