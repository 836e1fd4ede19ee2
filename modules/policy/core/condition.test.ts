import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { day } from '#platform/clock/day.ts'
import { type Claim, type Condition, evaluateCondition } from './condition.ts'
import { levels } from './level.ts'
import { conditionsFor, findCondition, standardOf } from './standard.ts'

const on = day('2026-12-07')
const standard = standardOf('6-31-01-03', on)!

const nothing: Claim = {
  birthDate: null,
  workingSince: null,
  yearsStated: null,
  certificates: [],
  titles: [],
  educations: [],
  evidence: [],
}
const claim = (parts: Partial<Claim>): Claim => ({ ...nothing, ...parts })
const condition = (level: 1 | 2 | 3 | 4 | 5, id: string): Condition => {
  const found = findCondition(standard, level, id)
  assert.ok(found)
  return found
}
const fourYears: Condition = {
  id: 'x',
  level: 4,
  text: '满4年',
  criteria: [{ kind: 'work-years', years: 4 }],
}

test('SDS-3.3-11 work since 2019-06-01 gives three full years on 2023-05-31, not four', () => {
  const result = evaluateCondition(fourYears, claim({ workingSince: day('2019-06-01') }), day('2023-05-31'))
  assert.equal(result.met, false)
  assert.equal(result.criteria[0]?.found, '3年')
  assert.match(result.criteria[0]?.needed ?? '', /满4年/u)
})

test('SDS-3.3-11 a day later the fourth year is complete', () => {
  assert.ok(evaluateCondition(fourYears, claim({ workingSince: day('2019-06-01') }), day('2023-06-01')).met)
})

test('SDS-3.3-11 work begun on a leap day completes its years on 28 February', () => {
  const since = claim({ workingSince: day('2020-02-29') })
  assert.ok(!evaluateCondition(fourYears, since, day('2024-02-28')).met)
  assert.ok(evaluateCondition(fourYears, since, day('2024-02-29')).met)
  const three: Condition = { ...fourYears, criteria: [{ kind: 'work-years', years: 3 }] }
  assert.ok(!evaluateCondition(three, since, day('2023-02-27')).met)
  assert.ok(evaluateCondition(three, since, day('2023-02-28')).met)
})

test('SDS-3.3-08 a claim of three of four years is refused, with what was found and what is needed', () => {
  const { verdict } = evaluateCondition(fourYears, claim({ yearsStated: 3 }), on)
  assert.ok(verdict.refused)
  assert.equal(verdict.code, 'CONDITION_NOT_MET')
  assert.match(verdict.sentence, /满4年，实际为3年/u)
  assert.ok(verdict.clauses.includes('SDS-3.3-08'))
})

test('of stated years and years since the first job the smaller counts', () => {
  const five = condition(4, '1')
  const stated = (yearsStated: number | null, workingSince: string | null) =>
    evaluateCondition(
      five,
      claim({ yearsStated, workingSince: workingSince === null ? null : day(workingSince) }),
      on,
    )
  assert.ok(stated(6, '2020-01-01').met)
  assert.ok(!stated(6, '2024-03-01').met)
  assert.ok(!stated(3, '2010-01-01').met)
  assert.ok(stated(null, '2021-12-07').met)
  assert.ok(!stated(null, '2021-12-08').met)
  assert.equal(stated(null, null).criteria[0]?.found, '未填写可计算的工作年限')
})

test('work that begins after the reference day counts as none', () => {
  const result = evaluateCondition(fourYears, claim({ workingSince: day('2027-06-01') }), on)
  assert.equal(result.met, false)
  assert.equal(result.criteria[0]?.found, '0年')
})

test('years after a certificate are bounded by its day of issue', () => {
  const afterLevel5 = condition(4, '2')
  const held = (issued: Claim['certificates'][number]['issued'], yearsStated: number) =>
    evaluateCondition(
      afterLevel5,
      claim({ yearsStated, certificates: [{ level: 5, related: true, issued }] }),
      on,
    ).met
  assert.ok(held({ day: day('2023-12-07') }, 10))
  assert.ok(!held({ day: day('2023-12-08') }, 10))
  assert.ok(!held({ day: day('2020-01-01') }, 2))
  assert.ok(!held(null, 10))
})

test('of a certificate number only the year is known: the difference of the years is taken', () => {
  const afterLevel5 = condition(4, '2')
  const held = (year: number, yearsStated: number) =>
    evaluateCondition(
      afterLevel5,
      claim({ yearsStated, certificates: [{ level: 5, related: true, issued: { year } }] }),
      on,
    ).met
  assert.ok(held(2023, 3))
  assert.ok(!held(2024, 3))
  assert.ok(!held(2025, 1))
})

test('a certificate of an unrelated occupation or of a lower level does not serve', () => {
  const conditionOfLevel3 = condition(3, '2')
  const held = (level: 3 | 4 | 5, related: boolean) =>
    evaluateCondition(
      conditionOfLevel3,
      claim({ yearsStated: 9, certificates: [{ level, related, issued: { day: day('2018-01-01') } }] }),
      on,
    ).met
  assert.ok(held(4, true))
  assert.ok(held(3, true))
  assert.ok(!held(5, true))
  assert.ok(!held(4, false))
})

test('SDS-3.3-04 a condition by education needs the proof of it before approval', () => {
  const graduate = condition(4, '3')
  const school = claim({
    educations: [{ schooling: 'higher-vocational', related: true, currentStudent: false }],
  })
  const without = evaluateCondition(graduate, school, on)
  assert.ok(without.met)
  assert.ok(without.verdict.refused)
  assert.equal(without.verdict.code, 'EVIDENCE_MISSING')
  assert.deepEqual(without.verdict.clauses, ['SDS-3.3-04'])
  assert.deepEqual(without.evidenceMissing, ['education-proof'])
  const withProof = evaluateCondition(graduate, { ...school, evidence: ['education-proof'] }, on)
  assert.ok(!withProof.verdict.refused)
})

test('SDS-3.3-05 years of work need the written commitment before approval', () => {
  const result = evaluateCondition(condition(4, '1'), claim({ yearsStated: 8 }), on)
  assert.ok(result.met)
  assert.ok(result.verdict.refused)
  assert.deepEqual(result.verdict.clauses, ['SDS-3.3-05'])
  assert.match(result.verdict.sentence, /工作年限书面承诺/u)
  const complete = evaluateCondition(
    condition(4, '1'),
    claim({ yearsStated: 8, evidence: ['work-years-commitment'] }),
    on,
  )
  assert.deepEqual(complete.verdict, { refused: false, value: condition(4, '1') })
})

test('SDS-3.3-06 a prior certificate needs its query on record, each missing kind is named once', () => {
  const result = evaluateCondition(
    condition(2, '2'),
    claim({
      yearsStated: 12,
      titles: [{ rank: 'junior', related: true, obtained: { year: 2015 } }],
      certificates: [{ level: 3, related: true, issued: { year: 2020 } }],
    }),
    on,
  )
  assert.ok(result.met)
  assert.deepEqual(result.evidenceMissing, [
    'title-certificate',
    'work-years-commitment',
    'prior-certificate-check',
  ])
})

test('the reviewer sees every criterion answered, the met ones too', () => {
  const result = evaluateCondition(condition(4, '2'), claim({ yearsStated: 9 }), on)
  assert.equal(result.criteria.length, 2)
  assert.deepEqual(
    result.criteria.map((criterion) => [criterion.met, criterion.found]),
    [
      [false, '没有五级/初级工及以上证书'],
      [false, '未填写可计算的工作年限'],
    ],
  )
})

test('students in their last year may apply where the condition says so', () => {
  const student = claim({
    educations: [{ schooling: 'technician-college', related: true, currentStudent: true }],
  })
  assert.ok(evaluateCondition(condition(4, '3'), student, on).met)
  const graduateOnly = claim({
    ...student,
    yearsStated: 3,
    certificates: [{ level: 3, related: true, issued: { year: 2020 } }],
  })
  assert.ok(!evaluateCondition(condition(2, '4'), graduateOnly, on).met)
  assert.ok(evaluateCondition(condition(2, '5'), graduateOnly, on).met)
})

test('an unrelated subject or a school of another kind does not serve', () => {
  const school = (schooling: 'vocational-secondary' | 'technician-college', related: boolean) =>
    evaluateCondition(
      condition(3, '4'),
      claim({ educations: [{ schooling, related, currentStudent: false }] }),
      on,
    )
  assert.ok(school('technician-college', true).met)
  assert.ok(!school('technician-college', false).met)
  assert.ok(!school('vocational-secondary', true).met)
  assert.match(school('technician-college', false).criteria[0]?.found ?? '', /其他专业/u)
})

test('a title of a higher rank includes the lower one', () => {
  const senior = claim({
    yearsStated: 6,
    titles: [{ rank: 'senior', related: true, obtained: { year: 2024 } }],
  })
  assert.ok(evaluateCondition(condition(2, '3'), senior, on).met)
  assert.ok(evaluateCondition(condition(1, '3'), senior, on).met)
  const junior = claim({ ...senior, titles: [{ rank: 'junior', related: true, obtained: { year: 2024 } }] })
  assert.ok(!evaluateCondition(condition(2, '3'), junior, on).met)
})

test('the age is counted in completed years on the reference day', () => {
  const of = (birth: string) => evaluateCondition(condition(5, '1'), claim({ birthDate: day(birth) }), on).met
  assert.ok(of('2010-12-07'))
  assert.ok(!of('2010-12-08'))
  assert.ok(!evaluateCondition(condition(5, '1'), nothing, on).met)
})

test('a certificate held for two years serves the student of a technician class, held for one it does not', () => {
  const student = (issued: string) =>
    evaluateCondition(
      condition(2, '5'),
      claim({
        educations: [{ schooling: 'technician-college', related: true, currentStudent: true }],
        certificates: [{ level: 3, related: true, issued: { day: day(issued) } }],
      }),
      on,
    ).met
  assert.ok(student('2024-12-07'))
  assert.ok(!student('2024-12-08'))
})

test('SDS-3.3-07 the conditions to choose from are those of the standard at that level', () => {
  assert.deepEqual(
    levels.map((level) => conditionsFor(standard, level).length),
    [2, 3, 5, 5, 3],
  )
  for (const level of levels)
    for (const [at, choice] of conditionsFor(standard, level).entries()) {
      assert.equal(choice.level, level)
      assert.equal(choice.id, String(at + 1))
      assert.ok(choice.criteria.length > 0)
    }
  assert.equal(findCondition(standard, 4, '4'), null)
})

test('SDS-3.3-07 an occupation or a day without a standard has no conditions', () => {
  assert.equal(standardOf('6-18-01-01', on), null)
  assert.equal(standardOf('6-31-01-03', day('2022-12-31')), null)
})

test('SDS-3.3-07 the conditions of level 4 are word for word those the roster is judged by', () => {
  const truth: { conditions: Record<string, string> } = JSON.parse(
    readFileSync(new URL('../../../demo/data/roster-electrician-4.truth.json', import.meta.url), 'utf8'),
  )
  const texts = Object.fromEntries(conditionsFor(standard, 4).map(({ id, text }) => [id, text]))
  assert.deepEqual(texts, truth.conditions)
})

test('a condition is found by its number or by its wording, however it was typed', () => {
  const named = (text: string) => findCondition(standard, 4, text)?.id ?? null
  assert.equal(named('1'), '1')
  assert.equal(named(' １ '), '1')
  assert.equal(named('累计从事本职业或相关职业工作满5年'), '1')
  assert.equal(named('（1）累计从事本职业或相关职业工作满５年。'), '1')
  assert.equal(
    named('取得本职业或相关职业五级/初级工职业资格(职业技能等级)证书后，累计从事本职业或相关职业工作满3年'),
    '2',
  )
  assert.equal(named('累计从事本职业或相关职业工作满4年'), null)
  assert.equal(named(''), null)
})
