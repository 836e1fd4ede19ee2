import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { OperatorStatus } from '#apps/exam-room/program/operator.port.ts'
import { granted } from '#apps/exam-room/testing/room-client.ts'
import { decideJoining, joiningList, showJoinCode } from '#modules/delivery/joining/contract.ts'
import { verifyAudit } from '#platform/audit/verify.ts'
import { openRoomCentre, until } from './testing/room-centre.ts'
import { openRoomMachine } from './testing/room-program.ts'

// Servers that join over the network; the tests go on from one another.
const centre = await openRoomCentre(1)
after(() => centre.close())
const first = await openRoomMachine('甲服务器')
after(() => first.close())
const second = await openRoomMachine('乙服务器')
after(() => second.close())
const { office, exam } = centre
const address = centre.server.address
const show = () => centre.done(showJoinCode, { siteId: exam.siteId }, office)
const lines = async () => (await centre.done(joiningList, {}, office)).joinings
const line = async (joiningId: string) => (await lines()).find((one) => one.joiningId === joiningId)!
const join = (machine: typeof first, code: string, at = address) =>
  machine.operate('join', { centre: at, code })
const joiningOf = async (machine: typeof first): Promise<OperatorStatus['joining']> =>
  (await machine.status()).joining
const decide = (joiningId: string, version: number, isSame: boolean) =>
  centre.run(decideJoining, { joiningId, version, isSame }, office)

test('HN-2.3.1-02 a server joins by a code typed at it: both sides show one check code, and it counts when a person confirms', async () => {
  const { joiningId, code } = await show()
  assert.match(code, /^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/)
  granted(await join(first, code.toLowerCase()))
  const waiting = await line(joiningId)
  assert.deepEqual([waiting.state, waiting.nodeName], ['asked', '甲服务器'])
  const shown = await joiningOf(first)
  assert.match(waiting.checkCode!, /^([0-9A-F]{4} ){3}[0-9A-F]{4}$/)
  assert.equal(shown?.checkCode, waiting.checkCode)
  assert.equal(shown?.organisation, '澜川样例评价中心')
  assert.deepEqual((await centre.nodes()).nodes, [])
  assert.equal((await first.status()).centre, null)
  granted(await join(first, code))
  assert.equal((await line(joiningId)).version, waiting.version)
  const decided = granted(await decide(joiningId, waiting.version, true))
  assert.deepEqual(granted(await decide(joiningId, waiting.version, true)), decided)
  const { centreFingerprint, nodes } = await centre.nodes()
  assert.equal(nodes[0]?.fingerprint, (await first.status()).fingerprint)
  const pinned = await until(async () => (await first.status()).centre)
  assert.equal(pinned.fingerprint, centreFingerprint)
  await until(async () => (await first.status()).link?.heardAt)
  await first.restart()
  assert.equal((await first.status()).link?.url, address)
  await until(async () => (await first.status()).link?.heardAt)
})

test('HN-2.3.1-02 a code is good for one server, for minutes and for a few guesses; each refusal says what to do', async () => {
  const used = await show()
  granted(await join(second, used.code))
  const again = await join(first, used.code)
  assert.equal(again.refused && again.code, 'JOIN_CODE_WRONG')
  const { version } = await line(used.joiningId)
  granted(await decide(used.joiningId, version, false))
  const told = await until(async () => (await joiningOf(second))?.sentence)
  assert.match(told, /没有登记本机/)
  assert.equal((await centre.nodes()).nodes.length, 1)
  const late = await decide(used.joiningId, version + 1, true)
  assert.equal(late.refused && late.code, 'JOINING_OVER')

  const guessed = await show()
  const close = `${guessed.code.slice(0, 5)}2222-2222`
  for (let at = 0; at < 5; at += 1) {
    const wrong = await join(second, close)
    assert.equal(wrong.refused && wrong.code, 'JOIN_CODE_WRONG')
    assert.match(wrong.refused ? wrong.remedy : '', /10 分钟内有效，连续输错 5 次即作废/)
  }
  assert.equal((await line(guessed.joiningId)).state, 'closed')
  assert.equal((await join(second, guessed.code)).refused, true)

  const [older, newer] = [await show(), await show()]
  assert.equal((await join(second, older.code)).refused, true)
  const { clock } = centre.server.services
  const real = clock.now.bind(clock)
  clock.now = () => new Date(real().getTime() + 10 * 60_000 + 1000)
  try {
    assert.equal((await line(newer.joiningId)).isOver, true)
    const old = await join(second, newer.code)
    assert.equal(old.refused && old.code, 'JOIN_CODE_WRONG')
  } finally {
    clock.now = real
  }
  const nobody = await join(second, newer.code, 'http://127.0.0.1:1')
  assert.equal(nobody.refused && nobody.code, 'centre-unreachable')
  const short = await join(second, 'ABC')
  assert.equal(short.refused && short.code, 'join-code-short')
})

test('HN-2.3.1-02 whoever answers without knowing the code is no centre: nothing of his is kept', async (t) => {
  const { createServer } = await import('node:http')
  const keys = { organisation: '冒名中心', exchange: 'x', verifiers: [] }
  const body = JSON.stringify({ refused: false, value: { centre: keys, mac: 'x'.repeat(43) } })
  const stranger = createServer((_request, response) => response.end(body)).listen(0, '127.0.0.1')
  t.after(() => stranger.close())
  await new Promise((resolve) => stranger.once('listening', resolve))
  const { port } = stranger.address() as { readonly port: number }
  const { code } = await show()
  const refused = await join(second, code, `http://127.0.0.1:${port}`)
  assert.equal(refused.refused && refused.code, 'centre-unproven')
  const { centre: pinned, link } = await second.status()
  assert.deepEqual([pinned, link], [null, null])
})

test('HN-2.3.1-02 a server that is registered does not join twice, one of the command line joins as the page does', async () => {
  const known = await show()
  const twice = await join(first, known.code)
  assert.equal(twice.refused && twice.code, 'NODE_KNOWN')
  await second.restart('--centre', address, '--code', known.code)
  const { version, checkCode } = await until(async () => {
    const found = await line(known.joiningId)
    return found.state === 'asked' ? found : undefined
  })
  assert.equal((await joiningOf(second))?.checkCode, checkCode)
  granted(await decide(known.joiningId, version, true))
  await until(async () => (await second.status()).link?.heardAt)
  await second.restart('--centre', address, '--code', known.code)
  await until(async () => (await second.status()).link?.heardAt)
  assert.equal(await joiningOf(second), null)
  const { findings } = await verifyAudit(centre.server.connection)
  assert.deepEqual(
    findings.filter(({ where }) => /node_joining|room_node/.test(where)),
    [],
  )
})
