import assert from 'node:assert/strict'
import { test } from 'node:test'
import { citizenCheckCharacter } from '#modules/policy/core/identity.ts'
import { regime } from '#modules/policy/core/regime.ts'
import { workingCalendar } from '#modules/policy/core/working-calendar.ts'
import { officialExceptions, officialYears } from '#modules/policy/seed/official-exceptions.ts'
import { day } from '#platform/clock/day.ts'
import {
  type CertificateData,
  checkCertificateData,
  type DataContext,
  requireSoundData,
} from './data.rule.ts'
import {
  issueDateOf,
  requireHandwritingDone,
  requireIssueDay,
  requireMaterials,
  requireOwnCertificate,
} from './issue.rule.ts'
import { numbersOf } from './number.rule.ts'
import { countByPeriod, periodOf } from './period.ts'
import { correctionDeadline, isOverdue, reportDeadline } from './report.deadline.ts'
import { levelWords, sheetFields } from './sheet.ts'
import { inNumberOrder, type SnapshotRow } from './snapshot.ts'
import { statementOf, tokenPayload, verifyAddress } from './token.ts'

const calendar = workingCalendar(officialYears, officialExceptions())
const shandong = regime('shandong-social', day('2023-05-01'))
const value = <T>(verdict: { refused: true; sentence: string } | { refused: false; value: T }): T => {
  assert.equal(verdict.refused, false)
  return (verdict as { value: T }).value
}

test('SDS-7.1-01 issued 2023-05-22: due 2023-07-04, overdue on 2023-07-05', () => {
  const deadline = value(reportDeadline(calendar, shandong, day('2023-05-22')))!
  assert.equal(deadline.due, '2023-07-04')
  assert.equal(isOverdue(deadline, day('2023-07-04')), false)
  assert.equal(isOverdue(deadline, day('2023-07-05')), true)
  assert.deepEqual(deadline.clauses, ['SDS-7.1-01'])
})

test('SDS-7.1-04 returned 2023-06-01: due 2023-06-25 (a make-up working day), overdue on 2023-06-26', () => {
  const deadline = value(correctionDeadline(calendar, shandong, day('2023-06-01')))!
  assert.equal(deadline.due, '2023-06-25')
  assert.equal(isOverdue(deadline, day('2023-06-25')), false)
  assert.equal(isOverdue(deadline, day('2023-06-26')), true)
  assert.deepEqual(deadline.clauses, ['SDS-7.1-04'])
})

test('SDS-7.1-01 a count that runs into a year without an official calendar says so instead of guessing', () => {
  const verdict = reportDeadline(calendar, shandong, day('2026-12-20'))
  assert.equal(verdict.refused && verdict.code, 'CALENDAR_YEAR_UNKNOWN')
  assert.match(verdict.refused ? verdict.sentence : '', /2027年/)
})

test('a pack that sets no days has no deadline', () => {
  const enterprise = regime('shandong-enterprise', day('2026-01-05'))
  assert.equal(value(reportDeadline(calendar, enterprise, day('2026-01-05'))), null)
  const henan = regime('henan-social', day('2026-01-05'))
  assert.equal(value(correctionDeadline(calendar, henan, day('2026-01-05'))), null)
})

test('SDS-6.1-01 a run of numbers is gap-free and bears organisation, year and level', () => {
  const run = { organisationCode: 'S000037000012', year: 2026, level: 4, count: 3 } as const
  assert.deepEqual(value(numbersOf({ ...run, first: 9 })), [
    'S000037000012264000009',
    'S000037000012264000010',
    'S000037000012264000011',
  ])
  const over = numbersOf({ ...run, first: 999_998 })
  assert.equal(over.refused && over.code, 'CERTIFICATE_SERIAL_EXHAUSTED')
})

const row = (name: string, values: Partial<SnapshotRow>): SnapshotRow => ({
  applicationId: name,
  personId: name,
  name,
  nameKey: name,
  documentType: '居民身份证',
  documentMasked: '',
  documentIndex: '',
  employer: '',
  occupationCode: '6-31-01-03',
  occupationName: '电工',
  trade: '',
  level: 4,
  photoFileId: null,
  unprintable: '',
  theory: 80,
  practical: 80,
  review: null,
  ...values,
})

test('numbers are given by occupation, trade, level from the lowest, then by name', () => {
  const rows = [
    row('zhou', { level: 3 }),
    row('wang', { level: 4 }),
    row('an', { level: 4 }),
    row('li', { level: 5 }),
    row('bai', { trade: '矿山电工', level: 5 }),
  ]
  assert.deepEqual(
    inNumberOrder(rows).map(({ name }) => name),
    ['li', 'an', 'wang', 'zhou', 'bai'],
  )
})

test('SDS-6.2-04 level 1 prints 一级/高级技师, level 4 prints 四级/中级工', () => {
  assert.deepEqual([1, 2, 3, 4, 5].map(levelWords), [
    '一级/高级技师',
    '二级/技师',
    '三级/高级工',
    '四级/中级工',
    '五级/初级工',
  ])
  assert.throws(() => levelWords(6), RangeError)
})

const statement = {
  name: '李明',
  documentType: '居民身份证',
  documentNumber: '370102200001010010',
  occupationName: '电工',
  trade: '',
  level: 4,
  number: 'S000037000012264000001',
  issuerName: '澜川市试验职业培训学校',
  issuedOn: day('2026-11-06'),
  unprintable: '',
}

test('SDS-6.2-03 a certificate of an occupation without trades shows ——, never an empty field', () => {
  assert.equal(sheetFields(statement, '——').trade, '——')
  assert.equal(sheetFields({ ...statement, trade: '矿山电工' }, '——').trade, '矿山电工')
  assert.equal(shandong.certificate.form.value.noTrade, '——')
})

test('SDS-6.2-05 a name with an unprintable character is left blank as a whole', () => {
  const fields = sheetFields({ ...statement, name: '李𫖮', unprintable: '𫖮' }, '——')
  assert.deepEqual([fields.name, fields.handwritten], ['', true])
  const open = requireHandwritingDone([{ number: statement.number, name: '李𫖮' }])
  assert.equal(open.refused && open.code, 'HANDWRITING_OPEN')
  assert.equal(requireHandwritingDone([]).refused, false)
})

test('the issue date is never before the approval, and certificates are not made before it', () => {
  assert.equal(issueDateOf(day('2026-11-06'), day('2026-11-01')), '2026-11-06')
  assert.equal(issueDateOf(day('2026-11-06'), day('2026-11-09')), '2026-11-09')
  assert.equal(requireIssueDay(day('2026-11-06'), day('2026-11-05')).refused, true)
  assert.equal(requireIssueDay(day('2026-11-06'), day('2026-11-06')).refused, false)
})

const data = (values: Partial<CertificateData> = {}): CertificateData => ({
  ...statement,
  occupationCode: '6-31-01-03',
  documentNumber: citizen(1),
  ...values,
})
const citizen = (n: number): string => {
  const first17 = `37010220000101${String(n).padStart(3, '0')}`
  return first17 + citizenCheckCharacter(first17)
}
const context: DataContext = {
  organisationCode: 'S000037000012',
  organisationName: '澜川市试验职业培训学校',
  scope: [{ occupationCode: '6-31-01-03', trade: '', level: 4 }],
  examinedUntil: day('2026-10-17'),
  today: day('2026-11-20'),
  alreadyCertified: new Set(),
}
const checksOf = (rows: readonly CertificateData[], changed: Partial<DataContext> = {}) =>
  checkCertificateData(rows, { ...context, ...changed }).map(({ row: at, check }) => [at, check])

test('SDS-7.1-03 a sound row passes every check', () => {
  assert.deepEqual(checksOf([data()]), [])
  assert.equal(requireSoundData([]).refused, false)
})

test('SDS-7.1-03 a row with a wrong ID check digit is refused and names the row', () => {
  const good = citizen(2)
  const wrong = good.slice(0, 17) + (good.endsWith('1') ? '2' : '1')
  const rows = [data(), data({ name: '王错', documentNumber: wrong, number: 'S000037000012264000002' })]
  const problems = checkCertificateData(rows, context)
  assert.deepEqual(
    problems.map(({ row: at, name, check }) => [at, name, check]),
    [[2, '王错', 'id-checksum']],
  )
  const verdict = requireSoundData(problems)
  assert.equal(verdict.refused && verdict.code, 'DATA_UNSOUND')
  assert.match(verdict.refused ? verdict.sentence : '', /第2行王错.*校验位/)
})

test('SDS-7.1-03 scope, dates, number, issuer and duplicates are each found in their row', () => {
  assert.deepEqual(checksOf([data({ level: 3, number: 'S000037000012263000001' })]), [[1, 'scope']])
  assert.deepEqual(checksOf([data({ trade: '矿山电工' })]), [[1, 'scope']])
  assert.deepEqual(checksOf([data({ issuedOn: day('2026-10-17') })]), [[1, 'dates']])
  assert.deepEqual(checksOf([data({ issuedOn: day('2026-11-21') })]), [[1, 'dates']])
  assert.deepEqual(checksOf([data({ number: 'S000037000013264000001' })]), [[1, 'number']])
  assert.deepEqual(checksOf([data({ number: 'S000037000012263000001' })]), [[1, 'number']])
  assert.deepEqual(checksOf([data({ number: 'S000037000012254000001' })]), [[1, 'number']])
  assert.deepEqual(checksOf([data({ issuerName: '他校' })]), [[1, 'issuer']])
  assert.deepEqual(checksOf([data(), data({ number: 'S000037000012264000002' })]), [[2, 'duplicates']])
  assert.deepEqual(checksOf([data(), data({ documentNumber: citizen(3) })]), [[2, 'duplicates']])
  const held = new Set([`${citizen(1)}|6-31-01-03||4`])
  assert.deepEqual(checksOf([data()], { alreadyCertified: held }), [[1, 'duplicates']])
})

test('SDS-6.3-01 SDS-6.3-02 only the issuer reissues, and only on proof', () => {
  const issuer = { organisationId: 'a', name: '甲校' }
  const foreign = requireOwnCertificate(issuer, 'b')
  assert.equal(foreign.refused && foreign.code, 'NOT_ISSUER')
  assert.equal(requireOwnCertificate(issuer, 'a').refused, false)
  const bare = requireMaterials([])
  assert.equal(bare.refused && bare.code, 'MATERIAL_MISSING')
  assert.equal(requireMaterials(['x']).refused, false)
})

test('SDS-7.1-02 counts by occupation, level and period sum to the certificates counted', () => {
  const one = { occupationCode: '6-31-01-03', occupationName: '电工', trade: '', level: 4, count: 1 }
  const days = [
    { ...one, issuedOn: day('2026-03-31'), count: 5 },
    { ...one, issuedOn: day('2026-04-01'), count: 7 },
    { ...one, issuedOn: day('2026-06-30'), count: 11, level: 3 },
    { ...one, issuedOn: day('2026-05-30'), count: 13 },
  ]
  const quarters = countByPeriod(days, 'quarter')
  assert.deepEqual(
    quarters.map(({ period, level, count }) => [period, level, count]),
    [
      ['2026年第1季度', 4, 5],
      ['2026年第2季度', 4, 20],
      ['2026年第2季度', 3, 11],
    ],
  )
  assert.deepEqual(
    ['month', 'quarter', 'year'].map((period) => periodOf(day('2026-10-01'), period as 'month')),
    ['2026年10月', '2026年第4季度', '2026年'],
  )
  assert.equal(
    countByPeriod(days, 'year').reduce((sum, { count }) => sum + count, 0),
    36,
  )
})

test('the statement of a token reads back whole; something else is no statement', () => {
  const said = { ...statement, documentMasked: '370102********0010', issuedOn: '2026-11-06' }
  const { documentNumber: _number, unprintable: _unprintable, ...expected } = said
  assert.deepEqual(statementOf(tokenPayload(said)), expected)
  assert.equal(statementOf({ n: 'x', l: 4 }), null)
  assert.equal(statementOf({ ...tokenPayload(said), l: '4' }), null)
  assert.equal(verifyAddress('https://a.example/', 'x.y.z'), 'https://a.example/verify#x.y.z')
})
