import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import {
  checkIdentity,
  citizenCheckCharacter,
  type IdentityType,
  identityTypes,
  parseIdentityType,
} from './identity.ts'

const accepted = (type: IdentityType, number: string) => {
  const verdict = checkIdentity(type, number)
  assert.ok(!verdict.refused, `${type} ${number}`)
  return verdict.value
}
const refusedCode = (type: IdentityType, number: string): string => {
  const verdict = checkIdentity(type, number)
  assert.ok(verdict.refused, `${type} ${number}`)
  assert.ok(verdict.clauses.includes('SDS-3.3-03'))
  assert.match(verdict.sentence, /。$/u)
  return verdict.code
}
const withCheck = (first17: string): string => first17 + citizenCheckCharacter(first17)

test('the example of GB 11643 has its check character', () => {
  assert.equal(citizenCheckCharacter('11010519491231002'), 'X')
  assert.equal(citizenCheckCharacter('44052418800101001'), '4')
})

test('SDS-7.1-03 a citizen number gives birth date and sex', () => {
  assert.deepEqual(accepted('resident-id', '370105198901199801'), {
    type: 'resident-id',
    number: '370105198901199801',
    birthDate: '1989-01-19',
    sex: 'female',
  })
  assert.equal(accepted('resident-id', withCheck('37010519890119981')).sex, 'male')
})

test('spaces, full-width digits and a small x are folded', () => {
  assert.equal(
    accepted('resident-id', ' ３７１１０２２００８０６１６９６０６\u00a0').number,
    '371102200806169606',
  )
  assert.equal(accepted('resident-id', '37061319821122988x').number, '37061319821122988X')
})

test('SDS-7.1-03 each wrong check character is found', () => {
  const right = withCheck('37010519890119981')
  for (const last of '0123456789X')
    if (last !== right[17])
      assert.equal(refusedCode('resident-id', right.slice(0, 17) + last), 'IDENTITY_NUMBER_CHECK')
})

test('lengths, letters and an X in the middle are malformed', () => {
  for (const number of [
    '',
    '37010519890119980',
    '3701051989011998011',
    '37010519890119980A',
    '3701051989011X9801',
    '370105890119980',
  ])
    assert.equal(refusedCode('resident-id', number), 'IDENTITY_NUMBER_MALFORMED')
})

test('an impossible birth date is found, leap days are judged by the calendar', () => {
  assert.equal(accepted('resident-id', withCheck('37010520000229981')).birthDate, '2000-02-29')
  assert.equal(accepted('resident-id', withCheck('37010519960229981')).birthDate, '1996-02-29')
  for (const first17 of [
    '37010519000229981',
    '37010520010229981',
    '37010519891301981',
    '37010519890431981',
    '37010517010101981',
  ])
    assert.equal(refusedCode('resident-id', withCheck(first17)), 'IDENTITY_BIRTH_DATE_IMPOSSIBLE', first17)
})

test('people born in the nineteenth century are still people', () => {
  assert.equal(accepted('resident-id', '440524188001010014').birthDate, '1880-01-01')
})

test('a region that no province has is found', () => {
  for (const province of ['00', '10', '38', '99', '81'])
    assert.equal(
      refusedCode('resident-id', withCheck(`${province}010519890119981`)),
      'IDENTITY_REGION_UNKNOWN',
    )
})

test('SDS-3.3-03 residence permits 81, 82 and 83 carry their own regions', () => {
  assert.equal(
    accepted('hong-kong-macao-residence-permit', withCheck('81000019890119981')).birthDate,
    '1989-01-19',
  )
  assert.equal(accepted('hong-kong-macao-residence-permit', withCheck('82000019890119982')).sex, 'female')
  assert.equal(accepted('taiwan-residence-permit', withCheck('83000019890119981')).sex, 'male')
  assert.equal(
    refusedCode('taiwan-residence-permit', withCheck('81000019890119981')),
    'IDENTITY_REGION_UNKNOWN',
  )
  assert.equal(
    refusedCode('hong-kong-macao-residence-permit', withCheck('83000019890119981')),
    'IDENTITY_REGION_UNKNOWN',
  )
})

test('SDS-3.3-03 travel permits are judged by shape and give no birth date', () => {
  assert.equal(accepted('hong-kong-macao-travel-permit', 'H12345678').birthDate, null)
  assert.equal(accepted('hong-kong-macao-travel-permit', 'm1234567801').number, 'M1234567801')
  assert.equal(accepted('taiwan-travel-permit', '12345678').sex, null)
  for (const number of ['A12345678', 'H1234567', 'H123456789'])
    assert.equal(refusedCode('hong-kong-macao-travel-permit', number), 'IDENTITY_NUMBER_MALFORMED')
  assert.equal(refusedCode('taiwan-travel-permit', '1234567'), 'IDENTITY_NUMBER_MALFORMED')
})

test('SDS-3.3-03 foreign passports and both generations of the permanent resident card', () => {
  for (const number of ['N00012345', 'AAA001234', 'M00012345', 'Z0001234', '750001234'])
    accepted('foreign-passport', number)
  assert.equal(refusedCode('foreign-passport', 'N000-12345'), 'IDENTITY_NUMBER_MALFORMED')
  assert.equal(accepted('foreign-permanent-resident-id', 'USA310119800115').birthDate, null)
  assert.equal(
    accepted('foreign-permanent-resident-id', withCheck('91115619800115001')).birthDate,
    '1980-01-15',
  )
  assert.equal(
    refusedCode('foreign-permanent-resident-id', withCheck('91115619801315001')),
    'IDENTITY_BIRTH_DATE_IMPOSSIBLE',
  )
  assert.equal(refusedCode('foreign-permanent-resident-id', 'US310119800115'), 'IDENTITY_NUMBER_MALFORMED')
})

test('the social card and the residence permit bear the citizen number', () => {
  for (const type of ['shandong-social-card', 'mainland-residence-permit', 'temporary-id'] as const) {
    assert.equal(accepted(type, '370105198901199801').birthDate, '1989-01-19')
    assert.equal(refusedCode(type, '370105198901199802'), 'IDENTITY_NUMBER_CHECK')
  }
})

test('names of documents are read as rosters write them', () => {
  assert.equal(parseIdentityType('居民身份证'), 'resident-id')
  assert.equal(parseIdentityType(' 身份证 '), 'resident-id')
  assert.equal(parseIdentityType('201'), 'resident-id')
  assert.equal(parseIdentityType('外国护照'), 'foreign-passport')
  assert.equal(parseIdentityType('台湾居民居住证'), 'taiwan-residence-permit')
  assert.equal(parseIdentityType('驾驶证'), null)
})

test('only the resident identity card has a published code in the reporting sheet', () => {
  assert.equal(identityTypes['resident-id'].reportingCode, '201')
  for (const [type, document] of Object.entries(identityTypes))
    if (type !== 'resident-id') assert.equal(document.reportingCode, null, type)
})

test('the planted numbers of the demo roster are judged as its truth file says', () => {
  const truth: { planted: { kind: string; idCell: string }[] } = JSON.parse(
    readFileSync(new URL('../../../demo/data/roster-electrician-4.truth.json', import.meta.url), 'utf8'),
  )
  const of = (kind: string) => truth.planted.filter((row) => row.kind === kind).map((row) => row.idCell)
  for (const number of of('bad-id-checksum'))
    assert.equal(refusedCode('resident-id', number), 'IDENTITY_NUMBER_CHECK')
  for (const number of of('full-width-digits')) accepted('resident-id', number)
  for (const number of of('foreign-passport')) accepted('foreign-passport', number)
  assert.equal(of('bad-id-checksum').length, 5)
})
