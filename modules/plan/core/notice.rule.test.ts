import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day } from '#platform/clock/day.ts'
import { lineWorld, notice, noticeLine, rules } from '../rules.fixture.ts'
import { isOverdue, noticeDeadline } from './notice.deadline.ts'
import { noticeForm } from './notice.form.ts'
import { noticeMachine } from './notice.machine.ts'
import { checkNoticeComplete, checkNoticeScope, missingContents, type NoticeContents } from './notice.rule.ts'

const codeOf = (verdict: { refused: boolean }) => ('code' in verdict ? verdict.code : 'accepted')

test('SDS-2.1-01 a line outside the filed scope is refused', () => {
  assert.equal(codeOf(checkNoticeScope(lineWorld.filed, [noticeLine()])), 'accepted')
  const outside = checkNoticeScope(lineWorld.filed, [noticeLine({ level: 2 })])
  assert.equal(codeOf(outside), 'OUT_OF_SCOPE')
  assert.equal(codeOf(checkNoticeScope(lineWorld.filed, [noticeLine({ trade: '数控车床' })])), 'OUT_OF_SCOPE')
  assert.equal(codeOf(checkNoticeScope(lineWorld.filed, [noticeLine(), noticeLine()])), 'LINE_DOUBLED')
})

test('SDS-2.1-04 each of the listed contents, left empty, blocks the submission by its name', () => {
  const emptied: readonly (readonly [NoticeContents, string])[] = [
    [notice({ organisationName: '' }), '机构名称'],
    [notice({ organisationCode: '' }), '机构编码'],
    [notice({ organisationType: '' }), '机构类型'],
    [notice({ enrolmentProcedure: ' ' }), '报名流程及要求'],
    [notice({ contactPhone: '' }), '联系方式'],
    [notice({ lines: [noticeLine({ occupationName: '' })] }), '职业（工种）名称（第1行）'],
    [notice({ lines: [noticeLine({ occupationCode: '' })] }), '职业（工种）编码（第1行）'],
    [notice({ lines: [noticeLine({ conditions: '' })] }), '申报条件（第1行）'],
    [notice({ lines: [noticeLine({ enrolmentTime: '' })] }), '报名时间（第1行）'],
    [notice({ lines: [noticeLine({ examTime: '' })] }), '认定时间（第1行）'],
    [notice({ lines: [noticeLine({ method: '' })] }), '认定方式（第1行）'],
    [notice({ lines: [noticeLine({ feeCents: null })] }), '认定收费标准（第1行）'],
  ]
  for (const [contents, title] of emptied) {
    assert.deepEqual(missingContents(contents), [title])
    const verdict = checkNoticeComplete(rules, contents)
    assert.ok(verdict.refused)
    assert.ok(verdict.sentence.includes(title))
    assert.deepEqual(verdict.clauses, ['SDS-2.1-04'])
  }
  assert.equal(codeOf(checkNoticeComplete(rules, notice())), 'accepted')
  assert.equal(codeOf(checkNoticeComplete(rules, notice({ lines: [] }))), 'CONTENT_MISSING')
})

test('SDS-A1-07 a line with all three subjects “否” is refused', () => {
  const none = noticeLine({ theory: false, practical: false, review: false })
  assert.equal(codeOf(checkNoticeComplete(rules, notice({ lines: [none] }))), 'NO_SUBJECT')
})

test('SDS-4.4-01 a line says yes to the subjects of its level and to no others', () => {
  const withReview = noticeLine({ review: true })
  assert.equal(codeOf(checkNoticeComplete(rules, notice({ lines: [withReview] }))), 'SUBJECTS_NOT_OF_LEVEL')
  const two = noticeLine({ level: 2, review: true })
  assert.equal(codeOf(checkNoticeComplete(rules, notice({ lines: [two] }))), 'accepted')
})

test('SDS-2.2-01 due on 31 January; an unpublished notice of 2023 is overdue on 2023-02-01', () => {
  const deadline = noticeDeadline(rules, { year: 2023, announcedOn: null })
  assert.equal(deadline?.due, '2023-01-31')
  assert.equal(isOverdue(deadline, false, day('2023-01-31')), false)
  assert.equal(isOverdue(deadline, false, day('2023-02-01')), true)
  assert.equal(isOverdue(deadline, true, day('2023-02-01')), false)
})

test('SDS-2.2-06 announced on 2023-04-10: due on 2023-06-10, overdue on 2023-06-11', () => {
  const deadline = noticeDeadline(rules, { year: 2023, announcedOn: day('2023-04-10') })
  assert.equal(deadline?.due, '2023-06-10')
  assert.deepEqual(deadline?.clauses, ['SDS-2.2-06'])
  assert.equal(isOverdue(deadline, false, day('2023-06-10')), false)
  assert.equal(isOverdue(deadline, false, addDays(day('2023-06-10'), 1)), true)
  assert.equal(noticeDeadline(rules, { year: 2024, announcedOn: day('2023-04-10') })?.due, '2024-01-31')
})

test('SDS-2.1-03 a submitted notice cannot be published, a confirmed one can', () => {
  assert.equal(noticeMachine.next('submitted', 'publish'), undefined)
  assert.equal(noticeMachine.next('confirmed', 'publish'), 'published')
})

test('SDS-A1-02 the example line prints in the order of the columns, subjects as 是 and 否', () => {
  const line = noticeLine({
    occupationCode: '6-18-01-01-02',
    occupationName: '车工',
    trade: '数控车床',
    enrolmentTime: '2023年9月',
    examTime: '2023年10月',
    place: '具体地点',
  })
  const form = noticeForm(notice({ lines: [line] }), 2023, day('2023-01-20'))
  assert.deepEqual(Object.values(form.rows[0]!), [
    '1',
    '澜川技能评价中心',
    'S000037000012',
    '社会培训评价组织',
    '车工',
    '数控车床',
    '6-18-01-01-02',
    '4',
    '2023年9月',
    '2023年10月',
    '具体地点',
    '是',
    '是',
    '否',
    '0530-0000001',
  ])
  assert.equal(form.further[0]?.fee, '260.00元')
})

test('SDS-A1-01 the head of the notice has its four fields', () => {
  const form = noticeForm(notice(), 2026, day('2026-01-20'))
  assert.deepEqual(
    [form.organisationName, form.contactName, form.contactPhone, form.date],
    ['澜川技能评价中心', '联系人甲', '0530-0000001', '2026年1月20日'],
  )
})
