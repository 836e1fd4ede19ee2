import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Level } from '#modules/policy/core/level.ts'
import { regime } from '#modules/policy/core/regime.ts'
import { day } from '#platform/clock/day.ts'
import { firstPlanDeadline } from './filing.deadline.ts'
import { filingMachine } from './filing.machine.ts'
import { checkCode, checkOwnCity, checkScopeItem, type ScopeRequest } from './filing.rule.ts'
import { scopeMachine } from './scope.machine.ts'
import { type FilingStanding, findScope, type ScopeStanding } from './scope.rule.ts'

const law = regime('shandong-social', day('2023-05-10'))
const codeOf = (verdict: { refused: boolean; code?: string }) => (verdict.refused ? verdict.code : 'accepted')

const item: ScopeRequest = {
  occupationCode: '6-18-01-01',
  occupationName: '车工',
  trade: '',
  level: 4,
  standard: '车工国家职业技能标准',
  validFrom: day('2023-03-01'),
  validUntil: null,
}

const filing: FilingStanding = {
  id: 'f',
  code: 'S000037000012',
  pack: 'shandong-social',
  state: 'filed',
  filedOn: day('2023-03-01'),
  validUntil: day('2024-02-29'),
}
const line = (level: Level, change: Partial<ScopeStanding> = {}): ScopeStanding => ({
  ...item,
  id: `line ${level}`,
  state: 'active',
  level,
  validUntil: day('2023-12-31'),
  ...change,
})
const wanted = { day: day('2023-05-10'), occupationCode: '6-18-01-01', trade: '', level: 4 as Level }

test('SDS-A1-03 S000037000012 is accepted as organisation code; 12 characters, another letter or province are refused', () => {
  assert.deepEqual(checkCode('S000037000012', law), { refused: false, value: 'S000037000012' })
  assert.deepEqual(checkCode(' ｓ000037000012 ', law), { refused: false, value: 'S000037000012' })
  for (const text of [
    'S00003700001',
    'S0000370000123',
    'Y000037000012',
    'S000041000012',
    'S00003700001A',
    '',
  ]) {
    const verdict = checkCode(text, law)
    assert.equal(codeOf(verdict), 'ORGANISATION_CODE_MALFORMED', text)
    assert.deepEqual(verdict.refused && verdict.clauses, ['SDS-A1-03'])
  }
})

test('SDS-A1-04 6-18-01-01 and 6-18-01-01-02 are accepted as codes of a scope line, 6-18-1-1 is refused', () => {
  for (const occupationCode of ['6-18-01-01', '6-18-01-01-02'])
    assert.equal(codeOf(checkScopeItem({ ...item, occupationCode }, law)), 'accepted')
  for (const occupationCode of ['6-18-1-1', '9-18-01-01', '6-18-01-01-2', '车工']) {
    const verdict = checkScopeItem({ ...item, occupationCode }, law)
    assert.equal(codeOf(verdict), 'OCCUPATION_CODE_MALFORMED', occupationCode)
    assert.deepEqual(verdict.refused && verdict.clauses, ['SDS-A1-04'])
  }
})

test('SDS-1.0-02 a line for 6-18-01-01 level 4 without a standard or specification is refused', () => {
  for (const standard of ['', '   ', '\u3000']) {
    const verdict = checkScopeItem({ ...item, standard }, law)
    assert.equal(codeOf(verdict), 'STANDARD_MISSING')
    assert.deepEqual(verdict.refused && verdict.clauses, ['SDS-1.0-02'])
  }
  assert.equal(codeOf(checkScopeItem({ ...item, standard: '车工评价规范（备案公布）' }, law)), 'accepted')
})

test('days of a line must not run backwards', () => {
  const backwards = checkScopeItem({ ...item, validUntil: day('2023-02-28') }, law)
  assert.equal(codeOf(backwards), 'VALIDITY_REVERSED')
  assert.equal(codeOf(checkScopeItem({ ...item, validUntil: item.validFrom }, law)), 'accepted')
})

test('SDS-1.0-03 a centre of Jinan does not decide on an organisation of Qingdao; the province does on both', () => {
  const qingdao = { cityCode: '3702', cityName: '青岛市' }
  const jinan = { roles: ['city'], cityCode: '3701' }
  assert.equal(codeOf(checkOwnCity(jinan, qingdao)), 'OTHER_CITY')
  assert.equal(codeOf(checkOwnCity({ roles: ['city'], cityCode: '3702' }, qingdao)), 'accepted')
  assert.equal(codeOf(checkOwnCity({ roles: ['province'], cityCode: '3701' }, qingdao)), 'accepted')
  assert.equal(
    codeOf(checkOwnCity({ roles: ['city'], cityCode: null }, { cityCode: null, cityName: null })),
    'OTHER_CITY',
  )
})

test('SDS-1.0-01 no filing, or one that is expired, suspended, withdrawn or past its days, refuses', () => {
  const lines = [line(4)]
  assert.equal(codeOf(findScope(filing, lines, wanted)), 'accepted')
  assert.equal(codeOf(findScope(null, [], wanted)), 'FILING_NOT_VALID')
  for (const state of ['expired', 'suspended', 'withdrawn'] as const) {
    const verdict = findScope({ ...filing, state }, lines, wanted)
    assert.equal(codeOf(verdict), 'FILING_NOT_VALID', state)
    assert.deepEqual(verdict.refused && verdict.clauses, ['SDS-1.0-01'])
  }
  const on = (text: string) =>
    codeOf(findScope(filing, [line(4, { validUntil: null })], { ...wanted, day: day(text) }))
  assert.equal(on('2023-02-28'), 'FILING_NOT_VALID')
  assert.equal(on('2023-03-01'), 'accepted')
  assert.equal(on('2024-02-29'), 'accepted')
  assert.equal(on('2024-03-01'), 'FILING_NOT_VALID')
})

test('SDS-2.1-01 with levels 5, 4, 3 filed, level 2, another trade and another occupation are refused', () => {
  const lines = [line(5), line(4), line(3)]
  const verdict = findScope(filing, lines, { ...wanted, level: 2 })
  assert.equal(codeOf(verdict), 'OUT_OF_SCOPE')
  assert.ok(verdict.refused && verdict.clauses.includes('SDS-2.1-01'))
  assert.equal(codeOf(findScope(filing, lines, { ...wanted, trade: '数控车床' })), 'OUT_OF_SCOPE')
  assert.equal(codeOf(findScope(filing, lines, { ...wanted, occupationCode: '6-31-01-03' })), 'OUT_OF_SCOPE')
  for (const level of [5, 4, 3] as const)
    assert.equal(codeOf(findScope(filing, lines, { ...wanted, level })), 'accepted')
})

test('a line counts while it is active and within its own days', () => {
  for (const state of ['suspended', 'withdrawn'] as const)
    assert.equal(codeOf(findScope(filing, [line(4, { state })], wanted)), 'OUT_OF_SCOPE')
  assert.equal(codeOf(findScope(filing, [line(4)], { ...wanted, day: day('2023-12-31') })), 'accepted')
  assert.equal(codeOf(findScope(filing, [line(4)], { ...wanted, day: day('2024-01-01') })), 'OUT_OF_SCOPE')
})

test('SDS-2.2-06 announced on 2023-04-10: due 2023-06-10, overdue on 2023-06-11', () => {
  const onTheDay = firstPlanDeadline(day('2023-04-10'), law, day('2023-06-10'))
  assert.equal(onTheDay?.due, '2023-06-10')
  assert.equal(onTheDay?.overdue, false)
  assert.deepEqual(onTheDay?.clauses, ['SDS-2.2-06'])
  assert.match(onTheDay?.arithmetic ?? '', /2023年4月10日公布 \+ 2个月 → 2023年6月10日/)
  assert.equal(firstPlanDeadline(day('2023-04-10'), law, day('2023-06-11'))?.overdue, true)
})

test('a withdrawn filing has no way back; an expired one is renewed; a withdrawn line stays withdrawn', () => {
  for (const action of ['suspend', 'resume', 'withdraw', 'lapse', 'renew'] as const)
    assert.equal(filingMachine.next('withdrawn', action), undefined)
  assert.equal(filingMachine.next('expired', 'renew'), 'filed')
  assert.equal(filingMachine.next('expired', 'resume'), undefined)
  assert.deepEqual(scopeMachine.available('withdrawn', ['city']), [])
  assert.deepEqual(
    scopeMachine.available('suspended', ['city']).map(({ title }) => title),
    ['恢复', '取消'],
  )
  assert.deepEqual(scopeMachine.available('active', ['org-head']), [])
})
