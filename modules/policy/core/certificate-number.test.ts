import assert from 'node:assert/strict'
import { test } from 'node:test'
import { composeCertificateNumber, parseCertificateNumber } from './certificate-number.ts'
import { levels } from './level.ts'

const parts = { organisationCode: 'S000037000012', year: 2026, level: 4, serial: 1 } as const

const numberOf = (given: Parameters<typeof composeCertificateNumber>[0]): string => {
  const verdict = composeCertificateNumber(given)
  assert.ok(!verdict.refused)
  return verdict.value
}

test('SDS-6.1-01 the number joins organisation, year, level and serial to 22 characters', () => {
  assert.equal(numberOf(parts), 'S000037000012264000001')
  assert.equal(numberOf(parts).length, 22)
  assert.equal(numberOf({ ...parts, serial: 999_999 }), 'S000037000012264999999')
  assert.equal(numberOf({ ...parts, year: 2005, level: 1 }), 'S000037000012051000001')
})

test('SDS-6.1-01 what was composed is read back', () => {
  for (const level of levels)
    for (const serial of [1, 42, 999_999]) {
      const verdict = parseCertificateNumber(numberOf({ ...parts, level, serial }))
      assert.ok(!verdict.refused && verdict.value.form === 'current')
      assert.equal(verdict.value.level, level)
      assert.equal(verdict.value.serial, serial)
      assert.equal(verdict.value.year, 2026)
      assert.equal(verdict.value.organisationCode, 'S000037000012')
      assert.equal(verdict.value.provinceCode, '37')
      assert.equal(verdict.value.issuer, 'social-organisation')
      assert.equal(verdict.value.filedWith, 'province')
    }
})

test('employers and organisations filed with the ministry are told apart', () => {
  const verdict = parseCertificateNumber('Y001237000012263000007')
  assert.ok(!verdict.refused && verdict.value.form === 'current')
  assert.equal(verdict.value.issuer, 'employer')
  assert.equal(verdict.value.filedWith, 'ministry')
})

test('a used-up serial is refused, impossible parts are a defect', () => {
  const verdict = composeCertificateNumber({ ...parts, serial: 1_000_000 })
  assert.ok(verdict.refused)
  assert.equal(verdict.code, 'CERTIFICATE_SERIAL_EXHAUSTED')
  assert.throws(() => composeCertificateNumber({ ...parts, serial: 0 }), RangeError)
  assert.throws(() => composeCertificateNumber({ ...parts, serial: 1.5 }), RangeError)
  assert.throws(() => composeCertificateNumber({ ...parts, year: 26 }), RangeError)
  assert.throws(() => composeCertificateNumber({ ...parts, year: 2100 }), RangeError)
  assert.throws(() => composeCertificateNumber({ ...parts, organisationCode: 'S00003700001' }), RangeError)
})

test('a legacy number is accepted by its sixteen digits, the eleventh is the level', () => {
  const verdict = parseCertificateNumber('1537000000401234')
  assert.ok(!verdict.refused && verdict.value.form === 'legacy')
  assert.equal(verdict.value.level, 4)
  assert.equal(verdict.value.year, 2015)
  const old = parseCertificateNumber('9837000000501234')
  assert.ok(!old.refused)
  assert.equal(old.value.year, 1998)
})

test('spaces and width are folded, everything malformed is refused (SDS-A2-03)', () => {
  assert.ok(!parseCertificateNumber(' Ｓ000037 000012 264000001 ').refused)
  const wrong = [
    '',
    '正在办理',
    'S00003700001226400000',
    'S0000370000122640000011',
    'A000037000012264000001',
    'S00003700O012264000001',
    'S000037000012266000001',
    'S000037000012264000000',
    '153700000040123',
    '1537000000901234',
  ]
  for (const text of wrong) {
    const verdict = parseCertificateNumber(text)
    assert.ok(verdict.refused, text)
    assert.equal(verdict.code, 'CERTIFICATE_NUMBER_MALFORMED')
  }
})
