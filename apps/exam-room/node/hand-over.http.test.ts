import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { dutyDesk, granted, openCheckIn } from '../testing/room-client.ts'
import { sampleSitting } from '../testing/sample-sitting.ts'
import { openRoom, refusedAs } from '../testing/served-room.ts'
import { rulesHashName } from './origin.ts'
import { openSittingFile } from './sitting-file.ts'

const check = { type: 'preflight', confirmed: ['clock', 'camera'], reason: '考试机随后开启' } as const

test('SDS-4.4-16 SDE-4.6-06 a room of the centre itself is checked at the desk as a server of its own is, and opens', async (t) => {
  const { send } = await openRoom(t)
  const desk = await dutyDesk(send, 'j01')
  assert.ok((await desk.room()).actions.includes('preflight'))
  refusedAs(await desk.order({ ...check, reason: '' }), 'reason-missing')
  granted(await desk.order(check))
  const { preflight, actions } = await desk.room()
  assert.deepEqual(
    preflight?.lines.map(({ line }) => line),
    ['build', 'rules', 'disk', 'sync', 'clock', 'fonts', 'camera', 'seats'],
  )
  assert.equal(preflight.passed, true)
  assert.ok(actions.includes('open-check-in'))
  granted(await desk.order(openCheckIn))
  assert.equal((await desk.room()).actions.includes('preflight'), false)
})

test('HN-1.8.4-13 SDS-4.4-16 a room of the centre whose rules are not those handed over does not open, checked or not, and is not offered', async (t) => {
  const { node, directory, send } = await openRoom(t)
  // The file of another sitting says other rules than its journal will hold.
  const file = openSittingFile(path.join(directory, 'sitting-2.sittings.sqlite'))
  file.attach(rulesHashName, Buffer.from('e'.repeat(64)))
  file.close()
  granted(await node.prepare(await sampleSitting({ sittingId: 'sitting-2' })))
  const desk = await dutyDesk(send, { sittingId: 'sitting-2', person: 'j01', passcode: 'j01' })
  const unchecked = await desk.order(openCheckIn)
  refusedAs(unchecked, 'preflight-failed')
  assert.match(unchecked.refused ? unchecked.sentence : '', /考试规则与中心下发的不一致/)
  granted(await desk.order(check))
  const { preflight, actions, status } = await desk.room()
  assert.equal(preflight?.passed, false)
  assert.equal(preflight?.lines.find(({ line }) => line === 'rules')?.passed, false)
  assert.equal(actions.includes('open-check-in'), false)
  refusedAs(await desk.order(openCheckIn), 'preflight-failed')
  assert.equal(status, 'sealed-package-present')
})
