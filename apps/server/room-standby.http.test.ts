import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { dutyDesk, granted, openCheckIn, seatMachine } from '#apps/exam-room/testing/room-client.ts'
import { scriptsOf } from '#modules/delivery/facts.ts'
import { assignNode, assignStandby, registerNode, withdrawNode } from '#modules/delivery/node/contract.ts'
import { bytesOfFile } from '#platform/files/files.ts'
import { withReach } from '#platform/jobs/runner.ts'
import { openRoomCentre, until } from './testing/room-centre.ts'
import { openRoomMachine } from './testing/room-program.ts'

// An examination that begins at one server and ends at another; the tests are its hours, in their order.
const centre = await openRoomCentre(3)
after(() => centre.close())
const first = await openRoomMachine('主服务器')
after(() => first.close())
const second = await openRoomMachine('备用服务器')
after(() => second.close())
const { sittingId, office, exam, passcodes, seats } = centre
const { organisationId } = exam
const { services, connection } = centre.server
let serving = first
const machines = seats.map(({ seat, ticketNumber }) => ({
  ...{ seat, ticketNumber },
  client: seatMachine((request) => serving.send(request), `machine-of-seat-${seat.padStart(6, '0')}`),
}))
const desk = () => dutyDesk(serving.send, { sittingId, person: 'j1', passcode: passcodes.j1! })
const line = async () => (await centre.nodes()).sittings.find((one) => one.sittingId === sittingId)!
const ids: string[] = []

const finish = async () => {
  const invigilator = await desk()
  granted(await invigilator.order({ type: 'collect-all' }))
  granted(await invigilator.order({ type: 'seal', reason: '' }))
}

const resultAt = async (machine: typeof first): Promise<Buffer> => {
  const bytes = await machine.result(sittingId)
  assert.ok(Buffer.isBuffer(bytes), JSON.stringify(bytes))
  return bytes
}

test('SDS-4.4-40 both servers of a room are registered; the sitting is assigned to the first alone', async () => {
  for (const machine of [first, second]) {
    const { card, name } = await machine.status()
    ids.push((await centre.done(registerNode, { name, siteId: exam.siteId, card }, office)).nodeId)
  }
  await centre.done(assignNode, { sittingId, nodeId: ids[0]!, reason: '' }, office)
  assert.equal((await line()).standbyNodeId, null)
})

const pair = async () => {
  const shown = granted(await first.operate('pair/code', {}))
  const asked = { own: second.origin, peer: first.origin, code: shown!.code }
  granted(await second.operate('pair', asked))
}
const ofSecond = async () => (await second.status()).pair

test('SDS-4.2-09 SDS-4.4-40 the package is for the first server alone; the standby has the whole sitting by replication, and takes over when the first is dead', async () => {
  const address = await until(async () => (await line()).packageAddress)
  const of = { organisationId, fileId: address.split('/').at(-1)! }
  const bytes = await withReach(connection, organisationId, (tx) => bytesOfFile({ tx, services }, of))
  const { centreFingerprint } = await centre.nodes()
  const foreign = await second.install(bytes, centreFingerprint)
  assert.equal(foreign.refused && foreign.code, 'FOREIGN')
  granted(await first.install(bytes, centreFingerprint))
  await pair()
  await until(async () => (await ofSecond())?.sittings.find(({ isServed }) => !isServed))
  const invigilator = await desk()
  const confirmed = ['clock', 'camera'] as const
  granted(await invigilator.order({ type: 'preflight', confirmed, reason: '考试机待开' }))
  granted(await invigilator.order(openCheckIn))
  granted(await invigilator.order({ type: 'read-rules' }))
  const openers = exam.keepers.map(({ login: person, passphrase: share }) => ({
    ...{ person, share },
    passcode: passcodes[person]!,
  }))
  openers[0] = { ...openers[0]!, person: 'z1', passcode: passcodes.z1! }
  granted(await invigilator.order({ type: 'open-paper', openers, reason: '按时启封' }))
  granted(await invigilator.order({ type: 'start', reason: '' }))
  for (const { seat, ticketNumber, client } of machines) {
    granted(await invigilator.order({ type: 'sign-in', seat, identity: true, articles: true }))
    granted(await client.enter(ticketNumber, seat))
    granted(await client.confirm())
    granted(await client.paper())
    granted(await client.send([client.nextAnswer('q001', ['A'], new Date())]))
  }
  await until(async () => (await ofSecond())?.sittings.find(({ state }) => state === 'linked'))
  await first.kill()
  await until(async () => ((await ofSecond())?.isHeard === false ? true : undefined))
  const order = { sittingId, person: 'z1', passcode: passcodes.z1!, reason: '主服务器断电' }
  const path = '/room/duty/take-over'
  const body = { ...order, confirmed: false }
  granted((await second.send({ method: 'POST', path, headers: {}, body })) as never)
  serving = second
  assert.equal((await ofSecond())?.sittings[0]?.isServed, true)
  for (const { client } of machines) {
    assert.deepEqual(granted(await client.paper()).answers, { q001: ['A'] })
    granted(await client.send([client.nextAnswer('q002', ['B'], new Date())]))
    granted(await client.handIn())
  }
  await finish()
})

test('SDS-5.1-02 SDS-4.4-40 the result of the standby is taken in once the centre names it as such, and then the servers stay as they are', async () => {
  const result = await resultAt(second)
  const early = await centre.bring(result)
  assert.equal(early.code, 'NODE_NOT_ASSIGNED')
  assert.match(early.sentence, /备用服务器/)
  const input = { sittingId, nodeId: ids[1]!, reason: '现场启用备用服务器' }
  await centre.done(assignStandby, input, office)
  const busy = await centre.run(withdrawNode, { nodeId: ids[1]!, version: 1 }, office)
  assert.equal(busy.refused && busy.code, 'NODE_IN_USE')
  const taken = await centre.bring(result)
  assert.deepEqual([taken.outcome, taken.scripts, taken.absent], ['taken', 3, 0])
  const scripts = await withReach(connection, organisationId, (tx) =>
    scriptsOf(tx, organisationId, exam.batchId),
  )
  assert.deepEqual(
    scripts.map(({ answers }) => answers),
    Array.from({ length: 3 }, () => ({ q001: ['A'], q002: ['B'] })),
  )
  const late = await centre.run(assignStandby, { ...input, nodeId: null, reason: '收回' }, office)
  assert.equal(late.refused && late.code, 'RESULT_TAKEN')
})

test('SDS-5.1-02 SDS-4.4-40 what the first server seals alone afterwards is a conflict for people to decide, and the server is named', async () => {
  await second.kill()
  await first.restart()
  serving = first
  const invigilator = await desk()
  for (const { seat } of machines)
    granted(await invigilator.order({ type: 'collect', seat, reason: '主服务器单独运行' }))
  await finish()
  const refused = await centre.bring(await resultAt(first))
  assert.equal(refused.code, 'BUNDLE_CONFLICT')
  assert.match(refused.sentence, /“主服务器”的这份答卷包与已接收的不是同一份/)
  const { arrivals } = await centre.nodes()
  assert.equal(arrivals[0]?.nodeName, '主服务器')
  assert.equal(arrivals[0]?.outcome, 'conflict')
})
