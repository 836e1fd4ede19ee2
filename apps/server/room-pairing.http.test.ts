import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { until } from './testing/room-centre.ts'
import { openRoomMachine } from './testing/room-program.ts'

const first = await openRoomMachine('一号考场服务器')
const second = await openRoomMachine('二号考场服务器')
after(async () => {
  await first.close()
  await second.close()
})

const codeShown = async (): Promise<string> => {
  const shown = await first.operate('pair/code', {})
  assert.ok(!shown.refused && shown.value)
  return shown.value.code
}
const refusedAs = (verdict: Awaited<ReturnType<typeof first.operate>>, code: string) => {
  assert.ok(verdict.refused, `expected ${code}`)
  assert.equal(verdict.code, code)
  assert.ok(verdict.clauses.includes('SDS-4.4-16'))
}
const isHeard = async ({ status }: typeof first) => (await status()).pair?.isHeard === true

test('SDS-4.4-16 two programs are not paired by a wrong code, a wrong address or with themselves', async () => {
  const code = await codeShown()
  const [own, peer] = [second.origin, first.origin]
  refusedAs(await second.operate('pair', { own, peer, code: 'AAAA-AAAA-AAAA' }), 'pairing-code-wrong')
  refusedAs(await second.operate('pair', { own, peer: 'http://', code }), 'address-wrong')
  refusedAs(await second.operate('pair', { own, peer: own, code }), 'same-machine')
  refusedAs(await second.operate('pair', { own, peer: 'http://127.0.0.1:9', code }), 'peer-unreachable')
  assert.equal((await first.status()).pair, null)
  assert.equal((await second.status()).pair, null)
})

test('SDS-4.4-16 SDS-4.4-40 the code typed at the second machine pairs both, over a kill -9, until somebody confirms the end', async () => {
  const code = await codeShown()
  const asked = { own: second.origin, peer: `${first.origin}/room/operator/`, code }
  assert.equal((await second.operate('pair', asked)).refused, false)
  assert.equal((await first.status()).pair?.peer, second.origin)
  await until(async () => ((await isHeard(first)) && (await isHeard(second))) || undefined)
  refusedAs(await second.operate('pair', asked), 'paired-already')
  await first.restart()
  await until(async () => ((await isHeard(first)) && (await isHeard(second))) || undefined)
  await first.kill()
  await until(async () => !(await isHeard(second)) || undefined)
  await first.restart()
  refusedAs(await second.operate('unpair', {}), 'unpair-unconfirmed')
  assert.ok((await second.status()).pair)
  assert.equal((await second.operate('unpair', { confirmed: true })).refused, false)
  assert.equal((await second.status()).pair, null)
})
