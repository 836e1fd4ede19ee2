import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { day } from '#platform/clock/day.ts'
import { readStaffFile, type StaffFile } from '../import/staff-file.ts'
import { examinerReasons, type StaffRecord, supervisorReasons } from './examiner.rule.ts'
import { provincialExaminerRequirements } from './examiner-requirements.ts'

const demo = (name: string) => fileURLToPath(new URL(`../../../demo/data/${name}`, import.meta.url))

interface Truth {
  readonly staff: readonly {
    readonly staffNo: string
    readonly examinerElectrician4: string
    readonly reasons: readonly { readonly code: string; readonly text: string; readonly clause: string }[]
    readonly mustAvoid: readonly { readonly candidateId: string; readonly because: string }[]
  }[]
}
const truth = JSON.parse(readFileSync(demo('staff.truth.json'), 'utf8')) as Truth

let file: StaffFile
before(async () => {
  const read = await readStaffFile(readFileSync(demo('staff.xlsx')))
  if (read.refused) throw new Error(read.sentence)
  file = read.value
})

/** The candidates that matter: those whom someone of the staff must avoid, and the one who is of the staff. */
const candidates = () => {
  const own = truth.staff.filter(({ reasons }) => reasons.some(({ code }) => code === 'IS_CANDIDATE'))
  const documents = new Map(
    file.staff.map(({ record, documentNumber }) => [record.staffNumber, documentNumber]),
  )
  return new Set([
    ...truth.staff.flatMap(({ mustAvoid }) => mustAvoid.map(({ candidateId }) => candidateId)),
    ...own.map(({ staffNo }) => documents.get(staffNo)!),
  ])
}

const judge = () => {
  const enrolled = candidates()
  return file.staff.map(({ record, documentNumber }) => ({
    staffNo: record.staffNumber,
    reasons: examinerReasons(
      record,
      {
        occupationCode: '6-31-01-03',
        occupationName: '电工',
        examDay: day('2026-12-26'),
        isCandidate: enrolled.has(documentNumber),
      },
      provincialExaminerRequirements,
    ),
    mustAvoid: file.relations.filter(
      (relation) => relation.staffNumber === record.staffNumber && enrolled.has(relation.documentNumber),
    ),
  }))
}

test('SDS-4.3-12 of 140 staff 22 may examine, 12 with avoidance, 106 not, each for exactly its reasons and clauses', () => {
  const judged = judge()
  const count = (eligible: boolean, avoids: boolean) =>
    judged.filter((each) => (each.reasons.length === 0) === eligible && each.mustAvoid.length > 0 === avoids)
      .length
  assert.deepEqual(
    [count(true, false), count(true, true), judged.filter(({ reasons }) => reasons.length > 0).length],
    [22, 12, 106],
  )
  for (const [index, expected] of truth.staff.entries()) {
    const found = judged[index]!
    assert.equal(found.staffNo, expected.staffNo)
    assert.deepEqual(
      found.reasons
        .map(({ code, sentence, clauses }) => ({ code, text: sentence, clause: clauses[0] }))
        .sort((a, b) => (a.code < b.code ? -1 : 1)),
      [...expected.reasons].sort((a, b) => (a.code < b.code ? -1 : 1)),
      expected.staffNo,
    )
  }
})

test('SDS-4.3-10 SDS-4.3-02 whom each of the staff must avoid follows from relatives and taught classes, by document number', () => {
  for (const [index, { staffNo, mustAvoid }] of truth.staff.entries()) {
    const found = judge()
      [index]!.mustAvoid.map(({ documentNumber, reason }) => `${documentNumber} ${reason}`)
      .sort()
    assert.deepEqual(
      found,
      mustAvoid.map(({ candidateId, because }) => `${candidateId} ${because}`).sort(),
      staffNo,
    )
  }
})

const examiner = (values: Partial<StaffRecord>): StaffRecord => ({
  ...file.staff.find(({ record }) => record.staffNumber === 'A016')!.record,
  ...values,
})

test('SDS-4.3-12 an examiner whose card expired on 2023-05-31 is not in the pool for 2023-06-10', () => {
  const question = {
    occupationCode: '6-31-01-03',
    occupationName: '电工',
    examDay: day('2023-06-10'),
    isCandidate: false,
  }
  const codes = (values: Partial<StaffRecord>) =>
    examinerReasons(examiner(values), question, provincialExaminerRequirements).map(({ code }) => code)
  assert.deepEqual(codes({ cardFrom: day('2020-06-01'), cardUntil: day('2023-05-31') }), ['CARD_EXPIRED'])
  assert.deepEqual(codes({ cardFrom: day('2020-06-11'), cardUntil: day('2023-06-10') }), [])
})

test('SDS-4.3-14 a person without a supervisor card, or with an expired one, is no supervisor', () => {
  const on = day('2026-12-26')
  const supervisor = file.staff.find(({ record }) => record.staffNumber === 'A005')!.record
  const codes = (values: Partial<StaffRecord>) =>
    supervisorReasons({ ...supervisor, ...values }, on).map(({ code }) => code)
  assert.deepEqual(codes({}), [])
  assert.deepEqual(codes({ cardNumber: '' }), ['CARD_MISSING'])
  assert.deepEqual(codes({ cardUntil: day('2026-12-25') }), ['CARD_EXPIRED'])
  assert.deepEqual(codes({ roles: ['考评人员'] }), ['NOT_SUPERVISOR'])
})
