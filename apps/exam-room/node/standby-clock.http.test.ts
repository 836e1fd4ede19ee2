import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { settableClock } from '#platform/clock/clock.ts'
import { PairedSeat } from '../testing/paired-seat.ts'
import { bothOpen, dutyDesk, granted, openCheckIn } from '../testing/room-client.ts'
import { until } from '../testing/room-pair.ts'
import { at, openRoom, refusedAs, serve, ticket } from '../testing/served-room.ts'

/** Two nodes in this process, each with a clock of its own; the second runs seven minutes late. */
const pairOfClocks = async (t: Parameters<typeof openRoom>[0]) => {
  const first = await openRoom(t, { seats: 2 })
  const folder = await mkdtemp(path.join(tmpdir(), 'room-second-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  const second = await serve(t, settableClock(), folder)
  const set = (time: string): void => {
    first.clock.set(at(time))
    second.clock.set(new Date(at(time).getTime() - 7 * 60_000))
  }
  set('08:50')
  return { first, second, set }
}

test('SDS-4.4-16 the nodes pair by a code that is good once', async (t) => {
  const { first, second } = await pairOfClocks(t)
  const nodes = { own: second.origin, peer: first.origin }
  first.node.standby.pairingCode()
  refusedAs(await second.node.standby.pairWith({ ...nodes, code: 'AAAA-BBBB-CCCC' }), 'pairing-code-wrong')
  const code = first.node.standby.pairingCode()
  granted(await second.node.standby.pairWith({ ...nodes, code: code.toLowerCase() }))
  assert.deepEqual(first.node.standby.addresses, [first.origin, second.origin])
  assert.deepEqual(second.node.standby.addresses, [second.origin, first.origin])
  refusedAs(await second.node.standby.pairWith({ ...nodes, code }), 'pairing-code-wrong')
  const gone = { ...nodes, peer: 'http://127.0.0.1:9', code }
  refusedAs(await second.node.standby.pairWith(gone), 'peer-unreachable')
})

test('SDS-4.4-40 the clock of the standby is seven minutes late: the end and the time left stay as they were', async (t) => {
  const { first, second, set } = await pairOfClocks(t)
  const code = first.node.standby.pairingCode()
  granted(await second.node.standby.pairWith({ own: second.origin, peer: first.origin, code }))
  const desk = await dutyDesk(first.send, 'j01')
  granted(await desk.order(openCheckIn))
  granted(await desk.order({ type: 'read-rules' }))
  granted(await desk.order(bothOpen))
  set('09:00')
  granted(await desk.order({ type: 'start', reason: '' }))
  granted(await desk.order({ type: 'sign-in', seat: '1-1', identity: true, articles: true }))
  const seat = new PairedSeat({ seat: '1-1', ticketNumber: ticket(1) }, [first.origin, second.origin])
  await seat.begin()
  const linked = () => first.node.standby.now('sitting-1')?.state === 'linked'
  await until(async () => linked(), 'the standby is linked')
  const before = await seat.standing()
  // The clocks went on since the last sign of life that the second measured: a fresh one comes within half a second.
  const order = {
    sittingId: 'sitting-1',
    person: 'z01',
    passcode: 'z01',
    reason: '主机维修',
    confirmed: true,
  }
  granted(await second.node.standby.takeOver(order))
  const after = await seat.standing()
  assert.equal(after.epoch, 2)
  assert.equal(after.end, before.end)
  const moved = Date.parse(after.serverTime) - Date.parse(before.serverTime)
  assert.ok(moved >= -500 && moved < 30_000, `room time went on by ${moved} ms`)
  const fenced = await desk.order({ type: 'read-rules' })
  assert.ok(fenced.refused && ['node-superseded', 'node-standby'].includes(fenced.code))
})
