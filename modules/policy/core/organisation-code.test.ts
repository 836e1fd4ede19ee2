import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#platform/clock/day.ts'
import { checkCreditCode, checkOrganisationCode, creditCheckCharacter } from './organisation-code.ts'
import type { CodePattern, Known } from './parameter.ts'
import { regime } from './regime.ts'

const ruleOf = (pack: 'shandong-social' | 'henan-social'): Known<CodePattern> => {
  const parameter = regime(pack, day('2026-11-01')).filing.codePattern
  assert.notEqual(parameter.provenance, 'not-stated')
  if (parameter.provenance === 'not-stated') throw new Error('unreachable')
  return parameter
}

test('SDS-A1-03 S000037000012 is accepted, twelve characters are refused', () => {
  const rule = ruleOf('shandong-social')
  assert.deepEqual(checkOrganisationCode('S000037000012', rule), { refused: false, value: 'S000037000012' })
  const short = checkOrganisationCode('S00003700001', rule)
  assert.ok(short.refused)
  assert.equal(short.code, 'ORGANISATION_CODE_MALFORMED')
  assert.deepEqual(short.clauses, ['SDS-A1-03'])
})

test('SDS-A1-03 another letter, province or length is refused, spaces and width are folded', () => {
  const rule = ruleOf('shandong-social')
  for (const code of ['Y000037000012', 'S000041000012', 'S0000370000123', 'S00003700001X', ''])
    assert.ok(checkOrganisationCode(code, rule).refused, code)
  assert.ok(!checkOrganisationCode(' ｓ000037 000012 ', rule).refused)
})

test('HN-1.9-02 the Henan code has its own province', () => {
  const rule = ruleOf('henan-social')
  assert.ok(!checkOrganisationCode('S000041000012', rule).refused)
  assert.ok(checkOrganisationCode('S000037000012', rule).refused)
})

test('a unified social credit code is checked by GB 32100', () => {
  const first17 = '91370100MA0DEMO12'.replaceAll('O', '0')
  const code = first17 + creditCheckCharacter(first17)
  assert.deepEqual(checkCreditCode(` ${code.toLowerCase()} `), { refused: false, value: code })
  const last = code[17] === '0' ? '1' : '0'
  const wrong = checkCreditCode(first17 + last)
  assert.ok(wrong.refused)
  assert.match(wrong.sentence, /校验位/u)
})

test('the known example of GB 32100 has its check character', () => {
  assert.equal(creditCheckCharacter('91350100M000100Y4'), '3')
})

test('letters the standard leaves out and wrong lengths are refused', () => {
  for (const code of ['91370100MAIDEM0123', '91370100MAODEM0123', '9137010', '91370100MA0DEM01234', ''])
    assert.ok(checkCreditCode(code).refused, code)
})
