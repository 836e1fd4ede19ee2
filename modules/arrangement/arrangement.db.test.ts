import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { day, instantOf } from '#platform/clock/day.ts'
import type { Actor } from '#platform/command/context.ts'
import { carryOut } from '#platform/command/pipeline.ts'
import { openWorld, type World } from '#platform/command/testing.ts'
import { arrangementFixture, type Fixture } from './arrangement.fixture.ts'
import * as contract from './contract.ts'
import { placementsOf, sessionsOf } from './facts.ts'
import { arrangementEntries } from './register.ts'
import { arrangementTasks } from './tasks.ts'

let world: World
before(async () => {
  world = await openWorld({ entries: arrangementEntries, at: '2026-12-20' })
})
after(() => world.close())

const at = (time: string, on = '2026-12-26') => instantOf(day(on), time).toISOString()

const session = (
  lineId: string,
  subject: 'theory' | 'practical',
  [from, to]: readonly [from: string, to: string],
) => ({ lineId, subject, startsAt: at(from), endsAt: at(to) })

const drafted = async (
  fixture: Fixture,
  actor: Actor,
  sessions = [
    session(fixture.lineId, 'theory', ['09:00', '10:30']),
    session(fixture.lineId, 'practical', ['13:30', '15:30']),
  ],
) =>
  world.done(
    contract.saveSessions,
    { batchId: fixture.batchId, version: 0, restMinutes: 30, sessions },
    actor,
  )

const seatedBatch = async (
  people: number,
  values: Partial<Parameters<typeof arrangementFixture>[1]> = {},
) => {
  const fixture = await arrangementFixture(world, { people, workshops: [[5, 10]], ...values })
  const actor = world.actor('org-exam', fixture.organisationId)
  const { version } = await drafted(fixture, actor)
  await world.done(contract.seatCandidates, { batchId: fixture.batchId, version }, actor)
  const overview = await world.done(contract.overview, { batchId: fixture.batchId }, actor)
  return { fixture, actor, overview }
}

const confirmedBatch = async (
  people: number,
  values: Partial<Parameters<typeof arrangementFixture>[1]> = {},
) => {
  const made = await seatedBatch(people, values)
  const { batchId } = made.fixture
  await world.done(contract.confirmArrangement, { batchId, version: made.overview.version }, made.actor)
  return { ...made, overview: await world.done(contract.overview, { batchId }, made.actor) }
}

const inOrganisation = <T>(
  organisationId: string,
  work: (tx: Parameters<typeof sessionsOf>[0]) => Promise<T>,
) => {
  void organisationId
  return world.database.connection.owner.transaction().execute(work)
}

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
  const places = await inOrganisation(fixture.organisationId, (tx) =>
    placementsOf(tx, fixture.organisationId, { batchId: fixture.batchId }),
  )
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

test('SDS-4.1-19 tickets are refused before the arrangement is complete; after it 47 with different numbers exist', async () => {
  const { fixture, actor, overview } = await seatedBatch(47)
  const early = await world.run(contract.printTickets, { batchId: fixture.batchId }, actor)
  assert.ok(early.refused && early.code === 'NOT_CONFIRMED' && early.clauses.includes('SDS-4.1-19'))
  const { tickets } = await world.done(
    contract.confirmArrangement,
    { batchId: fixture.batchId, version: overview.version },
    actor,
  )
  const rows = await world.database.connection.owner
    .selectFrom('ticket')
    .select(['number', 'applicationId'])
    .where('batchId', '=', fixture.batchId)
    .execute()
  assert.equal(tickets, 47)
  assert.equal(new Set(rows.map(({ number }) => number)).size, 47)
  assert.deepEqual(new Set(rows.map(({ applicationId }) => applicationId)), new Set(fixture.applicationIds))
})

test('SDS-4.1-19 someone admitted after the seating keeps the arrangement from confirmation, by number', async () => {
  const { fixture, actor, overview } = await seatedBatch(4)
  await world.database.connection.owner
    .updateTable('application')
    .set({ subjects: ['theory', 'practical', 'review'] })
    .where('id', '=', fixture.applicationIds[0]!)
    .execute()
  const outcome = await world.run(
    contract.confirmArrangement,
    { batchId: fixture.batchId, version: overview.version },
    actor,
  )
  assert.ok(outcome.refused && outcome.code === 'PEOPLE_UNSEATED')
  assert.match(outcome.sentence, /还有 1 名考生/)
})

test('SDS-3.1-06 exam 2023-06-10: download refused on 2023-06-06, open from 2023-06-07', async () => {
  const fixture = await arrangementFixture(world, { people: 2, examFrom: '2023-06-10', workshops: [[5, 10]] })
  const actor = world.actor('org-exam', fixture.organisationId)
  const sessions = [
    session(fixture.lineId, 'theory', ['09:00', '10:30']),
    session(fixture.lineId, 'practical', ['13:30', '15:30']),
  ]
  const moved = sessions.map((each) => ({
    ...each,
    startsAt: each.startsAt.replace('2026-12-26', '2023-06-10'),
    endsAt: each.endsAt.replace('2026-12-26', '2023-06-10'),
  }))
  const { version } = await drafted(fixture, actor, moved)
  await world.done(contract.seatCandidates, { batchId: fixture.batchId, version }, actor)
  await world.done(contract.confirmArrangement, { batchId: fixture.batchId, version: version + 1 }, actor)
  const candidate = world.actor('candidate', fixture.organisationId, {
    personId: fixture.personIds[0]!,
    organisationId: null,
    reach: [],
  })

  world.at('2023-06-06', '23:59')
  const [before] = (await world.done(contract.myTickets, {}, candidate)).tickets
  assert.deepEqual(
    [before!.sittings.length, before!.opensOn, before!.availableActions[0]!.enabled],
    [0, '2023-06-07', false],
  )
  const ticket = { organisationId: fixture.organisationId, ticketId: before!.ticketId }
  const early = await world.run(contract.downloadTicket, ticket, candidate)
  assert.ok(early.refused && early.code === 'TICKET_NOT_OPEN')
  assert.deepEqual(early.clauses.includes('SDS-3.1-06'), true)

  world.at('2023-06-07', '00:00')
  const [open] = (await world.done(contract.myTickets, {}, candidate)).tickets
  assert.equal(open!.sittings.length, 2)
  const first = await world.done(contract.downloadTicket, ticket, candidate)
  const again = await world.done(contract.downloadTicket, ticket, candidate)
  assert.equal(again.fileId, first.fileId)
  world.at('2026-12-20')
})

test('SDS-4.1-20 a logged-in candidate downloads the own ticket; another candidate’s is not found', async () => {
  const { fixture } = await confirmedBatch(2)
  world.at('2026-12-24')
  const other = world.actor('candidate', fixture.organisationId, {
    personId: fixture.personIds[1]!,
    organisationId: null,
    reach: [],
  })
  const owner = world.actor('candidate', fixture.organisationId, {
    personId: fixture.personIds[0]!,
    organisationId: null,
    reach: [],
  })
  const { tickets } = await world.done(contract.myTickets, {}, owner)
  const ticket = { organisationId: fixture.organisationId, ticketId: tickets[0]!.ticketId }
  const stolen = await world.run(contract.downloadTicket, ticket, other)
  assert.ok(stolen.refused && stolen.code === 'NOT_FOUND')
  assert.equal((await world.run(contract.downloadTicket, ticket, owner)).refused, false)
  world.at('2026-12-20')
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
  const sessions = await inOrganisation(fixture.organisationId, (tx) =>
    sessionsOf(tx, fixture.organisationId, fixture.batchId),
  )
  assert.deepEqual(
    sessions.map(({ subject, number }) => `${subject}${number}`),
    ['theory1', 'practical1'],
  )
})

test('SDS-4.4-18 the sign-in sheet of room 1 lists its 30 candidates in seat order with the items carried in; every form prints', async () => {
  const { fixture, actor, overview } = await confirmedBatch(47)
  const theory = overview.sessions.find(({ subject }) => subject === 'theory')!
  const input = { batchId: fixture.batchId, sessionId: theory.id, roomId: theory.rooms[0]!.roomId }
  const given: { data: unknown }[] = []
  const { press } = world.services
  const render = press.render
  press.render = (manuscript, imprint) => {
    given.push(manuscript)
    return render(manuscript, imprint)
  }
  try {
    for (const form of contract.sheetForms) {
      assert.equal((await world.done(contract.printSheets, { ...input, form }, actor)).sheets, 1)
    }
  } finally {
    press.render = render
  }
  const { sheets, items } = given[0]!.data as { items: string[]; sheets: { people: { seat: number }[] }[] }
  assert.deepEqual(
    sheets[0]!.people.map(({ seat }) => seat),
    Array.from({ length: 30 }, (_, index) => index + 1),
  )
  assert.deepEqual(items, ['试卷', '考生签到表', '草稿纸', '装订工具'])
  assert.equal(
    (await world.done(contract.printSheets, { batchId: fixture.batchId, form: 'door' }, actor)).sheets,
    3,
  )
})

/** The job's task as the runner would call it; `interrupt` ends the run before its last step, as a kill would. */
const printed = async (by: { actor: Actor; fixture: Fixture }, jobId: string, interrupt = false) => {
  const { actor, fixture } = by
  const byName = new Map(arrangementEntries.map((entry) => [entry.spec.name, entry]))
  const pipeline = { database: world.database.connection.app, services: world.services }
  const tasks = arrangementTasks({
    connection: world.database.connection,
    services: world.services,
    carryOut: async (spec, input, as) => {
      if (interrupt && spec.name === contract.keepTickets.name) throw new Error('killed')
      return (await carryOut(pipeline, { entry: byName.get(spec.name)!, input, ...as })) as never
    },
    actorOf: async () => actor,
  })
  const { organisationId, batchId } = fixture
  const job = {
    id: jobId,
    organisationId,
    payload: { batchId },
    accountId: actor.accountId,
    done: 0,
    progress: async () => {},
  }
  return (await tasks['arrangement.printTickets']!(job)) as { fileId: string; hash: string; tickets: number }
}

const ticketFiles = (organisationId: string) =>
  world.database.connection.owner
    .selectFrom('storedFile')
    .select('id')
    .where('organisationId', '=', organisationId)
    .where('name', 'like', '%准考证.pdf')
    .execute()

test('SDS-4.1-19 a printing job killed before its last step leaves no file, and run again leaves one; printing anew gives the same bytes', async () => {
  const { fixture, actor } = await confirmedBatch(12)
  const { jobId } = await world.done(contract.printTickets, { batchId: fixture.batchId }, actor)
  await assert.rejects(printed({ actor, fixture }, jobId, true), /killed/)
  assert.equal((await ticketFiles(fixture.organisationId)).length, 0)
  const first = await printed({ actor, fixture }, jobId)
  const again = await printed({ actor, fixture }, jobId)
  assert.deepEqual([again.fileId, first.tickets], [first.fileId, 12])
  assert.equal((await ticketFiles(fixture.organisationId)).length, 1)
  assert.equal((await printed({ actor, fixture }, randomUUID())).hash, first.hash)
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
