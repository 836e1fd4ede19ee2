import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashPassword, needsRehash, verifyPassword } from './password.ts'

test('a password verifies against its own hash only, and two hashes of it differ', async () => {
  const [one, two] = await Promise.all([hashPassword('correct horse 9!'), hashPassword('correct horse 9!')])
  assert.match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  assert.notEqual(one, two)
  assert.equal(await verifyPassword('correct horse 9!', one), true)
  assert.equal(await verifyPassword('correct horse 9', one), false)
  assert.equal(one.includes('horse'), false)
})

test('full-width and half-width typing of the same password are one password', async () => {
  assert.equal(await verifyPassword('ａｂｃ１２３', await hashPassword('abc123')), true)
})

test('a hash of the reference implementation with other parameters verifies and asks for a rehash', async () => {
  // echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 (argon2 reference, test.c)
  const reference = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
  assert.equal(await verifyPassword('password', reference), true)
  assert.equal(needsRehash(reference), true)
  assert.equal(needsRehash(await hashPassword('password')), false)
})

test('text that is no argon2id hash, or one that asks for too much memory, is a fault', async () => {
  await assert.rejects(verifyPassword('a', 'plain'))
  await assert.rejects(
    verifyPassword('a', '$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8'),
  )
})
