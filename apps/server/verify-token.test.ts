import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { tokenPayload, verifyAddress } from '#modules/certificate/core/token.ts'
import { openSigner } from '#platform/seal/signer.ts'
import { signToken } from '#platform/seal/token.ts'
import { readToken } from './verify-token.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'verify-token-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const signer = openSigner(path.join(folder, 'issuer.json'))
const keyFile = path.join(folder, 'keys.json')
writeFileSync(keyFile, JSON.stringify({ keys: [signer.publicKey] }))
const statement = {
  number: 'S000037000012264000001',
  name: '李明',
  documentType: '居民身份证',
  documentMasked: '370102********0010',
  occupationName: '电工',
  trade: '',
  level: 4,
  issuerName: '澜川市试验职业培训学校',
  issuedOn: '2026-11-06',
}
const token = signToken(tokenPayload(statement), signer)

test('the command line verifies a token or the whole scanned address against published keys', () => {
  for (const text of [token, verifyAddress('https://jiangheng.example', token)]) {
    const { authentic, words } = readToken({ text, keyFile }, folder)
    assert.equal(authentic, true)
    assert.match(words, /李明[\s\S]*——[\s\S]*四级\/中级工[\s\S]*S000037000012264000001/)
  }
})

test('an altered token, a foreign key and a token about something else are refused', () => {
  const altered = readToken(
    { text: token.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A')), keyFile },
    folder,
  )
  assert.equal(altered.authentic, false)
  const other = path.join(folder, 'other.json')
  writeFileSync(other, JSON.stringify({ keys: [openSigner(path.join(folder, 'second.json')).publicKey] }))
  assert.equal(readToken({ text: token, keyFile: other }, folder).authentic, false)
  assert.match(readToken({ text: signToken({ typ: 'x' }, signer), keyFile }, folder).words, /不是证书/)
  assert.throws(() => readToken({ text: token, keyFile: undefined }, folder), /没有签发密钥/)
})
