import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { day, instantOf } from '#platform/clock/day.ts'
import { openWorld, type World } from '#platform/command/testing.ts'
import { arrangementFixture } from './arrangement.fixture.ts'
import * as contract from './contract.ts'
import { drawnOrder } from './core/draw.ts'
import { sha256 } from './digest.ts'
import { type Day, examDayIn } from './exam-day.fixture.ts'
import { dutiesOf } from './facts.ts'
import { arrangementEntries } from './register.ts'
import * as staffContract from './staff.contract.ts'

let world: World
before(async () => {
  world = await openWorld({ entries: arrangementEntries, at: '2026-12-26' })
})
after(() => world.close())

const { announced, declare, drawnFor, examDay, headed, of, studied, uploaded, workbook } = examDayIn(
  () => world,
)

test('SDS-4.4-13 the draw of invigilators on the day is stored with seed, pool, result and time, and not repeated without reason', async () => {
  const made = await examDay()
  const session = of(made, 'theory')
  await headed(made)
  const first = await drawnFor(made, { sessionId: session.id, role: '监考人员' })
  assert.deepEqual(
    first.drawn.map(({ names }) => names.length),
    [2, 2],
  )
  const again = await announced(made, { sessionId: session.id, role: '监考人员' })
  assert.ok(again.refused && again.code === 'DRAW_REPEATED' && again.clauses.includes('SDS-4.4-13'))
  await drawnFor(made, { sessionId: session.id, role: '监考人员', reason: '一名监考人员突发疾病' })
  const { draws, duties } = await world.done(staffContract.staffing, { sessionId: session.id }, made.actor)
  assert.deepEqual(
    draws.map(({ state, holds }) => `${state} ${holds}`),
    ['superseded true', 'drawn true'],
  )
  assert.ok(
    draws.every(
      ({ seed, pool, order, drawnAt, ledBy }) =>
        seed && pool.length > 4 && order.length === pool.length && drawnAt && ledBy,
    ),
  )
  assert.equal(duties.filter(({ role }) => role === '监考人员').length, 4)
})

test('SDS-4.3-08 the recorded seed and pool give the same result again; before the draw only the hash is known', async () => {
  const made = await examDay()
  const session = of(made, 'practical')
  const announcement = await announced(made, { sessionId: session.id, role: '考评人员' })
  assert.ok(!announcement.refused)
  const before = await world.done(staffContract.staffing, { sessionId: session.id }, made.actor)
  assert.deepEqual(
    [before.draws[0]!.seed, before.draws[0]!.commitment],
    [null, announcement.value.commitment],
  )
  const { seed } = await world.done(
    staffContract.draw,
    { drawId: announcement.value.drawId, version: 1 },
    made.actor,
  )
  const [row] = (await world.done(staffContract.staffing, { sessionId: session.id }, made.actor)).draws
  assert.deepEqual(drawnOrder({ seed, label: row!.label, pool: row!.pool }, sha256), row!.order)
  assert.equal(row!.pool.length, 35)
})

test('SDS-4.3-07 SDS-4.3-11 each practical room gets an odd panel by ratio with exactly one leader', async () => {
  const made = await examDay()
  const { drawn } = await drawnFor(made, { sessionId: of(made, 'practical').id, role: '考评人员' })
  assert.deepEqual(
    drawn.map(({ names }) => names.length),
    [7, 7],
  )
  const duties = await world.database.connection.owner
    .transaction()
    .execute((tx) => dutiesOf(tx, made.fixture.organisationId, { batchId: made.fixture.batchId }))
  for (const panel of Map.groupBy(duties, ({ roomId }) => roomId).values())
    assert.equal(panel.filter(({ isLeader }) => isLeader).length, 1)
})

test('SDS-4.4-14 sessions at 09:00 and 14:00 have two separate draw records', async () => {
  const fixture = await arrangementFixture(world, { people: 60, theoryRooms: [[5, 6]], subjects: ['theory'] })
  const actor = world.actor('org-exam', fixture.organisationId)
  const at = (time: string) => instantOf(day('2026-12-26'), time).toISOString()
  const sessions = [
    ['09:00', '10:30'],
    ['14:00', '15:30'],
  ].map(([from, to]) => ({
    lineId: fixture.lineId,
    subject: 'theory' as const,
    startsAt: at(from!),
    endsAt: at(to!),
  }))
  const { version } = await world.done(
    contract.saveSessions,
    { batchId: fixture.batchId, version: 0, restMinutes: 30, sessions },
    actor,
  )
  await world.done(contract.seatCandidates, { batchId: fixture.batchId, version }, actor)
  await world.done(contract.confirmArrangement, { batchId: fixture.batchId, version: version + 1 }, actor)
  await world.done(staffContract.importStaff, { fileId: await uploaded(fixture, workbook) }, actor)
  const overview = await world.done(contract.overview, { batchId: fixture.batchId }, actor)
  const pool = await world.done(staffContract.staffPool, { batchId: fixture.batchId }, actor)
  const made: Day = {
    fixture,
    actor,
    sessions: overview.sessions,
    staffId: async (number) => pool.staff.find(({ staffNumber }) => staffNumber === number)!.id,
  }
  await headed(made)
  const draws = []
  for (const session of overview.sessions)
    draws.push(await drawnFor(made, { sessionId: session.id, role: '监考人员' }))
  assert.equal(new Set(draws.map(({ drawId }) => drawId)).size, 2)
  assert.equal(new Set(draws.map(({ seed }) => seed)).size, 2)
})

test('SDS-4.4-13 invigilators are drawn on the examination day only, led by the head of the site', async () => {
  const made = await examDay()
  const session = of(made, 'theory')
  const announcement = await announced(made, { sessionId: session.id, role: '监考人员' })
  assert.ok(!announcement.refused)
  const draw = { drawId: announcement.value.drawId, version: 1 }
  const headless = await world.run(staffContract.draw, draw, made.actor)
  assert.ok(headless.refused && headless.code === 'HEAD_MISSING')
  await headed(made)
  world.at('2026-12-25')
  const early = await world.run(staffContract.draw, draw, made.actor)
  assert.ok(early.refused && early.code === 'NOT_THE_DAY')
  world.at('2026-12-26')
  await studied(made, session.id)
  assert.equal((await world.run(staffContract.draw, draw, made.actor)).refused, false)
})

test('SDS-4.3-06 teacher T with trainee C in room 2 is never drawn for room 2', async () => {
  const made = await examDay()
  const session = of(made, 'theory')
  await headed(made)
  const { owner } = world.database.connection
  const { rooms } = await world.done(staffContract.staffing, { sessionId: session.id }, made.actor)
  const second = rooms[1]!
  const trainee = await owner
    .selectFrom('placement')
    .select('personId')
    .where('sessionId', '=', session.id)
    .where('roomId', '=', second.roomId)
    .executeTakeFirstOrThrow()
  const pool = await world.done(staffContract.staffPool, { batchId: made.fixture.batchId }, made.actor)
  const invigilators = pool.staff.filter(({ roles }) => roles.includes('监考人员'))
  const teachers = invigilators.slice(0, invigilators.length - 3)
  for (const teacher of teachers)
    await declare(made, teacher.staffNumber, { personId: trainee.personId, reason: '任教班级 DQ2401' })
  const { drawn } = await drawnFor(made, { sessionId: session.id, role: '监考人员' })
  const inSecond = drawn.find(({ roomName }) => roomName === second.roomName)!.names
  assert.equal(inSecond.length, 2)
  assert.ok(!inSecond.some((name) => teachers.some((teacher) => teacher.name === name)))
})
