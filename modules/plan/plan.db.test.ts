import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import Type from 'typebox'
import { verifyAudit } from '#platform/audit/verify.ts'
import { openWorld, type World } from '#platform/command/testing.ts'
import { command } from '#platform/contract/contract.ts'
import { handles } from '#platform/contract/registry.ts'
import * as plan from './contract.ts'
import { batchFacts, openBatches, schemeDocument } from './facts.ts'
import {
  batchForm,
  fileOf,
  knowYears,
  noticeForm,
  type Organisation,
  openOrganisation,
  publishBatch,
  publishNotice,
  textOf,
} from './plan.fixture.ts'
import { planEntries } from './register.ts'
import { chosen, lineRequest } from './rules.fixture.ts'

/** Stands for the arrangement, which prints the scheme with the candidates and rooms it knows. */
const printAll = command({
  name: 'test.printScheme',
  title: '打印',
  input: Type.Object({ organisationId: Type.String(), batchId: Type.String(), lineId: Type.String() }),
  reply: Type.Object({ organisationId: Type.String(), fileId: Type.String() }),
  refusals: ['SCHEME_MISSING', 'font-missing', 'glyph-missing'],
  roles: ['org-exam'],
})
const room = { place: '学府路1号', time: '2026-12-26 09:00-10:30', count: 30, supervisors: ['内督甲'] }

let world: World
let own: Organisation
const nobody = () => ({
  ...world.actor('x', own.organisationId),
  accountId: null,
  roles: [],
  reach: [] as string[],
})
before(async () => {
  world = await openWorld({
    entries: [
      ...planEntries,
      handles(printAll, async (context, { organisationId, batchId, lineId }) =>
        schemeDocument(context, {
          organisationId,
          batchId,
          counts: [{ lineId, count: 47 }],
          rooms: ['01', '02'].map((number) => ({
            ...room,
            subject: 'theory' as const,
            lineId,
            room: `${number}考场 2号楼 3层 30${number}室`,
            staff: ['监考甲', '监考乙'],
          })),
        }),
      ),
    ],
  })
  await knowYears(world, [2023, 2026, 2027])
})
after(() => world.close())
beforeEach(async () => {
  world.at('2026-11-20')
  own = await openOrganisation(world)
})

const code = (outcome: { refused: boolean }) => ('code' in outcome ? outcome.code : 'accepted')
test('SDS-2.2-03 no plan without a published notice of the year of its exam', async () => {
  const outcome = await world.run(plan.createBatch, batchForm(own), own.exam)
  assert.equal(code(outcome), 'NOTICE_NOT_PUBLISHED')
})

test('SDS-3.1-01 a plan created four days before enrolment is refused, five days before accepted', async () => {
  await publishNotice(world, own)
  world.at('2026-11-27')
  const late = await world.run(plan.createBatch, batchForm(own), own.exam)
  assert.equal(code(late), 'LEAD_TIME_SHORT')
  world.at('2026-11-26')
  const { name } = await world.done(plan.createBatch, batchForm(own), own.exam)
  assert.match(name, /^20261226澜川技能评价中心.*第1期社会化评价$/)
})

test('SDS-5.2-02 a plan that runs into a year without a calendar is refused by name', async () => {
  await publishNotice(world, own)
  const { owner } = world.database.connection
  await owner.updateTable('calendarYear').set({ year: 2127 }).where('year', '=', 2027).execute()
  const outcome = await world.run(plan.createBatch, batchForm(own), own.exam)
  await owner.updateTable('calendarYear').set({ year: 2027 }).where('year', '=', 2127).execute()
  assert.equal(code(outcome), 'CALENDAR_YEAR_UNKNOWN')
})

test('SDS-3.1-02 SDS-3.1-03 an unconfirmed plan is not listed; after confirmation and publication the public sees it', async () => {
  await publishNotice(world, own)
  const { exam, city, organisationId } = own
  const { batchId, name } = await world.done(plan.createBatch, batchForm(own), exam)
  const listed = async () =>
    (await world.done(plan.publicPlans, {}, nobody())).rows.filter((row) => row.batchId === batchId)
  await world.done(plan.submitBatch, { batchId, version: 1 }, exam)
  assert.equal(code(await world.run(plan.publishBatch, { batchId, version: 2 }, exam)), 'STATE_FORBIDS')
  await world.done(plan.returnBatch, { organisationId, batchId, version: 2, note: '请核对考点' }, city)
  await world.done(plan.changeBatch, { batchId, version: 3, ...batchForm(own), capacity: 1500 }, exam)
  await world.done(plan.submitBatch, { batchId, version: 4 }, exam)
  await world.done(plan.confirmBatch, { organisationId, batchId, version: 5 }, city)
  assert.deepEqual(await listed(), [])
  assert.equal(code(await world.run(plan.publicPlan, { batchId }, nobody())), 'NOT_FOUND')
  await world.done(plan.publishBatch, { batchId, version: 6 }, exam)
  const [row] = await listed()
  assert.equal(row?.name, name)
  assert.deepEqual(
    [row?.enrolmentFrom, row?.examFrom, row?.lines[0]?.occupationName, row?.lines[0]?.level],
    ['2026-12-01', '2026-12-26', '电工', 4],
  )
  const page = await world.done(plan.publicPlan, { batchId }, nobody())
  assert.equal(page.segments.length, 13)
  assert.deepEqual(page.places, ['澜川市学府路1号'])
})

test('SDS-3.1-02 only the city of the organisation confirms; nobody else reaches the plan', async () => {
  await publishNotice(world, own)
  const { batchId } = await world.done(plan.createBatch, batchForm(own), own.exam)
  const other = await openOrganisation(world)
  const { organisationId } = own
  assert.equal(code(await world.run(plan.planDetail, { organisationId, batchId }, other.exam)), 'NOT_FOUND')
  assert.equal(code(await world.run(plan.submitBatch, { batchId, version: 1 }, other.exam)), 'NOT_FOUND')
  await world.done(plan.submitBatch, { batchId, version: 1 }, own.exam)
  const foreign = await world.run(plan.confirmBatch, { organisationId, batchId, version: 2 }, other.city)
  assert.equal(code(foreign), 'NOT_FOUND')
  assert.equal(
    code(await world.run(plan.confirmBatch, { organisationId, batchId, version: 2 }, own.exam)),
    'ROLE_MISSING',
  )
  assert.equal(
    code(await world.run(plan.confirmBatch, { organisationId, batchId, version: 1 }, own.city)),
    'VERSION_CONFLICT',
  )
})

test('SDS-3.1-08 the button for a new plan is refused while a batch is open, and works after issue is confirmed', async () => {
  await publishNotice(world, own)
  const { batchId } = await publishBatch(world, own)
  const blocked = async () => (await world.done(plan.planChoices, {}, own.exam)).blocked
  assert.deepEqual((await blocked())?.clauses, ['SDS-3.1-08'])
  const next = batchForm(own)
  assert.equal(code(await world.run(plan.createBatch, next, own.exam)), 'BATCH_STILL_OPEN')
  const target = { organisationId: own.organisationId, batchId }
  await world.done(plan.closeBatch, target, own.system)
  await world.done(plan.closeBatch, target, own.system)
  assert.equal(await blocked(), null)
  const second = await world.done(plan.createBatch, next, own.exam)
  assert.match(second.name, /第2期/)
})

test('SDS-3.1-08 two plans made at the same moment: one is refused', async () => {
  await publishNotice(world, own)
  const outcomes = await Promise.all(
    [1, 2, 3].map(() => world.run(plan.createBatch, batchForm(own), own.exam)),
  )
  assert.deepEqual(outcomes.map(code).sort(), ['BATCH_STILL_OPEN', 'BATCH_STILL_OPEN', 'accepted'])
})

test('SDS-4.1-01 a site the city has not confirmed cannot stand in a plan', async () => {
  await publishNotice(world, own)
  await world.database.connection.owner
    .updateTable('site')
    .set({ state: 'submitted' })
    .where('id', '=', own.siteId)
    .execute()
  assert.equal(code(await world.run(plan.createBatch, batchForm(own), own.exam)), 'SITE_NOT_CONFIRMED')
})

test('SDS-3.1-07 two dates give the whole timeline, and the stage of today is the current one', async () => {
  world.at('2026-11-26')
  const { dates, segments } = await world.done(
    plan.proposeTimeline,
    { enrolmentFrom: '2026-12-01', examFrom: '2026-12-26', examTo: '2026-12-27' },
    own.exam,
  )
  assert.deepEqual([dates.reviewUntil, dates.ticketFrom], ['2026-12-10', '2026-12-23'])
  assert.deepEqual(
    segments.filter(({ state }) => state === 'current').map(({ key }) => key),
    ['created'],
  )
})

test('SDS-3.1-02 a published plan changes only by an amendment: dates wait for the city, numbers take effect on record', async () => {
  await publishNotice(world, own)
  const { exam, city, organisationId } = own
  const { batchId } = await publishBatch(world, own)
  assert.equal(
    code(await world.run(plan.changeBatch, { batchId, version: 4, ...batchForm(own) }, exam)),
    'STATE_FORBIDS',
  )
  const amended = { batchId, version: 4, reason: '考点停电检修', siteIds: [own.siteId], capacity: 2000 }
  const { amendmentId, applied } = await world.done(
    plan.amendBatch,
    {
      ...amended,
      dates: chosen({
        examTo: '2026-12-28',
        publicityFrom: '2027-01-04',
        publicityTo: '2027-01-08',
        issueOn: '2027-01-13',
      }),
    },
    exam,
  )
  assert.equal(applied, false)
  const examTo = async () => (await world.done(plan.publicPlan, { batchId }, nobody())).examTo
  assert.equal(await examTo(), '2026-12-27')
  assert.equal(
    code(await world.run(plan.amendBatch, { ...amended, dates: chosen(), capacity: 3 }, exam)),
    'AMENDMENT_WAITING',
  )
  const decision = { organisationId, amendmentId, version: 1, agreed: true, note: '同意' }
  assert.equal(code(await world.run(plan.decideAmendment, decision, exam)), 'ROLE_MISSING')
  await world.done(plan.decideAmendment, decision, city)
  assert.equal(await examTo(), '2026-12-28')
  const { dates } = await world.done(plan.planDetail, { batchId }, exam)
  const more = await world.done(plan.amendBatch, { ...amended, version: 5, dates, capacity: 2200 }, exam)
  assert.equal(more.applied, true)
  assert.equal((await world.done(plan.planDetail, { batchId }, exam)).capacity, 2200)
})

test('SDS-3.4-02 SDS-A3-08 no forwarding without the scheme, and the scheme bears the name of the batch', async () => {
  await publishNotice(world, own)
  const { exam, system, organisationId } = own
  const { batchId, name } = await publishBatch(world, own)
  world.at('2026-12-11')
  const target = { organisationId, batchId }
  assert.equal(code(await world.run(plan.startBatch, target, system)), 'SCHEME_MISSING')
  const scheme = { batchId, version: 4, planName: '某某计划', other: '雨天改在室内', attachments: [] }
  assert.equal(code(await world.run(plan.enterScheme, scheme, exam)), 'SCHEME_NAME_DIFFERS')
  await world.done(plan.enterScheme, { ...scheme, planName: name }, exam)
  await world.done(plan.startBatch, target, system)
  await world.done(plan.startBatch, target, system)
  assert.equal((await world.done(plan.planDetail, { batchId }, exam)).state, 'running')
})

test('SDS-A3-01 SDS-A3-02 SDS-A3-05 SDS-A3-06 the printed scheme has its head, the 47 candidates, the rooms, and “无” where nothing is', async () => {
  await publishNotice(world, own)
  const { batchId, name } = await publishBatch(world, own)
  await world.done(
    plan.enterScheme,
    { batchId, version: 4, planName: name, other: '雨天改在室内', attachments: [] },
    own.exam,
  )
  const { lines } = await world.done(plan.planDetail, { batchId }, own.exam)
  const { organisationId } = own
  const printed = await world.done(printAll, { organisationId, batchId, lineId: lines[0]!.lineId }, own.exam)
  const text = textOf((await fileOf(world, own.exam, printed)).bytes)
  for (const words of [
    '职业技能等级认定实施方案',
    '负责人甲13800000001',
    '四级/中级工',
    '47',
    '理论：上机考试',
    '09:00-10:30',
    '监考甲',
    '监考乙',
    '内督甲',
    '无',
    '雨天改在室内',
  ])
    assert.ok(text.includes(words.replaceAll(/\s+/g, '')), words)
  // A plan without a review subject says so in that part, in each of its fields.
  const review = text.slice(
    text.indexOf('考评人员', text.lastIndexOf('综合评审')),
    text.indexOf('雨天改在室内'),
  )
  assert.match(review, /考评人员无{6}/u)
  assert.ok(text.includes('第1期社会化评价'))
})

test('facts: the batch with its lines, and the batches open to candidates on a day', async () => {
  await publishNotice(world, own)
  const { batchId } = await publishBatch(world, own)
  const { owner } = world.database.connection
  await owner.transaction().execute(async (tx) => {
    const facts = await batchFacts(tx, own.organisationId, batchId)
    assert.deepEqual(
      [facts.state, facts.enrolmentTo, facts.ticketFrom, facts.lines[0]?.feeCents],
      ['published', '2026-12-07', '2026-12-23', 26_000],
    )
    assert.deepEqual(facts.lines[0]?.subjects, ['theory', 'practical'])
    const open = async (on: string) =>
      (await openBatches(tx, on as typeof facts.examFrom)).some(({ id }) => id === batchId)
    assert.deepEqual(
      [await open('2026-11-30'), await open('2026-12-07'), await open('2026-12-08')],
      [false, true, false],
    )
  })
})

test('SDS-2.2-03 a line taken out of a draft is withdrawn, not deleted, and may come back', async () => {
  await publishNotice(world, own, noticeForm([4, 3]))
  const both = { ...batchForm(own), lines: [lineRequest(), lineRequest({ level: 3 })] }
  const { batchId } = await world.done(plan.createBatch, both, own.exam)
  const levels = async () =>
    (await world.done(plan.planDetail, { batchId }, own.exam)).lines.map(({ level }) => level)
  await world.done(plan.changeBatch, { batchId, version: 1, ...batchForm(own) }, own.exam)
  assert.deepEqual(await levels(), [4])
  await world.done(plan.changeBatch, { batchId, version: 2, ...both }, own.exam)
  assert.deepEqual(await levels(), [4, 3])
})

test('the workbench shows each batch with its ribbon and the one next action of whoever asks', async () => {
  await publishNotice(world, own)
  const { batchId } = await world.done(plan.createBatch, batchForm(own), own.exam)
  const next = async (actor: typeof own.exam) =>
    (await world.done(plan.overview, {}, actor)).batches.map((batch) => batch.next?.action ?? null)
  assert.deepEqual(await next(own.exam), ['submit'])
  await world.done(plan.submitBatch, { batchId, version: 1 }, own.exam)
  assert.deepEqual(await next(own.exam), [null])
  assert.deepEqual(await next(own.city), ['confirm'])
})

test('a cancelled plan frees its place; what the public saw is cancelled by the city only', async () => {
  await publishNotice(world, own)
  const { batchId } = await publishBatch(world, own)
  const target = { batchId, version: 4, reason: '报名人数不足' }
  assert.equal(code(await world.run(plan.cancelBatch, target, own.exam)), 'STATE_FORBIDS')
  await world.done(plan.cancelBatch, { ...target, organisationId: own.organisationId }, own.city)
  assert.match((await world.done(plan.createBatch, batchForm(own), own.exam)).name, /第2期/)
})

test('every row the plan wrote is sealed by its last fact', async () => {
  const { findings } = await verifyAudit(world.database.connection)
  const own = ['annual_notice', 'batch', 'batch_line', 'batch_amendment']
  assert.deepEqual(
    findings.filter(({ where }) => own.some((table) => where.includes(`表 ${table} `))),
    [],
  )
})
