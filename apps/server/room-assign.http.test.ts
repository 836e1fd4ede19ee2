import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { openIdentity } from '#apps/exam-room/program/identity.ts'
import { dutyDesk, granted, openCheckIn } from '#apps/exam-room/testing/room-client.ts'
import { passcodeSheet, prepareSittings, sittingList } from '#modules/delivery/contract.ts'
import { assignNode, nodeList, registerNode } from '#modules/delivery/node/contract.ts'
import { examFixture } from './testing/exam.fixture.ts'
import { openHostedRooms } from './testing/hosted-rooms.ts'

// The centre's own room and servers of their own side by side, on a clock that the test sets.
const hosted = await openHostedRooms('2026-12-25')
after(() => hosted.close())
const { world, node, send } = hosted
const folder = mkdtempSync(path.join(tmpdir(), 'room-assign-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const exam = await examFixture(world, {
  ...{ people: 4, rooms: [[2, 3]], items: 4 },
  startsAt: new Date('2026-12-26T09:00:00+08:00'),
  endsAt: new Date('2026-12-26T10:30:00+08:00'),
})
const { organisationId, batchId, sessionId } = exam
const office = world.actor('org-exam', organisationId)
const chief = world.actor('site-chief', organisationId, { accountId: exam.chiefAccountId })
await world.done(prepareSittings, { batchId, sessionIds: [sessionId] }, office)
await hosted.runJob(organisationId, 'delivery.fillRoom')
const sittingId = (await world.done(sittingList, { batchId }, chief)).rows[0]!.sittingId
const { card } = openIdentity(folder, '甲服务器')
const { nodeId } = await world.done(registerNode, { name: '甲服务器', siteId: exam.siteId, card }, chief)
const line = async () => (await world.done(nodeList, {}, office)).sittings[0]!

test('SDS-4.4-02 one sitting has one room: given to a server it leaves the centre, given back it is there again', async () => {
  assert.equal(node.status(sittingId), 'sealed-package-present')
  await world.done(assignNode, { sittingId, nodeId, reason: '' }, chief)
  await hosted.runJob(organisationId, 'delivery.packRoom')
  assert.equal(node.status(sittingId), undefined)
  // The order to fill the centre's room, carried out once more after a crash, leaves it alone now.
  await hosted.runJob(organisationId, 'delivery.fillRoom')
  assert.equal(node.status(sittingId), undefined)
  assert.equal((await line()).nodeName, '甲服务器')
  await world.done(assignNode, { sittingId, nodeId: null, reason: '服务器未到货' }, office)
  await hosted.runJob(organisationId, 'delivery.fillRoom')
  assert.equal(node.status(sittingId), 'sealed-package-present')
  assert.equal((await line()).state, 'sealed-package-present')
})

test('SDS-4.4-16 SDE-4.6-06 the room at the centre is checked by the same order, with person and time', async () => {
  const { duties } = await world.done(passcodeSheet, { sittingId }, chief)
  const passcode = duties.find(({ id }) => id === 'j1')!.passcode
  world.at('2026-12-26', '08:20')
  const desk = await dutyDesk(send, { sittingId, person: 'j1', passcode })
  const view = await desk.room()
  assert.ok(view.actions.includes('preflight'))
  assert.deepEqual(view.machines, { reachable: 0, expected: 4 })
  granted(await desk.order({ type: 'preflight', confirmed: ['clock', 'camera'], reason: '考试机待开' }))
  const { preflight } = await desk.room()
  assert.deepEqual(
    preflight?.lines.filter(({ passed }) => !passed).map(({ finding }) => finding),
    ['在线 0/4'],
  )
  assert.match(preflight?.at ?? '', /^2026-12-26T00:20/)
  granted(await desk.order(openCheckIn))
  const late = await desk.order({ type: 'preflight', confirmed: [], reason: '' })
  assert.equal(late.refused && late.code, 'wrong-sitting-state')
  const moved = await world.run(assignNode, { sittingId, nodeId, reason: '改派' }, office)
  assert.equal(moved.refused && moved.code, 'ROOM_MOVED_ON')
})

test('SDS-5.1-05 a result that has not come in is listed with how long it is overdue', async () => {
  world.at('2026-12-26', '12:30')
  assert.equal((await line()).overdueMinutes, null)
  world.at('2026-12-26', '13:55')
  assert.equal((await line()).overdueMinutes, 85)
})
