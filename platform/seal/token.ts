import type { Json } from '../contract/verdict.ts'
import { accept, refuse, type Verdict } from '../contract/verdict.ts'
import type { Signer, Verifier } from './signer.ts'

/**
 * Compact signed tokens, JWS compact serialisation (RFC 7515): `header.payload.signature` in base64url. `alg` is
 * `EdDSA` (RFC 8037) or `SM2`; `kid` names the issuer's key. 150 bytes of payload make about 330 characters.
 */
const joseName = { Ed25519: 'EdDSA', SM2: 'SM2' } as const

export type TokenRefusal = 'TOKEN_FORMAT' | 'TOKEN_KEY' | 'TOKEN_SIGNATURE'

const encode = (value: Json) => Buffer.from(JSON.stringify(value)).toString('base64url')

export const signToken = (payload: { readonly [key: string]: Json }, signer: Signer): string => {
  const body = `${encode({ alg: joseName[signer.algorithm], kid: signer.keyId })}.${encode(payload)}`
  return `${body}.${Buffer.from(signer.sign(Buffer.from(body))).toString('base64url')}`
}

const no = (code: TokenRefusal, sentence: string) =>
  refuse(code, { sentence, remedy: '请重新扫描原件，或到官方查询页面按编号查询。', clauses: [] })

/** One text for one value: base64url whose spare bits are not zero is another text for the same bytes. */
const decode = (part: string): Buffer | undefined => {
  const bytes = Buffer.from(part, 'base64url')
  return bytes.toString('base64url') === part ? bytes : undefined
}

const parseObject = (bytes: Buffer | undefined): { readonly [key: string]: Json } | undefined => {
  try {
    const value: unknown = JSON.parse(bytes?.toString() ?? '')
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as { readonly [key: string]: Json })
      : undefined
  } catch {
    return undefined
  }
}

/** Gives the payload when one of the issuer's keys has signed it. Choosing by `kid`, never by `alg` of the token. */
export const verifyToken = (
  text: string,
  verifiers: readonly Verifier[],
): Verdict<{ readonly [key: string]: Json }, TokenRefusal> => {
  const parts = text.split('.')
  const [header, payload, signature] = parts.map(decode)
  const head = parseObject(header)
  const value = parseObject(payload)
  if (parts.length !== 3 || !head || !value || !signature)
    return no('TOKEN_FORMAT', '内容不是本系统签发的凭证。')
  const verifier = verifiers.find(
    ({ keyId, algorithm }) => keyId === head.kid && joseName[algorithm] === head.alg,
  )
  if (!verifier) return no('TOKEN_KEY', '凭证的签发密钥不在已公布的密钥之列。')
  const signed = Buffer.from(`${parts[0]}.${parts[1]}`)
  return verifier.verify(signed, signature)
    ? accept(value)
    : no('TOKEN_SIGNATURE', '凭证签名不正确，内容可能被改动。')
}
