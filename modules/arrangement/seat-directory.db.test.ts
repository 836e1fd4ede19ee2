import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { dayOf } from '#platform/clock/day.ts'
import type { CommandContext } from '#platform/command/context.ts'
import { openWorld, type World } from '#platform/command/testing.ts'
import { withReach } from '#platform/jobs/runner.ts'
import { arrangedIn } from './arranged.fixture.ts'
import { arrangementEntries } from './register.ts'
import { seatedCandidates } from './seat-directory.ts'

let world: World
before(async () => {
  world = await openWorld({ entries: arrangementEntries, at: '2026-12-20' })
})
after(() => world.close())

const { confirmedBatch } = arrangedIn(() => world)

test('HN-3.1.4-08 who sits where comes room by room in the order of seats, with what the answer sheet asks; its disclosure is on record', async () => {
  const { fixture, actor } = await confirmedBatch(5)
  const { organisationId, batchId } = fixture
  const { owner } = world.database.connection
  const { id: sessionId } = await owner
    .selectFrom('examSession')
    .select('id')
    .where('batchId', '=', batchId)
    .where('subject', '=', 'theory')
    .executeTakeFirstOrThrow()
  const found = await withReach(world.database.connection, organisationId, async (tx) => {
    const now = world.clock.now()
    const context = {
      ...{ tx, actor, now, today: dayOf(now), services: world.services, commandId: randomUUID() },
    } as unknown as CommandContext
    const rooms = await seatedCandidates.rooms(tx, organisationId, sessionId)
    const people = []
    for (const { roomId } of rooms)
      people.push(await seatedCandidates.inRoom(context, organisationId, { sessionId, roomId }))
    return { rooms, people }
  })
  assert.equal(
    found.rooms.reduce((sum, { candidates }) => sum + candidates, 0),
    5,
  )
  assert.deepEqual(
    found.people.map((room) => room.length),
    found.rooms.map(({ candidates }) => candidates),
  )
  for (const room of found.people) {
    const seats = room.map(({ seatNumber }) => seatNumber)
    assert.deepEqual(
      seats,
      seats.toSorted((a, b) => a - b),
    )
    for (const { name, ticketNumber, documentNumber } of room)
      assert.ok(
        name && /^\d+$/.test(ticketNumber) && !documentNumber.includes('*') && documentNumber.length >= 15,
      )
  }
  const disclosed = await owner
    .selectFrom('disclosure')
    .select('reason')
    .where('organisationId', '=', organisationId)
    .execute()
  assert.equal(disclosed.filter(({ reason }) => reason === '打印答题纸').length, 5)
})
