import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { amendCase, applyReview, decideCase, decideReview } from '#modules/delivery/discipline/contract.ts'
import { caseDetail, myCases } from '#modules/delivery/discipline/queries.contract.ts'
import { startApplication } from '#modules/enrolment/contract.ts'
import { candidate, publishedBatch, residentNumber } from '#modules/enrolment/enrolment.fixture.ts'
import { banList } from '#modules/party/ban.contract.ts'
import { type Actor, platformOrganisation } from '#platform/command/context.ts'
import {
  casesBatch,
  codeOf,
  decided,
  decision,
  disciplineWorld,
  opened,
  settle,
  versionOf,
} from './discipline.fixture.ts'

const world = await disciplineWorld()
after(() => world.close())
const { owner } = world.database.connection

/** Whether enrolment is open to this person on a day, in a batch of another organisation whose window holds it. */
const enrolling = async (actor: Actor, on: string) => {
  const organisationId = await world.organisation()
  const until = new Date(Date.parse(on) + 6 * 86_400_000).toISOString().slice(0, 10)
  const at = await publishedBatch(world, organisationId, { enrolmentFrom: on, enrolmentTo: until })
  world.at(on)
  const outcome = await world.run(startApplication, { organisationId, ...at }, actor)
  world.at('2022-05-20')
  return outcome
}

const asCandidate = (personId: string) =>
  world.actor('candidate', platformOrganisation, { personId, reach: [] })

const banned = async (typeCode: string, severity: 'minor' | 'serious' | null = null) => {
  const batch = await casesBatch(world, [{}])
  const { caseId } = await opened(world, batch, { typeCode })
  const choiceReason = '实际使用了设备'
  const { banUntil } = await decided(world, batch, { caseId, typeCode, severity, choiceReason })
  return { batch, caseId, banUntil, actor: asCandidate(batch.people[0]!.personId) }
}

const firstFree = async (actor: Actor, last: string, free: string) => {
  const during = await enrolling(actor, last)
  assert.equal(codeOf(during), 'BARRED')
  const [year, month, date] = last.split('-').map(Number)
  assert.ok(during.refused && during.sentence.includes(`${year}年${month}月${date}日`))
  assert.equal(codeOf(await enrolling(actor, free)), 'accepted')
}

test('HN-3.1.5-12 HN-3.1.5-14 HN-3.1.5-15 decided 2022-05-20: enrolment refused to 2022-12-31 with that day shown, free from 2023-01-01', async () => {
  for (const typeCode of ['三1', '三3', '三4']) {
    const { actor, banUntil } = await banned(typeCode)
    assert.equal(banUntil, '2022-12-31')
    await firstFree(actor, '2022-12-31', '2023-01-01')
  }
})

test('HN-3.1.5-17 class 4 minor, decided 2022-05-20: refused on 2024-05-19, free on 2024-05-20', async () => {
  const { actor } = await banned('四3', 'minor')
  await firstFree(actor, '2024-05-19', '2024-05-20')
})

test('HN-3.1.5-18 class 4 serious, decided 2022-05-20: refused on 2027-05-19, free on 2027-05-20', async () => {
  const { actor } = await banned('四5', 'serious')
  await firstFree(actor, '2027-05-19', '2027-05-20')
})

test('HN-3.1.5-22 HN-3.1.5-24 taking tools is a type for practical sessions, and one case holds several candidates', async () => {
  const batch = await casesBatch(world, [{}, {}, {}])
  const practical = await opened(world, batch, { typeCode: '四3', subject: 'practical' })
  await decided(world, batch, { ...practical, typeCode: '四3', severity: 'minor' })
  const { caseId } = await opened(world, batch, {
    typeCode: '四5',
    applicationIds: batch.people.map(({ applicationId }) => applicationId),
  })
  await decided(world, batch, { caseId, typeCode: '四5', severity: 'minor' })
  const { bans } = await world.done(banList, { onlyActive: true }, batch.head)
  assert.equal(bans.filter((ban) => ban.caseId === caseId).length, 3)
})

test('HN-3.1.5-23 impersonation bans both identity numbers, also one that the system did not know', async () => {
  const batch = await casesBatch(world, [{}])
  const { caseId: alone } = await opened(world, batch, { typeCode: '四4' })
  const missing = await world.run(
    decideCase,
    decision(alone, 1, { typeCode: '四4', severity: 'minor' }),
    batch.supervisor,
  )
  assert.equal(codeOf(missing), 'IMPERSONATOR_MISSING')
  const documentNumber = residentNumber('1988-08-08', 777)
  const { caseId } = await opened(world, batch, {
    typeCode: '四4',
    impersonators: [{ name: '替示例', documentType: '居民身份证', documentNumber }],
  })
  await decided(world, batch, { caseId, typeCode: '四4', severity: 'minor' })
  // The impersonator registers only afterwards.
  const later = await candidate(world, { name: '替示例', birthDate: '1988-08-08', sequence: 777 })
  assert.equal(codeOf(await enrolling(later, '2024-05-19')), 'BARRED')
  assert.equal(codeOf(await enrolling(asCandidate(batch.people[0]!.personId), '2024-05-19')), 'BARRED')
  const rows = await owner.selectFrom('ban').selectAll().where('caseId', '=', caseId).execute()
  assert.equal(rows.length, 2)
  assert.ok(!JSON.stringify(rows).includes(documentNumber))
})

test('HN-3.1.5-20 entry by false material needs the false document linked to the case', async () => {
  const batch = await casesBatch(world, [{}])
  const { caseId } = await opened(world, batch, { typeCode: '四1' })
  const given = { typeCode: '四1', severity: 'minor' } as const
  const bare = await world.run(decideCase, decision(caseId, 1, given), batch.supervisor)
  assert.equal(codeOf(bare), 'LINK_MISSING')
  const [person] = batch.people
  const link = { kind: 'application' as const, id: person!.applicationId, title: '伪造的学历证明' }
  await world.done(amendCase, { caseId, version: 1, links: [link] }, batch.supervisor)
  await decided(world, batch, { caseId, ...given })
  const { links } = await world.done(caseDetail, { caseId }, batch.supervisor)
  assert.deepEqual(
    links.map(({ id, title }) => [id, title]),
    [[person!.applicationId, '伪造的学历证明']],
  )
})

test('SDS-4.4-42 HN-3.1.5-12 the candidate has the decision reviewed: changed by another person, the ban is lifted', async () => {
  const { batch, caseId, actor } = await banned('三1')
  const { rows } = await world.done(myCases, {}, actor)
  const [own] = rows
  assert.deepEqual([own!.banUntil, own!.mayReview, own!.mayState], ['2022-12-31', true, false])
  const { organisationId } = batch
  await world.done(
    applyReview,
    { organisationId, caseId, version: own!.version, reason: '手表没有传输功能' },
    actor,
  )
  const version = await versionOf(world, batch, caseId)
  const instead = {
    ...{ typeCode: '一1', severity: null, effect: null, ban: null },
    ...{ ruleReference: '《考生违纪违规处理规定》一1', choiceReason: '未使用' },
  }
  const review = { caseId, version, outcome: 'changed' as const, note: '经核实无传输功能', instead }
  const bare = await world.run(decideReview, review, batch.head)
  assert.equal(codeOf(bare), 'REMINDER_MISSING')
  await world.done(decideReview, { ...review, instead: { ...instead, typeCode: '二7' } }, batch.head)
  await settle(world)
  assert.equal(codeOf(await enrolling(actor, '2022-12-31')), 'accepted')
  const { review: seen } = await world.done(caseDetail, { caseId }, batch.supervisor)
  assert.deepEqual([seen!.outcome, seen!.first], ['changed', '取消当次全部科目成绩'])
  const { bans } = await world.done(banList, {}, batch.head)
  assert.deepEqual(
    bans.filter((ban) => ban.caseId === caseId).map(({ active }) => active),
    [false],
  )
})
