import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { openWorld, type World } from '#platform/command/testing.ts'
import * as plan from './contract.ts'
import {
  batchForm,
  fileOf,
  knowYears,
  noticeForm,
  type Organisation,
  openOrganisation,
  publishNotice,
  textOf,
} from './plan.fixture.ts'
import { planEntries } from './register.ts'
import { lineRequest } from './rules.fixture.ts'

let world: World
let own: Organisation
const nobody = () => ({
  ...world.actor('x', own.organisationId),
  accountId: null,
  roles: [],
  reach: [] as string[],
})
before(async () => {
  world = await openWorld({ entries: planEntries })
  await knowYears(world, [2023, 2026, 2027])
})
after(() => world.close())
beforeEach(async () => {
  world.at('2026-11-20')
  own = await openOrganisation(world)
})

const code = (outcome: { refused: boolean }) => ('code' in outcome ? outcome.code : 'accepted')

test('SDS-2.1-03 a notice in state submitted cannot be published; after confirmation by the city it can', async () => {
  const { exam, city, organisationId } = own
  const { noticeId } = await world.done(plan.draftNotice, { year: 2026, ...noticeForm() }, exam)
  await world.done(plan.submitNotice, { noticeId, version: 1 }, exam)
  assert.equal(code(await world.run(plan.publishNotice, { noticeId, version: 2 }, exam)), 'STATE_FORBIDS')
  await world.done(plan.confirmNotice, { organisationId, noticeId, version: 2 }, city)
  const { notices } = await world.done(plan.publicNotices, { organisationId }, nobody())
  assert.deepEqual(notices, [])
  await world.done(plan.publishNotice, { noticeId, version: 3 }, exam)
  const shown = await world.done(plan.publicNotices, { organisationId }, nobody())
  assert.equal(shown.notices[0]?.lines[0]?.occupationName, '电工')
  assert.equal(shown.notices[0]?.edition, 1)
})

test('SDS-2.1-01 a level outside the filed scope is refused when the notice is drafted', async () => {
  const outcome = await world.run(plan.draftNotice, { year: 2026, ...noticeForm([2]) }, own.exam)
  assert.equal(code(outcome), 'OUT_OF_SCOPE')
})

test('SDS-1.0-01 an organisation whose filing has lapsed makes neither notice nor plan', async () => {
  await world.database.connection.owner
    .updateTable('filing')
    .set({ state: 'expired' })
    .where('organisationId', '=', own.organisationId)
    .execute()
  assert.equal(
    code(await world.run(plan.draftNotice, { year: 2026, ...noticeForm() }, own.exam)),
    'FILING_NOT_VALID',
  )
  assert.equal(code(await world.run(plan.createBatch, batchForm(own), own.exam)), 'FILING_NOT_VALID')
})

test('SDS-2.1-04 an empty fee blocks the submission with a message that names the field', async () => {
  const form = noticeForm()
  form.lines[0]!.feeCents = null
  const { noticeId } = await world.done(plan.draftNotice, { year: 2026, ...form }, own.exam)
  const outcome = await world.run(plan.submitNotice, { noticeId, version: 1 }, own.exam)
  assert.equal(code(outcome), 'CONTENT_MISSING')
  assert.match(outcome.refused ? outcome.sentence : '', /认定收费标准/)
})

test('SDS-2.2-04 SDS-2.2-05 the second edition needs a reason and the city; the first stays in force until then', async () => {
  const { exam, city, organisationId } = own
  await publishNotice(world, own, noticeForm([4, 3]))
  assert.equal(
    code(await world.run(plan.draftNotice, { year: 2026, ...noticeForm([4]) }, exam)),
    'REASON_MISSING',
  )
  const second = { year: 2026, ...noticeForm([4]), amendmentReason: '三级题库尚未建成' }
  const { noticeId, edition } = await world.done(plan.draftNotice, second, exam)
  assert.equal(edition, 2)
  assert.equal(code(await world.run(plan.draftNotice, second, exam)), 'EDITION_IN_HAND')
  const levels = async () =>
    (await world.done(plan.publicNotices, { organisationId }, nobody())).notices.map(({ edition, lines }) => [
      edition,
      lines.length,
    ])
  await world.done(plan.submitNotice, { noticeId, version: 1 }, exam)
  await world.done(plan.confirmNotice, { organisationId, noticeId, version: 2 }, city)
  assert.deepEqual(await levels(), [[1, 2]])
  await world.done(plan.publishNotice, { noticeId, version: 3 }, city)
  assert.deepEqual(await levels(), [[2, 1]])
  const outcome = await world.run(
    plan.createBatch,
    { ...batchForm(own), lines: [lineRequest({ level: 3 })] },
    exam,
  )
  assert.equal(code(outcome), 'NOT_IN_NOTICE')
})

test('SDS-2.2-01 an unpublished confirmed notice is listed as overdue for the city from 1 February', async () => {
  world.at('2027-01-10')
  const { exam, city, organisationId } = own
  const { noticeId } = await world.done(plan.draftNotice, { year: 2027, ...noticeForm() }, exam)
  await world.done(plan.submitNotice, { noticeId, version: 1 }, exam)
  await world.done(plan.confirmNotice, { organisationId, noticeId, version: 2 }, city)
  const overdue = async () =>
    (await world.done(plan.noticeList, { year: 2027 }, city)).rows.map((row) => row.overdue)
  world.at('2027-01-31')
  assert.deepEqual(await overdue(), [false])
  world.at('2027-02-01')
  assert.deepEqual(await overdue(), [true])
  await world.done(plan.publishNotice, { organisationId, noticeId, version: 3 }, city)
  assert.deepEqual(await overdue(), [false])
})

test('SDS-2.2-02 SDS-A1-06 the public page shows the notice with its day of publication, conditions, procedure and fee', async () => {
  world.at('2027-01-20', '10:00')
  const { exam, city, organisationId } = own
  const { noticeId } = await world.done(plan.draftNotice, { year: 2027, ...noticeForm() }, exam)
  await world.done(plan.submitNotice, { noticeId, version: 1 }, exam)
  await world.done(plan.confirmNotice, { organisationId, noticeId, version: 2 }, city)
  await world.done(plan.publishNotice, { noticeId, version: 3 }, exam)
  const { notices } = await world.done(plan.publicNotices, { organisationId, year: 2027 }, nobody())
  const [shown] = notices
  assert.ok(shown && shown.publishedAt.slice(0, 10) <= '2027-01-31')
  assert.equal(shown.enrolmentProcedure, '网上报名，7天内提交')
  assert.deepEqual(
    shown.lines.map(({ feeCents, conditions }) => [feeCents, conditions]),
    [[26_000, '取得五级证书后从事本职业3年以上等']],
  )
})

test('SDS-2.2-06 an organisation announced this year and still without a notice is listed with its own due day', async () => {
  const late = await openOrganisation(world, { announcedOn: '2026-09-15' })
  const { missing } = await world.done(plan.noticeList, {}, late.city)
  assert.deepEqual(
    missing.map(({ due, overdue }) => [due, overdue]),
    [['2026-11-15', true]],
  )
})

test('SDS-A1-01 SDS-A1-02 the printed notice carries its head and the columns of the template', async () => {
  const noticeId = await publishNotice(world, own)
  const file = await fileOf(world, own.exam, await world.done(plan.printNotice, { noticeId }, own.exam))
  assert.equal(file.name, '2026年度认定计划公告（第1版）.pdf')
  const text = textOf(file.bytes)
  for (const words of [
    '年度认定计划公告',
    '联系人：联系人甲',
    '联系电话：0530-0000001',
    '日期：2026年11月20日',
    '电工',
    '6-31-01-03',
    '260.00元',
  ])
    assert.ok(text.includes(words), words)
})
