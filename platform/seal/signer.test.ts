import assert from 'node:assert/strict'
import { createPublicKey, verify } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openSigner, parseSigner, signatureAlgorithms, verifierOf } from './signer.ts'
import { signToken, verifyToken } from './token.ts'
import { verifyTokenInBrowser } from './token-browser.ts'

const folder = mkdtempSync(join(tmpdir(), 'signer-'))
after(() => rmSync(folder, { recursive: true }))
let files = 0
const newFile = () => join(folder, 'keys', `issuer-${++files}.json`)

/** RFC 8037 appendix A: the key and the JWS of "Example of Ed25519 signing". */
const rfc8037 = JSON.stringify({
  format: 1,
  algorithm: 'Ed25519',
  jwk: {
    kty: 'OKP',
    crv: 'Ed25519',
    d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
    x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  },
})

test('RFC 8037: signature and key thumbprint of the example', () => {
  const signer = parseSigner(rfc8037)
  const body = 'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc'
  assert.equal(
    Buffer.from(signer.sign(Buffer.from(body))).toString('base64url'),
    'hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg',
  )
  const thumbprint = Buffer.from('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k', 'base64url')
  assert.equal(signer.keyId, thumbprint.subarray(0, 8).toString('base64url'))
})

test('GB/T 32918.5 A.2: the standard SM2 example verifies, with its user id 1234567812345678', () => {
  const verifier = parseSigner(
    JSON.stringify({
      format: 1,
      algorithm: 'SM2',
      privateKey: '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8',
      publicKey:
        '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
    }),
  )
  const signature = Buffer.from(
    'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3' +
      'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
    'hex',
  )
  assert.equal(verifier.verify(Buffer.from('message digest'), signature), true)
  assert.equal(verifier.verify(Buffer.from('message digesT'), signature), false)
})

for (const algorithm of signatureAlgorithms) {
  test(`${algorithm}: the key file is made once for its owner alone; the published key verifies what it signs`, () => {
    const file = newFile()
    const signer = openSigner(file, algorithm)
    assert.equal(statSync(file).mode & 0o777, 0o600)
    assert.equal(openSigner(file, algorithm).keyId, signer.keyId)
    const verifier = verifierOf(signer.publicKey)
    const message = Buffer.from('报文 A-0001')
    const signature = signer.sign(message)
    assert.equal(verifier.verify(message, signature), true)
    for (let at = 0; at < signature.length; at++) {
      const altered = Uint8Array.from(signature)
      altered[at]! ^= 0x80
      assert.equal(verifier.verify(message, altered), false)
    }
    assert.equal(verifier.verify(message, signature.subarray(1)), false)
    assert.equal(verifierOf(openSigner(newFile(), algorithm).publicKey).verify(message, signature), false)
  })

  test(`${algorithm}: the PEM is a public key that OpenSSL reads`, () => {
    const signer = openSigner(newFile(), algorithm)
    const key = createPublicKey(signer.publicKeyPem())
    if (algorithm === 'Ed25519') {
      assert.equal(verify(null, Buffer.from('a'), key, signer.sign(Buffer.from('a'))), true)
    } else {
      assert.equal(key.type, 'public')
    }
  })

  test(`${algorithm}: a published key under a foreign id is refused`, () => {
    const { publicKey } = openSigner(newFile(), algorithm)
    assert.throws(() => verifierOf({ ...publicKey, kid: 'AAAAAAAAAAA' }), RangeError)
  })

  test(`${algorithm}: a token of 150 bytes stays below 500 characters and gives its payload back`, () => {
    const signer = openSigner(newFile(), algorithm)
    const payload = { no: 'A-0001', name: '张三', on: '2027-01-20', pad: 'x'.repeat(110) }
    assert.ok(Buffer.byteLength(JSON.stringify(payload)) >= 150)
    const token = signToken(payload, signer)
    assert.ok(token.length <= 500, `${token.length} characters`)
    assert.deepEqual(verifyToken(token, [signer]), { refused: false, value: payload })
  })
}

const changed = (text: string, at: number) => {
  const letter = text[at] === 'A' ? 'B' : 'A'
  return text.slice(0, at) + letter + text.slice(at + 1)
}

test('a token with any one character changed is refused, on the server and in the browser', async () => {
  const signer = openSigner(newFile())
  const token = signToken({ no: 'A-0001' }, signer)
  assert.deepEqual(await verifyTokenInBrowser(token, [signer.publicKey]), {
    valid: true,
    payload: { no: 'A-0001' },
  })
  for (let at = 0; at < token.length; at++) {
    const altered = changed(token, at)
    assert.equal(verifyToken(altered, [signer]).refused, true, `server, character ${at}`)
    assert.equal(
      (await verifyTokenInBrowser(altered, [signer.publicKey])).valid,
      false,
      `browser, character ${at}`,
    )
  }
})

test('a token of an unpublished key names that reason; SM2 in the browser is reported as unsupported', async () => {
  const [ours, foreign, sm2] = [openSigner(newFile()), openSigner(newFile()), openSigner(newFile(), 'SM2')]
  const token = signToken({ a: 1 }, foreign)
  const verdict = verifyToken(token, [ours, sm2])
  assert.equal(verdict.refused && verdict.code, 'TOKEN_KEY')
  assert.deepEqual(await verifyTokenInBrowser(token, [ours.publicKey]), {
    valid: false,
    reason: 'unknown-key',
  })
  assert.deepEqual(await verifyTokenInBrowser(signToken({ a: 1 }, sm2), [sm2.publicKey]), {
    valid: false,
    reason: 'unsupported',
  })
})

test('an algorithm named by the token itself is not believed', () => {
  const signer = openSigner(newFile())
  const [, body] = signToken({ a: 1 }, signer).split('.')
  const none = Buffer.from(JSON.stringify({ alg: 'none', kid: signer.keyId })).toString('base64url')
  assert.equal(verifyToken(`${none}.${body}.`, [signer]).refused, true)
  assert.equal(verifyToken('not a token', [signer]).refused, true)
})
