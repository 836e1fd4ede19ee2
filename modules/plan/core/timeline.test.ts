import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day } from '#platform/clock/day.ts'
import { chosen, world, worldOf2026 } from '../rules.fixture.ts'
import { proposeDates } from './dates.proposal.ts'
import { checkDates } from './dates.rule.ts'
import { timelineOf } from './timeline.ts'

const judge = (changes: Parameters<typeof chosen>[0], createdOn = '2026-11-26') =>
  checkDates(world, { createdOn: day(createdOn), leadFrom: day(createdOn), chosen: chosen(changes) })
const codeOf = (verdict: ReturnType<typeof judge>) => (verdict.refused ? verdict.code : 'accepted')

const datesOf = () => {
  const verdict = judge({})
  assert.ok(!verdict.refused, verdict.refused ? verdict.sentence : '')
  return verdict.value
}

test('SDS-3.1-07 the thirteen stages follow each other without a gap, each with its arithmetic', () => {
  const segments = timelineOf(world, datesOf(), day('2026-12-09'))
  assert.deepEqual(
    segments.map(({ key }) => key),
    [
      'created',
      'enrolment',
      'review',
      'payment',
      'arrangement',
      'ticket',
      'exam',
      'marking',
      'publicity',
      'numbering',
      'issue',
      'reporting',
      'archive',
    ],
  )
  for (const [place, { from, to }] of segments.entries()) {
    assert.ok(from && to && from <= to, segments[place]?.title)
    if (place > 0) assert.equal(from, addDays(segments[place - 1]!.to!, 1))
  }
  const review = segments.find(({ key }) => key === 'review')!
  assert.equal(review.state, 'current')
  assert.equal(review.workingDaysLeft, 1)
  assert.equal(review.arithmetic, '12月7日报名截止 + 3天 → 12月10日，依据 鲁就人〔2023〕6号')
  assert.deepEqual(review.clauses, ['SDS-3.1-05'])
})

test('SDS-3.1-06 the ticket window opens three days before the examination', () => {
  const ticket = timelineOf(world, datesOf(), day('2026-11-26')).find(({ key }) => key === 'ticket')
  assert.deepEqual([ticket?.from, ticket?.to], ['2026-12-23', '2026-12-25'])
})

test('SDS-7.1-01 reporting ends thirty working days after issue', () => {
  const reporting = timelineOf(world, datesOf(), day('2026-11-26')).find(({ key }) => key === 'reporting')
  // 2027-01-12 is a Tuesday; six weeks of five working days later is a Tuesday again.
  assert.equal(reporting?.to, '2027-02-23')
})

test('SDS-3.1-07 two dates give all others, and what is proposed is accepted', () => {
  const proposed = proposeDates(world, {
    enrolmentFrom: day('2026-12-01'),
    examFrom: day('2026-12-26'),
    examTo: day('2026-12-27'),
  })
  assert.ok(!proposed.refused)
  assert.deepEqual(proposed.value, chosen({ publicityTo: '2027-01-07' }))
  assert.equal(codeOf(judge(proposed.value)), 'accepted')
})

test('SDS-3.1-01 a plan created four days before enrolment is refused, five days before accepted', () => {
  assert.equal(codeOf(judge({}, '2026-11-27')), 'LEAD_TIME_SHORT')
  assert.equal(codeOf(judge({}, '2026-11-26')), 'accepted')
  const refusal = judge({}, '2026-11-27')
  assert.ok(refusal.refused)
  assert.deepEqual(refusal.clauses, ['SDS-3.1-01'])
  assert.match(refusal.sentence, /2026年11月27日.*2026年12月1日/)
  assert.match(refusal.remedy, /2026年12月2日/)
})

test('SDS-3.1-01 created on 2023-05-10: enrolment on 2023-05-14 is refused, on 2023-05-15 accepted', () => {
  const from = (enrolmentFrom: string, enrolmentTo: string, reviewUntil: string) =>
    codeOf(
      judge(
        {
          enrolmentFrom,
          enrolmentTo,
          reviewUntil,
          paymentUntil: '2023-05-26',
          examFrom: '2023-06-03',
          examTo: '2023-06-03',
          publicityFrom: '2023-06-08',
          publicityTo: '2023-06-14',
          issueOn: '2023-06-19',
        },
        '2023-05-10',
      ),
    )
  assert.equal(from('2023-05-14', '2023-05-20', '2023-05-23'), 'LEAD_TIME_SHORT')
  assert.equal(from('2023-05-15', '2023-05-21', '2023-05-24'), 'accepted')
})

test('SDS-3.1-04 enrolment lasts exactly seven days', () => {
  assert.equal(codeOf(judge({ enrolmentTo: '2026-12-06' })), 'ENROLMENT_WINDOW')
  assert.equal(codeOf(judge({ enrolmentTo: '2026-12-08' })), 'ENROLMENT_WINDOW')
  const refusal = judge({ enrolmentTo: '2026-12-08' })
  assert.match(refusal.refused ? refusal.sentence : '', /2026年12月1日至2026年12月8日共8天，应为7天/)
})

test('SDS-3.1-05 review ends within three days after enrolment', () => {
  assert.equal(codeOf(judge({ reviewUntil: '2026-12-11' })), 'REVIEW_TOO_LONG')
  assert.equal(codeOf(judge({ reviewUntil: '2026-12-09' })), 'accepted')
})

test('SDS-3.1-07 an exam before the end of the 3-day review is refused with the two dates in the message', () => {
  const refusal = judge({ examFrom: '2026-12-09', examTo: '2026-12-09' })
  assert.ok(refusal.refused)
  assert.equal(refusal.code, 'EXAM_BEFORE_REVIEW')
  assert.match(refusal.sentence, /2026年12月9日.*2026年12月10日/)
  assert.ok(refusal.clauses.includes('SDS-3.1-07'))
})

test('SDS-3.1-07 every pair of neighbouring stages keeps its order, the refusal naming both dates', () => {
  const pairs = [
    [{ reviewUntil: '2026-12-07' }, /12月7日.*12月7日/],
    [{ paymentUntil: '2026-12-10' }, /12月10日.*12月10日/],
    [{ paymentUntil: '2026-12-22' }, /12月23日.*12月22日/],
    [{ examTo: '2026-12-25' }, /12月25日.*12月26日/],
    [{ publicityFrom: '2026-12-28' }, /12月28日.*12月27日/],
    [{ issueOn: '2027-01-08' }, /1月8日.*1月7日/],
  ] as const
  for (const [changes, both] of pairs) {
    const refusal = judge(changes)
    assert.ok(refusal.refused, JSON.stringify(changes))
    assert.equal(refusal.code, 'STAGES_OUT_OF_ORDER')
    assert.match(refusal.sentence, both)
    assert.ok(refusal.clauses.includes('SDS-3.1-07'))
  }
})

test('SDS-5.2-02 publicity covers five working days, holidays not counted, and may be longer', () => {
  // Thursday 31 December, New Year's Day off, then Monday to Thursday.
  assert.equal(codeOf(judge({ publicityTo: '2027-01-06' })), 'PUBLICITY_SHORT')
  assert.equal(codeOf(judge({ publicityTo: '2027-01-07' })), 'accepted')
  assert.equal(codeOf(judge({ publicityTo: '2027-01-08' })), 'accepted')
})

test('SDS-5.2-02 a year without an official calendar is said to be unknown, never guessed', () => {
  const verdict = checkDates(worldOf2026, {
    createdOn: day('2026-11-26'),
    leadFrom: day('2026-11-26'),
    chosen: chosen(),
  })
  assert.ok(verdict.refused)
  assert.equal(verdict.code, 'CALENDAR_YEAR_UNKNOWN')
  assert.match(verdict.sentence, /2027年/)
})

test('SDS-7.1-01 only the end of reporting lies in an unknown year: the stage says so and stays open', () => {
  const reporting = timelineOf(worldOf2026, datesOf(), day('2027-01-20')).find(
    ({ key }) => key === 'reporting',
  )
  assert.equal(reporting?.to, null)
  assert.match(reporting?.arithmetic ?? '', /2027年的法定节假日和调休安排尚未录入/)
  assert.equal(reporting?.state, 'current')
  assert.equal(reporting?.workingDaysLeft, null)
})
