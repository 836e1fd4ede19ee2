// The way of a room's result to the centre, broken wherever it can be: the stick, the upload, the database.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openRoomCentre, until } from '#apps/server/testing/room-centre.ts'
import { openRoomMachine, type RoomMachine } from '#apps/server/testing/room-program.ts'
import { verifyAudit } from '#platform/audit/verify.ts'
import { openOwnDatabase } from './own-database.ts'
import { type Acknowledged, give, type Held, heldSittings, hold, register } from './sealed-room.ts'
import { openUploadWay } from './upload-way.ts'

const database = await openOwnDatabase()
const centre = await openRoomCentre(6, {
  database: { url: database.url, close: database.close },
  rooms: [
    [2, 3],
    [2, 3],
  ],
})
after(() => centre.close())
const way = await openUploadWay(centre.server.address)
after(() => way.remove())
const right = await openRoomMachine('甲服务器')
after(() => right.close())
const wrong = await openRoomMachine('乙服务器')
after(() => wrong.close())
const { connection } = centre.server
const { organisationId } = centre.exam
const [byNetwork, byStick] = (await heldSittings(centre)) as readonly [Held, Held]
const told = new Map<string, Acknowledged>()

const lineOf = async ({ sittingId }: Held) =>
  (await centre.nodes()).sittings.find((one) => one.sittingId === sittingId)!

const fileOf = async (machine: RoomMachine, { sittingId }: Held): Promise<Buffer> => {
  const bytes = await machine.result(sittingId)
  assert.ok(Buffer.isBuffer(bytes))
  return bytes
}

const scriptsOf = ({ sittingId }: Held) =>
  connection.owner
    .selectFrom('script')
    .innerJoin('ticket', (join) =>
      join
        .onRef('ticket.organisationId', '=', 'script.organisationId')
        .onRef('ticket.applicationId', '=', 'script.applicationId'),
    )
    .select(['ticket.number', 'script.answers'])
    .where('script.sittingId', '=', sittingId)
    .execute()

/** Nothing of the result is at the centre: neither the sitting, nor a script, nor a record that a file came. */
const assertNothingOf = async (held: Held): Promise<void> => {
  assert.equal((await lineOf(held)).takenAt, null)
  assert.deepEqual(await scriptsOf(held), [])
  const { arrivals } = await centre.nodes()
  const came = arrivals.filter(({ outcome, roomName }) => roomName === held.roomName && outcome !== 'refused')
  assert.deepEqual(came, [])
}

const noted = async (type: string): Promise<number> => {
  const found = await connection.owner
    .selectFrom('fact')
    .select('type')
    .where('organisationId', '=', organisationId)
    .where('type', '=', type)
    .execute()
  return found.length
}

/** Taken in once and whole: each seat's script is what the seat was told is saved. */
const assertTakenOnce = async (held: Held): Promise<void> => {
  const scripts = await scriptsOf(held)
  const expected = told.get(held.sittingId)!
  assert.ok(expected.size > 1, `${expected.size} seats`)
  assert.deepEqual(
    Object.fromEntries(scripts.map(({ number, answers }) => [number, answers])),
    Object.fromEntries(expected),
  )
  assert.equal(scripts.length, expected.size)
}

test('SDS-5.1-02 two rooms sit and are sealed without the centre; a second server was given one of them before', async () => {
  const ids = {
    right: await register(centre, right, '甲服务器'),
    wrong: await register(centre, wrong, '乙服务器'),
  }
  await give(centre, { machine: right, nodeId: ids.right }, byNetwork)
  await give(centre, { machine: wrong, nodeId: ids.wrong }, byStick)
  await hold(centre, wrong, byStick)
  await give(centre, { machine: right, nodeId: ids.right, reason: '乙服务器主板损坏' }, byStick)
  for (const held of [byNetwork, byStick]) told.set(held.sittingId, await hold(centre, right, held))
})

test('SDS-5.1-02 HN-1.8.3.7-04 the stick was swapped: the file of another server for the same sitting is refused and named, then the right one is taken', async () => {
  const swapped = await centre.bring(await fileOf(wrong, byStick))
  assert.deepEqual([swapped.outcome, swapped.code], ['refused', 'NODE_NOT_ASSIGNED'])
  assert.match(swapped.sentence, /乙服务器/)
  assert.match(swapped.sentence, new RegExp(byStick.roomName))
  const rightFile = await fileOf(right, byStick)
  await assertNothingOf(byStick)
  const taken = await centre.bring(rightFile)
  assert.deepEqual([taken.outcome, taken.scripts + taken.absent], ['taken', byStick.seats.length])
  assert.match(
    taken.sentence,
    new RegExp(byStick.roomName),
    'the room is named, so that nobody takes it for the other',
  )
  await assertTakenOnce(byStick)
  // The wrong one again, after the right one: still the wrong one, and nothing changes.
  assert.equal((await centre.bring(await fileOf(wrong, byStick))).outcome, 'refused')
  await assertTakenOnce(byStick)
  assert.equal((await lineOf(byNetwork)).takenAt, null, 'the other sitting still waits for its own')
})

/** The room server looks for its centre again, as it does by itself every few seconds. */
const reachOut = (): void => void right.confirm('').catch(() => {})

test('SDS-5.1-05 an upload breaks within its body, and the room server is killed within another: nothing is half there', {
  timeout: 120_000,
}, async () => {
  const before = await fileOf(right, byNetwork)
  const broken = way.fail({ at: 'part', after: 0.5, how: 'break' })
  await right.restart('--centre', way.origin)
  await broken
  // Whenever it tries again, it meets the next.
  const silent = way.fail({ at: 'part', after: 0.5, how: 'silence' })
  assert.match(await until(async () => (await right.status()).link?.trouble), /联系不上中心/)
  await assertNothingOf(byNetwork)
  reachOut()
  await silent
  await right.kill()
  await assertNothingOf(byNetwork)
  await right.restart()
  assert.deepEqual(await fileOf(right, byNetwork), before, 'the file that goes up next is the same')
})

// In the order in which a result is written: the scripts, the bundle's file, the record of its coming, the facts.
const writes = ['script', 'stored_file', 'sitting_bundle', 'fact']

test('SDS-5.1-02 kill -9 of the central database while a result is taken in, at four places: none of it is there each time', {
  timeout: 400_000,
}, async () => {
  // In between the server must not get through, or its next try would be taken in.
  way.cut()
  await right.restart('--centre', way.origin)
  for (const table of writes) {
    const again = setInterval(reachOut, 500)
    await database.killAtWrite(table, way.mend).finally(() => clearInterval(again))
    way.cut()
    await database.restart()
    // The centre has not been started again: its connections find the database by themselves.
    await until(() => centre.nodes().catch(() => undefined))
    await assertNothingOf(byNetwork)
  }
})

test('SDS-5.1-02 SDS-4.4-44 the next try is taken in once and whole, although the server never hears of it; asked again it has arrived', {
  timeout: 180_000,
}, async () => {
  const unheard = way.fail({ at: 'end', after: 1, how: 'break' })
  way.mend()
  reachOut()
  await unheard
  await until(async () => (await lineOf(byNetwork)).takenAt)
  await assertTakenOnce(byNetwork)
  reachOut()
  await until(async () => {
    const { sittings } = await right.status()
    return sittings.find(({ sittingId }) => sittingId === byNetwork.sittingId)?.status === 'uploaded' || null
  })
  const again = await centre.bring(await fileOf(right, byNetwork))
  assert.equal(again.outcome, 'same')
  await assertTakenOnce(byNetwork)
  assert.equal(await noted('sitting-taken-in'), 2, 'one for each sitting')
  assert.equal(await noted('script-taken-in'), byNetwork.seats.length + byStick.seats.length)
  const { findings } = await verifyAudit(connection)
  const ours = /room_node|sitting_node|sitting_bundle|script/
  assert.deepEqual(
    findings.filter(({ where }) => ours.test(where)),
    [],
  )
})
