import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { verifyAudit } from '#platform/audit/verify.ts'
import { openWorld } from '#platform/command/testing.ts'
import { type ExaminedBatch, examinedBatch } from './batch.fixture.ts'
import { decideCorrection, proposeCorrection } from './contract.ts'
import { confirmedPasses, publicityOver } from './facts.ts'
import { codeOf, deskOf, publicised, rowsOf, theoryScored, verified } from './flow.fixture.ts'
import {
  confirmResults,
  decideObjection,
  investigateObjection,
  myResults,
  publicityList,
  publicityPage,
  publishHeld,
  raiseObjection,
  revealContact,
  startPublicity,
} from './publicity.contract.ts'
import { scoringEntries } from './register.ts'

const world = await openWorld({ entries: scoringEntries, at: '2026-11-30' })
after(() => world.close())
const { owner } = world.database.connection
const nobody = world.actor('public', '00000000-0000-0000-0000-000000000000', {
  roles: [],
  reach: [],
  accountId: null,
  organisationId: null,
})
const statement = '理论成绩与本人估分相差较大，申请核查答题记录。'

const begun = async () => {
  world.at('2026-11-30')
  const batch = await examinedBatch(world, [
    { name: '张小三', right: 59 },
    { name: '李四', right: 80 },
  ])
  const reply = await publicised(world, batch, [80, 70])
  return { batch, ...reply }
}
const confirm = async (batch: ExaminedBatch) => {
  const { publicity } = await deskOf(batch, world)
  return world.run(confirmResults, { batchId: batch.batchId, version: publicity!.version }, batch.head)
}
const objected = async (publicityId: string) =>
  world.done(
    raiseObjection,
    { publicityId, entryNumber: 1, name: '张小三', contact: '13800001234', statement },
    nobody,
  )

test('HN-3.1.6-06 HN-2.7-07 SDS-5.2-02 a result that is still looked into is not released with the others; it follows for as many days once that is decided', async () => {
  world.at('2026-11-30')
  const batch = await examinedBatch(world, [{ right: 80 }, { right: 70 }])
  const { organisationId, batchId, sittingId, people } = batch
  const id = randomUUID()
  await owner
    .insertInto('examIncident')
    .values({
      ...{ organisationId, id, version: 1, batchId, sittingId, place: '试验考点 理论考场一', number: 1 },
      ...{ book: 'henan', type: 'impersonation', severity: 'ordinary', record: '{}', state: 'open' },
      ...{ applicationIds: [people[0]!.applicationId], occurredAt: new Date('2026-11-28T01:05:00Z') },
      ...{ holdsScore: true, atCentre: true },
    })
    .execute()
  await verified(world, batch, [80, 70])
  const { publicityId, entries, endsOn } = await world.done(startPublicity, { batchId }, batch.exam)
  assert.deepEqual([entries, endsOn], [1, '2026-12-04'])
  const page = () => world.done(publicityPage, { publicityId, page: 1, pageSize: 10 }, nobody)
  const [shown] = (await page()).rows
  const desk = await deskOf(batch, world)
  assert.deepEqual(desk.waiting, { held: 1, ready: 0 })
  const version = desk.publicity!.version
  const early = await world.run(publishHeld, { batchId, version }, batch.exam)
  assert.equal(codeOf(early), 'RESULTS_HELD')
  assert.deepEqual(early.refused && early.details?.held, [people[0]!.applicationId])
  world.at('2026-12-05')
  // The display of the others does not close over his head.
  assert.equal(codeOf(await confirm(batch)), 'RESULTS_HELD')
  await owner
    .updateTable('examIncident')
    .set({ holdsScore: false, state: 'closed' })
    .where('id', '=', id)
    .execute()
  world.at('2026-12-07')
  assert.equal(codeOf(await confirm(batch)), 'RESULTS_HELD')
  const later = await world.done(publishHeld, { batchId, version }, batch.exam)
  assert.deepEqual([later.entries, later.endsOn], [1, '2026-12-11'])
  const { rows, endsOn: until } = await page()
  assert.deepEqual([rows.map(({ number }) => number), until], [[1, 2], '2026-12-11'])
  assert.deepEqual(rows[0], shown, 'what was shown stays as it was')
  const again = await world.run(publishHeld, { batchId, version: later.version }, batch.exam)
  assert.equal(codeOf(again), 'NOTHING_HELD')
  assert.equal(codeOf(await confirm(batch)), 'PUBLICITY_RUNNING')
  world.at('2026-12-12')
  const closed = await confirm(batch)
  assert.deepEqual(!closed.refused && closed.value, { confirmed: 2, passed: 2 })
})

test('SDS-5.1-15 SDS-5.2-01 nothing goes on display before every result has been checked', async () => {
  const batch = await examinedBatch(world, [{ right: 80 }])
  await theoryScored(world, batch)
  assert.equal(
    codeOf(await world.run(startPublicity, { batchId: batch.batchId }, batch.exam)),
    'NOT_VERIFIED',
  )
})

test('SDS-5.2-02 publicity started on Monday 2026-11-30 ends on the fifth working day and closes not earlier', async () => {
  const { batch, startsOn, endsOn } = await begun()
  assert.deepEqual([startsOn, endsOn], ['2026-11-30', '2026-12-04'])
  for (const early of ['2026-12-01', '2026-12-04']) {
    world.at(early)
    const outcome = await confirm(batch)
    assert.equal(codeOf(outcome), 'PUBLICITY_RUNNING')
    assert.match(outcome.refused ? outcome.sentence : '', /2026年12月4日/)
  }
  world.at('2026-12-05')
  const outcome = await confirm(batch)
  assert.deepEqual(!outcome.refused && outcome.value, { confirmed: 2, passed: 1 })
})

test('SDS-5.2-02 over the National Day holiday of 2026 its rest days and make-up days are counted right', async () => {
  world.at('2026-09-28')
  const batch = await examinedBatch(world, [{ right: 80 }])
  const { endsOn } = await publicised(world, batch, [80])
  // 10-01 to 10-07 rest, 10-10 is a make-up working day: 09-28, 29, 30, 10-08, 09.
  assert.equal(endsOn, '2026-10-09')
})

test('SDS-5.2-01 the page is read without login and shows masked names and numbers only', async () => {
  const { batch, publicityId } = await begun()
  const page = await world.done(publicityPage, { publicityId, page: 1, pageSize: 50 }, nobody)
  assert.deepEqual(
    page.rows.map((row) => [
      row.number,
      row.nameMasked,
      row.documentMasked,
      row.theory,
      row.practical,
      row.passed,
    ]),
    [
      [1, '张*三', '370100********0000', 59, 80, false],
      [2, '李*', '370100********0001', 80, 70, true],
    ],
  )
  const text = JSON.stringify(page)
  for (const { personId, applicationId } of batch.people) {
    assert.equal(text.includes(personId), false)
    assert.equal(text.includes(applicationId), false)
  }
  const found = await world.done(publicityPage, { publicityId, page: 1, pageSize: 50, find: '李' }, nobody)
  assert.deepEqual([found.total, found.rows[0]!.number], [1, 2])
  const { publicities } = await world.done(publicityList, {}, nobody)
  assert.ok(publicities.some((row) => row.publicityId === publicityId && row.open))
})

test('names leave the public page when the display is over', async () => {
  const { batch, publicityId } = await begun()
  world.at('2026-12-07')
  await confirm(batch)
  const page = await world.done(publicityPage, { publicityId, page: 1, pageSize: 50 }, nobody)
  assert.deepEqual([page.open, page.rows.length], [false, 0])
})

test('a candidate sees the own result once it is on display, and nobody else’s', async () => {
  world.at('2026-11-30')
  const batch = await examinedBatch(world, [
    { name: '张小三', right: 80 },
    { name: '李四', right: 70 },
  ])
  const candidate = world.actor('candidate', batch.organisationId, {
    personId: batch.people[0]!.personId,
    organisationId: null,
  })
  await owner.updateTable('batch').set({ publishedAt: new Date() }).where('id', '=', batch.batchId).execute()
  await verified(world, batch, [75, 75])
  assert.deepEqual((await world.done(myResults, {}, candidate)).results, [])
  await world.done(startPublicity, { batchId: batch.batchId }, batch.exam)
  const { results } = await world.done(myResults, {}, candidate)
  assert.equal(results.length, 1)
  assert.deepEqual(
    results[0]!.subjects.map(({ points }) => points),
    [80, 75],
  )
})

test('SDS-5.2-03 an open objection against a candidate holds the results back and is named', async () => {
  const { batch, publicityId } = await begun()
  assert.deepEqual(await objected(publicityId), { number: 1 })
  world.at('2026-12-07')
  const outcome = await confirm(batch)
  assert.equal(codeOf(outcome), 'OBJECTION_OPEN')
  assert.deepEqual(outcome.refused && outcome.details, { held: ['异议1（涉及具体考生）'] })
})

test('an objector’s name and number are stored encrypted, shown masked, and revealed with a reason on record', async () => {
  const { batch, publicityId } = await begun()
  await objected(publicityId)
  const stored = await owner
    .selectFrom('objection')
    .selectAll()
    .where('batchId', '=', batch.batchId)
    .executeTakeFirstOrThrow()
  assert.equal(stored.contact!.includes('13800001234'), false)
  const { objections } = await deskOf(batch, world)
  assert.equal(objections[0]!.contactMasked, '张*三　138****1234')
  const input = { objectionId: objections[0]!.objectionId, reason: '电话告知核查结果' }
  assert.deepEqual(await world.done(revealContact, input, batch.head), {
    name: '张小三',
    contact: '13800001234',
  })
  const fact = await owner
    .selectFrom('fact')
    .select('data')
    .where('type', '=', 'objection-contact-revealed')
    .where('subjectId', '=', stored.id)
    .executeTakeFirstOrThrow()
  assert.deepEqual(fact.data, { reason: '电话告知核查结果' })
})

test('SDS-5.2-03 an upheld objection leads to a correction by two, shown on the page, and only then may be confirmed', async () => {
  const { batch, publicityId } = await begun()
  await objected(publicityId)
  const { exam, marker, head, supervisor } = batch
  const desk = await deskOf(batch, world)
  const [objection] = desk.objections
  const { objectionId, version } = objection!
  const look = { objectionId, version, findings: '调取答题记录，第12题判分有误' }
  assert.equal(codeOf(await world.run(investigateObjection, look, exam)), 'SAME_PERSON')
  await world.done(investigateObjection, look, supervisor)
  const decide = {
    objectionId,
    version: version + 1,
    upheld: true,
    needsCorrection: true,
    decision: '异议成立，更正理论成绩',
  }
  const both = { ...head, accountId: supervisor.accountId }
  assert.equal(codeOf(await world.run(decideObjection, decide, both)), 'SAME_PERSON')
  await world.done(decideObjection, decide, head)
  world.at('2026-12-07')
  assert.equal(codeOf(await confirm(batch)), 'OBJECTION_OPEN')

  const row = (await rowsOf(world, batch)).find(({ name }) => name === '张小三')!
  const change = {
    resultId: row.resultId,
    version: row.version,
    subject: 'theory' as const,
    after: 60,
    reason: '第12题判分有误',
    objectionId,
  }
  const { correctionId } = await world.done(proposeCorrection, change, {
    ...marker,
    accountId: supervisor.accountId,
  })
  await world.done(decideCorrection, { correctionId, version: 1, approve: true, decision: '同意更正' }, head)
  const page = await world.done(publicityPage, { publicityId, page: 1, pageSize: 50 }, nobody)
  assert.deepEqual(
    [page.rows[0]!.theory, page.rows[0]!.passed, page.rows[0]!.correction],
    [60, true, '经核查更正'],
  )
  const outcome = await confirm(batch)
  assert.deepEqual(!outcome.refused && outcome.value, { confirmed: 2, passed: 2 })
  const late = await world.run(
    proposeCorrection,
    { ...change, version: row.version + 2, after: 61 },
    supervisor,
  )
  assert.equal(codeOf(late), 'RESULTS_CONFIRMED')
})

test('a correction cannot quote an objection that was not upheld', async () => {
  const { batch, publicityId } = await begun()
  await objected(publicityId)
  const { objections } = await deskOf(batch, world)
  const [row] = await rowsOf(world, batch)
  const change = {
    resultId: row!.resultId,
    version: row!.version,
    subject: 'theory' as const,
    after: 60,
    reason: '第12题判分有误',
    objectionId: objections[0]!.objectionId,
  }
  assert.equal(codeOf(await world.run(proposeCorrection, change, batch.supervisor)), 'OBJECTION_NOT_UPHELD')
})

test('no objection is taken in after the display has closed, or on a number that is not in the list', async () => {
  const { batch, publicityId } = await begun()
  const input = { publicityId, entryNumber: 99, name: '张小三', contact: '13800001234', statement }
  assert.equal(codeOf(await world.run(raiseObjection, input, nobody)), 'ENTRY_UNKNOWN')
  world.at('2026-12-07')
  await confirm(batch)
  const { entryNumber: _none, ...plain } = input
  assert.equal(codeOf(await world.run(raiseObjection, plain, nobody)), 'PUBLICITY_NOT_OPEN')
})

test('SDS-5.2-03 confirmed results are announced to the certificates and read as facts', async () => {
  const { batch } = await begun()
  const { organisationId, batchId } = batch
  assert.equal(await owner.transaction().execute((tx) => publicityOver(tx, organisationId, batchId)), false)
  world.at('2026-12-07')
  await confirm(batch)
  const [passes, over] = await owner
    .transaction()
    .execute(
      async (tx) =>
        [
          await confirmedPasses(tx, organisationId, batchId),
          await publicityOver(tx, organisationId, batchId),
        ] as const,
    )
  assert.equal(over, true)
  assert.deepEqual(
    passes.map(({ name, theory, practical }) => [name, theory, practical]),
    [['李四', 80, 70]],
  )
  const message = await owner
    .selectFrom('outbox')
    .select('payload')
    .where('topic', '=', 'scoring.resultsConfirmed')
    .execute()
  assert.ok(message.some(({ payload }) => JSON.stringify(payload).includes(batchId)))
})

test('every row this module wrote here is sealed by a fact of the state it is in', async () => {
  const { findings } = await verifyAudit(world.database.connection)
  // The rows of earlier modules were put in place by hand.
  const own = [
    'result',
    'practical_form',
    'practical_sheet',
    'panel_record',
    'score_',
    'marking_record',
    'key_error',
    'publicity',
    'objection',
  ]
  assert.deepEqual(
    findings.filter(({ where }) => own.some((table) => where.startsWith(`表 ${table}`))),
    [],
  )
})
