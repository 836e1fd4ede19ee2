import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { verifyAudit } from '#platform/audit/verify.ts'
import { openWorld } from '#platform/command/testing.ts'
import { readFile } from '#platform/files/files.ts'
import { examinedBatch, signature, violationOf } from './batch.fixture.ts'
import {
  confirmTheory,
  decideCorrection,
  decideKeyError,
  enterScores,
  keyErrorList,
  overview,
  printSummary,
  proposeCorrection,
  reportKeyError,
  scoreTheory,
  sendBackEntry,
  verifyResults,
} from './contract.ts'
import {
  codeOf,
  entryVersion,
  practicalDone,
  responsibleNamed,
  rowsOf,
  theoryScored,
  verified,
} from './flow.fixture.ts'
import { signPanel } from './practical.contract.ts'
import { scoringEntries } from './register.ts'

const world = await openWorld({ entries: scoringEntries, at: '2026-11-30' })
after(() => world.close())
const { owner } = world.database.connection

test('SDS-5.1-01 automatic totals wait “to confirm” until a marker confirms them', async () => {
  const batch = await examinedBatch(world, [{ right: 83 }, { right: 59 }])
  const reply = await theoryScored(world, batch)
  assert.deepEqual([reply.scripts, reply.scored, reply.changed], [2, 2, 2])
  const waiting = await world.done(overview, { batchId: batch.batchId }, batch.exam)
  assert.deepEqual([waiting.standing.theoryScored, waiting.standing.theoryToConfirm], [2, 2])
  assert.deepEqual(
    (await rowsOf(world, batch)).map(({ theory, theoryConfirmed }) => [theory, theoryConfirmed]),
    [
      [83, false],
      [59, false],
    ],
  )
  await responsibleNamed(batch, world)
  const early = await world.run(
    enterScores,
    { batchId: batch.batchId, version: await entryVersion(world, batch), notes: [] },
    batch.exam,
  )
  assert.equal(codeOf(early), 'THEORY_NOT_CONFIRMED')
  await world.done(confirmTheory, { batchId: batch.batchId, anomaly: '无' }, batch.marker)
  const confirmed = await world.done(overview, { batchId: batch.batchId }, batch.exam)
  assert.equal(confirmed.standing.theoryToConfirm, 0)
  const again = await world.run(confirmTheory, { batchId: batch.batchId }, batch.marker)
  assert.equal(codeOf(again), 'NOTHING_TO_CONFIRM')
})

test('SDS-5.1-06 the confirmation leaves a work record with marker, time and number', async () => {
  const batch = await examinedBatch(world, [{}, {}, {}])
  await theoryScored(world, batch)
  await world.done(confirmTheory, { batchId: batch.batchId, anomaly: '第12题图不清' }, batch.marker)
  const { markingRecords } = await world.done(overview, { batchId: batch.batchId }, batch.head)
  const [record] = markingRecords
  assert.deepEqual([record!.markerName, record!.quantity, record!.anomaly], ['阅卷甲', 3, '第12题图不清'])
  assert.match(record!.at, /^2026-11-30T/)
})

test('SDS-4.4-34 SDS-4.4-42 absent, expelled and decided cheating are 0, each with its own status', async () => {
  const batch = await examinedBatch(world, [
    { right: 90 },
    { outcome: 'absent' },
    { outcome: 'expelled', right: 70 },
    { right: 95 },
    { right: 88 },
  ])
  await violationOf(world, batch, { who: batch.people[3]!, subject: 'theory', effect: 'subject-cheating' })
  await violationOf(world, batch, { who: batch.people[4]!, subject: 'theory', effect: 'none' })
  await theoryScored(world, batch)
  assert.deepEqual(
    (await rowsOf(world, batch)).map(({ theory, theoryStatus }) => [theory, theoryStatus]),
    [
      [90, 'scored'],
      [0, 'absent'],
      [0, 'cheating'],
      [0, 'cheating'],
      [88, 'scored'],
    ],
  )
})

test('scoring twice changes nothing the second time, and what is confirmed stays', async () => {
  const batch = await examinedBatch(world, [{ right: 70 }])
  await theoryScored(world, batch)
  assert.equal((await theoryScored(world, batch)).changed, 0)
  await world.done(confirmTheory, { batchId: batch.batchId }, batch.marker)
  await owner.updateTable('script').set({ answers: '{}' }).where('batchId', '=', batch.batchId).execute()
  assert.equal((await theoryScored(world, batch)).changed, 0)
  assert.equal((await rowsOf(world, batch))[0]!.theory, 70)
})

test('2,000 scripts are scored in one command, every one of them', async () => {
  const batch = await examinedBatch(
    world,
    Array.from({ length: 2000 }, (_, n) => ({ right: n % 101 })),
  )
  const reply = await theoryScored(world, batch)
  assert.deepEqual([reply.scripts, reply.changed], [2000, 2000])
  const { sum } = await owner
    .selectFrom('result')
    .select((select) => select.fn.sum<number>('theory').as('sum'))
    .where('batchId', '=', batch.batchId)
    .executeTakeFirstOrThrow()
  const expected = Array.from({ length: 2000 }, (_, n) => n % 101).reduce((a, b) => a + b, 0)
  assert.equal(Number(sum), expected)
})

test('SDS-5.1-04 SDS-5.1-05 a key error is a request; approved, 47 answers are scored again and logged', async () => {
  const batch = await examinedBatch(
    world,
    Array.from({ length: 48 }, (_, n) => (n === 47 ? { outcome: 'absent' as const } : { right: 59 })),
  )
  const { batchId, paperId, marker, head } = batch
  await verified(world, batch, [80, ...Array.from({ length: 47 }, () => null)])
  const ask = {
    batchId,
    paperId,
    itemId: 'q060',
    reason: '正确答案应为E',
    ruling: { kind: 'answer' as const, labels: ['E'] },
  }
  const unknown = await world.run(reportKeyError, { ...ask, itemId: 'q999' }, marker)
  assert.equal(codeOf(unknown), 'ITEM_UNKNOWN')
  const { keyErrorId } = await world.done(reportKeyError, ask, marker)
  const { requests } = await world.done(keyErrorList, { batchId }, head)
  assert.deepEqual(
    [requests[0]!.itemId, requests[0]!.reason, requests[0]!.state],
    ['q060', '正确答案应为E', 'reported'],
  )
  assert.equal((await rowsOf(world, batch))[0]!.passed, false)

  const own = { ...head, accountId: marker.accountId }
  const decide = { batchId, keyErrorId, version: 1, approve: true, decision: '经题库核实，答案应为E' }
  assert.equal(codeOf(await world.run(decideKeyError, decide, own)), 'SAME_PERSON')
  assert.deepEqual(await world.done(decideKeyError, decide, head), { answersRescored: 47, scoresChanged: 47 })
  const [first] = await rowsOf(world, batch)
  assert.deepEqual([first!.theory, first!.passed], [60, true])
  const { count } = await owner
    .selectFrom('fact')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('batchId', '=', batchId)
    .where('type', '=', 'score-corrected')
    .executeTakeFirstOrThrow()
  assert.equal(count, 47)
})

test('SDS-5.1-05 a refused request leaves every score as it was', async () => {
  const batch = await examinedBatch(world, [{ right: 59 }])
  const { batchId, paperId, marker, head } = batch
  await theoryScored(world, batch)
  const ask = {
    batchId,
    paperId,
    itemId: 'q060',
    reason: '答案有疑问',
    ruling: { kind: 'everybody' as const },
  }
  const { keyErrorId } = await world.done(reportKeyError, ask, marker)
  const decide = { batchId, keyErrorId, version: 1, approve: false, decision: '经核实答案无误' }
  await world.done(decideKeyError, decide, head)
  assert.equal((await rowsOf(world, batch))[0]!.theory, 59)
})

test('SDS-5.1-03 neither the ruling asked for nor the score sheet lies in clear in its row', async () => {
  const batch = await examinedBatch(world, [{ right: 59 }])
  await practicalDone(world, batch, [80])
  const { batchId, paperId, marker } = batch
  const ruling = { kind: 'answer' as const, labels: ['D'] }
  await world.done(reportKeyError, { batchId, paperId, itemId: 'q001', reason: '答案有疑问', ruling }, marker)
  const error = await owner
    .selectFrom('keyError')
    .select('ruling')
    .where('batchId', '=', batchId)
    .executeTakeFirstOrThrow()
  assert.equal(error.ruling.includes('labels'), false)
  const form = await owner
    .selectFrom('practicalForm')
    .select('content')
    .where('batchId', '=', batchId)
    .executeTakeFirstOrThrow()
  assert.equal(form.content.includes(Buffer.from('安全文明生产')), false)
})

test('SDS-5.1-16 the responsible person is named and shown before entry opens', async () => {
  const batch = await examinedBatch(world, [{}])
  const { batchId, exam } = batch
  const before = await world.done(overview, { batchId }, exam)
  assert.equal(before.entry.responsible, null)
  assert.equal(
    before.availableActions.some(({ action }) => action === 'enter'),
    false,
  )
  assert.equal(
    codeOf(await world.run(enterScores, { batchId, version: 1, notes: [] }, exam)),
    'RESPONSIBLE_MISSING',
  )
  await responsibleNamed(batch, world)
  const named = await world.done(overview, { batchId }, exam)
  assert.equal(named.entry.responsible, exam.name)
  assert.ok(named.availableActions.some(({ action }) => action === 'enter'))
})

test('SDS-5.1-15 who entered cannot check; results need all of them checked', async () => {
  const batch = await examinedBatch(world, [{ right: 80 }, { right: 70 }])
  const { batchId, exam, head, marker } = batch
  await theoryScored(world, batch)
  await world.done(confirmTheory, { batchId }, marker)
  await practicalDone(world, batch, [75, 59.5])
  await responsibleNamed(batch, world)
  const reply = await world.done(
    enterScores,
    { batchId, version: await entryVersion(world, batch), notes: [] },
    exam,
  )
  assert.deepEqual([reply.entered, reply.passed], [2, 1])
  const check = { batchId, version: reply.version, note: '' }
  assert.equal(codeOf(await world.run(verifyResults, check, exam)), 'SAME_PERSON')
  assert.equal(codeOf(await world.run(printSummary, { batchId }, head)), 'NOT_VERIFIED')
  assert.deepEqual(await world.done(verifyResults, check, head), { verified: 2 })
  const rows = await rowsOf(world, batch)
  assert.deepEqual(
    rows.map(({ state, passed }) => [state, passed]),
    [
      ['verified', true],
      ['verified', false],
    ],
  )
})

test('SDS-5.1-15 an entry sent back by the second person is entered anew', async () => {
  const batch = await examinedBatch(world, [{ right: 80 }])
  const { batchId, exam, head, marker } = batch
  await theoryScored(world, batch)
  await world.done(confirmTheory, { batchId }, marker)
  await practicalDone(world, batch, [75])
  await responsibleNamed(batch, world)
  const entered = await world.done(
    enterScores,
    { batchId, version: await entryVersion(world, batch), notes: [] },
    exam,
  )
  const back = { batchId, version: entered.version, note: '请核对第一份' }
  assert.equal(codeOf(await world.run(sendBackEntry, back, exam)), 'SAME_PERSON')
  const { version } = await world.done(sendBackEntry, back, head)
  const again = await world.done(enterScores, { batchId, version, notes: [] }, exam)
  await world.done(verifyResults, { batchId, version: again.version, note: '' }, head)
})

test('SDS-5.1-14 a script with a violation on record is pointed out and needs a note of the check', async () => {
  const batch = await examinedBatch(world, [{ right: 80, name: '张小三' }, { right: 70 }])
  const { batchId, exam, marker } = batch
  await violationOf(world, batch, { who: batch.people[0]!, subject: 'practical', effect: 'subject-cheating' })
  await theoryScored(world, batch)
  await world.done(confirmTheory, { batchId }, marker)
  await practicalDone(world, batch, [75, 80])
  await responsibleNamed(batch, world)
  const { flagged } = await world.done(overview, { batchId }, exam)
  assert.deepEqual([flagged[0]!.name, flagged[0]!.note], ['张小三', null])
  const version = await entryVersion(world, batch)
  const bare = await world.run(enterScores, { batchId, version, notes: [] }, exam)
  assert.equal(codeOf(bare), 'VIOLATION_NOTE_MISSING')
  assert.match(bare.refused ? bare.sentence : '', /张小三/)
  const notes = [{ applicationId: batch.people[0]!.applicationId, note: '已核对考场情况记录单' }]
  await world.done(enterScores, { batchId, version, notes }, exam)
  const [first] = await rowsOf(world, batch)
  assert.deepEqual([first!.practical, first!.practicalStatus, first!.passed], [0, 'cheating', false])
})

test('SDS-4.4-42 scores are not entered over a violation without decision', async () => {
  const batch = await examinedBatch(world, [{ right: 80 }])
  const { batchId, exam, marker } = batch
  await violationOf(world, batch, { who: batch.people[0]!, subject: 'theory', effect: null })
  await theoryScored(world, batch)
  await world.done(confirmTheory, { batchId }, marker)
  await practicalDone(world, batch, [75])
  await responsibleNamed(batch, world)
  const input = { batchId, version: await entryVersion(world, batch), notes: [] }
  assert.equal(codeOf(await world.run(enterScores, input, exam)), 'VIOLATION_OPEN')
})

test('SDS-5.1-13 the entry person changes no mark; a correction is proposed and decided by two others', async () => {
  const batch = await examinedBatch(world, [{ right: 59 }])
  const { exam, head, supervisor } = batch
  await verified(world, batch, [80])
  const [row] = await rowsOf(world, batch)
  const change = {
    resultId: row!.resultId,
    version: row!.version,
    subject: 'theory' as const,
    after: 61,
    reason: '答题卡核查后应为61分',
  }
  assert.equal(codeOf(await world.run(proposeCorrection, change, exam)), 'ENTRY_PERSON')
  assert.equal((await rowsOf(world, batch))[0]!.theory, 59)
  const { correctionId } = await world.done(proposeCorrection, change, supervisor)
  assert.equal(codeOf(await world.run(proposeCorrection, change, supervisor)), 'CORRECTION_PENDING')
  const decide = { correctionId, version: 1, approve: true, decision: '核查属实，同意更正' }
  const both = { ...head, accountId: supervisor.accountId }
  assert.equal(codeOf(await world.run(decideCorrection, decide, both)), 'SAME_PERSON')
  assert.equal((await rowsOf(world, batch))[0]!.theory, 59)
  assert.deepEqual(await world.done(decideCorrection, decide, head), { state: 'applied', passed: true })
  const stored = await owner
    .selectFrom('scoreCorrection')
    .selectAll()
    .where('id', '=', correctionId)
    .executeTakeFirstOrThrow()
  assert.deepEqual(
    [stored.beforeValue, stored.afterValue, stored.beforePassed, stored.afterPassed, stored.state],
    [59, 61, false, true, 'applied'],
  )
  assert.equal((await rowsOf(world, batch))[0]!.passed, true)
})

test('SDS-5.1-15 SDS-5.1-16 the summary bears its three persons, as PDF and as workbook', async () => {
  const batch = await examinedBatch(world, [{ right: 80 }, { outcome: 'absent' }])
  await verified(world, batch, [75.5, null])
  const { pdf, workbook } = await world.done(printSummary, { batchId: batch.batchId }, batch.head)
  const bytes = async (fileId: string) =>
    world.database.connection.app.transaction().execute(async (tx) => {
      const { sql } = await import('kysely')
      await sql`SELECT set_config('app.reach', ${batch.organisationId}, true)`.execute(tx)
      const now = world.services.clock.now()
      const context = { tx, actor: batch.head, now, today: '2026-11-30' as never, services: world.services }
      return readFile(context, batch.organisationId, fileId)
    })
  assert.equal(Buffer.from((await bytes(pdf.fileId)).bytes.subarray(0, 5)).toString(), '%PDF-')
  assert.equal(Buffer.from((await bytes(workbook.fileId)).bytes.subarray(0, 2)).toString(), 'PK')
})

test('another organisation reaches neither scores nor commands on them', async () => {
  const batch = await examinedBatch(world, [{ right: 80 }])
  await theoryScored(world, batch)
  const elsewhere = await world.organisation()
  const stranger = world.actor('org-exam', elsewhere)
  const { organisationId, batchId } = batch
  assert.equal(codeOf(await world.run(scoreTheory, { organisationId, batchId }, stranger)), 'NOT_FOUND')
  assert.equal(codeOf(await world.run(overview, { batchId }, stranger)), 'NOT_FOUND')
})

test('SDS-5.1-02 a total altered directly in the database is reported by the integrity check', async () => {
  const batch = await examinedBatch(world, [{ right: 59 }])
  await theoryScored(world, batch)
  const clean = await verifyAudit(world.database.connection)
  const mine = (report: typeof clean) => JSON.stringify(report)
  const { id } = await owner
    .selectFrom('result')
    .select('id')
    .where('batchId', '=', batch.batchId)
    .executeTakeFirstOrThrow()
  assert.equal(mine(clean).includes(id), false)
  await owner.updateTable('result').set({ theory: 99 }).where('id', '=', id).execute()
  assert.ok(mine(await verifyAudit(world.database.connection)).includes(id))
  await owner.updateTable('result').set({ theory: 59 }).where('id', '=', id).execute()
})

test('SDS-4.3-11 a panel without leader or with two is not signed', async () => {
  for (const leaders of [0, 2]) {
    const batch = await examinedBatch(world, [{ right: 80 }], { leaders })
    const { batchId, sessionId, roomId, examiners } = batch
    const outcome = await world.run(signPanel, { batchId, sessionId, roomId, signature }, examiners[0]!)
    assert.equal(codeOf(outcome), 'PANEL_LEADER')
  }
})

test('SDS-4.4-40 an approved re-sit is no absence and no zero of his: the sitting does not count, the later one does', async () => {
  const batch = await examinedBatch(world, [{ right: 20 }, { right: 80 }])
  const { organisationId, batchId, sittingId, people } = batch
  const { applicationId, personId } = people[0]!
  const id = randomUUID()
  await owner
    .insertInto('resit')
    .values({
      ...{ organisationId, id, version: 1, batchId, sittingId, applicationId, personId, seat: '1' },
      ...{ incidentId: randomUUID(), subject: 'theory', reason: '停电', state: 'approved' },
    })
    .execute()
  await theoryScored(world, batch)
  const [first, second] = await rowsOf(world, batch)
  assert.deepEqual([first?.theoryStatus, second?.theoryStatus], ['re-sit', 'scored'])
})
