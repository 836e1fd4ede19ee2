import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Secret } from 'otpauth'
import { newTotpSecret, totpAddress, verifyTotp } from './totp.ts'

/** The secret of RFC 6238 appendix B; its eight-digit codes end in these six. */
const secret = Secret.fromUTF8('12345678901234567890').base32
const at = (seconds: number) => new Date(seconds * 1000)

test('the vectors of RFC 6238 are accepted and give their step', () => {
  for (const [seconds, code] of [
    [59, '287082'],
    [1111111109, '081804'],
    [1234567890, '005924'],
    [20000000000, '353130'],
  ] as const) {
    const verdict = verifyTotp({ secret, code, at: at(seconds), lastCounter: null })
    assert.equal(verdict.refused ? verdict.code : verdict.value, Math.floor(seconds / 30))
  }
})

test('one step early or late is accepted, two steps are not', () => {
  const outcome = (seconds: number) => {
    const verdict = verifyTotp({ secret, code: '005924', at: at(seconds), lastCounter: null })
    return verdict.refused ? verdict.code : verdict.value
  }
  assert.equal(outcome(1234567890 + 30), 41152263)
  assert.equal(outcome(1234567890 - 30), 41152263)
  assert.equal(outcome(1234567890 + 60), 'CODE_WRONG')
  assert.equal(outcome(1234567890 - 60), 'CODE_WRONG')
})

test('a code is accepted once; the same step and earlier steps are replays', () => {
  const replay = verifyTotp({ secret, code: '005924', at: at(1234567890), lastCounter: 41152263 })
  assert.equal(replay.refused && replay.code, 'CODE_REPLAYED')
  const next = verifyTotp({ secret, code: '005924', at: at(1234567890), lastCounter: 41152262 })
  assert.equal(next.refused, false)
})

test('what is not six digits is refused', () => {
  for (const code of ['', '05924', '0059240', 'abcdef', ' 05924']) {
    assert.equal(verifyTotp({ secret, code, at: at(1234567890), lastCounter: null }).refused, true)
  }
})

test('a new secret has 160 bits and its address names issuer and account', () => {
  const fresh = newTotpSecret()
  assert.match(fresh, /^[A-Z2-7]{32}$/)
  const address = totpAddress({ secret: fresh, account: 'city01', issuer: '匠衡' })
  assert.ok(address.startsWith('otpauth://totp/'))
  assert.ok(address.includes(`secret=${fresh}`))
})
