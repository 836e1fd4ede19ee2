import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { dutyDesk, granted, openCheckIn } from '#apps/exam-room/testing/room-client.ts'
import { assignNode, registerNode, withdrawNode } from '#modules/delivery/node/contract.ts'
import { bytesOfFile } from '#platform/files/files.ts'
import { withReach } from '#platform/jobs/runner.ts'
import { openRoomCentre, until } from './testing/room-centre.ts'
import { openRoomMachine } from './testing/room-program.ts'

// Servers that reach the centre days before; the tests go on from one another.
const centre = await openRoomCentre(2)
after(() => centre.close())
const first = await openRoomMachine('甲服务器')
after(() => first.close())
const second = await openRoomMachine('乙服务器')
after(() => second.close())
const { sittingId, office, exam, passcodes } = centre
const { services, connection } = centre.server
const line = async () => (await centre.nodes()).sittings.find((one) => one.sittingId === sittingId)!
const ids: { [name: string]: string } = {}

test('HN-2.3.1-02 a server that nobody registered is told so; registered, it is heard with its program', async () => {
  await first.restart('--centre', centre.server.address)
  const trouble = await until(async () => (await first.status()).link?.trouble)
  assert.match(trouble, /没有登记/)
  for (const [name, machine] of [
    ['甲服务器', first],
    ['乙服务器', second],
  ] as const) {
    const { card } = await machine.status()
    ids[name] = (await centre.done(registerNode, { name, siteId: exam.siteId, card }, office)).nodeId
  }
  await first.restart('--centre', centre.server.address)
  const { isSameBuild } = await until(async () => {
    const { nodes } = await centre.nodes()
    return nodes.find(({ nodeId, heardAt }) => nodeId === ids.甲服务器 && heardAt !== null)
  })
  assert.equal(isSameBuild, true)
})

const packageBytes = async (): Promise<Uint8Array> => {
  const address = await until(async () => (await line()).packageAddress)
  const of = { organisationId: exam.organisationId, fileId: address.split('/').at(-1)! }
  return withReach(connection, exam.organisationId, (tx) => bytesOfFile({ tx, services }, of))
}

test('SDS-4.2-09 a server fetches its package itself, once a person at it has confirmed the centre', async () => {
  await centre.done(assignNode, { sittingId, nodeId: ids.甲服务器!, reason: '' }, office)
  await packageBytes()
  await first.restart('--centre', centre.server.address)
  const { fingerprint } = await until(async () => (await first.status()).unconfirmed)
  assert.equal(fingerprint, (await centre.nodes()).centreFingerprint)
  assert.deepEqual((await first.status()).sittings, [])
  await first.confirm(fingerprint)
  await until(async () => (await first.status()).sittings[0])
  await first.restart('--centre', centre.server.address)
  assert.notEqual(await until(async () => (await line()).installedAt), null)
  assert.equal((await line()).state, 'sealed-package-present')
})

test('SDS-4.4-16 the check goes to the centre with its lines, and the clock is compared with the centre', async () => {
  const invigilator = await dutyDesk(first.send, { sittingId, person: 'j1', passcode: passcodes.j1! })
  granted(await invigilator.order({ type: 'preflight', confirmed: ['camera'], reason: '两台机器待开' }))
  await first.restart('--centre', centre.server.address)
  const check = await until(async () => (await line()).check)
  const clock = check.lines.find((one) => one.line === 'clock')
  assert.match(clock?.finding ?? '', /与中心相差 -?\d+\.\d 秒/)
  assert.equal(clock?.passed, true)
  assert.equal(check.reason, '两台机器待开')
})

test('SDS-4.4-02 a sitting moves to another server with a reason, and the package before it is out of date', async () => {
  const early = await centre.run(withdrawNode, { nodeId: ids.甲服务器!, version: 1 }, office)
  assert.equal(early.refused && early.code, 'NODE_IN_USE')
  const input = { sittingId, nodeId: ids.乙服务器!, reason: '' }
  const silent = await centre.run(assignNode, input, office)
  assert.equal(silent.refused && silent.code, 'REASON_MISSING')
  const before = await packageBytes()
  await centre.done(assignNode, { ...input, reason: '甲服务器主板损坏' }, office)
  const bytes = await packageBytes()
  const { centreFingerprint } = await centre.nodes()
  const foreign = await second.install(before, centreFingerprint)
  assert.equal(foreign.refused && foreign.code, 'FOREIGN')
  granted(await second.install(bytes, centreFingerprint))
  await centre.done(assignNode, { sittingId, nodeId: ids.甲服务器!, reason: '修复' }, office)
  await centre.done(assignNode, { sittingId, nodeId: ids.乙服务器!, reason: '再次损坏' }, office)
  const later = await packageBytes()
  granted(await second.install(later))
  const stale = await second.install(bytes)
  assert.equal(stale.refused && stale.code, 'package-outdated')
  const warned = await until(async () => {
    const trouble = (await first.status()).link?.trouble
    return trouble?.includes('改派') ? trouble : undefined
  })
  assert.match(warned, /请勿在本机开考/)
})

test('SDS-4.4-02 once a server has begun check-in the sitting stays where it is', async () => {
  const invigilator = await dutyDesk(second.send, { sittingId, person: 'j1', passcode: passcodes.j1! })
  const confirmed = ['clock', 'camera'] as const
  granted(await invigilator.order({ type: 'preflight', confirmed, reason: '两台机器待开' }))
  granted(await invigilator.order(openCheckIn))
  await second.restart('--centre', centre.server.address)
  await until(async () => ((await line()).state === 'checked-in' ? true : undefined))
  const moved = await centre.run(assignNode, { sittingId, nodeId: null, reason: '收回' }, office)
  assert.equal(moved.refused && moved.code, 'ROOM_MOVED_ON')
})
