import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Attempts, lockedUntil, noFailures } from './lockout.ts'
import { newToken, tokenHash } from './token.ts'

const rule = { failures: 3, windowMinutes: 10, lockMinutes: 15 }
const at = (time: string) => new Date(`2026-12-01T${time}:00Z`)
const after = (...times: readonly string[]): Attempts =>
  times.reduce<Attempts>((before, time) => lockedUntil(before, at(time), rule), noFailures)

test('fewer failures than the rule do not lock', () => {
  assert.deepEqual(after('09:00', '09:01'), { failures: 2, firstFailureAt: at('09:00'), lockedUntil: null })
})

test('the third failure within ten minutes locks for fifteen', () => {
  assert.deepEqual(after('09:00', '09:01', '09:09').lockedUntil, at('09:24'))
})

test('failures spread over more than the window do not lock', () => {
  assert.deepEqual(after('09:00', '09:05', '09:10'), {
    failures: 1,
    firstFailureAt: at('09:10'),
    lockedUntil: null,
  })
})

test('after a lock the series begins anew', () => {
  assert.equal(after('09:00', '09:01', '09:02', '09:20').lockedUntil, null)
  assert.deepEqual(after('09:00', '09:01', '09:02', '09:20', '09:21', '09:22').lockedUntil, at('09:37'))
})

test('a token has 256 random bits and only its digest need be kept', () => {
  const token = newToken()
  assert.match(token, /^[A-Za-z0-9_-]{43}$/)
  assert.notEqual(newToken(), token)
  assert.equal(tokenHash(token).length, 32)
  assert.deepEqual(tokenHash(token), tokenHash(token))
  assert.equal(
    tokenHash('abc').toString('hex'),
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})
