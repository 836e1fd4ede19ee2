import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  sign as signOneShot,
  verify as verifyOneShot,
} from 'node:crypto'
import { sm2 } from 'sm-crypto-v2'
import { readOrCreateSecretFile } from '../crypto/secret-file.ts'

/**
 * - `Ed25519` (RFC 8032), which browsers verify without help;
 * - `SM2` (GB/T 32918.2 with SM3 and the default user id of GM/T 0009), by sm-crypto-v2: OpenSSL's own `sm2`
 *   signing from Node leaves the user id empty and is not the standard signature.
 */
export const signatureAlgorithms = ['Ed25519', 'SM2'] as const
export type SignatureAlgorithm = (typeof signatureAlgorithms)[number]

/** A public key as JWK: `kty OKP, crv Ed25519, x` or, for SM2, `kty EC, crv SM2, x, y`. Coordinates in base64url. */
export interface PublicJwk {
  readonly kty: 'OKP' | 'EC'
  readonly crv: SignatureAlgorithm
  readonly x: string
  readonly y?: string
  readonly kid: string
}

export interface Verifier {
  readonly algorithm: SignatureAlgorithm
  /** RFC 7638 thumbprint of the public key, its first 8 bytes in base64url (11 characters). */
  readonly keyId: string
  /** `signature` has 64 bytes; anything else is simply not valid. */
  verify(message: Uint8Array, signature: Uint8Array): boolean
}

export interface Signer extends Verifier {
  readonly publicKey: PublicJwk
  /** 64 bytes: R ‖ S of Ed25519, or r ‖ s of SM2. */
  sign(message: Uint8Array): Uint8Array
  /** SubjectPublicKeyInfo. */
  publicKeyPem(): string
}

/** The key file, JSON: an OKP private JWK, or the SM2 scalar and point in hexadecimal. */
type StoredKey =
  | { readonly format: 1; readonly algorithm: 'Ed25519'; readonly jwk: JsonWebKey }
  | { readonly format: 1; readonly algorithm: 'SM2'; readonly privateKey: string; readonly publicKey: string }

export const signatureBytes = 64
const keyIdBytes = 8

/** The members of RFC 7638 in their order, for a key given without `kid`. */
const keyIdOf = ({ crv, kty, x, y }: Omit<PublicJwk, 'kid'>): string =>
  createHash('sha256')
    .update(JSON.stringify(y === undefined ? { crv, kty, x } : { crv, kty, x, y }))
    .digest()
    .subarray(0, keyIdBytes)
    .toString('base64url')

const withKeyId = (key: Omit<PublicJwk, 'kid'>): PublicJwk => ({ ...key, kid: keyIdOf(key) })

const base64url = (hex: string) => Buffer.from(hex, 'hex').toString('base64url')
const hexOf = (text: string) => Buffer.from(text, 'base64url').toString('hex')

/** SEQUENCE { SEQUENCE { ecPublicKey, sm2p256v1 1.2.156.10197.1.301 }, BIT STRING } up to the point. */
const sm2SpkiPrefix = '3059301306072a8648ce3d020106082a811ccf5501822d034200'

const pemOf = (key: PublicJwk): string => {
  const der =
    key.crv === 'SM2'
      ? Buffer.from(`${sm2SpkiPrefix}04${hexOf(key.x)}${hexOf(key.y ?? '')}`, 'hex')
      : ed25519KeyOf(key).export({ type: 'spki', format: 'der' })
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN PUBLIC KEY-----', ...lines, '-----END PUBLIC KEY-----', ''].join('\n')
}

const ed25519KeyOf = ({ kty, crv, x }: PublicJwk) => createPublicKey({ key: { kty, crv, x }, format: 'jwk' })

const sm2Verify = (point: string) => (message: Uint8Array, signature: Uint8Array) => {
  try {
    return sm2.doVerifySignature(message, Buffer.from(signature).toString('hex'), point, { hash: true })
  } catch {
    // The library throws where r or s is outside its range; such a signature is not valid.
    return false
  }
}

/** Builds a verifier from a published key. Throws RangeError when its `kid` is not the key's own thumbprint. */
export const verifierOf = (key: PublicJwk): Verifier => {
  if (key.kid !== keyIdOf(key)) throw new RangeError('the key id does not belong to the key')
  const verify = key.crv === 'SM2' ? sm2Verify(`04${hexOf(key.x)}${hexOf(key.y ?? '')}`) : ed25519Verify(key)
  return {
    algorithm: key.crv,
    keyId: key.kid,
    verify: (message, signature) => signature.length === signatureBytes && verify(message, signature),
  }
}

const ed25519Verify = (key: PublicJwk) => {
  const publicKey = ed25519KeyOf(key)
  return (message: Uint8Array, signature: Uint8Array) => verifyOneShot(null, message, publicKey, signature)
}

const signerOf = (publicKey: PublicJwk, sign: (message: Uint8Array) => Uint8Array): Signer => ({
  ...verifierOf(publicKey),
  publicKey,
  sign,
  publicKeyPem: () => pemOf(publicKey),
})

const ed25519Signer = (jwk: JsonWebKey): Signer => {
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' })
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' })
  if (typeof x !== 'string') throw new Error('not an Ed25519 key')
  return signerOf(withKeyId({ kty: 'OKP', crv: 'Ed25519', x }), (message) =>
    signOneShot(null, message, privateKey),
  )
}

const sm2Signer = ({ privateKey, publicKey }: { privateKey: string; publicKey: string }): Signer => {
  const point = withKeyId({
    kty: 'EC',
    crv: 'SM2',
    x: base64url(publicKey.slice(2, 66)),
    y: base64url(publicKey.slice(66)),
  })
  return signerOf(point, (message) =>
    Buffer.from(sm2.doSignature(message, privateKey, { hash: true, publicKey }), 'hex'),
  )
}

const newKey = (algorithm: SignatureAlgorithm): StoredKey =>
  algorithm === 'SM2'
    ? { format: 1, algorithm, ...sm2.generateKeyPairHex() }
    : { format: 1, algorithm, jwk: generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) }

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const isStoredKey = (value: unknown): value is StoredKey =>
  isObject(value) &&
  value.format === 1 &&
  (value.algorithm === 'Ed25519'
    ? isObject(value.jwk)
    : value.algorithm === 'SM2' &&
      typeof value.privateKey === 'string' &&
      typeof value.publicKey === 'string' &&
      /^04[0-9a-f]{128}$/.test(value.publicKey))

/** Builds a signer from the text of a key file. Throws when it is none. */
export const parseSigner = (text: string): Signer => {
  const stored: unknown = JSON.parse(text)
  if (!isStoredKey(stored)) throw new Error('the signing key is not readable')
  return stored.algorithm === 'SM2' ? sm2Signer(stored) : ed25519Signer(stored.jwk)
}

/** Opens the key file (mode 0600); makes a key pair of `algorithm` when there is none. */
export const openSigner = (path: string, algorithm: SignatureAlgorithm = 'Ed25519'): Signer =>
  parseSigner(readOrCreateSecretFile(path, () => JSON.stringify(newKey(algorithm), null, 2)))
