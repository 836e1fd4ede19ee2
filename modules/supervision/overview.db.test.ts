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

/** A Henan session of 26 March 2027 answered by hand, its paper bound, an invigilator of its one room. */
const handwritten = async () => {
  const [sessionId, paperId, roomId, staffId, fetcher, keeper] = Array.from({ length: 6 }, () => randomUUID())
  const own = { organisationId, version: 1 }
  const place = { batchId, sessionId: sessionId! }
  const times = {
    startsAt: new Date('2027-03-26T01:00:00Z'),
    endsAt: new Date('2027-03-26T02:30:00Z'),
  }
  await owner().updateTable('batch').set({ pack: 'henan-social' }).where('id', '=', batchId).execute()
  await owner().updateTable('batchLine').set({ theoryMode: '纸笔作答' }).where('id', '=', lineId).execute()
  await owner()
    .insertInto('examSession')
    .values({ ...own, id: sessionId!, batchId, lineId, subject: 'theory', number: 7, ...times })
    .execute()
  await owner()
    .insertInto('paper')
    .values({
      ...{ ...own, ...place, id: paperId!, subject: 'theory', bank: '电工', occupationCode: '6-31-01-03' },
      ...{ level: 4, title: '电工纸笔试卷', state: 'reviewed', seed: 's', minutes: 90, totalPoints: '100' },
      ...{ content: Buffer.from('x'), answerKey: Buffer.from('x'), contentHash: 'x', assembledBy: keeper! },
    })
    .execute()
  await owner()
    .insertInto('staffMember')
    .values({
      ...{
        ...own,
        id: staffId!,
        staffNumber: 'J07',
        name: '监考己',
        employer: '示例学校',
        roles: ['监考人员'],
      },
      ...{ documentMasked: '3701**********0007', documentIndex: Buffer.from('07') },
      ...{ record: JSON.stringify({}), accountId: fetcher! },
    })
    .execute()
  const duty = { role: '监考人员', staffId: staffId!, staffName: '监考己', state: 'active' }
  await owner()
    .insertInto('duty')
    .values({ ...own, ...place, id: randomUUID(), roomId: roomId!, ...duty })
    .execute()
  const makePackage = () =>
    owner()
      .insertInto('paperPackage')
      .values({
        ...{
          ...own,
          ...place,
          ...times,
          id: randomUUID(),
          kind: 'printed',
          paperId: paperId!,
          roomId: roomId!,
        },
        ...{ label: '101考场试卷袋', occupationName: '电工', level: 4, opensAt: times.startsAt },
        ...{ pack: 'henan-social', packDay: '2026-12-02', candidates: 30, spares: 2, quantity: 32 },
        ...{ state: 'stored', holderName: '保密员甲', holderAccountId: keeper! },
      })
      .execute()
  return { fetcher: fetcher!, keeper: keeper!, paperId: paperId!, makePackage }
}

test('HN-2.3.4-07 the rooms’ numbers are due 2 days before; HN-2.6-01 at 08:30, not 08:29, its invigilator is to fetch the package', async () => {
  world.at('2027-03-20')
  const { fetcher, keeper, paperId, makePackage } = await handwritten()
  const counts = await todo('org-secrecy', /份数/u)
  assert.deepEqual(
    [counts?.due, counts?.overdue, counts?.clause, counts?.link],
    ['2027-03-24', false, 'HN-2.3.4-07', `/papers/${paperId}?tab=custody`],
  )
  assert.equal(await todo('invigilator', /份数/u), undefined)
  world.at('2027-03-25')
  assert.equal((await todo('org-secrecy', /份数/u))?.overdue, true)
  await makePackage()
  assert.equal(await todo('org-secrecy', /份数/u), undefined)
  const fetching = async (role: Role, accountId: string) =>
    (await overview(role, organisationId, { accountId })).todos.find(({ title }) => /领取试卷袋/u.test(title))
  world.at('2027-03-26', '08:29')
  assert.equal(await fetching('invigilator', fetcher), undefined)
  world.at('2027-03-26', '08:30')
  assert.equal((await fetching('invigilator', fetcher))?.clause, 'HN-2.6-01')
  assert.ok(await fetching('org-secrecy', keeper))
  assert.equal(await fetching('invigilator', randomUUID()), undefined)
})
