import { Secret, TOTP } from 'otpauth'
import { accept, refuse, type Verdict } from '../contract/verdict.ts'

/** RFC 6238 with the values every authenticator app understands. */
const period = 30
const digits = 6
const algorithm = 'SHA1'
/** Codes of the step before and the step after are taken too: clocks differ and people type slowly. */
const window = 1
const secretBytes = 20

export type TotpRefusal = 'CODE_WRONG' | 'CODE_REPLAYED'

export interface TotpAttempt {
  /** Base32. */
  readonly secret: string
  readonly code: string
  readonly at: Date
  /** The step of the last accepted code, `null` before the first. */
  readonly lastCounter: number | null
}

/** A new secret, base32, 160 bits. */
export const newTotpSecret = (): string => new Secret({ size: secretBytes }).base32

/** The `otpauth://` address that an authenticator app reads from a QR code. */
export const totpAddress = (given: { secret: string; account: string; issuer: string }): string =>
  new TOTP({
    issuer: given.issuer,
    label: given.account,
    secret: Secret.fromBase32(given.secret),
    algorithm,
    digits,
    period,
  }).toString()

/**
 * Accepts a code once: the value is the step it belongs to, which the caller stores as the next `lastCounter`,
 * in the same transaction that opens the session. A code of that step or an earlier one is a replay.
 */
export const verifyTotp = ({ secret, code, at, lastCounter }: TotpAttempt): Verdict<number, TotpRefusal> => {
  const now = at.getTime()
  const delta = /^\d{6}$/.test(code)
    ? TOTP.validate({
        token: code,
        secret: Secret.fromBase32(secret),
        algorithm,
        digits,
        period,
        timestamp: now,
        window,
      })
    : null
  if (delta === null) {
    return refuse('CODE_WRONG', {
      sentence: '动态口令不正确。',
      remedy: '请输入身份验证器当前显示的 6 位数字，并核对手机时间。',
      clauses: [],
      field: 'totp',
    })
  }
  const counter = Math.floor(now / 1000 / period) + delta
  if (lastCounter !== null && counter <= lastCounter) {
    return refuse('CODE_REPLAYED', {
      sentence: '该动态口令已经用过。',
      remedy: '请等待身份验证器显示下一个口令后再试。',
      clauses: [],
      field: 'totp',
    })
  }
  return accept(counter)
}
