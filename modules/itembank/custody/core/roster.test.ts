import assert from 'node:assert/strict'
import { test } from 'node:test'
import { regime } from '#modules/policy/core/regime.ts'
import { day } from '#platform/clock/day.ts'
import { guardOf, missingLogs, rosterGaps } from './roster.rule.ts'

const at = (text: string) => new Date(`2026-12-${text}:00+08:00`)
const period = { from: at('25T00:00'), to: at('26T00:00') }
const shift = (from: string, to: string, ...persons: string[]) => ({
  startsAt: at(from),
  endsAt: at(to),
  persons,
})

test('HN-2.3.4-05 HN-2.3.6-02 a roster with one person from 02:00 to 04:00 is a gap, and nothing else is', () => {
  const roster = [
    shift('25T00:00', '25T08:00', '甲'),
    shift('25T00:00', '25T02:00', '乙'),
    shift('25T04:00', '25T08:00', '乙'),
    shift('25T08:00', '26T00:00', '丙', '丁'),
  ]
  assert.deepEqual(rosterGaps(roster, period, 2), [{ from: at('25T02:00'), to: at('25T04:00'), persons: 1 }])
  assert.deepEqual(rosterGaps([...roster, shift('25T02:00', '25T04:00', '戊')], period, 2), [])
})

test('HN-2.3.4-05 the same person twice is one person; an empty roster is one gap of 24 hours', () => {
  const twice = [shift('25T00:00', '26T00:00', '甲', '甲'), shift('25T00:00', '26T00:00', '甲')]
  assert.deepEqual(rosterGaps(twice, period, 2), [{ ...period, persons: 1 }])
  assert.deepEqual(rosterGaps([], period, 2), [{ ...period, persons: 0 }])
})

test('HN-2.3.4-05 HN-2.3.6-02 the document asks for 2; where it is silent the operator’s number holds', () => {
  const henan = guardOf(regime('henan-social', day('2026-11-26')), 1)
  assert.deepEqual([henan.persons, henan.clauses], [2, ['HN-2.3.4-05', 'HN-2.3.6-02']])
  assert.deepEqual(guardOf(regime('shandong-social', day('2026-11-26')), 3).persons, 3)
})

test('HN-2.3.6-05 a shift that is over without two signatures is missing from the log', () => {
  const signed = { ...shift('25T00:00', '25T08:00', '甲', '乙'), signers: ['甲', '乙'] }
  const half = { ...shift('25T08:00', '25T16:00', '丙', '丁'), signers: ['丙'] }
  const running = { ...shift('25T16:00', '26T00:00', '甲', '乙'), signers: [] }
  assert.deepEqual(missingLogs([signed, half, running], at('25T20:00')), [half])
})
