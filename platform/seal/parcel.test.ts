import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { isExchangeKey, openExchangeKey, passingExchangeKey } from './exchange-key.ts'
import { openParcel, type ParcelRequest, parcelHeader, sealParcel } from './parcel.ts'
import { openSigner } from './signer.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'parcel-'))
after(() => rmSync(folder, { recursive: true }))
const signers = {
  international: openSigner(path.join(folder, 'ed25519.json')),
  national: openSigner(path.join(folder, 'sm2.json'), 'SM2'),
}
const receiver = passingExchangeKey()
const content = Buffer.from('考生名单与密封试卷')
const requests: { readonly [name: string]: ParcelRequest } = {
  international: {
    ...{ kind: 'room-package', labels: { room: '第一机房' }, content, to: receiver.publicKey },
    ...{ signer: signers.international, suite: 'aes-256-gcm', digest: 'sha256' },
  },
  national: {
    ...{ kind: 'room-package', labels: { room: '第一机房' }, content, to: receiver.publicKey },
    ...{ signer: signers.national, suite: 'sm4-cbc-hmac-sm3', digest: 'sm3' },
  },
}
const opening = (name: keyof typeof signers) => ({
  kind: 'room-package',
  verifiers: [signers[name]],
  key: receiver,
})

for (const name of ['international', 'national'] as const) {
  test(`SDS-4.2-09 ${name}: a parcel opens for its receiver alone and shows nothing of its content`, () => {
    const bytes = sealParcel(requests[name]!)
    assert.equal(bytes.includes(content), false)
    const header = parcelHeader(bytes)
    assert.ok(!header.refused)
    assert.deepEqual(header.value.labels, { room: '第一机房' })
    const opened = openParcel(bytes, opening(name))
    assert.ok(!opened.refused)
    assert.deepEqual(opened.value.content, content)
    const stranger = openParcel(bytes, { ...opening(name), key: passingExchangeKey() })
    assert.equal(stranger.refused && stranger.code, 'FOREIGN')
    const kind = openParcel(bytes, { ...opening(name), kind: 'room-result' })
    assert.equal(kind.refused && kind.code, 'FORMAT')
  })

  test(`HN-1.8.3.7-04 ${name}: every changed byte and every truncation of a parcel is refused`, () => {
    const bytes = sealParcel(requests[name]!)
    // SM2 is slow to verify: each seventh byte there.
    for (let at = 0; at < bytes.length; at += name === 'national' ? 7 : 1) {
      const altered = Buffer.from(bytes)
      altered[at]! ^= 1
      assert.equal(openParcel(altered, opening(name)).refused, true, `byte ${at}`)
    }
    for (let length = 0; length < bytes.length; length += 5)
      assert.equal(openParcel(bytes.subarray(0, length), opening(name)).refused, true, `${length} bytes`)
    const unsigned = openParcel(bytes, { ...opening(name), verifiers: [] })
    assert.equal(unsigned.refused && unsigned.code, 'BAD_SIGNATURE')
  })
}

test('an exchange key is made once, read by its owner only, and agrees with any other', () => {
  const file = path.join(folder, 'exchange.json')
  const key = openExchangeKey(file)
  assert.equal(openExchangeKey(file).publicKey, key.publicKey)
  assert.equal(statSync(file).mode & 0o077, 0)
  assert.deepEqual(key.agree(receiver.publicKey), receiver.agree(key.publicKey))
  assert.equal(isExchangeKey(key.publicKey), true)
  assert.equal(isExchangeKey('AAAA'), false)
})
