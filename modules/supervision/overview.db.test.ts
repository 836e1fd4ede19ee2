import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import * as enrolment from '#modules/enrolment/contract.ts'
import { agreed, candidate, publishedBatch, readyDraft } from '#modules/enrolment/enrolment.fixture.ts'
import { enrolmentEntries } from '#modules/enrolment/register.ts'
import { type Role, roleNames } from '#modules/party/core/role.ts'
import { partyEntries } from '#modules/party/register.ts'
import { platformOrganisation } from '#platform/command/context.ts'
import { openWorld, type World } from '#platform/command/testing.ts'
import * as contract from './contract.ts'
import { todoKinds, todoRules } from './core/todo.rule.ts'
import { supervisionEntries } from './register.ts'

let world: World
let organisationId: string
let batchId: string
let lineId: string
const owner = () => world.database.connection.owner
const overview = (role: Role, organisation = organisationId, values = {}) =>
  world.done(contract.overview, {}, world.actor(role, organisation, values))
const todo = async (role: Role, title: RegExp, organisation = organisationId) =>
  (await overview(role, organisation)).todos.find((each) => title.test(each.title))

before(async () => {
  world = await openWorld({
    entries: [...partyEntries, ...enrolmentEntries, ...supervisionEntries],
    at: '2026-12-02',
  })
  organisationId = await world.organisation()
  ;({ batchId, lineId } = await publishedBatch(world, organisationId))
  const actor = await candidate(world, { name: '赵示例', birthDate: '1990-01-01', sequence: 901 })
  const ready = await readyDraft(world, actor, { organisationId, batchId, lineId })
  await world.done(enrolment.submitApplication, { ...ready, ...agreed }, actor)
})
after(() => world.close())

test('every kind of work belongs to somebody, and every role that has a workbench gets an answer', async () => {
  for (const kind of todoKinds) assert.ok(todoRules[kind].roles.length > 0, kind)
  for (const role of roleNames.filter((each) => each !== 'candidate' && each !== 'system'))
    assert.ok(Array.isArray((await overview(role)).todos), role)
})

test('SDS-3.1-05 the reviewer sees what waits, until when, and after that day that it is late', async () => {
  world.at('2026-12-10')
  const due = await todo('org-review', /^资格审核/u)
  assert.deepEqual(
    [due?.count, due?.due, due?.overdue, due?.clause, due?.link],
    [1, '2026-12-10', false, 'SDS-3.1-05', `/review?batchId=${batchId}`],
  )
  world.at('2026-12-11')
  const late = await overview('org-review')
  assert.equal(late.todos.find(({ title }) => title.startsWith('资格审核'))?.overdue, true)
  assert.ok(late.warnings.some(({ title }) => title.includes('资格审核') && title.includes('2026年12月10日')))
})

test('another organisation, and a role whose work it is not, see nothing of it', async () => {
  assert.equal(await todo('org-review', /^资格审核/u, await world.organisation()), undefined)
  assert.equal(await todo('org-secrecy', /^资格审核/u), undefined)
})

test('SDS-3.1-02 SDS-4.1-01 the city sees plans and sites that wait for its confirmation, within its reach only', async () => {
  const other = await world.organisation({ name: '别市某机构', cityCode: '3701' })
  await publishedBatch(world, organisationId, {
    state: 'submitted',
    sequence: 2,
    name: '第2期',
    publishedAt: null,
  })
  await publishedBatch(world, other, { state: 'submitted', name: '别市的计划', publishedAt: null })
  await owner()
    .insertInto('site')
    .values({
      organisationId,
      id: randomUUID(),
      version: 1,
      state: 'submitted',
      code: 'S1',
      name: '第一考点',
      address: '示例路1号',
      cityCode: '3799',
      headName: '负责人甲',
      headPhone: '13800000001',
    })
    .execute()
  const city = await overview('city', platformOrganisation, { reach: [organisationId] })
  const titles = city.todos.map(({ title }) => title)
  assert.ok(titles.includes('确认认定计划：第2期'))
  assert.ok(titles.some((title) => /^确认考点：.*第一考点$/u.test(title)))
  assert.equal(
    titles.some((title) => title.includes('别市')),
    false,
  )
})

test('SDS-7.1-01 certificates issued and not reported stand with their due day', async () => {
  await owner()
    .insertInto('certificateBatch')
    .values({
      organisationId,
      id: randomUUID(),
      version: 1,
      batchId,
      state: 'confirmed',
      issuedOn: '2027-01-15' as never,
      reportDueOn: '2027-03-05' as never,
    })
    .execute()
  const report = await todo('org-exam', /^上报证书数据/u)
  assert.deepEqual([report?.due, report?.clause], ['2027-03-05', 'SDS-7.1-01'])
})

test('an invigilator sees the sessions he serves at today, and not those of others', async () => {
  const accountId = randomUUID()
  const sessionIds = [randomUUID(), randomUUID()]
  const staffId = randomUUID()
  for (const [at, id] of sessionIds.entries())
    await owner()
      .insertInto('examSession')
      .values({
        organisationId,
        id,
        version: 1,
        batchId,
        lineId,
        subject: 'theory',
        number: at + 1,
        startsAt: new Date('2026-12-26T01:00:00Z'),
        endsAt: new Date('2026-12-26T02:30:00Z'),
      })
      .execute()
  await owner()
    .insertInto('staffMember')
    .values({
      organisationId,
      id: staffId,
      version: 1,
      staffNumber: 'J01',
      name: '监考甲',
      employer: '示例学校',
      documentMasked: '3701**********0001',
      documentIndex: Buffer.from('01'),
      roles: ['监考人员'],
      record: JSON.stringify({}),
      accountId,
    })
    .execute()
  await owner()
    .insertInto('duty')
    .values({
      organisationId,
      id: randomUUID(),
      version: 1,
      batchId,
      sessionId: sessionIds[1]!,
      role: '监考人员',
      staffId,
      staffName: '监考甲',
      state: 'active',
    })
    .execute()
  world.at('2026-12-26')
  const own = await overview('invigilator', organisationId, { accountId })
  assert.deepEqual(
    own.sittings.map(({ title, link }) => [/第\d场/u.exec(title)?.[0], link]),
    [['第2场', '/today']],
  )
  assert.ok(own.todos.some(({ title, due }) => title.startsWith('今日值守') && due === '2026-12-26'))
  assert.equal((await overview('invigilator')).sittings.length, 0)
  assert.equal((await overview('org-exam')).sittings.length, 2)
  world.at('2026-12-27')
  assert.equal((await overview('org-exam')).sittings.length, 0)
})

test('SDS-5.2-02 a year without a working calendar is named where deadlines run into it', async () => {
  const { warnings, batches } = await overview('org-head')
  assert.ok(batches.length > 0)
  assert.ok(warnings.some(({ title }) => title.startsWith('2027年的工作日历尚未录入')))
})
