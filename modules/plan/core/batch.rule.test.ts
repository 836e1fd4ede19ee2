import assert from 'node:assert/strict'
import { test } from 'node:test'
import { regime } from '#modules/policy/core/regime.ts'
import { day } from '#platform/clock/day.ts'
import type { Refusal, Verdict } from '#platform/contract/verdict.ts'
import { chosen, lineRequest, lineWorld, rules, world } from '../rules.fixture.ts'
import { judgeAmendment } from './amendment.rule.ts'
import { batchMachine } from './batch.machine.ts'
import { checkNoneOpen, checkNotBegun, decidePlan, type EarlierBatch, type PlanWorld } from './batch.rule.ts'
import { batchName, nextSequence } from './batch-name.ts'
import { planLine, planLines } from './line.rule.ts'

const earlier = (state: string, sequence = 1, year = 2026): EarlierBatch => ({
  id: `batch-${year}-${sequence}`,
  name: `第${sequence}期`,
  state,
  year,
  sequence,
})
const planWorld = (changes: Partial<PlanWorld> = {}): PlanWorld => ({
  ...world,
  ...lineWorld,
  organisationName: 'XXX',
  confirmedSiteIds: ['site-1'],
  earlier: [],
  ...changes,
})
const occasion = { createdOn: day('2026-11-26'), leadFrom: day('2026-11-26'), own: null }
const request = { chosen: chosen(), siteIds: ['site-1'], lines: [lineRequest()] }

const refusalOf = (verdict: Verdict<unknown>): Refusal => {
  assert.ok(verdict.refused)
  return verdict
}

test('SDS-A3-09 exam 2023-05-21, first period: 20230521XXX第1期社会化评价', () => {
  const name = batchName(rules, { examFrom: day('2023-05-21'), organisationName: 'XXX', sequence: 1 })
  assert.equal(name, '20230521XXX第1期社会化评价')
})

test('SDS-A3-10 the third batch of a year gets 第3期, the first of the next year 第1期', () => {
  assert.equal(nextSequence([1, 2]), 3)
  const closed = [earlier('closed', 1), earlier('cancelled', 2)]
  const third = decidePlan(planWorld({ earlier: closed }), occasion, request)
  assert.match(third.refused ? '' : third.value.name, /第3期/)
  const next = decidePlan(planWorld({ earlier: [earlier('closed', 5, 2025)] }), occasion, request)
  assert.match(next.refused ? '' : next.value.name, /第1期/)
})

test('SDS-3.1-08 an open batch stops the next plan in every state until issue is confirmed', () => {
  for (const state of ['draft', 'submitted', 'returned', 'confirmed', 'published', 'running']) {
    const refusal = refusalOf(checkNoneOpen([earlier(state)], 1))
    assert.equal(refusal.code, 'BATCH_STILL_OPEN')
    assert.deepEqual(refusal.clauses, ['SDS-3.1-08'])
  }
  assert.ok(!checkNoneOpen([earlier('closed'), earlier('cancelled', 2)], 1).refused)
  assert.ok(!checkNoneOpen([earlier('running')], undefined).refused)
})

test('SDS-4.1-01 only sites that their city has confirmed', () => {
  assert.equal(
    refusalOf(decidePlan(planWorld(), occasion, { ...request, siteIds: ['other'] })).code,
    'SITE_NOT_CONFIRMED',
  )
  assert.equal(
    refusalOf(decidePlan(planWorld(), occasion, { ...request, siteIds: [] })).code,
    'SITE_NOT_CONFIRMED',
  )
})

test('SDS-2.2-03 an occupation that the published notice does not contain is refused', () => {
  const refusal = refusalOf(planLine(lineWorld, lineRequest({ level: 3 })))
  assert.equal(refusal.code, 'NOT_IN_NOTICE')
  assert.ok(refusal.clauses.includes('SDS-2.2-03'))
})

test('SDS-2.1-01 a line published once but no longer filed is refused', () => {
  const refusal = refusalOf(planLine({ ...lineWorld, filed: [] }, lineRequest()))
  assert.equal(refusal.code, 'LINE_OUT_OF_SCOPE')
})

test('SDS-1.0-02 a line without a linked standard or specification cannot be planned', () => {
  const filed = [{ ...lineWorld.filed[0]!, standard: ' ' }]
  const refusal = refusalOf(planLine({ ...lineWorld, filed }, lineRequest()))
  assert.equal(refusal.code, 'STANDARD_MISSING')
  assert.deepEqual(refusal.clauses, ['SDS-1.0-02'])
})

test('SDS-4.4-01 the plan offers exactly the subjects of the level', () => {
  const four = planLine(lineWorld, lineRequest())
  assert.deepEqual(four.refused ? [] : four.value.subjects, ['theory', 'practical'])
  const key = { occupationCode: '6-31-01-03', trade: '', level: 2 }
  const two = planLine(
    { ...lineWorld, published: [{ ...key, feeCents: 1 }], filed: [{ ...lineWorld.filed[0]!, ...key }] },
    lineRequest({ level: 2, reviewMode: '口头答辩' }),
  )
  assert.deepEqual(two.refused ? [] : two.value.subjects, ['theory', 'practical', 'review'])
})

test('SDS-A3-11 the target group is students or members of the public, another value is refused', () => {
  for (const targetGroup of ['学生', '社会人员'])
    assert.ok(!planLine(lineWorld, lineRequest({ targetGroup })).refused)
  const refusal = refusalOf(planLine(lineWorld, lineRequest({ targetGroup: '其他' })))
  assert.equal(refusal.code, 'TARGET_GROUP_UNKNOWN')
})

test('SDS-A3-12 theory on paper needs its reason, which is kept', () => {
  const bare = refusalOf(planLine(lineWorld, lineRequest({ theoryMode: '纸笔作答' })))
  assert.equal(bare.code, 'PAPER_REASON_MISSING')
  assert.ok(bare.clauses.includes('SDS-4.2-04'))
  const reasoned = planLine(lineWorld, lineRequest({ theoryMode: '纸笔作答', theoryReason: '考点机房检修' }))
  assert.equal(reasoned.refused ? '' : reasoned.value.theoryReason, '考点机房检修')
})

test('SDS-4.2-04 choosing paper for theory asks for the reason, and the reason is stored with the line', () => {
  const refusal = refusalOf(planLine(lineWorld, lineRequest({ theoryMode: '纸笔作答', theoryReason: ' ' })))
  assert.deepEqual([refusal.code, refusal.field], ['PAPER_REASON_MISSING', 'theoryReason'])
  const kept = planLine(lineWorld, lineRequest({ theoryMode: '纸笔作答', theoryReason: '停电' }))
  assert.equal(kept.refused ? '' : kept.value.theoryReason, '停电')
})

const inHenan = { ...lineWorld, regime: regime('henan-social', day('2026-11-26')) }
const henanLine = (change: Parameters<typeof lineRequest>[0]) => planLine(inHenan, lineRequest(change))

test('HN-1.6-13 HN-4.1-01 C37 choosing paper for theory is refused in the Henan pack, with or without a reason', () => {
  for (const theoryReason of ['', '考点机房检修']) {
    const refusal = refusalOf(henanLine({ theoryMode: '纸笔作答', theoryReason }))
    assert.equal(refusal.code, 'PAPER_NOT_ALLOWED')
    assert.ok(refusal.clauses.includes('HN-1.6-13') && refusal.clauses.includes('HN-4.1-01'))
  }
})

test('HN-1.8.2-07 a special method without description is refused, with one it is kept', () => {
  const refusal = refusalOf(henanLine({ theoryMode: '其他方式', theoryReason: ' ' }))
  assert.equal(refusal.code, 'PAPER_REASON_MISSING')
  assert.ok(refusal.clauses.includes('HN-1.8.2-07'))
  const described = henanLine({ theoryMode: '其他方式', theoryReason: '对视力残疾考生口述作答' })
  assert.ok(
    described.refused ? described.code !== 'PAPER_REASON_MISSING' && described.field !== 'theoryMode' : true,
  )
  assert.equal(refusalOf(planLine(lineWorld, lineRequest({ theoryMode: '其他方式' }))).code, 'MODE_UNKNOWN')
})

test('SDS-A3-13 the skill mode is one of three; a subject not examined has no mode', () => {
  for (const practicalMode of ['实际操作', '上机考试', '纸笔作答'])
    assert.ok(!planLine(lineWorld, lineRequest({ practicalMode })).refused)
  assert.equal(refusalOf(planLine(lineWorld, lineRequest({ practicalMode: '口试' }))).code, 'MODE_UNKNOWN')
  assert.equal(refusalOf(planLine(lineWorld, lineRequest({ practicalMode: null }))).code, 'MODE_UNKNOWN')
  assert.equal(refusalOf(planLine(lineWorld, lineRequest({ reviewMode: '口头答辩' }))).code, 'MODE_UNKNOWN')
})

test('an occupation, trade and level stands in a batch once, and only with a published fee', () => {
  assert.equal(refusalOf(planLines(lineWorld, [lineRequest(), lineRequest()])).code, 'LINE_DOUBLED')
  const published = [{ ...lineWorld.published[0]!, feeCents: null }]
  assert.equal(refusalOf(planLines({ ...lineWorld, published }, [lineRequest()])).code, 'FEE_UNPUBLISHED')
})

test('SDS-3.1-02 nobody opens enrolment but by confirmation and then publication', () => {
  assert.equal(batchMachine.next('draft', 'publish'), undefined)
  assert.equal(batchMachine.next('submitted', 'publish'), undefined)
  assert.equal(batchMachine.next('confirmed', 'publish'), 'published')
  assert.deepEqual(
    batchMachine.available('submitted', ['org-exam']).map(({ action }) => action),
    ['cancel'],
  )
  assert.deepEqual(
    batchMachine.available('submitted', ['city']).map(({ action }) => action),
    ['confirm', 'return'],
  )
})

test('SDS-3.1-04 a plan is not let out after the first day of its enrolment', () => {
  assert.ok(!checkNotBegun(day('2026-12-01'), day('2026-12-01')).refused)
  assert.equal(refusalOf(checkNotBegun(day('2026-12-01'), day('2026-12-02'))).code, 'ENROLMENT_BEGUN')
})

const published = {
  ...earlier('published'),
  ...chosen(),
  createdOn: day('2026-11-26'),
  ticketFrom: day('2026-12-23'),
  siteIds: ['site-1'],
  capacity: 2000,
}
const amend = (changes: Parameters<typeof chosen>[0], rest: { capacity?: number; today?: string } = {}) =>
  judgeAmendment(
    planWorld({ earlier: [published] }),
    {
      batch: published,
      wanted: { dates: chosen(changes), siteIds: ['site-1'], capacity: rest.capacity ?? 2000 },
    },
    day(rest.today ?? '2026-12-08'),
  )

test('SDS-3.1-07 an amendment obeys the same rules, renames by the new exam day and keeps the number', () => {
  const moved = amend({ examFrom: '2026-12-27' })
  assert.ok(!moved.refused)
  assert.equal(moved.value.name, '20261227XXX第1期社会化评价')
  assert.equal(moved.value.dates.ticketFrom, '2026-12-24')
  assert.equal(refusalOf(amend({ examFrom: '2026-12-09', examTo: '2026-12-09' })).code, 'EXAM_BEFORE_REVIEW')
  assert.equal(refusalOf(amend({})).code, 'NOTHING_CHANGED')
  assert.ok(!amend({}, { capacity: 2100 }).refused)
})

test('SDS-3.1-07 days gone by are not amended, and a new beginning of enrolment needs its lead time', () => {
  const later = { enrolmentFrom: '2026-12-04', enrolmentTo: '2026-12-10', reviewUntil: '2026-12-12' }
  assert.equal(refusalOf(amend(later, { today: '2026-12-08' })).code, 'DAY_PAST')
  assert.equal(refusalOf(amend(later, { today: '2026-11-30' })).code, 'LEAD_TIME_SHORT')
  assert.ok(!amend(later, { today: '2026-11-29' }).refused)
})
