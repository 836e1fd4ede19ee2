import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { demoPractical, practicalInForce } from '#modules/itembank/practical/practical.fixture.ts'
import { openWorld } from '#platform/command/testing.ts'
import { examinedBatch, pointsFor, signature } from './batch.fixture.ts'
import { overview } from './contract.ts'
import { adopted, codeOf, lockedBy, practicalDone, rowsOf, sheetInput, theoryScored } from './flow.fixture.ts'
import {
  absentProposals,
  adoptPracticalForm,
  countersignPanel,
  lockSheet,
  markPracticalAbsent,
  pad,
  padBatches,
  panelList,
  saveSheet,
  signPanel,
} from './practical.contract.ts'
import { scoringEntries } from './register.ts'

const world = await openWorld({ entries: scoringEntries, at: '2026-11-29' })
after(() => world.close())

test('SDS-4.4-39 the paper in force gives a line its score sheet, once no sheet has been written', async () => {
  const batch = await examinedBatch(world, [{}])
  const { organisationId, batchId, lineId, exam, examiners } = batch
  const practicalId = await practicalInForce(world, organisationId)
  const other = await practicalInForce(world, organisationId, {
    ...demoPractical,
    ...{ paperNo: 'DG3-2026-A01', level: '三级/高级工' },
  })
  const offered = async () => (await world.done(overview, { batchId }, exam)).lines[0]!
  assert.deepEqual(
    (await offered()).papers.map(({ title, edition }) => [title, edition]),
    [[demoPractical.title, 1]],
  )
  const higher = await world.run(adoptPracticalForm, { batchId, lineId, practicalId: other }, exam)
  assert.equal(codeOf(higher), 'PAPER_OF_OTHER_LEVEL')
  assert.equal((await adopted(batch, world, practicalId)).points, 22)
  assert.equal((await offered()).form, `${demoPractical.title}（${demoPractical.paperNo}）`)
  await lockedBy(world, batch, { examiner: examiners[0]!, who: 0, total: 80 })
  const again = await world.run(adoptPracticalForm, { batchId, lineId, practicalId }, exam)
  assert.equal(codeOf(again), 'FORM_IN_USE')
})

test('SDE-4.5-26 a paper that is not in force is not adopted', async () => {
  const { organisationId, batchId, lineId, exam } = await examinedBatch(world, [{}])
  const practicalId = await practicalInForce(world, organisationId)
  const { owner } = world.database.connection
  await owner.updateTable('practicalPaper').set({ state: 'retired' }).where('id', '=', practicalId).execute()
  const outcome = await world.run(adoptPracticalForm, { batchId, lineId, practicalId }, exam)
  assert.equal(codeOf(outcome), 'PAPER_NOT_IN_FORCE')
})

test('SPC-A1.4-02 under the special pack an unfiled practical paper is not used; once filed it is', async () => {
  const { organisationId, batchId, lineId, exam } = await examinedBatch(world, [{}])
  const practicalId = await practicalInForce(world, organisationId)
  const { owner } = world.database.connection
  await owner.updateTable('batch').set({ pack: 'shandong-special' }).where('id', '=', batchId).execute()
  const outcome = await world.run(adoptPracticalForm, { batchId, lineId, practicalId }, exam)
  assert.ok(outcome.refused)
  assert.deepEqual([outcome.code, outcome.clauses], ['PAPER_UNFILED', ['SPC-A1.4-02']])
  const filing = { filingNumber: '鲁备2026-17', filedOn: '2026-11-20', recordedBy: practicalId }
  await owner
    .insertInto('paperFiling')
    .values({ organisationId, id: practicalId, version: 1, paperId: practicalId, ...filing })
    .execute()
  await world.done(adoptPracticalForm, { batchId, lineId, practicalId }, exam)
})

test('SDS-4.4-39 points above the allotment are refused and nothing is stored', async () => {
  const batch = await examinedBatch(world, [{}])
  await adopted(batch, world)
  const [examiner] = batch.examiners
  const sheet = sheetInput(batch, 0, 80)
  const over = { ...sheet, points: { ...sheet.points, 'M2-03': 11 } }
  const outcome = await world.run(saveSheet, over, examiner!)
  assert.equal(codeOf(outcome), 'POINT_OUT_OF_RANGE')
  assert.equal(outcome.refused && outcome.field, 'M2-03')
  const { batchId, sessionId, roomId } = batch
  const { candidates } = await world.done(pad, { batchId, sessionId, roomId }, examiner!)
  assert.equal(candidates[0]!.mySheet, null)
})

test('a draft may leave points open, a locked sheet may not, and once locked it stays', async () => {
  const batch = await examinedBatch(world, [{}])
  await adopted(batch, world)
  const [examiner] = batch.examiners
  const sheet = sheetInput(batch, 0, 80)
  const { 'M1-01': _open, ...rest } = sheet.points
  const draft = await world.done(saveSheet, { ...sheet, points: rest }, examiner!)
  assert.equal(draft.version, 1)
  assert.equal(codeOf(await world.run(saveSheet, sheet, examiner!)), 'VERSION_CONFLICT')
  const early = { ...sheet, version: 1, points: rest, signature }
  assert.equal(codeOf(await world.run(lockSheet, early, examiner!)), 'POINT_MISSING')
  const locked = await world.done(lockSheet, { ...sheet, version: 1, signature }, examiner!)
  assert.equal(locked.total, 80)
  const later = { ...sheet, version: 2, points: pointsFor(90) }
  assert.equal(codeOf(await world.run(saveSheet, later, examiner!)), 'SHEET_LOCKED')
  assert.equal(codeOf(await world.run(lockSheet, { ...later, signature }, examiner!)), 'SHEET_LOCKED')
})

test('a sheet kept on the pad and sent twice with one key is written once', async () => {
  const batch = await examinedBatch(world, [{}])
  await adopted(batch, world)
  const commandId = crypto.randomUUID()
  const by = { actor: batch.examiners[0]!, commandId }
  const sheet = sheetInput(batch, 0, 77)
  const first = await world.run(saveSheet, sheet, by)
  assert.deepEqual(await world.run(saveSheet, sheet, by), first)
})

test('an examiner sees nobody else’s points until the whole panel has locked', async () => {
  const batch = await examinedBatch(world, [{}])
  await adopted(batch, world)
  const { batchId, sessionId, roomId, examiners } = batch
  const [first, second, third] = examiners
  const see = async (examiner: typeof first) =>
    (await world.done(pad, { batchId, sessionId, roomId }, examiner!)).candidates[0]!
  await lockedBy(world, batch, { examiner: first!, who: 0, total: 91.5 })
  await lockedBy(world, batch, { examiner: second!, who: 0, total: 60.5 })
  const blind = await see(third)
  assert.deepEqual([blind.totals, blind.mySheet, blind.lockedCount], [null, null, 2])
  assert.equal(JSON.stringify(blind).includes('91.5'), false)
  assert.equal((await see(first)).totals, null)
  await lockedBy(world, batch, { examiner: third!, who: 0, total: 70 })
  const open = await see(third)
  assert.deepEqual(open.totals?.map(({ total }) => total).sort(), [60.5, 70, 91.5])
})

test('an examiner of another room neither sees nor scores these candidates', async () => {
  const batch = await examinedBatch(world, [{}])
  await adopted(batch, world)
  const stranger = world.actor('examiner', batch.organisationId)
  const { batchId, sessionId, roomId } = batch
  assert.equal(codeOf(await world.run(pad, { batchId, sessionId, roomId }, stranger)), 'NOT_FOUND')
  assert.equal(codeOf(await world.run(saveSheet, sheetInput(batch, 0, 80), stranger)), 'NOT_ON_PANEL')
  const { tasks } = await world.done(padBatches, {}, batch.examiners[0]!)
  assert.deepEqual([tasks.length, tasks[0]!.candidates, tasks[0]!.isLeader], [1, 1, true])
})

test('SDS-4.4-34 those absent in theory are proposed, a person confirms, nobody with a sheet is absent', async () => {
  const batch = await examinedBatch(world, [{ name: '甲某某' }, { name: '乙某某', outcome: 'absent' }])
  await theoryScored(world, batch)
  await adopted(batch, world)
  const { batchId, exam, examiners, people } = batch
  const { candidates } = await world.done(absentProposals, { batchId }, exam)
  assert.deepEqual(
    candidates.map(({ name, absentInTheory }) => [name, absentInTheory]),
    [
      ['乙某某', true],
      ['甲某某', false],
    ],
  )
  assert.deepEqual(
    (await rowsOf(world, batch)).map(({ practicalStatus }) => practicalStatus),
    [null, null],
  )
  await lockedBy(world, batch, { examiner: examiners[0]!, who: 0, total: 80 })
  const both = { batchId, applicationIds: people.map(({ applicationId }) => applicationId) }
  const refused = await world.run(markPracticalAbsent, both, exam)
  assert.equal(codeOf(refused), 'HAS_SHEET')
  assert.match(refused.refused ? refused.sentence : '', /甲某某/)
  const one = { batchId, applicationIds: [people[1]!.applicationId] }
  assert.deepEqual(await world.done(markPracticalAbsent, one, exam), { marked: 1 })
  const late = await world.run(lockSheet, { ...sheetInput(batch, 1, 80), signature }, examiners[0]!)
  assert.equal(codeOf(late), 'CANDIDATE_ABSENT')
})

test('SDS-4.3-11 the leader signs when every sheet is in; the score is the mean, the supervisor countersigns', async () => {
  const batch = await examinedBatch(world, [{}, {}])
  await adopted(batch, world)
  const { batchId, sessionId, roomId, examiners, exam, supervisor, people } = batch
  const sign = { batchId, sessionId, roomId, signature }
  for (const [n, total] of [80, 80, 80.5].entries())
    await lockedBy(world, batch, { examiner: examiners[n]!, who: 0, total })
  assert.equal(codeOf(await world.run(signPanel, sign, examiners[1]!)), 'NOT_LEADER')
  const open = await world.run(signPanel, sign, examiners[0]!)
  assert.equal(codeOf(open), 'SHEETS_MISSING')
  assert.match(open.refused ? open.sentence : '', /考生0002/)
  await world.done(markPracticalAbsent, { batchId, applicationIds: [people[1]!.applicationId] }, exam)
  assert.deepEqual(await world.done(signPanel, sign, examiners[0]!), { candidates: 2, scored: 1 })
  assert.deepEqual(
    (await rowsOf(world, batch)).map(({ practical, practicalStatus }) => [practical, practicalStatus]),
    [
      [80.2, 'scored'],
      [0, 'absent'],
    ],
  )
  assert.equal(codeOf(await world.run(signPanel, sign, examiners[0]!)), 'PANEL_SIGNED')
  const { panels } = await world.done(panelList, { batchId }, supervisor)
  const [panel] = panels
  assert.deepEqual(
    panel!.availableActions.map(({ action }) => action),
    ['countersign'],
  )
  const input = { panelId: panel!.panelId!, version: panel!.version, signature }
  const both = { ...supervisor, accountId: examiners[0]!.accountId }
  assert.equal(codeOf(await world.run(countersignPanel, input, both)), 'SAME_PERSON')
  assert.deepEqual(await world.done(countersignPanel, input, supervisor), { state: 'countersigned' })
})

test('a veto of the whole test makes the sheet 0', async () => {
  const batch = await examinedBatch(world, [{}])
  await adopted(batch, world)
  const sheet = { ...sheetInput(batch, 0, 95), vetoes: [{ code: 'V-03', module: null }], signature }
  assert.equal((await world.done(lockSheet, sheet, batch.examiners[0]!)).total, 0)
})

test('SDS-4.4-39 ten candidates of a room are scored by three examiners from first to last', async () => {
  const batch = await examinedBatch(
    world,
    Array.from({ length: 10 }, () => ({})),
  )
  await practicalDone(
    world,
    batch,
    Array.from({ length: 10 }, (_, n) => 60 + n),
  )
  assert.deepEqual(
    (await rowsOf(world, batch)).map(({ practical }) => practical),
    Array.from({ length: 10 }, (_, n) => 60 + n),
  )
})
