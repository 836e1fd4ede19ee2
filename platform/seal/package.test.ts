import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import {
  type OpenRequest,
  open,
  readHeader,
  type Sealed,
  type SealRequest,
  seal,
  verifyPackage,
} from './package.ts'
import { openSigner } from './signer.ts'

const folder = mkdtempSync(join(tmpdir(), 'seal-'))
after(() => rmSync(folder, { recursive: true }))
const ed25519 = openSigner(join(folder, 'ed25519.json'), 'Ed25519')
const sm2 = openSigner(join(folder, 'sm2.json'), 'SM2')

const secret = '第一题的题干与选项'
const opensAt = new Date('2026-12-26T01:00:00Z')
const request: SealRequest = {
  labels: { title: '甲卷', session: '1' },
  serverVersion: '0.1.0',
  opensAt,
  files: [
    { name: 'paper.json', content: Buffer.from(secret.repeat(20)) },
    { name: 'key.json', content: Buffer.from('{"1":"B"}') },
    { name: 'empty', content: new Uint8Array() },
  ],
  custodians: [{ name: '保管人甲', passphrase: '一把长口令 A' }, { name: '保管人乙' }, { name: '保管人丙' }],
  threshold: 2,
  signer: ed25519,
}
const keyOf = ({ shares }: Sealed, name: string) => shares.find(({ custodian }) => custodian === name)!
const opening = (keys: OpenRequest['keys'], changes: Partial<OpenRequest> = {}): OpenRequest => ({
  keys,
  at: opensAt,
  verifier: ed25519,
  serverVersion: '0.1.0',
  ...changes,
})
const outcome = async (bytes: Uint8Array, given: OpenRequest) => {
  const verdict = await open(bytes, given)
  return verdict.refused ? verdict.code : 'OPEN'
}
const bothShares = (sealed: Sealed) => [keyOf(sealed, '保管人乙'), keyOf(sealed, '保管人丙')]

test('a passphrase and a share together open the package; every file comes back as it was', async () => {
  const sealed = await seal(request)
  const keys = [{ custodian: '保管人甲', passphrase: '一把长口令 A' }, keyOf(sealed, '保管人丙')]
  const verdict = await open(sealed.bytes, opening(keys))
  assert.equal(verdict.refused, false)
  assert.deepEqual(
    verdict.refused
      ? []
      : verdict.value.files.map(({ name, content }) => [name, Buffer.from(content).toString()]),
    request.files.map(({ name, content }) => [name, Buffer.from(content).toString()]),
  )
})

test('SDS-4.2-09 before the release time, and without enough keys, a captured package yields no item text', async () => {
  const sealed = await seal(request)
  assert.equal(Buffer.from(sealed.bytes).includes(secret.slice(0, 4)), false)
  const early = opening(bothShares(sealed), { at: new Date(opensAt.getTime() - 1) })
  const verdict = await open(sealed.bytes, early)
  assert.equal(verdict.refused && verdict.code, 'NOT_YET')
  assert.equal(await outcome(sealed.bytes, opening([keyOf(sealed, '保管人乙')])), 'TOO_FEW_SHARES')
  assert.equal(await outcome(sealed.bytes, opening(bothShares(sealed))), 'OPEN')
})

test('one custodian who comes twice is still one', async () => {
  const sealed = await seal(request)
  const twice = [keyOf(sealed, '保管人乙'), keyOf(sealed, '保管人乙')]
  assert.equal(await outcome(sealed.bytes, opening(twice)), 'TOO_FEW_SHARES')
})

test('a wrong passphrase, a share of another package, a foreign custodian: WRONG_SHARE names who', async () => {
  const [sealed, other] = [await seal(request), await seal(request)]
  const good = keyOf(sealed, '保管人乙')
  const wrong = await open(
    sealed.bytes,
    opening([good, { custodian: '保管人甲', passphrase: '一把长口令 B' }]),
  )
  assert.deepEqual(wrong.refused && [wrong.code, wrong.details], ['WRONG_SHARE', { custodian: '保管人甲' }])
  assert.equal(await outcome(sealed.bytes, opening([good, keyOf(other, '保管人丙')])), 'WRONG_SHARE')
  assert.equal(
    await outcome(sealed.bytes, opening([good, { custodian: '路人', passphrase: 'x' }])),
    'WRONG_SHARE',
  )
})

test('the header is readable without any key and holds names and sizes, no content', async () => {
  const { bytes } = await seal(request)
  const header = readHeader(bytes)
  assert.ok(!header.refused)
  assert.deepEqual(header.value.labels, { title: '甲卷', session: '1' })
  assert.equal(header.value.opensAt, '2026-12-26T01:00:00.000Z')
  assert.deepEqual(
    header.value.files.map(({ name, size }) => [name, size]),
    [
      ['paper.json', 540],
      ['key.json', 9],
      ['empty', 0],
    ],
  )
})

test('a package of another issuer is refused', async () => {
  const sealed = await seal(request)
  const foreign = openSigner(join(folder, 'foreign.json'))
  assert.equal(
    await outcome(sealed.bytes, opening(bothShares(sealed), { verifier: foreign })),
    'BAD_SIGNATURE',
  )
  assert.equal(await outcome(sealed.bytes, opening(bothShares(sealed), { verifier: sm2 })), 'BAD_SIGNATURE')
})

test('an older server than the package asks for refuses it', async () => {
  const sealed = await seal({ ...request, serverVersion: '1.10.0' })
  assert.equal(await outcome(sealed.bytes, opening(bothShares(sealed), { serverVersion: '1.9.9' })), 'FORMAT')
  assert.equal(await outcome(sealed.bytes, opening(bothShares(sealed), { serverVersion: '1.10.0' })), 'OPEN')
  assert.equal(await outcome(sealed.bytes, opening(bothShares(sealed), { serverVersion: '2.0.0' })), 'OPEN')
})

const national: SealRequest = { ...request, suite: 'sm4-cbc-hmac-sm3', digest: 'sm3', signer: sm2 }

for (const [name, given, verifier, step] of [
  ['aes-256-gcm, sha256, Ed25519', request, ed25519, 1],
  // SM2 verification takes milliseconds: every 13th byte, and the whole signature below.
  ['sm4, sm3, SM2', national, sm2, 13],
] as const) {
  test(`${name}: a flipped bit at any position is detected before a passphrase is asked for`, async () => {
    const sealed = await seal(given)
    const given2 = opening(bothShares(sealed), { verifier })
    assert.equal(await outcome(sealed.bytes, given2), 'OPEN')
    const seen = new Set<string>()
    for (let at = 0; at < sealed.bytes.length; at += at >= sealed.bytes.length - 64 ? 1 : step) {
      const altered = Uint8Array.from(sealed.bytes)
      altered[at]! ^= 1 << (at % 8)
      const code = await outcome(altered, given2)
      seen.add(code)
      assert.ok(['FORMAT', 'BAD_SIGNATURE', 'TAMPERED'].includes(code), `byte ${at}: ${code}`)
      assert.equal(verifyPackage(altered, verifier).refused, true)
    }
    assert.deepEqual([...seen].sort(), ['BAD_SIGNATURE', 'FORMAT', 'TAMPERED'])
  })
}

test('truncated, extended and foreign bytes are refused as FORMAT', async () => {
  const { bytes } = await seal(request)
  for (let length = 0; length < bytes.length; length += 7) {
    assert.equal(verifyPackage(bytes.subarray(0, length), ed25519).refused, true)
  }
  const longer = verifyPackage(Buffer.concat([bytes, new Uint8Array(1)]), ed25519)
  assert.equal(longer.refused && longer.code, 'FORMAT')
  const noise = readHeader(randomBytes(500))
  assert.equal(noise.refused && noise.code, 'FORMAT')
})

test('two boxes swapped under a re-used header are detected', async () => {
  const pair = {
    ...request,
    files: ['a', 'b'].map((name) => ({ name, content: Buffer.from(`${name}${name}`) })),
  }
  const { bytes } = await seal(pair)
  const header = readHeader(bytes)
  const size = header.refused ? 0 : header.value.files[0]!.boxSize
  const boxesAt = bytes.length - 64 - 2 * size
  const swapped = Buffer.concat([
    bytes.subarray(0, boxesAt),
    bytes.subarray(boxesAt + size, boxesAt + 2 * size),
    bytes.subarray(boxesAt, boxesAt + size),
    bytes.subarray(-64),
  ])
  const verdict = verifyPackage(swapped, ed25519)
  assert.equal(verdict.refused && verdict.code, 'TAMPERED')
})

test('an impossible request is a programming error', async () => {
  await assert.rejects(seal({ ...request, threshold: 1 }), RangeError)
  await assert.rejects(seal({ ...request, threshold: 4 }), RangeError)
  await assert.rejects(seal({ ...request, files: [request.files[0]!, request.files[0]!] }), RangeError)
  await assert.rejects(seal({ ...request, custodians: [{ name: '甲' }, { name: '甲' }] }), RangeError)
})
