import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { suites } from '../crypto/aead.ts'
import { KeyringFault, openKeyring, parseKeyring, rotateKeyring } from './keyring.ts'

const folder = mkdtempSync(join(tmpdir(), 'keyring-'))
after(() => rmSync(folder, { recursive: true }))
let files = 0
const newFile = () => join(folder, 'keys', `ring-${++files}.json`)
const fault = (code: string) => (error: unknown) => error instanceof KeyringFault && error.code === code

for (const suite of suites) {
  test(`${suite}: a value opens in its own place only, and its header names format and key`, () => {
    const ring = openKeyring(newFile(), suite)
    const sealed = ring.encrypt('370102199001011234', 'person.document:1')
    assert.equal(ring.decrypt(sealed, 'person.document:1'), '370102199001011234')
    assert.deepEqual([...sealed.subarray(0, 4)], [1, suites.indexOf(suite), 0, 1])
    assert.throws(() => ring.decrypt(sealed, 'person.document:2'), fault('NOT_AUTHENTIC'))
  })

  test(`${suite}: one flipped byte anywhere is refused and the message does not repeat the value`, () => {
    const ring = openKeyring(newFile(), suite)
    const sealed = ring.encrypt('13800001234', 'phone')
    for (let at = 0; at < sealed.length; at++) {
      const altered = Buffer.from(sealed)
      altered[at]! ^= 0x01
      assert.throws(
        () => ring.decrypt(altered, 'phone'),
        (error) => error instanceof KeyringFault && !error.message.includes('1380'),
      )
    }
  })

  test(`${suite}: the ciphertext holds no part of the plain value`, () => {
    const ring = openKeyring(newFile(), suite)
    const sealed = Buffer.from(ring.encrypt('370102199001011234', 'a'))
    assert.equal(sealed.includes('3701'), false)
    assert.equal(sealed.includes('1234'), false)
  })
}

test('the key file is created once, for its owner alone, and read again', () => {
  const file = newFile()
  const sealed = openKeyring(file).encrypt('张三', 'name')
  assert.equal(statSync(file).mode & 0o777, 0o600)
  assert.equal(openKeyring(file).decrypt(sealed, 'name'), '张三')
  assert.equal(parseKeyring(readFileSync(file, 'utf8')).decrypt(sealed, 'name'), '张三')
})

test('a key file that other users can read is not used', () => {
  const file = newFile()
  openKeyring(file)
  chmodSync(file, 0o644)
  assert.throws(() => openKeyring(file), /0600/)
})

test('rotation, also to the other suite: new values take the new key, old ones stay readable and are reported outdated', () => {
  const file = newFile()
  const old = openKeyring(file, 'aes-256-gcm')
  const before = old.encrypt('李四', 'name')
  const index = old.blindIndex('李四', 'name')
  const ring = rotateKeyring(file, 'sm4-cbc-hmac-sm3')
  assert.equal(ring.writingKey, 2)
  const later = ring.encrypt('王五', 'name')
  assert.equal(ring.decrypt(before, 'name'), '李四')
  assert.equal(ring.decrypt(later, 'name'), '王五')
  assert.deepEqual([ring.isOutdated(before), ring.isOutdated(later)], [true, false])
  assert.deepEqual(ring.blindIndex('李四', 'name'), index)
  assert.equal(openKeyring(file).decrypt(later, 'name'), '王五')
  assert.throws(() => old.decrypt(later, 'name'), fault('UNKNOWN_KEY'))
})

test('the blind index is equal for equal values of one purpose, and differs by value, purpose and ring', () => {
  const ring = openKeyring(newFile())
  const index = ring.blindIndex('370102199001011234', 'document')
  assert.equal(index.length, 16)
  assert.deepEqual(ring.blindIndex('370102199001011234', 'document'), index)
  assert.notDeepEqual(ring.blindIndex('370102199001011235', 'document'), index)
  assert.notDeepEqual(ring.blindIndex('370102199001011234', 'login'), index)
  assert.notDeepEqual(openKeyring(newFile()).blindIndex('370102199001011234', 'document'), index)
  assert.notDeepEqual(ring.blindIndex('bc', 'a'), ring.blindIndex('c', 'ab'))
})

test('a damaged ring and bytes that are no protected value are named faults', () => {
  assert.throws(() => parseKeyring('{'), fault('FORMAT'))
  assert.throws(() => parseKeyring('{"format":1,"writing":1,"keys":[]}'), fault('FORMAT'))
  assert.throws(() => openKeyring(newFile()).decrypt(Buffer.from('plain text'), 'a'), fault('FORMAT'))
})
