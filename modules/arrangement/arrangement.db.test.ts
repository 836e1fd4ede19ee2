import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '#platform/command/testing.ts'
import { arrangedIn } from './arranged.fixture.ts'
import { arrangementFixture } from './arrangement.fixture.ts'
import * as contract from './contract.ts'
import { placementsOf, sessionsOf } from './facts.ts'
import { arrangementEntries } from './register.ts'

let world: World
before(async () => {
  world = await openWorld({ entries: arrangementEntries, at: '2026-12-20' })
})
after(() => world.close())

const { at, confirmedBatch, drafted, seatedBatch, session } = arrangedIn(() => world)

const asOwner = <T>(work: (tx: Parameters<typeof sessionsOf>[0]) => Promise<T>) =>
  world.database.connection.owner.transaction().execute(work)

test('SDS-4.1-18 47 candidates and rooms of 30 give 2 rooms with 30 and 17, and the unseated list reaches zero', async () => {
  const { overview } = await seatedBatch(47)
  const theory = overview.sessions.find(({ subject }) => subject === 'theory')!
  assert.deepEqual(
    theory.rooms.map(({ people }) => people),
    [30, 17],
  )
  assert.deepEqual([overview.unseated.length, overview.seated, overview.state], [0, 94, 'seated'])
})

test('SDS-3.3-08 a candidate who is not admitted does not appear in the seating list', async () => {
  const fixture = await arrangementFixture(world, { people: 5 })
  const actor = world.actor('org-exam', fixture.organisationId)
  await world.database.connection.owner
    .updateTable('application')
    .set({ state: 'rejected' })
    .where('id', '=', fixture.applicationIds[0]!)
    .execute()
  const { version } = await drafted(fixture, actor)
  const seated = await world.done(contract.seatCandidates, { batchId: fixture.batchId, version }, actor)
  assert.equal(seated.seated, 8)
  await world.done(contract.confirmArrangement, { batchId: fixture.batchId, version: version + 1 }, actor)
  const places = await asOwner((tx) => placementsOf(tx, fixture.organisationId, { batchId: fixture.batchId }))
  assert.ok(!places.some(({ applicationId }) => applicationId === fixture.applicationIds[0]))
})

test('SDS-4.1-10 SDS-4.1-14 a second person for the same desk and time is refused with the name of the first; an exchange is not', async () => {
  const { fixture, actor, overview } = await seatedBatch(10)
  const [theory] = overview.sessions
  const map = await world.done(
    contract.seatMap,
    { batchId: fixture.batchId, sessionId: theory!.id, roomId: theory!.rooms[0]!.roomId },
    actor,
  )
  const [first, second] = map.seats.filter(({ applicationId }) => applicationId !== null)
  const move = {
    batchId: fixture.batchId,
    version: overview.version,
    applicationId: first!.applicationId!,
    subject: 'theory' as const,
    sessionId: theory!.id,
    seatId: second!.seatId,
    exchange: false,
  }
  const taken = await world.run(contract.movePerson, move, actor)
  assert.ok(taken.refused && taken.code === 'SEAT_TAKEN')
  assert.match(taken.sentence, new RegExp(second!.name!))
  assert.deepEqual(taken.clauses, ['SDS-4.1-10', 'SDS-4.1-14'])
  await world.done(contract.movePerson, { ...move, exchange: true }, actor)
  const after = await world.done(
    contract.seatMap,
    { batchId: fixture.batchId, sessionId: theory!.id, roomId: theory!.rooms[0]!.roomId },
    actor,
  )
  assert.equal(
    after.seats.find(({ seatId }) => seatId === second!.seatId)!.applicationId,
    first!.applicationId,
  )
  assert.equal(
    after.seats.find(({ seatId }) => seatId === first!.seatId)!.applicationId,
    second!.applicationId,
  )
})

test('SDS-4.1-10 the database itself refuses two people on one seat in one session', async () => {
  const { fixture } = await confirmedBatch(3)
  const { owner } = world.database.connection
  const [one, two] = await owner
    .selectFrom('placement')
    .select(['id', 'seatId'])
    .where('organisationId', '=', fixture.organisationId)
    .where('subject', '=', 'theory')
    .execute()
  await assert.rejects(
    owner.updateTable('placement').set({ seatId: two!.seatId }).where('id', '=', one!.id).execute(),
    /duplicate key/,
  )
})

test('SDS-4.4-02 after publication a move asks for a reason, stores it and renews the ticket', async () => {
  const { fixture, actor, overview } = await confirmedBatch(3)
  const [theory] = overview.sessions
  const roomId = theory!.rooms[0]!.roomId
  const map = await world.done(
    contract.seatMap,
    { batchId: fixture.batchId, sessionId: theory!.id, roomId },
    actor,
  )
  const person = map.seats.find(({ applicationId }) => applicationId !== null)!
  const free = map.seats.find(({ applicationId }) => applicationId === null)!
  const move = {
    batchId: fixture.batchId,
    version: overview.version,
    applicationId: person.applicationId!,
    subject: 'theory' as const,
    sessionId: theory!.id,
    seatId: free.seatId,
    exchange: false,
  }
  const silent = await world.run(contract.movePerson, move, actor)
  assert.ok(silent.refused && silent.code === 'REASON_REQUIRED' && silent.clauses.includes('SDS-4.4-02'))
  await world.done(contract.movePerson, { ...move, reason: '考场设备故障' }, actor)
  const { owner } = world.database.connection
  const facts = await owner
    .selectFrom('fact')
    .select(['type', 'data'])
    .where('organisationId', '=', fixture.organisationId)
    .where('type', 'in', ['place-changed', 'ticket-renewed'])
    .execute()
  assert.deepEqual(facts.map(({ type }) => type).sort(), ['place-changed', 'ticket-renewed'])
  assert.ok(facts.some(({ data }) => (data as { reason?: string }).reason === '考场设备故障'))
  const ticket = await owner
    .selectFrom('ticket')
    .select('content')
    .where('applicationId', '=', person.applicationId!)
    .executeTakeFirstOrThrow()
  const { sittings } = ticket.content as { sittings: { subject: string; seatNumber: number }[] }
  assert.equal(sittings.find(({ subject }) => subject === 'theory')!.seatNumber, free.number)
})

test('SDS-4.4-02 a published session moves only with its reason on record, and never onto another of the same people', async () => {
  const { actor, overview } = await confirmedBatch(3)
  const theory = overview.sessions.find(({ subject }) => subject === 'theory')!
  const change = { sessionId: theory.id, version: 1, reason: '停电，顺延六十分钟' }
  const clash = await world.run(
    contract.changeSession,
    { ...change, startsAt: at('14:00'), endsAt: at('15:30') },
    actor,
  )
  assert.ok(clash.refused && clash.code === 'SESSIONS_OVERLAP')
  const { tickets } = await world.done(
    contract.changeSession,
    { ...change, startsAt: at('10:00'), endsAt: at('11:30') },
    actor,
  )
  assert.equal(tickets, 3)
  const fact = await world.database.connection.owner
    .selectFrom('fact')
    .select(['data', 'clauses'])
    .where('type', '=', 'session-changed')
    .where('subjectId', '=', theory.id)
    .executeTakeFirstOrThrow()
  assert.equal((fact.data as { reason?: string }).reason, '停电，顺延六十分钟')
  assert.deepEqual(fact.clauses, ['SDS-4.4-02'])
})

test('SDS-4.1-18 sessions outside the examination days of the plan are refused', async () => {
  const fixture = await arrangementFixture(world, { people: 2 })
  const actor = world.actor('org-exam', fixture.organisationId)
  const sessions = [
    {
      lineId: fixture.lineId,
      subject: 'theory' as const,
      startsAt: at('09:00', '2026-12-27'),
      endsAt: at('10:30', '2026-12-27'),
    },
  ]
  const outcome = await world.run(
    contract.saveSessions,
    { batchId: fixture.batchId, version: 0, restMinutes: 30, sessions },
    actor,
  )
  assert.ok(outcome.refused && outcome.code === 'SESSION_OUTSIDE_EXAM')
})

test('SDS-4.1-18 another organisation sees and changes nothing of the arrangement', async () => {
  const { fixture, overview } = await seatedBatch(3)
  const stranger = world.actor('org-exam', await world.organisation())
  for (const outcome of [
    await world.run(contract.overview, { batchId: fixture.batchId }, stranger),
    await world.run(contract.clearSeats, { batchId: fixture.batchId, version: overview.version }, stranger),
    await world.run(
      contract.confirmArrangement,
      { batchId: fixture.batchId, version: overview.version },
      stranger,
    ),
  ])
    assert.ok(outcome.refused && outcome.code === 'NOT_FOUND')
})

test('SDS-4.1-18 the same confirmation sent twice publishes once', async () => {
  const { fixture, actor, overview } = await seatedBatch(5)
  const by = { actor, commandId: randomUUID() }
  const input = { batchId: fixture.batchId, version: overview.version }
  const [one, two] = [
    await world.run(contract.confirmArrangement, input, by),
    await world.run(contract.confirmArrangement, input, by),
  ]
  assert.deepEqual(one, two)
  const sessions = await asOwner((tx) => sessionsOf(tx, fixture.organisationId, fixture.batchId))
  assert.deepEqual(
    sessions.map(({ subject, number }) => `${subject}${number}`),
    ['theory1', 'practical1'],
  )
})

test('SDS-4.1-18 more than 500 people are seated by a job whose step, sent twice, seats them once', async () => {
  const fixture = await arrangementFixture(world, {
    people: 501,
    theoryRooms: Array.from({ length: 11 }, () => [7, 7] as const),
    subjects: ['theory'],
    employers: 9,
  })
  const actor = world.actor('org-exam', fixture.organisationId)
  const { version } = await drafted(fixture, actor, [session(fixture.lineId, 'theory', ['09:00', '10:30'])])
  const { jobId, seated } = await world.done(
    contract.seatCandidates,
    { batchId: fixture.batchId, version },
    actor,
  )
  assert.ok(jobId !== null && seated === 501)
  const by = { actor, commandId: randomUUID() }
  const runs = [
    await world.run(contract.placeSeats, { batchId: fixture.batchId }, by),
    await world.run(contract.placeSeats, { batchId: fixture.batchId }, by),
  ]
  assert.deepEqual(runs[0], runs[1])
  const overview = await world.done(contract.overview, { batchId: fixture.batchId }, actor)
  assert.deepEqual([overview.seated, overview.unseated.length, overview.jobId], [501, 0, null])
})
