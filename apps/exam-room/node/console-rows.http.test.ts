import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import Fastify from 'fastify'
import { settableClock } from '#platform/clock/clock.ts'
import type { ConsoleView } from '../desk.port.ts'
import { dutyDesk, granted, openCheckIn, overLoopback, seatMachine } from '../testing/room-client.ts'
import { openSamplePackage, sampleSitting } from '../testing/sample-sitting.ts'
import { at, refusedAs, ticket } from '../testing/served-room.ts'
import type { KeptOrigin } from './origin.ts'
import { openRoomNode } from './room-node.ts'

const confirmed = ['clock', 'camera'] as const

/** Two rooms of one chief: the first came in a package of another build of the program, the second is the centre's own. */
const twoRooms = async (t: { after(clean: () => Promise<void>): void }) => {
  const directory = await mkdtemp(path.join(tmpdir(), 'console-rooms-'))
  const clock = settableClock()
  clock.set(at('08:00'))
  const build = async () => 'build-of-this-server'
  const node = openRoomNode({
    ...{ directory, clock, openPackage: openSamplePackage, tickMilliseconds: 0 },
    ground: { build },
  })
  const foreign = { build: 'build-of-the-centre', rulesHash: 'rules-of-the-centre' } as KeptOrigin
  granted(await node.prepare(await sampleSitting({ seats: 2 }), foreign))
  granted(await node.prepare(await sampleSitting({ seats: 3, sittingId: 'sitting-2', roomName: '第二机房' })))
  const app = Fastify()
  await app.register(node.plugin, { prefix: '/room' })
  const send = overLoopback(await app.listen({ port: 0, host: '127.0.0.1' }))
  t.after(async () => {
    await app.close()
    await node.close()
    await rm(directory, { recursive: true, force: true })
  })
  const chief = await dutyDesk(send, { sittingId: 'sitting-2', person: 'z01', passcode: 'z01' })
  const rows = async () => granted(await chief.get<ConsoleView>('console')).rooms
  return { send, rows }
}

test('SDS-4.4-16 SDS-4.4-28 SDS-4.4-29 the chief’s row of a room tells the check by its lines and the machines that are there', async (t) => {
  const { send, rows } = await twoRooms(t)
  const [first, second] = await rows()
  assert.deepEqual([first!.preflight, second!.preflight], [null, null])
  assert.deepEqual([first!.standby, first!.takenOverAt, first!.isServedElsewhere], [null, null, false])
  assert.equal(second!.online, 0, 'where nobody has entered, no machine is there')

  const deskOf = (sittingId: string) => dutyDesk(send, { sittingId, person: 'j01', passcode: 'j01' })
  const [here, there] = [await deskOf('sitting-1'), await deskOf('sitting-2')]
  granted(await here.order({ type: 'preflight', confirmed, reason: '考试机待开' }))
  granted(await there.order({ type: 'preflight', confirmed, reason: '考试机待开' }))
  const [failed, passed] = (await rows()).map(({ preflight }) => preflight!)
  assert.ok(!failed!.passed && failed!.failed.includes('程序版本') && failed!.failed.includes('考试规则'))
  assert.ok(passed!.passed, 'what a reason was given for does not keep the room shut')
  assert.ok(passed!.failed.includes('考试机') && !passed!.failed.includes('程序版本'))
  refusedAs(await here.order(openCheckIn), 'preflight-failed')
  granted(await there.order(openCheckIn))

  const machine = seatMachine(send, 'machine-of-seat-1-1')
  granted(await machine.enter(ticket(1), '1-1'))
  const online = (await rows()).map((row) => row.online)
  assert.equal(
    online.reduce((sum, one) => sum + one, 0),
    1,
  )
})
