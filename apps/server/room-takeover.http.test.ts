import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { dutyDesk, granted, openCheckIn, seatMachine } from '#apps/exam-room/testing/room-client.ts'
import { scriptsOf } from '#modules/delivery/facts.ts'
import { assignNode, assignStandby, registerNode } from '#modules/delivery/node/contract.ts'
import { bytesOfFile } from '#platform/files/files.ts'
import { withReach } from '#platform/jobs/runner.ts'
import { openRoomCentre, until } from './testing/room-centre.ts'
import { openRoomMachine, type RoomMachine } from './testing/room-program.ts'

// One examination on a pair of servers of which the first dies; the tests are its hours, in their order.
const centre = await openRoomCentre(3)
after(() => centre.close())
const first = await openRoomMachine('一号考场服务器')
after(() => first.close())
const second = await openRoomMachine('二号考场服务器')
after(() => second.close())
const { sittingId, office, exam, passcodes, seats } = centre
const { organisationId } = exam
const { services, connection } = centre.server
const clientId = (seat: string) => `machine-of-seat-${seat.padStart(6, '0')}`
const deskAt = ({ send }: RoomMachine, person = 'j1') =>
  dutyDesk(send, { sittingId, person, passcode: passcodes[person]! })
// A machine keeps what it signed in with over the change of servers.
let serving: RoomMachine = first
const machines = seats.map(({ seat, ticketNumber }) => ({
  ...{ seat, ticketNumber },
  client: seatMachine((request) => serving.send(request), clientId(seat)),
}))

const packageNow = async (): Promise<Buffer> => {
  const address = await until(async () => {
    const { sittings } = await centre.nodes()
    return sittings.find((one) => one.sittingId === sittingId)?.packageAddress
  })
  const fileId = address.split('/').at(-1)!
  const bytes = await withReach(connection, organisationId, (tx) =>
    bytesOfFile({ tx, services }, { organisationId, fileId }),
  )
  return Buffer.from(bytes)
}

const register = async (name: string, machine: RoomMachine): Promise<string> => {
  const { card } = await machine.status()
  return (await centre.done(registerNode, { name, siteId: exam.siteId, card }, office)).nodeId
}

const resultOf = async (machine: RoomMachine): Promise<Buffer> => {
  const bytes = await machine.result(sittingId)
  assert.ok(Buffer.isBuffer(bytes), JSON.stringify(bytes))
  return bytes
}

const ids = { first: '', second: '' }

test('SDS-4.4-16 the package is for the first server; paired with it, the second has the sitting', async () => {
  ids.first = await register('一号考场服务器', first)
  ids.second = await register('二号考场服务器', second)
  const early = await centre.run(assignStandby, { sittingId, nodeId: ids.second, reason: '' }, office)
  assert.equal(early.refused && early.code, 'NOT_ON_SERVER')
  await centre.done(assignNode, { sittingId, nodeId: ids.first, reason: '' }, office)
  const bytes = await packageNow()
  const { centreFingerprint } = await centre.nodes()
  granted(await first.install(bytes, centreFingerprint))
  const foreign = await second.install(bytes, centreFingerprint)
  assert.equal(foreign.refused, true, 'the file is for the first alone; the second knows the centre by it')
  assert.equal((await second.status()).centre?.fingerprint, centreFingerprint)
  const shown = granted(await first.operate('pair/code', {}))
  const asked = { own: second.origin, peer: first.origin, code: shown!.code }
  granted(await second.operate('pair', asked))
  await until(async () => {
    const { pair } = await second.status()
    return pair?.sittings.some((one) => !one.isServed && one.state === 'linked') || undefined
  })
  assert.equal((await first.status()).pair?.sittings[0]?.state, 'linked')
})

test('SDS-4.4-40 the first server dies in the middle, the chief has the second take over, and seats go on with their answers', async () => {
  const desk = await deskAt(first)
  for (const { seat } of seats) {
    const body = { machine: clientId(seat), fonts: true }
    await first.send({ method: 'POST', path: '/room/seat/here', headers: {}, body })
  }
  const confirmed = ['clock', 'camera'] as const
  granted(await desk.order({ type: 'preflight', confirmed, reason: '备用机已就位' }))
  granted(await desk.order(openCheckIn))
  granted(await desk.order({ type: 'read-rules' }))
  const openers = exam.keepers.map(({ login: person, passphrase: share }) => ({
    ...{ person, share },
    passcode: passcodes[person]!,
  }))
  openers[0] = { ...openers[0]!, person: 'z1', passcode: passcodes.z1! }
  granted(await desk.order({ type: 'open-paper', openers, reason: '按时启封' }))
  granted(await desk.order({ type: 'start', reason: '' }))
  for (const { seat, ticketNumber, client } of machines) {
    granted(await desk.order({ type: 'sign-in', seat, identity: true, articles: true }))
    granted(await client.enter(ticketNumber, seat))
    granted(await client.confirm())
    granted(await client.paper())
    granted(await client.send([client.nextAnswer('q001', ['A'], new Date())]))
  }
  await first.kill()
  await until(async () => (await second.status()).pair?.isHeard === false || undefined)
  const order = { sittingId, person: 'z1', passcode: passcodes.z1!, reason: '主机断电', confirmed: true }
  const taken = await second.send({ method: 'POST', path: '/room/duty/take-over', headers: {}, body: order })
  granted(taken as never)
  serving = second
  for (const { client } of machines) {
    assert.deepEqual(granted(await client.paper()).answers, { q001: ['A'] })
    granted(await client.send([client.nextAnswer('q002', ['B'], new Date())]))
    granted(await client.handIn())
  }
  const after = await deskAt(second)
  granted(await after.order({ type: 'collect-all' }))
  granted(await after.order({ type: 'seal', reason: '' }))
})

test('SDS-4.4-40 HN-1.8.3.7-04 what the second server signed is taken in once it is named, not before', async () => {
  const bytes = await resultOf(second)
  assert.equal((await centre.bring(bytes)).code, 'NODE_NOT_ASSIGNED')
  const same = await centre.run(assignStandby, { sittingId, nodeId: ids.first, reason: '接管' }, office)
  assert.equal(same.refused && same.code, 'STANDBY_SAME')
  const named = { sittingId, nodeId: ids.second, reason: '主机断电，由备机接管' }
  assert.equal((await centre.done(assignStandby, named, office)).standbyNodeId, ids.second)
  const change = await centre.run(assignStandby, { sittingId, nodeId: null, reason: ' ' }, office)
  assert.equal(change.refused && change.code, 'REASON_MISSING')
  const received = await centre.bring(bytes)
  assert.deepEqual([received.code, received.outcome, received.scripts], [null, 'taken', 3])
  const scripts = await withReach(connection, organisationId, (tx) =>
    scriptsOf(tx, organisationId, exam.batchId),
  )
  assert.deepEqual(
    scripts.map(({ answers }) => answers),
    Array.from({ length: 3 }, () => ({ q001: ['A'], q002: ['B'] })),
  )
  const late = await centre.run(assignStandby, { sittingId, nodeId: null, reason: '取消' }, office)
  assert.equal(late.refused && late.code, 'RESULT_TAKEN')
})

test('SDS-5.1-02 what the first server brings afterwards is refused, named and on record', async () => {
  await second.kill()
  await first.restart()
  // Somebody who knows nothing of the take-over ends the sitting on the machine that came back.
  const alone = await deskAt(first)
  for (const { seat } of seats)
    granted(await alone.order({ type: 'collect', seat, reason: '主机恢复后收卷' }))
  granted(await alone.order({ type: 'collect-all' }))
  granted(await alone.order({ type: 'seal', reason: '' }))
  const conflict = await centre.bring(await resultOf(first))
  assert.deepEqual([conflict.outcome, conflict.code], ['refused', 'BUNDLE_CONFLICT'])
  const { arrivals, sittings } = await centre.nodes()
  const kept = arrivals.find(({ nodeName }) => nodeName === '一号考场服务器')
  assert.equal(kept?.outcome, 'refused')
  assert.match(kept.sentence, /已经接收过答卷/)
  assert.equal(sittings.find((one) => one.sittingId === sittingId)?.standbyName, '二号考场服务器')
})
