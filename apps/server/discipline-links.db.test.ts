import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { passedBatch } from '#modules/certificate/batch.fixture.ts'
import { issued, rowsOf } from '#modules/certificate/issue.fixture.ts'
import { amendCase, decideCase, openStaffCase } from '#modules/delivery/discipline/contract.ts'
import { caseDetail, caseRecords } from '#modules/delivery/discipline/queries.contract.ts'
import { disciplineEntries } from '#modules/delivery/discipline/register.ts'
import * as enrolment from '#modules/enrolment/contract.ts'
import { agreed, candidate, publishedBatch, readyDraft } from '#modules/enrolment/enrolment.fixture.ts'
import { giveOver, takeOver } from '#modules/itembank/custody/contract.ts'
import { makeOne, openCustody, shown, take } from '#modules/itembank/custody/custody.fixture.ts'
import { theoryScored } from '#modules/scoring/flow.fixture.ts'
import type { Actor } from '#platform/command/context.ts'
import type { World } from '#platform/command/testing.ts'
import type { InputOf, ReplyOf } from '#platform/contract/contract.ts'
import { casesBatch, codeOf, decision, disciplineWorld, practicalScored } from './discipline.fixture.ts'

// What a case links was left behind by the commands that did it, and is found by the query that the screen asks.
const world = await disciplineWorld()
after(() => world.close())

type Row = ReplyOf<typeof caseRecords>['rows'][number]
type Link = NonNullable<InputOf<typeof amendCase>['links']>[number]

const underHandbook = (of: World, batchId: string) =>
  of.database.connection.owner
    .updateTable('batch')
    .set({ pack: 'henan-social', createdOn: '2026-06-01' })
    .where('id', '=', batchId)
    .execute()

const openAccount = (of: World, organisationId: string, actor: Actor) =>
  of.database.connection.owner
    .insertInto('account')
    .values({
      ...{ organisationId, id: actor.accountId!, version: 1, login: `l-${actor.accountId}` },
      ...{ displayName: actor.name, roles: [...actor.roles], passwordHash: 'x', state: 'active' },
      createdAt: new Date(),
    })
    .execute()

interface Case {
  readonly of: World
  readonly batchId: string
  readonly groundCode: string
  readonly who: { readonly accountId?: string; readonly staffId?: string }
  readonly office: Actor
  readonly head: Actor
}

/** A case against one of the staff: refused without its record, then linked from what is offered, then decided. */
const caseThatLinks = async (
  { of, batchId, groundCode, who, office, head }: Case,
  kind: Link['kind'],
  wanted: (row: Row) => boolean,
) => {
  const occurredAt = of.clock.now().toISOString()
  const opening = { ...who, batchId, groundCode, occurredAt, description: '经核实属实' }
  const { caseId } = await of.done(openStaffCase, opening, office)
  const judged = (version: number) =>
    of.run(decideCase, decision(caseId, version, { typeCode: groundCode }), head)
  assert.equal(codeOf(await judged(1)), 'LINK_MISSING')
  const invented = [{ kind, id: crypto.randomUUID(), title: '没有的记录' }]
  assert.equal(codeOf(await of.run(amendCase, { caseId, version: 1, links: invented }, office)), 'NOT_FOUND')
  const { rows } = await of.done(caseRecords, { caseId, kind }, office)
  const found = rows.find(wanted)
  assert.ok(found, JSON.stringify(rows))
  const links = [{ kind, id: found.id, title: found.title || '所涉记录' }]
  const { version } = await of.done(amendCase, { caseId, version: 1, links }, office)
  assert.equal(codeOf(await judged(version)), 'accepted')
  const detail = await of.done(caseDetail, { caseId }, office)
  assert.deepEqual(
    detail.links.map((each) => [each.kind, each.id]),
    [[kind, found.id]],
  )
  return found
}

test('HN-3.3.9-02 a false approval found later names the reviewer who passed the application', async () => {
  world.at('2026-12-02')
  const organisationId = await world.organisation()
  const at = { organisationId, ...(await publishedBatch(world, organisationId)) }
  const person = await candidate(world, { name: '赵示例', birthDate: '1990-01-01', sequence: 931 })
  const draft = await readyDraft(world, person, at)
  await world.done(enrolment.submitApplication, { ...draft, ...agreed }, person)
  const [office, head] = [world.actor('org-exam', organisationId), world.actor('org-head', organisationId)]
  const { applicationId } = draft
  const opening = () => ({
    ...{ batchId: at.batchId, groundCode: '务1', description: '学历证书系伪造' },
    occurredAt: world.clock.now().toISOString(),
    links: [{ kind: 'application' as const, id: applicationId, title: '虚假学历' }],
  })
  await underHandbook(world, at.batchId)
  assert.equal(codeOf(await world.run(openStaffCase, opening(), office)), 'PERSON_MISSING')
  const stored = () =>
    world.database.connection.owner
      .selectFrom('application')
      .select('version')
      .where('id', '=', applicationId)
      .executeTakeFirstOrThrow()
  const reviewer = world.actor('org-review', organisationId, { name: '审核员孙' })
  const ticks = { completeness: true, accuracy: true, authenticity: true }
  world.at('2026-12-08')
  const passing = { ...(await stored()), applicationId, decision: 'pass' as const, ticks, note: '' }
  await world.done(enrolment.review, passing, reviewer)
  world.at('2026-12-20')
  const { caseId } = await world.done(openStaffCase, opening(), office)
  const { parties } = await world.done(caseDetail, { caseId }, office)
  assert.deepEqual([parties[0]!.name, parties[0]!.role], ['审核员孙', '考务管理人员'])
  const made = await world.done(decideCase, decision(caseId, 1, { typeCode: '务1' }), head)
  assert.equal(made.banUntil, '2026-12-31')
})

test('HN-3.3.9-03 the case links the custody event by which a package of 32 was taken over with 31', async () => {
  const custody = await openCustody(disciplineEntries)
  const { bench, secrecy, chief, invigilator } = custody
  try {
    const of = bench.world
    const [session] = bench.sessions
    const { batchId } = session!
    await publishedBatch(of, bench.organisationId, { id: batchId })
    await underHandbook(of, batchId)
    const packageId = await makeOne(custody)
    const sealing = { step: 'seal', sealNumber: 'F-001', counts: { 答题卡: 32, 答题纸: 32 } } as const
    assert.equal(codeOf(await take(custody, { packageId, by: secrecy }, sealing)), 'accepted')
    const versionNow = async () => (await shown(custody, packageId, secrecy)).version
    const handing = { purpose: 'hand' as const, place: '保密室', quantity: 32, sealIntact: true, note: '' }
    const to = { version: await versionNow(), toAccountId: chief.accountId! }
    await of.done(giveOver, { packageId, ...handing, ...to }, secrecy)
    const taking = { packageId, version: await versionNow(), quantity: 31, sealIntact: true, note: '' }
    await of.done(takeOver, taking, chief)
    const [office, head] = (['org-exam', 'org-head'] as const).map((role) =>
      of.actor(role, bench.organisationId),
    )
    const who = { accountId: invigilator.accountId! }
    const opened = { of, batchId, groundCode: '务2', who, office: office!, head: head! }
    const { label } = await shown(custody, packageId, secrecy)
    const found = await caseThatLinks(
      opened,
      'custody',
      ({ title }) => title.startsWith(label) && title !== label,
    )
    assert.equal(found.by, '保密员甲')
  } finally {
    await bench.close()
  }
})

test('HN-3.3.9-05 the case links the ledger entries of the certificates that were issued', async () => {
  world.at('2026-12-15')
  const batch = await passedBatch(world, { passed: [{ name: '郑示例' }] })
  await issued(world, batch)
  const { batchId, organisationId, exam, head } = batch
  await underHandbook(world, batchId)
  await openAccount(world, organisationId, exam)
  const who = { accountId: exam.accountId! }
  const of = { of: world, batchId, groundCode: '务4', who, office: exam, head }
  const found = await caseThatLinks(of, 'certificate', ({ type }) => type === 'certificate-numbered')
  const [certificate] = await rowsOf(world, batch)
  const entry = await world.database.connection.owner
    .selectFrom('fact')
    .select('subjectId')
    .where('id', '=', found.id)
    .executeTakeFirstOrThrow()
  assert.equal(entry.subjectId, certificate!.id)
})

test('HN-3.3.9-08 the case links the audit entry of the score that the examiner locked, and names the candidate', async () => {
  world.at('2022-05-20')
  const batch = await casesBatch(world, [{ name: '李四', right: 90 }])
  await theoryScored(world, batch)
  await practicalScored(world, batch, [80])
  const [examiner] = batch.examiners
  const { id: staffId } = await world.database.connection.owner
    .selectFrom('staffMember')
    .select('id')
    .where('accountId', '=', examiner!.accountId!)
    .executeTakeFirstOrThrow()
  const of = {
    of: world,
    batchId: batch.batchId,
    groundCode: '评2',
    who: { staffId },
    office: batch.exam,
    head: batch.head,
  }
  const found = await caseThatLinks(
    of,
    'audit',
    ({ type, by }) => type === 'practical-sheet-locked' && by === examiner!.name,
  )
  assert.equal(found.title, '李四')
})
