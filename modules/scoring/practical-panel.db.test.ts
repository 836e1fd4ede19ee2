import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { dutiesOf } from '#modules/arrangement/facts.ts'
import { openWorld } from '#platform/command/testing.ts'
import { type ExaminedBatch, examinedBatch, pointsFor, signature } from './batch.fixture.ts'
import { adopted, codeOf, lockedBy, rowsOf, sheetInput } from './flow.fixture.ts'
import { arbitrate, nameSteps, panelSteps, rehearsals, rehearse } from './panel.contract.ts'
import { pad, panelList, saveSheet, signPanel } from './practical.contract.ts'
import { underPack } from './practical-day.fixture.ts'
import { scoringEntries } from './register.ts'

const world = await openWorld({ entries: scoringEntries, at: '2026-11-29' })
after(() => world.close())

const placeOf = ({ batchId, sessionId, roomId }: ExaminedBatch) => ({ batchId, sessionId, roomId })

const allLocked = async (batch: ExaminedBatch, who: number, totals: readonly number[]) => {
  for (const [n, total] of totals.entries())
    await lockedBy(world, batch, { examiner: batch.examiners[n]!, who, total })
}

test('SDS-4.3-11 sheets too far apart: the leader alone decides, between them, with a reason, and it counts', async () => {
  const batch = await examinedBatch(world, [{}, {}])
  await adopted(batch, world)
  const [leader, second] = batch.examiners
  const place = placeOf(batch)
  await allLocked(batch, 0, [60, 70, 80])
  await allLocked(batch, 1, [80, 81, 82])
  const { candidates } = await world.done(pad, place, leader!)
  assert.deepEqual(
    candidates.map(({ needsArbitration }) => needsArbitration),
    [true, false],
  )
  const sign = { ...place, signature }
  assert.equal(codeOf(await world.run(signPanel, sign, leader!)), 'ARBITRATION_OPEN')
  const { applicationId } = batch.people[0]!
  const decision = { ...place, applicationId, score: 68, reason: '复核三份扣分依据，采信两份' }
  assert.equal(codeOf(await world.run(arbitrate, decision, second!)), 'NOT_LEADER')
  assert.equal(codeOf(await world.run(arbitrate, { ...decision, score: 59 }, leader!)), 'SCORE_BETWEEN')
  const within = { ...decision, applicationId: batch.people[1]!.applicationId, score: 81 }
  assert.equal(codeOf(await world.run(arbitrate, within, leader!)), 'NOT_BEYOND')
  await world.done(arbitrate, decision, leader!)
  assert.equal(codeOf(await world.run(arbitrate, decision, leader!)), 'ALREADY_DECIDED')
  const seen = (await world.done(pad, place, second!)).candidates[0]!
  assert.deepEqual(seen.arbitration, { score: 68, reason: decision.reason, leaderName: leader!.name })
  await world.done(signPanel, sign, leader!)
  assert.deepEqual(
    (await rowsOf(world, batch)).map(({ practical }) => practical),
    [68, 81],
  )
})

test('SDS-4.3-11 nothing is decided, and nothing seen, while one of the panel has not locked', async () => {
  const batch = await examinedBatch(world, [{}])
  await adopted(batch, world)
  const [leader] = batch.examiners
  const place = placeOf(batch)
  await allLocked(batch, 0, [60, 91])
  const { applicationId } = batch.people[0]!
  const decision = { ...place, applicationId, score: 70, reason: '复核扣分依据' }
  assert.equal(codeOf(await world.run(arbitrate, decision, leader!)), 'SHEETS_MISSING')
  // Whatever anybody may ask of these sheets, no total but the own one is in an answer.
  const answers = [
    await world.done(pad, place, leader!),
    await world.done(panelList, { batchId: batch.batchId }, batch.exam),
    await world.done(rehearsals, place, leader!),
  ]
  assert.doesNotMatch(JSON.stringify(answers), /:91\b/)
  const [mine] = (await world.done(pad, place, leader!)).candidates
  assert.deepEqual([mine!.totals, mine!.mySheet!.total, mine!.lockedCount], [null, 60, 2])
})

test('HN-3.1.1-28 each module of the practical names its examiner before scoring, and not after', async () => {
  const batch = await examinedBatch(world, [{}], { stationsChecked: true })
  await underPack(batch, world, 'henan-social')
  await adopted(batch, world)
  const { organisationId, exam, examiners } = batch
  const place = placeOf(batch)
  const items = ['场地', '设施设备', '仪器仪表', '耗材']
  const { owner } = world.database.connection
  const ticks = await owner
    .selectFrom('practicalCheck')
    .select(['id', 'item'])
    .where('organisationId', '=', organisationId)
    .execute()
  for (const [n, { id }] of ticks.entries())
    await owner.updateTable('practicalCheck').set({ item: items[n]! }).where('id', '=', id).execute()
  const early = await world.run(saveSheet, sheetInput(batch, 0, 80), examiners[0]!)
  assert.deepEqual(early.refused && [early.code, early.clauses], ['STEPS_UNNAMED', ['HN-3.1.1-28']])
  const { modules, panel } = await world.done(panelSteps, place, exam)
  const steps = modules.map(({ code }, n) => ({ module: code, staffId: panel[n % panel.length]!.staffId }))
  const part = await world.run(nameSteps, { ...place, steps: steps.slice(1) }, exam)
  assert.equal(codeOf(part), 'MODULE_UNNAMED')
  const foreign = steps.map((step) => ({ ...step, staffId: batch.batchId }))
  assert.equal(codeOf(await world.run(nameSteps, { ...place, steps: foreign }, exam)), 'NOT_OF_PANEL')
  await world.done(nameSteps, { ...place, steps }, exam)
  await world.done(saveSheet, sheetInput(batch, 0, 80), examiners[0]!)
  assert.equal(codeOf(await world.run(nameSteps, { ...place, steps }, exam)), 'SCORING_BEGUN')
  const seen = await world.done(pad, place, examiners[0]!)
  assert.deepEqual(
    seen.steps.map(({ module }) => module),
    modules.map(({ code }) => code),
  )
  assert.ok(seen.steps.every(({ examinerName }) => panel.some(({ name }) => name === examinerName)))
  const duties = await owner.transaction().execute((tx) => dutiesOf(tx, organisationId, place))
  assert.equal(duties.length, panel.length)
})

test('SDS-4.4-11 rehearsal scores of three examiners are stored apart and absent from the result list', async () => {
  const batch = await examinedBatch(world, [{}])
  await adopted(batch, world)
  const place = placeOf(batch)
  const [first, second, third] = batch.examiners
  const trial = (total: number) => ({ ...place, round: 1, points: pointsFor(total), vetoes: [] })
  await world.done(rehearse, trial(77), first!)
  await world.done(rehearse, trial(66), second!)
  const half = await world.done(rehearsals, place, first!)
  assert.deepEqual([half.rounds[0]!.totals, half.rounds[0]!.mine, half.nextRound], [null, 77, 2])
  await world.done(rehearse, trial(88), third!)
  const { rounds } = await world.done(rehearsals, place, second!)
  assert.deepEqual(
    rounds[0]!.totals!.map(({ total }) => total),
    [77, 66, 88],
  )
  assert.equal(rounds[0]!.spread, 22)
  const rows = await rowsOf(world, batch)
  assert.ok(rows.every(({ practical }) => practical === null))
  const { candidates } = await world.done(pad, place, first!)
  assert.deepEqual([candidates[0]!.mySheet, candidates[0]!.lockedCount], [null, 0])
})
