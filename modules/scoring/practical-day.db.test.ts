import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import {
  callUp,
  checkPractical,
  confirmReading,
  drawOrder,
  explainStop,
  liftStop,
  practicalDays,
  preparePractical,
  signTurn,
  startModule,
  startPractical,
  stopPractical,
} from '#modules/delivery/practical/contract.ts'
import { practicalEntries } from '#modules/delivery/practical/register.ts'
import { demoPractical, practicalInForce } from '#modules/itembank/practical/practical.fixture.ts'
import { openWorld } from '#platform/command/testing.ts'
import { examinedBatch, signature } from './batch.fixture.ts'
import { adopted, codeOf, lockedBy, sheetInput } from './flow.fixture.ts'
import { pad, saveSheet } from './practical.contract.ts'
import { chiefOf, type Day, dayOf, prepared, started, ticked, underPack } from './practical-day.fixture.ts'
import { scoringEntries } from './register.ts'

const world = await openWorld({ entries: [...practicalEntries, ...scoringEntries], at: '2026-11-29' })
after(() => world.close())

test('SDS-4.4-19 SDE-4.6-09 score entry opens only after four ticks for the station', async () => {
  const batch = await examinedBatch(world, [{}], { stationsChecked: false })
  const [examiner] = batch.examiners
  await adopted(batch, world, await prepared(world, batch))
  const closed = await world.run(saveSheet, sheetInput(batch, 0, 80), examiner!)
  assert.deepEqual(closed.refused && [closed.code, closed.clauses], ['STATION_UNCHECKED', ['SDS-4.4-19']])
  await ticked(world, batch, { form: 'station', actor: examiner!, except: '材料' })
  const three = await world.run(saveSheet, sheetInput(batch, 0, 80), examiner!)
  assert.match(three.refused ? three.sentence : '', /材料/)
  const { candidates } = await world.done(pad, batch, examiner!)
  assert.deepEqual(candidates[0]!.stationOpen, ['材料'])
  await ticked(world, batch, { form: 'station', actor: examiner! })
  assert.equal((await world.done(saveSheet, sheetInput(batch, 0, 80), examiner!)).total, 80)
})

test('SDS-4.4-10 score entry is warned about for an examiner without a reading confirmation', async () => {
  const batch = await examinedBatch(world, [{}])
  await adopted(batch, world, await prepared(world, batch))
  const [examiner] = batch.examiners
  const { sessionId, roomId } = batch
  const { warnings } = await world.done(saveSheet, sheetInput(batch, 0, 80), examiner!)
  assert.match(warnings[0]!, /还没有确认已阅读/)
  const { toRead } = await dayOf(world, batch, examiner!)
  assert.deepEqual(toRead, ['职业（工种）', '等级', '项目', '要求', '评分标准'])
  const part = await world.run(confirmReading, { sessionId, roomId, topics: toRead.slice(1) }, examiner!)
  assert.equal(codeOf(part), 'TOPIC_MISSING')
  await world.done(confirmReading, { sessionId, roomId, topics: toRead }, examiner!)
  const again = await world.done(saveSheet, { ...sheetInput(batch, 0, 80), version: 1 }, examiner!)
  assert.deepEqual(again.warnings, [])
  assert.deepEqual((await dayOf(world, batch, examiner!)).toRead, [])
})

test('SDS-4.1-15 SPC-A1.4-03 the site ticks each line of its notice; a missing one is shown to the centre', async () => {
  const batch = await examinedBatch(
    world,
    Array.from({ length: 20 }, () => ({})),
  )
  await prepared(world, batch)
  const { sessionId, roomId } = batch
  const chief = chiefOf(batch, world)
  const notice = (await dayOf(world, batch, chief)).lists.find(({ form }) => form === 'notice')!
  const lines = notice.subjects[0]!.lines
  const material = lines.find(({ title, needed }) => title.startsWith('材料') && needed === 20)!
  const at = { sessionId, roomId, form: 'notice' as const, subjectIds: [roomId] }
  const counted = { inOrder: false, quantity: 18, finding: '' }
  await world.done(checkPractical, { ...at, ...counted, items: [material.item] }, chief)
  const rest = lines.map(({ item }) => item).filter((item) => item !== material.item)
  await world.done(checkPractical, { ...at, inOrder: true, quantity: null, finding: '', items: rest }, chief)
  const seen = (await dayOf(world, batch, chief)).lists.find(({ form }) => form === 'notice')!
  assert.equal(seen.open, 1)
  assert.equal(seen.subjects[0]!.lines.find(({ item }) => item === material.item)!.shortage, 2)
  const { sessions } = await world.done(practicalDays, { batchId: batch.batchId }, batch.head)
  assert.match(sessions[0]!.rooms[0]!.missing[0]!, /缺 2 /)
  assert.ok(seen.subjects[0]!.lines.every(({ checkedBy }) => checkedBy === chief.name))
})

test('HN-2.3.4-10 HN-2.4-05 the notice of 车工 level 4 is made from the library, a tick for each line', async () => {
  const batch = await examinedBatch(world, [{}])
  await underPack(batch, world, 'henan-social')
  const { organisationId, batchId, sessionId, exam } = batch
  const { owner } = world.database.connection
  await owner
    .updateTable('batchLine')
    .set({ occupationCode: '6-18-01-01', occupationName: '车工' })
    .where('batchId', '=', batchId)
    .execute()
  const turner = { ...demoPractical, occupation: '车工', occupationCode: '6-18-01-01', title: '车工四级实操' }
  const electrician = await practicalInForce(world, organisationId)
  const practicalId = await practicalInForce(world, organisationId, { ...turner, paperNo: 'CG4-01' })
  const input = { sessionId, practicalId, isDangerous: false, tasks: [] }
  const other = await world.run(preparePractical, { ...input, practicalId: electrician }, exam)
  assert.equal(codeOf(other), 'PAPER_OF_OTHER_LEVEL')
  const { lines } = await world.done(preparePractical, input, exam)
  const day = await dayOf(world, batch, exam)
  const notice = day.lists.find(({ form }) => form === 'notice')!
  assert.equal(day.title, '车工四级实操')
  assert.equal(notice.subjects[0]!.lines.length, lines)
  const supplies = turner.modules.flatMap(({ preparation: { equipment, materials, tools } }) => [
    ...equipment,
    ...materials,
    ...tools,
  ])
  assert.equal(lines, supplies.length + turner.modules.length)
  assert.ok(supplies.every(({ name }) => notice.subjects[0]!.lines.some(({ title }) => title.includes(name))))
})

test('HN-3.1.7-03 HN-2.5-11 the dangerous trade starts with its list closed; the panel comes a day before', async () => {
  const batch = await examinedBatch(world, [{}])
  await underPack(batch, world, 'henan-social')
  const { sessionId, exam, examiners, organisationId } = batch
  const practicalId = await practicalInForce(world, organisationId)
  const harmless = { sessionId, practicalId, isDangerous: false, tasks: [] }
  assert.equal(codeOf(await world.run(preparePractical, harmless, exam)), 'TRADE_DANGEROUS')
  await prepared(world, batch)
  const [leader] = examiners
  const late = await ticked(world, batch, { form: 'day-before', actor: leader! })
  assert.equal(codeOf(late), 'TOO_LATE')
  world.at('2026-11-28', '15:00')
  const before = (await dayOf(world, batch, leader!)).lists.find(({ form }) => form === 'day-before')!
  assert.deepEqual([before.until, before.open], ['2026-11-28', 5])
  assert.equal(codeOf(await ticked(world, batch, { form: 'day-before', actor: leader! })), 'accepted')
  const { dayId, version } = await dayOf(world, batch, leader!)
  assert.equal(codeOf(await world.run(drawOrder, { dayId, version }, leader!)), 'NOT_THE_DAY')
  world.at('2026-11-29', '08:30')
  await world.done(drawOrder, { dayId, version }, leader!)
  await ticked(world, batch, { form: 'room', actor: chiefOf(batch, world) })
  const start = { dayId, version: version + 1 }
  const open = await world.run(startPractical, start, leader!)
  assert.deepEqual(open.refused && [open.code, open.clauses], ['CHECKS_OPEN', ['HN-3.1.7-03']])
  await ticked(world, batch, { form: 'protection', actor: leader! })
  await world.done(startPractical, start, leader!)
})

test('SDS-4.4-19 the draw gives everybody a place and a task, and anyone can recompute it', async () => {
  const batch = await examinedBatch(
    world,
    Array.from({ length: 6 }, () => ({})),
  )
  const day = await started(world, batch, ['题一', '题二', '题三'])
  assert.equal(day.drawHolds, true)
  assert.deepEqual(
    day.turns.map(({ position }) => position),
    [1, 2, 3, 4, 5, 6],
  )
  assert.ok(day.turns.every(({ task }) => day.tasks.includes(task!)))
  const again = await world.run(drawOrder, { dayId: day.dayId, version: day.version }, batch.examiners[0]!)
  assert.equal(codeOf(again), 'ORDER_DRAWN')
  const { owner } = world.database.connection
  await owner
    .updateTable('practicalTurn')
    .set({ task: null })
    .where('applicationId', '=', day.turns[0]!.applicationId)
    .execute()
  assert.equal((await dayOf(world, batch, batch.examiners[0]!)).drawHolds, false)
})

test('HN-3.1.7-06 pressing stop at 10:05 freezes the clocks of the room and asks for the reason', async () => {
  const batch = await examinedBatch(world, [{}, {}])
  const [leader, second] = batch.examiners
  world.at('2026-11-29', '09:00')
  const { dayId, turns, modules } = await started(world, batch)
  const [module] = modules
  world.at('2026-11-29', '09:35')
  for (const { applicationId } of turns) {
    await world.done(callUp, { dayId, applicationId }, leader!)
    await world.done(startModule, { dayId, applicationId, module: module!.code }, leader!)
  }
  world.at('2026-11-29', '10:05')
  const stop = { dayId, kind: 'danger' as const, applicationId: null, reason: '' }
  const { stopId } = await world.done(stopPractical, stop, second!)
  const left = module!.minutes - 30
  // The clock of the test goes on while it works; what is left is told in whole minutes.
  const minutesLeft = ({ clocks }: Day['turns'][number]) => Math.round(clocks[0]!.secondsLeft / 60)
  world.at('2026-11-29', '10:20')
  const frozen = await dayOf(world, batch, leader!)
  assert.equal(frozen.isStopped, true)
  assert.ok(frozen.turns.every((turn) => turn.clocks[0]!.isFrozen && minutesLeft(turn) === left))
  assert.match(frozen.stops[0]!.stoppedAt, /^2026-11-29T02:05:00/)
  const lift = { stopId, version: 1, remedy: '漏电保护器已更换', extraMinutes: 5 }
  assert.equal(codeOf(await world.run(liftStop, lift, leader!)), 'REASON_MISSING')
  await world.done(explainStop, { stopId, version: 1, reason: '3 号工位漏电' }, second!)
  const byMember = await world.run(liftStop, { ...lift, version: 2 }, second!)
  assert.equal(codeOf(byMember), 'NOT_LEADER')
  await world.done(liftStop, { ...lift, version: 2 }, leader!)
  world.at('2026-11-29', '10:30')
  const running = await dayOf(world, batch, leader!)
  assert.equal(minutesLeft(running.turns[0]!), left + 5 - 10)
  const unsafe = {
    dayId,
    kind: 'unsafe' as const,
    applicationId: turns[0]!.applicationId,
    reason: '带电接线',
  }
  const ended = await world.done(stopPractical, unsafe, leader!)
  const again = await world.run(liftStop, { ...lift, stopId: ended.stopId, version: 1 }, leader!)
  assert.equal(codeOf(again), 'TEST_ENDED')
  const sign = { dayId, applicationId: turns[1]!.applicationId, signature }
  await world.done(signTurn, sign, leader!)
  const over = await dayOf(world, batch, leader!)
  assert.deepEqual(
    over.turns.map(({ isEnded }) => isEnded),
    [true, true],
  )
})

test('SDS-4.4-38 SDE-4.6-20 a practical candidate without the four ticks stands on the pad with what is missing', async () => {
  const batch = await examinedBatch(world, [{}])
  await adopted(batch, world, await prepared(world, batch))
  const [examiner] = batch.examiners
  const two = { ...sheetInput(batch, 0, 80), checks: ['身份证' as const, '准考证' as const] }
  await world.done(saveSheet, two, examiner!)
  const { candidates } = await world.done(pad, batch, examiner!)
  assert.deepEqual(candidates[0]!.mySheet!.checks, ['身份证', '准考证'])
  await lockedBy(world, batch, { examiner: batch.examiners[1]!, who: 0, total: 80 })
  const { candidates: seen } = await world.done(pad, batch, batch.examiners[1]!)
  assert.deepEqual(seen[0]!.mySheet!.checks, ['身份证', '准考证', '工卡量具', '原材料'])
})

test('SDE-4.5-03 one practical subject has rooms in two workshops, both prepared', async () => {
  const batch = await examinedBatch(world, [{}, {}])
  await underPack(batch, world, 'shandong-enterprise')
  const { owner } = world.database.connection
  const room = await owner
    .selectFrom('room')
    .selectAll()
    .where('id', '=', batch.roomId)
    .executeTakeFirstOrThrow()
  const second = randomUUID()
  await owner
    .insertInto('room')
    .values({ ...room, id: second, code: 'S2', name: '实操室二', building: '二号楼' } as never)
    .execute()
  await owner
    .updateTable('seat')
    .set({ roomId: second })
    .where('roomId', '=', batch.roomId)
    .where('number', '=', 2)
    .execute()
  await owner
    .updateTable('placement')
    .set({ roomId: second })
    .where('applicationId', '=', batch.people[1]!.applicationId)
    .where('sessionId', '=', batch.sessionId)
    .execute()
  await prepared(world, batch)
  const { sessions } = await world.done(practicalDays, { batchId: batch.batchId }, batch.exam)
  assert.equal(sessions[0]!.layout, '集中与分散相结合')
  assert.deepEqual(
    sessions[0]!.rooms.map(({ state, candidates }) => [state, candidates]),
    [
      ['prepared', 1],
      ['prepared', 1],
    ],
  )
})
