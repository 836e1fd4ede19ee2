import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { passedBatch } from '#modules/certificate/batch.fixture.ts'
import { batchDetail, revokeCertificate } from '#modules/certificate/contract.ts'
import { issued } from '#modules/certificate/issue.fixture.ts'
import {
  amendCase,
  applyReview,
  decideCase,
  decideReview,
  openCase,
  openStaffCase,
} from '#modules/delivery/discipline/contract.ts'
import { caseDetail, caseList } from '#modules/delivery/discipline/queries.contract.ts'
import { itemList } from '#modules/itembank/item/contract.ts'
import { signUndertaking } from '#modules/itembank/undertaking/contract.ts'
import { undertaking } from '#modules/itembank/undertaking/core/undertaking.ts'
import type { ExaminedBatch } from '#modules/scoring/batch.fixture.ts'
import { confirmTheory, decideCorrection, enterScores, proposeCorrection } from '#modules/scoring/contract.ts'
import { entryVersion, responsibleNamed, theoryScored } from '#modules/scoring/flow.fixture.ts'
import {
  casesBatch,
  codeOf,
  decided,
  decision,
  disciplineWorld,
  opened,
  practicalScored,
  settle,
  versionOf,
} from './discipline.fixture.ts'

const world = await disciplineWorld()
after(() => world.close())
const { owner } = world.database.connection

test('HN-3.1.5-27 a case opened for a closed batch changes its results with a reference, and its certificate waits for revocation', async () => {
  world.at('2026-12-15')
  const batch = await passedBatch(world, { passed: [{ name: '郑示例' }] })
  await issued(world, batch)
  const { batchId, organisationId } = batch
  await owner
    .updateTable('batch')
    .set({ state: 'closed', pack: 'henan-social', createdOn: '2026-06-01' })
    .where('id', '=', batchId)
    .execute()
  const [person] = batch.people
  const { caseId, number } = await world.done(
    openCase,
    {
      ...{ batchId, applicationIds: [person!.applicationId], subject: 'theory', typeCode: '三2' },
      ...{ occurredAt: '2026-11-28T01:30:00Z', description: '事后查实抄袭' },
    },
    batch.exam,
  )
  const given = { typeCode: '三2', choiceReason: '抄袭答案' }
  const supervisor = world.actor('supervisor', organisationId)
  const late = await world.run(decideCase, decision(caseId, 1, given), supervisor)
  assert.equal(codeOf(late), 'NOT_DECIDER')
  await world.done(decideCase, decision(caseId, 1, given), batch.head)
  await settle(world)
  const result = await owner
    .selectFrom('result')
    .select(['theory', 'theoryStatus', 'practicalStatus', 'passed'])
    .where('batchId', '=', batchId)
    .executeTakeFirstOrThrow()
  assert.deepEqual(
    [result.theory, result.theoryStatus, result.practicalStatus, result.passed],
    [0, 'cancelled', 'cancelled', false],
  )
  const corrections = await owner
    .selectFrom('scoreCorrection')
    .select(['reason', 'caseId'])
    .where('batchId', '=', batchId)
    .execute()
  assert.ok(corrections.length >= 1)
  assert.ok(corrections.every((each) => each.caseId === caseId && each.reason.includes(number)))
  const waiting = async () =>
    (await world.done(batchDetail, { organisationId, batchId }, batch.head)).toRevoke
  const [row] = await waiting()
  assert.equal(row!.revocationGrounds[0]!.caseNumber, number)
  const { certificateId, version } = row!
  const reason = `${number} 取消当次全部科目成绩`
  await world.done(revokeCertificate, { organisationId, certificateId, version, reason }, batch.head)
  assert.deepEqual(await waiting(), [])
  world.at('2022-05-20')
})

test('HN-3.1.5-27 SDS-4.4-42 a review that leaves the scores alone gives back what was taken', async () => {
  const batch = await casesBatch(world, [{ right: 90 }])
  await theoryScored(world, batch)
  await practicalScored(world, batch, [80])
  const { caseId } = await opened(world, batch, { typeCode: '二1' })
  await decided(world, batch, { caseId, typeCode: '二1' })
  const theory = async () => {
    const row = await owner
      .selectFrom('result')
      .select(['theory', 'theoryStatus'])
      .where('batchId', '=', batch.batchId)
      .executeTakeFirstOrThrow()
    return `${row.theory} ${row.theoryStatus}`
  }
  assert.equal(await theory(), '0 cheating')
  const version = await versionOf(world, batch, caseId)
  await world.done(applyReview, { caseId, version, reason: '只是抬头看钟' }, batch.exam)
  const instead = {
    ...{ typeCode: '偶发十九（响铃）', severity: null, effect: null, ban: null },
    ...{ ruleReference: '偶发事件处理办法十九', choiceReason: '仅手机响铃' },
  }
  await world.done(
    decideReview,
    { caseId, version: version + 1, outcome: 'changed', note: '监控证实', instead },
    batch.head,
  )
  await settle(world)
  assert.equal(await theory(), '90 scored')
})

const examinerOf = (batch: ExaminedBatch, at: number) => batch.examiners[at]!

const staffOf = async (accountId: string) =>
  owner.selectFrom('staffMember').select('id').where('accountId', '=', accountId).executeTakeFirstOrThrow()

test('HN-3.3.8-03 an undeclared relation found later: replaced at once, and the scores for that candidate wait for rescoring', async () => {
  const batch = await casesBatch(world, [{ right: 90 }, { right: 80 }])
  await theoryScored(world, batch)
  await practicalScored(world, batch, [80, 85])
  await world.done(confirmTheory, { batchId: batch.batchId }, batch.marker)
  await responsibleNamed(batch, world)
  const examiner = examinerOf(batch, 1)
  const [person] = batch.people
  const { caseId } = await world.done(
    openStaffCase,
    {
      ...{ batchId: batch.batchId, staffId: (await staffOf(examiner.accountId!)).id, groundCode: '评5' },
      ...{ occurredAt: '2022-05-20T00:00:00Z', description: '与考生为兄弟，未申报' },
      links: [{ kind: 'application', id: person!.applicationId, title: person!.name }],
    },
    batch.exam,
  )
  await world.done(decideCase, decision(caseId, 1, { typeCode: '评5', effect: 'criticism' }), batch.head)
  await settle(world)
  const marked = await owner
    .selectFrom('practicalSheet')
    .select(['applicationId', 'examinerAccountId', 'rescoreCaseId'])
    .where('batchId', '=', batch.batchId)
    .where('rescoreCaseId', 'is not', null)
    .execute()
  assert.deepEqual(
    marked.map((sheet) => [sheet.applicationId, sheet.examinerAccountId, sheet.rescoreCaseId]),
    [[person!.applicationId, examiner.accountId, caseId]],
  )
  const relations = await owner
    .selectFrom('staffRelation')
    .select('kind')
    .where('organisationId', '=', batch.organisationId)
    .execute()
  assert.equal(relations.length, 1)
  // The fixture's sessions lie after the example's day: the examiner has left the candidate's room.
  const duties = await owner
    .selectFrom('duty')
    .innerJoin('staffMember', 'staffMember.id', 'duty.staffId')
    .select(['duty.state'])
    .where('duty.batchId', '=', batch.batchId)
    .where('staffMember.accountId', '=', examiner.accountId)
    .execute()
  assert.deepEqual(
    duties.map(({ state }) => state),
    ['removed'],
  )
  const version = await entryVersion(world, batch)
  const entered = await world.run(enterScores, { batchId: batch.batchId, version, notes: [] }, batch.exam)
  assert.equal(codeOf(entered), 'RESCORING_OPEN')
})

test('HN-3.3.9-07 a rescoring difference above the limit opens a case proposal, one within it does not', async () => {
  const batch = await casesBatch(world, [{ right: 90 }, { right: 80 }])
  await theoryScored(world, batch)
  await practicalScored(world, batch, [80, 85])
  const rescored = async (who: number, after: number) => {
    const row = await owner
      .selectFrom('result')
      .select(['id', 'version'])
      .where('applicationId', '=', batch.people[who]!.applicationId)
      .executeTakeFirstOrThrow()
    const { correctionId } = await world.done(
      proposeCorrection,
      {
        ...{ resultId: row.id, version: row.version, subject: 'practical', after },
        ...{ reason: '复核评分' },
      },
      batch.exam,
    )
    await world.done(
      decideCorrection,
      { correctionId, version: 1, approve: true, decision: '经复核属实' },
      batch.head,
    )
    await settle(world)
    return (await world.done(caseList, { about: 'staff', batchId: batch.batchId }, batch.head)).rows
  }
  assert.deepEqual(await rescored(0, 75), [])
  const rows = await rescored(1, 70)
  assert.deepEqual([rows.length, rows[0]!.typeCode, rows[0]!.originTitle], [3, '评1', '复核评分'])
  assert.equal(rows[0]!.state, 'recorded')
})

test('HN-3.1.5-21 HN-3.3.9-09 items known beforehand: the case triggers the withdrawal of the paper', async () => {
  const batch = await casesBatch(world, [{}])
  const { paperId, organisationId } = batch
  await owner.updateTable('paper').set({ state: 'sealed' }).where('id', '=', paperId).execute()
  await owner
    .insertInto('fact')
    .values({
      ...{ organisationId, id: crypto.randomUUID(), commandId: crypto.randomUUID(), ordinal: 0 },
      ...{ type: 'paper-sealed', subjectTable: 'paper', subjectId: paperId, subjectVersion: 1 },
      ...{
        data: '{}',
        clauses: [],
        rowSeal: Buffer.alloc(32),
        at: new Date('2022-05-01'),
        actorName: '某人',
      },
    })
    .execute()
  const link = { kind: 'paper' as const, id: paperId, title: '电工四级理论知识试卷' }
  const { caseId } = await opened(world, batch, { typeCode: '四2' })
  await world.done(amendCase, { caseId, version: 1, links: [link] }, batch.supervisor)
  await decided(world, batch, { caseId, typeCode: '四2', severity: 'serious' })
  const paper = () =>
    owner
      .selectFrom('paper')
      .select(['state', 'exposedReason'])
      .where('id', '=', paperId)
      .executeTakeFirstOrThrow()
  assert.equal((await paper()).state, 'voided')
  // An opened paper cannot be void: it is marked, and by an examiner's case as well as by a candidate's.
  await owner
    .updateTable('paper')
    .set({ state: 'used', exposedReason: null })
    .where('id', '=', paperId)
    .execute()
  const staffId = (await staffOf(examinerOf(batch, 0).accountId!)).id
  const sold = await world.done(
    openStaffCase,
    {
      ...{ batchId: batch.batchId, staffId, groundCode: '评3', description: '向考生出售试题' },
      ...{ occurredAt: '2022-05-19T00:00:00Z', links: [link] },
    },
    batch.exam,
  )
  await world.done(decideCase, decision(sold.caseId, 1, { typeCode: '评3' }), batch.head)
  await settle(world)
  const { state, exposedReason } = await paper()
  assert.equal(state, 'used')
  assert.match(exposedReason!, new RegExp(sold.number, 'u'))
})

test('HN-3.3.3-11 a cancelled expert loses item access at once', async () => {
  const batch = await casesBatch(world, [{}])
  const { organisationId } = batch
  const expert = world.actor('org-item-reviewer', organisationId, { name: '专家甲' })
  await owner
    .insertInto('account')
    .values({
      ...{ organisationId, id: expert.accountId!, version: 1, login: `expert-${organisationId}` },
      ...{ displayName: expert.name, roles: ['org-item-reviewer'], passwordHash: '-', state: 'active' },
      createdAt: new Date('2022-01-01'),
    })
    .execute()
  await world.done(signUndertaking, { version: undertaking.version }, expert)
  const reading = async () => codeOf(await world.run(itemList, { page: 1, pageSize: 20 } as never, expert))
  assert.equal(await reading(), 'accepted')
  const { caseId } = await world.done(
    openStaffCase,
    {
      ...{ batchId: batch.batchId, accountId: expert.accountId!, groundCode: '专1' },
      ...{ occurredAt: '2022-05-19T00:00:00Z', description: '泄露试题' },
    },
    batch.exam,
  )
  await world.done(decideCase, decision(caseId, 1, { typeCode: '专1' }), batch.head)
  await settle(world)
  assert.equal(await reading(), 'UNDERTAKING_MISSING')
})

test('HN-3.1.5-25 damage of equipment needs the equipment record linked to the case', async () => {
  const batch = await casesBatch(world, [{}])
  const { organisationId } = batch
  const given = { typeCode: '四6', severity: 'minor' } as const
  const { caseId } = await opened(world, batch, { typeCode: '四6' })
  const bare = await world.run(decideCase, decision(caseId, 1, given), batch.supervisor)
  assert.equal(codeOf(bare), 'LINK_MISSING')
  const invented = { kind: 'equipment' as const, id: crypto.randomUUID(), title: '3号操作台' }
  const unknown = await world.run(amendCase, { caseId, version: 1, links: [invented] }, batch.supervisor)
  assert.equal(codeOf(unknown), 'NOT_FOUND')
  const link = { ...invented, id: batch.roomId }
  const isKnown = await owner
    .selectFrom('room')
    .select('id')
    .where('organisationId', '=', organisationId)
    .where('id', '=', batch.roomId)
    .executeTakeFirst()
  assert.ok(isKnown, 'the fixture has the room')
  await world.done(amendCase, { caseId, version: 1, links: [link] }, batch.supervisor)
  await decided(world, batch, { caseId, ...given })
  const { links } = await world.done(caseDetail, { caseId }, batch.supervisor)
  assert.deepEqual(
    links.map(({ kindTitle, title }) => [kindTitle, title]),
    [['设备台账', '3号操作台']],
  )
})
