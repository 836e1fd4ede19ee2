import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  amendCase,
  decideCase,
  finaliseCase,
  openCase,
  printNotice,
  recordHandover,
  recordStatement,
} from '#modules/delivery/discipline/contract.ts'
import { caseDetail, caseList } from '#modules/delivery/discipline/queries.contract.ts'
import type { ExaminedBatch } from '#modules/scoring/batch.fixture.ts'
import { overview } from '#modules/scoring/contract.ts'
import { rowsOf, theoryScored } from '#modules/scoring/flow.fixture.ts'
import { readFile } from '#platform/files/files.ts'
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

const reminder = { at: '2022-05-20T00:40:00.000Z', words: '请将手机存放到指定位置' }

/** Theory 90 and practical 80 on record, nothing entered yet. */
const scoredBatch = async (count = 1) => {
  const batch = await casesBatch(
    world,
    Array.from({ length: count }, () => ({ right: 90 })),
  )
  await theoryScored(world, batch)
  await practicalScored(
    world,
    batch,
    Array.from({ length: count }, () => 80),
  )
  return batch
}

const shown = async (batch: ExaminedBatch) =>
  (
    await owner
      .selectFrom('result')
      .innerJoin('application', 'application.id', 'result.applicationId')
      .select(['theory', 'theoryStatus', 'practical', 'practicalStatus', 'passed'])
      .where('result.batchId', '=', batch.batchId)
      .orderBy('application.nameKey')
      .execute()
  ).map(({ theory, theoryStatus, practical, practicalStatus }) => [
    theory,
    theoryStatus,
    practical,
    practicalStatus,
  ])

test('HN-3.1.5-01 SDS-4.4-42 SDE-4.6-25 without a recorded reminder, and without a rule, the decision is refused; with both the subject is cancelled', async () => {
  const batch = await scoredBatch()
  const { caseId } = await opened(world, batch, { typeCode: '一1' })
  const choice = { typeCode: '一1', choiceReason: '只带至座位，未使用' }
  const refused = async (given: Parameters<typeof decision>[2]) =>
    codeOf(
      await world.run(
        decideCase,
        decision(caseId, await versionOf(world, batch, caseId), given),
        batch.supervisor,
      ),
    )
  assert.equal(await refused({ ...choice, ruleReference: ' ' }), 'RULE_REFERENCE_MISSING')
  assert.equal(await refused(choice), 'REMINDER_MISSING')
  await world.done(amendCase, { caseId, version: 1, reminder }, batch.supervisor)
  await decided(world, batch, { caseId, ...choice })
  assert.deepEqual(await shown(batch), [[0, 'cancelled', 80, 'scored']])
  assert.equal(await refused(choice), 'ALREADY_DECIDED')
})

test('HN-3.1.5-02 HN-3.1.5-03 only the subject of the session is cancelled, and the reminder precedes the decision', async () => {
  const batch = await scoredBatch(2)
  for (const [at, typeCode] of ['一2', '一3'].entries()) {
    const { caseId } = await opened(world, batch, {
      typeCode,
      subject: 'practical',
      applicationIds: [batch.people[at]!.applicationId],
    })
    const later = { at: '2022-05-20T02:00:00.000Z', words: '请回到座位' }
    const early = await world.run(amendCase, { caseId, version: 1, reminder: later }, batch.supervisor)
    assert.equal(codeOf(early), 'NOT_YET_HAPPENED')
    await world.done(amendCase, { caseId, version: 1, reminder }, batch.supervisor)
    await decided(world, batch, { caseId, typeCode })
    const { reminder: kept, decision: made } = await world.done(caseDetail, { caseId }, batch.supervisor)
    assert.ok(kept!.at < made!.at)
  }
  assert.deepEqual(await shown(batch), [
    [90, 'scored', 0, 'cancelled'],
    [90, 'scored', 0, 'cancelled'],
  ])
})

test('HN-3.1.5-04 HN-3.1.5-16 HN-3.1.5-26 HN-3.1.4-13 a description is mandatory for what no other item names; disturbance is a type of the list', async () => {
  const batch = await casesBatch(world, [{}])
  const { rules } = await world.done(
    caseDetail,
    { caseId: (await opened(world, batch)).caseId },
    batch.supervisor,
  )
  assert.ok(rules.some(({ title }) => title === '扰乱考场秩序'))
  for (const [typeCode, severity] of [
    ['一4', null],
    ['三5', null],
    ['四7', 'minor'],
  ] as const) {
    const { caseId } = await opened(world, batch, { typeCode, description: ' ' })
    const bare = await world.run(decideCase, decision(caseId, 1, { typeCode, severity }), batch.supervisor)
    assert.equal(codeOf(bare), 'DESCRIPTION_MISSING')
    await world.done(amendCase, { caseId, version: 1, description: '多次高声喧哗' }, batch.supervisor)
    assert.ok(await decided(world, batch, { caseId, typeCode, severity }))
  }
})

test('HN-3.1.5-05 HN-3.1.5-08 whispering and a false name make the subject 0, shown as cheating', async () => {
  const batch = await scoredBatch(2)
  for (const [at, typeCode] of ['二1', '二4'].entries()) {
    const applicationIds = [batch.people[at]!.applicationId]
    const { caseId } = await opened(world, batch, { typeCode, applicationIds })
    await decided(world, batch, { caseId, typeCode })
  }
  assert.deepEqual(await shown(batch), [
    [0, 'cheating', 80, 'scored'],
    [0, 'cheating', 80, 'scored'],
  ])
  const { flagged } = await world.done(overview, { batchId: batch.batchId }, batch.exam)
  assert.match(flagged[0]!.decision!, /按作弊处理/u)
  assert.equal((await rowsOf(world, batch))[0]!.theory, 0)
})

const rulesOf = async (batch: ExaminedBatch) => {
  const { caseId } = await opened(world, batch)
  const { rules } = await world.done(caseDetail, { caseId }, batch.supervisor)
  return (code: string) => rules.find((rule) => rule.code === code)!
}

test('HN-3.1.5-06 HN-3.1.5-13 copying: the form offers 二2 and 三2 and asks why; under 三2 theory and practical are cancelled', async () => {
  const batch = await scoredBatch()
  const rule = await rulesOf(batch)
  assert.deepEqual([rule('二2').differing, rule('三2').differing], [['三2'], ['二2']])
  const { caseId } = await opened(world, batch, { typeCode: '二2' })
  const given = { typeCode: '三2' }
  const bare = await world.run(decideCase, decision(caseId, 1, given), batch.supervisor)
  assert.equal(codeOf(bare), 'CHOICE_REASON_MISSING')
  await decided(world, batch, { caseId, ...given, choiceReason: '抄袭的是试题答案' })
  assert.deepEqual(await shown(batch), [[0, 'cancelled', 0, 'cancelled']])
})

test('HN-3.1.5-09 HN-3.1.5-11 HN-3.1.4-06 the differing rules stand beside each other: papers taken out under three, articles not deposited as cheating beside 一1', async () => {
  const rule = await rulesOf(await casesBatch(world, [{}]))
  assert.deepEqual(rule('二5').differing, ['三4', '偶发十六'])
  assert.ok(rule('二7').differing.includes('一1'))
  const articles = rule('考场规则四')
  assert.deepEqual(
    articles.effects.map(({ effect }) => effect),
    ['subject-cheating'],
  )
  assert.ok(articles.differing.includes('一1') && articles.differing.includes('二7'))
})

test('HN-3.1.5-07 evidence can be attached, and only a file that is there', async () => {
  const batch = await casesBatch(world, [{}])
  const { caseId } = await opened(world, batch, { typeCode: '二3' })
  const fileId = crypto.randomUUID()
  const file = { fileId, name: '纸条照片.png' }
  const missing = await world.run(amendCase, { caseId, version: 1, evidence: [file] }, batch.supervisor)
  assert.equal(codeOf(missing), 'NOT_FOUND')
  const { hash, size } = await world.services.blobs.put(Buffer.from('png'), { mediaType: 'image/png' })
  await owner
    .insertInto('storedFile')
    .values({
      ...{ organisationId: batch.organisationId, id: fileId, personId: null, audience: [], hash, size },
      ...{ name: file.name, mediaType: 'image/png', createdAt: new Date() },
    })
    .execute()
  await world.done(amendCase, { caseId, version: 1, evidence: [file] }, batch.supervisor)
  const { evidence } = await world.done(caseDetail, { caseId }, batch.supervisor)
  assert.deepEqual(
    evidence.map(({ name, by }) => [name, by]),
    [['纸条照片.png', 'supervisor甲']],
  )
})

test('HN-3.1.5-10 two identical papers of one room are decided in one step for both', async () => {
  const batch = await scoredBatch(2)
  const { caseId } = await opened(world, batch, {
    ...{ origin: 'similarity', typeCode: '二6' },
    applicationIds: batch.people.map(({ applicationId }) => applicationId),
  })
  await decided(world, batch, { caseId, typeCode: '二6' })
  assert.deepEqual(await shown(batch), [
    [0, 'cheating', 80, 'scored'],
    [0, 'cheating', 80, 'scored'],
  ])
})

test('HN-3.1.6-25 HN-3.1.6-26 a phone suspected of use proposes cheating; one that only rang is never cheating', async () => {
  const batch = await scoredBatch()
  const rule = await rulesOf(batch)
  assert.equal(rule('偶发十九（使用）').effects[0]!.effect, 'subject-cheating')
  const { caseId } = await opened(world, batch, { typeCode: '偶发十九（响铃）' })
  const given = { typeCode: '偶发十九（响铃）', choiceReason: '仅响铃' }
  const cheating = await world.run(
    decideCase,
    decision(caseId, 1, { ...given, effect: 'subject-cheating' }),
    batch.supervisor,
  )
  assert.equal(codeOf(cheating), 'NOT_CHEATING')
  await decided(world, batch, { caseId, ...given })
  assert.deepEqual(await shown(batch), [[90, 'scored', 80, 'scored']])
})

test('HN-3.2.6-04 HN-2.3.4-24 nobody but supervisor or head decides; the staff propose one of four', async () => {
  const batch = await casesBatch(world, [{}])
  const odd = await world.run(
    openCase,
    {
      ...{ batchId: batch.batchId, applicationIds: [batch.people[0]!.applicationId], subject: 'theory' },
      ...{ occurredAt: '2022-05-20T00:00:00Z', description: '交头接耳', proposal: '罚款' },
    },
    batch.exam,
  )
  assert.equal(codeOf(odd), 'PROPOSAL_UNKNOWN')
  const { caseId } = await opened(world, batch, { typeCode: '二1', proposal: '警告' })
  const by = async (role: string) =>
    codeOf(
      await world.run(
        decideCase,
        decision(caseId, 1, { typeCode: '二1' }),
        world.actor(role, batch.organisationId),
      ),
    )
  assert.equal(await by('org-exam'), 'ROLE_MISSING')
  assert.equal(await by('invigilator'), 'ROLE_MISSING')
  assert.equal(await by('org-head'), 'accepted')
})

test('HN-3.1.5-19 a class 4 case without hand-over is listed, and is not closed before it has one', async () => {
  const batch = await casesBatch(world, [{}])
  const { caseId } = await opened(world, batch, { typeCode: '四3' })
  await decided(world, batch, { caseId, typeCode: '四3', severity: 'minor' })
  const listed = async () =>
    (await world.done(caseList, { awaitsHandover: true, batchId: batch.batchId }, batch.head)).total
  assert.equal(await listed(), 1)
  const version = await versionOf(world, batch, caseId)
  assert.equal(codeOf(await world.run(finaliseCase, { caseId, version }, batch.head)), 'HANDOVER_MISSING')
  await world.done(
    recordHandover,
    { caseId, version, department: '澜川市公安局', on: '2022-05-20', documentNumber: '澜公移〔2022〕1号' },
    batch.head,
  )
  assert.equal(await listed(), 0)
  await world.done(finaliseCase, { caseId, version: version + 1 }, batch.head)
})

test('SDS-A2-10 SDS-A2-11 a decision cites the commitments the candidate has accepted, and the notice prints them', async () => {
  world.at('2026-11-29')
  const batch = await casesBatch(world, [{}], 'shandong-social')
  const { caseId } = await opened(world, batch)
  const given = { effect: 'subject-cheating', commitments: [4, 5] }
  const early = await world.run(decideCase, decision(caseId, 1, given), batch.supervisor)
  assert.equal(codeOf(early), 'COMMITMENT_UNKNOWN')
  await owner
    .updateTable('application')
    .set({ commitment: JSON.stringify({ version: '附件2', acceptedAt: '2026-11-02T00:00:00Z' }) })
    .where('batchId', '=', batch.batchId)
    .execute()
  await decided(world, batch, { caseId, ...given })
  const { commitments, case: row, parties } = await world.done(caseDetail, { caseId }, batch.supervisor)
  assert.deepEqual(
    commitments.filter(({ cited }) => cited).map(({ number }) => number),
    [4, 5],
  )
  assert.match(commitments[3]!.text, /遵守认定纪律和考场规则/u)
  assert.match(commitments[4]!.text, /自愿承担/u)
  const { organisationId, fileId } = await world.done(
    printNotice,
    { caseId, version: row.version },
    batch.supervisor,
  )
  assert.ok(parties.length === 1)
  const read = (actor: typeof batch.supervisor) =>
    world.database.connection.owner
      .transaction()
      .execute((tx) =>
        readFile(
          { tx, actor, now: new Date(), today: '2026-11-29' as never, services: world.services },
          organisationId,
          fileId,
        ),
      )
  const own = world.actor('candidate', batch.organisationId, { personId: batch.people[0]!.personId })
  assert.equal(
    Buffer.from((await read(own)).bytes)
      .subarray(0, 4)
      .toString(),
    '%PDF',
  )
  world.at('2022-05-20')
})

test('SDS-4.4-42 a statement is taken before the decision and not after it', async () => {
  const batch = await casesBatch(world, [{}])
  const { caseId } = await opened(world, batch, { typeCode: '二1' })
  const own = world.actor('candidate', batch.organisationId, { personId: batch.people[0]!.personId })
  const party = async () => (await world.done(caseDetail, { caseId }, batch.supervisor)).parties[0]!
  const { partyId, version } = await party()
  const said = { organisationId: batch.organisationId, caseId, partyId, statement: '我只是在看钟' }
  await world.done(recordStatement, { ...said, version }, own)
  assert.deepEqual([(await party()).statement, (await party()).statementBy], ['我只是在看钟', '本人'])
  const stranger = world.actor('candidate', batch.organisationId, { personId: crypto.randomUUID() })
  assert.equal(codeOf(await world.run(recordStatement, { ...said, version: 2 }, stranger)), 'NOT_FOUND')
  await decided(world, batch, { caseId, typeCode: '二1' })
  assert.equal(codeOf(await world.run(recordStatement, { ...said, version: 2 }, own)), 'CASE_DECIDED')
  await settle(world)
})
