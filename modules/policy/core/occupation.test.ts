import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#platform/clock/day.ts'
import { checkOccupationCode } from './occupation.ts'
import { regime } from './regime.ts'

const rule = regime('shandong-social', day('2026-11-01')).scope.occupationCode

test('SDS-A1-04 an occupation has four parts, a trade two figures more', () => {
  const occupation = checkOccupationCode('6-31-01-03', rule)
  assert.deepEqual(occupation, {
    refused: false,
    value: { code: '6-31-01-03', occupation: '6-31-01-03', trade: null, majorGroup: 6 },
  })
  const trade = checkOccupationCode('6-18-01-01-02', rule)
  assert.ok(!trade.refused)
  assert.equal(trade.value.occupation, '6-18-01-01')
  assert.equal(trade.value.trade, '02')
})

test('dashes of any kind and full-width figures are read', () => {
  for (const text of ['６－31－01－03', '6–31–01–03', ' 6-31-01-03 ', '6—31—01—03'])
    assert.ok(!checkOccupationCode(text, rule).refused, text)
})

test('SDS-A1-04 what is no code is refused with an example', () => {
  for (const text of ['', '9-31-01-03', '0-31-01-03', '6-3-01-03', '6-31-01', '6-31-01-03-1', '电工']) {
    const verdict = checkOccupationCode(text, rule)
    assert.ok(verdict.refused, text)
    assert.deepEqual(verdict.clauses, ['SDS-A1-04'])
    assert.match(verdict.sentence, /6-18-01-01-02/u)
  }
})
