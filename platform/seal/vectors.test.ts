import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { open } from './package.ts'
import { parseSigner, signatureBytes } from './signer.ts'
import { sealVector, type Vector } from './vectors.fixture.ts'

const vectors: readonly Vector[] = JSON.parse(readFileSync(new URL('vectors.json', import.meta.url), 'utf8'))

test('there is a vector for each suite', () => {
  assert.deepEqual(
    vectors.map(({ suite, digest }) => `${suite} ${digest}`),
    ['aes-256-gcm sha256', 'sm4-cbc-hmac-sm3 sm3'],
  )
})

for (const vector of vectors) {
  const expected = Buffer.from(vector.package, 'hex')
  const verifier = parseSigner(vector.signerKey)

  test(`${vector.name}: sealing again gives the same bytes; an SM2 signature is drawn anew and ends them`, async () => {
    const bytes = Buffer.from(await sealVector(vector))
    const head = (all: Buffer) => all.subarray(0, all.length - signatureBytes).toString('hex')
    assert.equal(head(bytes), head(expected))
    if (verifier.algorithm === 'Ed25519') assert.deepEqual(bytes, expected)
  })

  test(`${vector.name}: the committed package opens with any two of its three passphrases to what was put in`, async () => {
    for (const [one, other] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      const keys = [one, other].map((at) => {
        const { name, passphrase } = vector.custodians[at]!
        return { custodian: name, passphrase }
      })
      const at = new Date(vector.opensAt)
      const opened = await open(expected, { keys, at, verifier, serverVersion: '0.1.0' })
      assert.ok(!opened.refused)
      assert.deepEqual(
        opened.value.files.map(({ name, content }) => ({
          name,
          content: Buffer.from(content).toString('utf8'),
        })),
        vector.files,
      )
    }
  })

  test(`SDS-4.2-09 ${vector.name}: every part has a nonce of its own, and none of it can be read in the package`, () => {
    for (const { content } of vector.files) assert.ok(!expected.includes(Buffer.from(content)))
  })
}
