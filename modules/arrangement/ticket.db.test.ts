import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Actor } from '#platform/command/context.ts'
import { carryOut } from '#platform/command/pipeline.ts'
import { openWorld, type World } from '#platform/command/testing.ts'
import { arrangedIn } from './arranged.fixture.ts'
import { arrangementFixture, type Fixture } from './arrangement.fixture.ts'
import * as contract from './contract.ts'
import { arrangementEntries } from './register.ts'
import { arrangementTasks } from './tasks.ts'

let world: World
before(async () => {
  world = await openWorld({ entries: arrangementEntries, at: '2026-12-20' })
})
after(() => world.close())

const { confirmedBatch, drafted, seatedBatch, session } = arrangedIn(() => world)

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
