import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { verifyAudit } from '#platform/audit/verify.ts'
import { openWorld, type World } from '#platform/command/testing.ts'
import * as contract from '../contract.ts'
import { type Day, examDayIn } from '../exam-day.fixture.ts'
import { placementsOf, sessionsOf } from '../facts.ts'
import { arrangementEntries } from '../register.ts'
import { arrangeResits, listResit, resitGroup } from './contract.ts'

let world: World
before(async () => {
  world = await openWorld({ entries: arrangementEntries, at: '2026-12-26' })
})
after(() => world.close())
const { examDay, of } = examDayIn(() => world)

const inReach = <T>(read: (tx: never) => Promise<T>) =>
  world.database.connection.owner.transaction().execute((tx) => read(tx as never))

/** The first people of the theory session, granted to sit again. */
const granted = async (made: Day, count: number) => {
  const { organisationId, batchId } = made.fixture
  const places = await inReach((tx) =>
    placementsOf(tx, organisationId, { batchId, sessionId: of(made, 'theory').id }),
  )
  const ids: string[] = []
  for (const { applicationId } of places.slice(0, count)) {
    const resitId = crypto.randomUUID()
    const told = {
      organisationId,
      batchId,
      resitId,
      applicationId,
      subject: 'theory',
      reason: '停电过久',
    } as const
    const system = world.actor('system', organisationId)
    assert.equal((await world.done(listResit, told, system)).listed, true)
    assert.equal((await world.done(listResit, told, system)).listed, false)
    ids.push(resitId)
  }
  return { resitIds: ids, people: places.slice(0, count) }
}

test('SDS-4.4-40 those granted to sit again are a group that a later session takes in, each with a seat and a renewed ticket', async () => {
  const made = await examDay()
  const { organisationId, batchId } = made.fixture
  const { resitIds, people } = await granted(made, 2)
  const waiting = await world.done(resitGroup, { batchId }, made.actor)
  assert.deepEqual(
    [waiting.mayArrange, waiting.clauses, waiting.rows.map(({ name, session }) => [name, session])],
    [true, ['SDS-4.4-40'], people.map(({ name }) => [name, null])],
  )
  const { version } = await world.done(contract.overview, { batchId }, made.actor)
  const input = (from: string, to: string) => ({
    ...{ batchId, version, resitIds },
    ...{
      startsAt: new Date(`${from}:00+08:00`).toISOString(),
      endsAt: new Date(`${to}:00+08:00`).toISOString(),
    },
  })
  const refusal = async (given: ReturnType<typeof input>) => {
    const outcome = await world.run(arrangeResits, given, made.actor)
    return outcome.refused ? outcome.code : ''
  }
  assert.equal(await refusal(input('2026-12-25T09:00', '2026-12-25T10:30')), 'SESSION_TIMES_WRONG')
  assert.equal(await refusal(input('2026-12-27T10:30', '2026-12-27T09:00')), 'SESSION_TIMES_WRONG')
  // While they sit the practical test, in the afternoon.
  assert.equal(await refusal(input('2026-12-26T16:40', '2026-12-26T18:10')), 'SESSIONS_OVERLAP')
  const morning = input('2026-12-27T09:00', '2026-12-27T10:30')
  assert.equal(await refusal({ ...morning, resitIds: [crypto.randomUUID()] }), 'RESIT_NOT_WAITING')
  const done = await world.done(arrangeResits, morning, made.actor)
  assert.deepEqual([done.seated, done.tickets], [2, 2])
  const sessions = await inReach((tx) => sessionsOf(tx, organisationId, batchId))
  const later = sessions.find(({ id }) => id === done.sessionId)!
  assert.deepEqual(
    [later.subject, later.number, later.startsAt.toISOString()],
    ['theory', 2, morning.startsAt],
  )
  const seated = await inReach((tx) =>
    placementsOf(tx, organisationId, { batchId, sessionId: done.sessionId }),
  )
  assert.deepEqual(
    seated.map(({ applicationId }) => applicationId).toSorted(),
    people.map(({ applicationId }) => applicationId).toSorted(),
  )
  assert.equal(new Set(seated.map(({ seatId }) => seatId)).size, 2)
  const ticket = await world.database.connection.owner
    .selectFrom('ticket')
    .select('content')
    .where('applicationId', '=', people[0]!.applicationId)
    .executeTakeFirstOrThrow()
  assert.match(JSON.stringify(ticket.content), /2026-12-27/u)
  const after = await world.done(resitGroup, { batchId }, made.actor)
  assert.deepEqual([after.mayArrange, after.rows.map(({ session }) => session?.number)], [false, [2, 2]])
  assert.equal(await refusal({ ...morning, version: done.version }), 'RESIT_NOT_WAITING')
  const own = /表 (resit_place|exam_session|placement|ticket) /u
  const { findings } = await verifyAudit(world.database.connection)
  assert.deepEqual(
    findings.filter(({ where }) => own.test(where)),
    [],
  )
})

test('SDS-4.4-40 SDS-4.1-10 rooms in use at that time are not taken, and another organisation sees nobody', async () => {
  const made = await examDay()
  const { batchId } = made.fixture
  const { resitIds } = await granted(made, 1)
  const { version } = await world.done(contract.overview, { batchId }, made.actor)
  // Both theory rooms are in use at nine; at that time there is no seat left for anybody.
  world.at('2026-12-26', '07:00')
  const outcome = await world.run(
    arrangeResits,
    {
      ...{ batchId, version, resitIds },
      ...{ startsAt: '2026-12-26T01:30:00.000Z', endsAt: '2026-12-26T02:30:00.000Z' },
    },
    made.actor,
  )
  assert.ok(outcome.refused)
  assert.deepEqual([outcome.code, outcome.clauses.includes('SDS-4.4-40')], ['SEATS_MISSING', true])
  const stranger = world.actor('org-exam', await world.organisation())
  const seen = await world.done(resitGroup, { batchId }, stranger)
  assert.deepEqual(seen, { mayArrange: false, clauses: [], rows: [] })
})
