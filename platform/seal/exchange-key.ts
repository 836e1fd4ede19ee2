import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type JsonWebKey,
} from 'node:crypto'
import { readOrCreateSecretFile } from '../crypto/secret-file.ts'

/** A key with which somebody else can encrypt to us: X25519 (RFC 7748). */
export interface ExchangeKey {
  /** The public coordinate, 32 bytes in base64url. */
  readonly publicKey: string
  /** The secret shared with the holder of `peer`. Throws when `peer` is no point of the curve. */
  agree(peer: string): Buffer
}

const publicOf = (x: string) => createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x }, format: 'jwk' })

const exchangeKeyOf = (jwk: JsonWebKey): ExchangeKey => {
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' })
  const { x, crv } = createPublicKey(privateKey).export({ format: 'jwk' })
  if (typeof x !== 'string' || crv !== 'X25519') throw new Error('not an X25519 key')
  return { publicKey: x, agree: (peer) => diffieHellman({ privateKey, publicKey: publicOf(peer) }) }
}

const newJwk = (): JsonWebKey => generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' })

/** A key that lives as long as the process: the sender's half of one parcel. */
export const passingExchangeKey = (): ExchangeKey => exchangeKeyOf(newJwk())

/** Opens the key file (mode 0600); makes a key when there is none. */
export const openExchangeKey = (path: string): ExchangeKey =>
  exchangeKeyOf(JSON.parse(readOrCreateSecretFile(path, () => JSON.stringify(newJwk()))) as JsonWebKey)

/** Whether others can encrypt to this public key. */
export const isExchangeKey = (publicKey: string): boolean => {
  try {
    passingExchangeKey().agree(publicKey)
    return true
  } catch {
    return false
  }
}
