import { createHmac, createSecretKey, randomBytes } from 'node:crypto'
import { type Box, boxOf, type Suite, secretBytes, suites, Unauthentic } from '../crypto/aead.ts'
import { readOrCreateSecretFile, readSecretFile, replaceSecretFile } from '../crypto/secret-file.ts'

/**
 * Protects single values at rest. A protected value is
 * `format (1 byte) | suite (1 byte) | key id (2 bytes, big endian) | nonce, ciphertext and tag`,
 * authenticated together with the caller's `aad`, which names the place the value lives in; a value copied to
 * another row or column does not open.
 */
export interface Keyring {
  /** Id of the key that new values are written with. */
  readonly writingKey: number
  encrypt(plain: string, aad: string): Uint8Array
  /** Throws `KeyringFault`; its message never holds the value. */
  decrypt(bytes: Uint8Array, aad: string): string
  /**
   * 16 bytes, equal for equal values of one purpose and useless without the key: the look-up column of an
   * encrypted value. The caller normalises the value. Not changed by rotation of the data keys.
   */
  blindIndex(value: string, purpose: string): Uint8Array
  /** True when the value was written with an older key and should be written again. */
  isOutdated(bytes: Uint8Array): boolean
}

export type KeyringFaultCode = 'FORMAT' | 'UNKNOWN_KEY' | 'NOT_AUTHENTIC'

export class KeyringFault extends Error {
  readonly code: KeyringFaultCode
  constructor(code: KeyringFaultCode, message: string) {
    super(message)
    this.code = code
  }
}

const format = 1
const headerBytes = 4
const indexBytes = 16
const indexDigests = ['sha256', 'sm3'] as const
type IndexDigest = (typeof indexDigests)[number]

interface StoredKey {
  readonly id: number
  readonly suite: Suite
  readonly secret: string
}

/** The key file, JSON; secrets in base64. */
interface StoredRing {
  readonly format: typeof format
  readonly writing: number
  readonly index: { readonly digest: IndexDigest; readonly secret: string }
  readonly keys: readonly StoredKey[]
}

const newSecret = () => randomBytes(secretBytes).toString('base64')

const newRing = (suite: Suite): StoredRing => ({
  format,
  writing: 1,
  index: { digest: suite === 'aes-256-gcm' ? 'sha256' : 'sm3', secret: newSecret() },
  keys: [{ id: 1, suite, secret: newSecret() }],
})

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
const isSecret = (value: unknown): value is string =>
  typeof value === 'string' && Buffer.from(value, 'base64').length === secretBytes
const isKeyId = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) > 0 && Number(value) < 65_536
const oneOf = <T>(list: readonly T[], value: unknown): value is T => list.some((one) => one === value)

const isKey = (value: unknown): value is StoredKey =>
  isObject(value) && isKeyId(value.id) && oneOf(suites, value.suite) && isSecret(value.secret)

const isRing = (value: unknown): value is StoredRing =>
  isObject(value) &&
  value.format === format &&
  isObject(value.index) &&
  oneOf(indexDigests, value.index.digest) &&
  isSecret(value.index.secret) &&
  Array.isArray(value.keys) &&
  value.keys.every(isKey) &&
  new Set(value.keys.map(({ id }) => id)).size === value.keys.length &&
  value.keys.some(({ id }) => id === value.writing)

const parse = (text: string): StoredRing => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    value = undefined
  }
  if (!isRing(value)) throw new KeyringFault('FORMAT', 'the key ring is not readable')
  return value
}

const headerOf = (suite: Suite, id: number): Buffer => {
  const header = Buffer.from([format, suites.indexOf(suite), 0, 0])
  header.writeUInt16BE(id, 2)
  return header
}

interface ReadyKey {
  readonly header: Buffer
  readonly box: Box
}

const readyKeys = (ring: StoredRing): Map<number, ReadyKey> =>
  new Map(
    ring.keys.map(({ id, suite, secret }) => [
      id,
      { header: headerOf(suite, id), box: boxOf(suite, Buffer.from(secret, 'base64')) },
    ]),
  )

const keyOf = (keys: ReadonlyMap<number, ReadyKey>, bytes: Uint8Array): ReadyKey => {
  if (bytes.length <= headerBytes || bytes[0] !== format)
    throw new KeyringFault('FORMAT', 'not a protected value')
  const id = (bytes[2]! << 8) | bytes[3]!
  const key = keys.get(id)
  if (!key) throw new KeyringFault('UNKNOWN_KEY', `key ${id} is not on the ring`)
  if (!key.header.equals(bytes.subarray(0, headerBytes)))
    throw new KeyringFault('FORMAT', `key ${id} has another suite`)
  return key
}

const ringOf = (stored: StoredRing): Keyring => {
  const keys = readyKeys(stored)
  const writing = keys.get(stored.writing)!
  // A key object costs a fifth of raw bytes at every use.
  const indexSecret = createSecretKey(Buffer.from(stored.index.secret, 'base64'))
  const bound = (key: ReadyKey, aad: string) => Buffer.concat([key.header, Buffer.from(aad)])
  return {
    writingKey: stored.writing,
    encrypt: (plain, aad) =>
      Buffer.concat([writing.header, writing.box.seal(Buffer.from(plain), bound(writing, aad))]),
    decrypt(bytes, aad) {
      const key = keyOf(keys, bytes)
      try {
        return key.box.open(bytes.subarray(headerBytes), bound(key, aad)).toString()
      } catch (error) {
        if (error instanceof Unauthentic)
          throw new KeyringFault('NOT_AUTHENTIC', 'the protected value was altered or moved')
        throw error
      }
    },
    blindIndex: (value, purpose) =>
      createHmac(stored.index.digest, indexSecret)
        .update(`${Buffer.byteLength(purpose)}:${purpose}${value}`)
        .digest()
        .subarray(0, indexBytes),
    isOutdated: (bytes) => keyOf(keys, bytes) !== writing,
  }
}

/** Reads a ring given as text, for example from an environment variable of the deployment. */
export const parseKeyring = (text: string): Keyring => ringOf(parse(text))

/** Opens the ring's file (mode 0600); makes one with a first key of `suite` when there is none. */
export const openKeyring = (path: string, suite: Suite = 'aes-256-gcm'): Keyring =>
  parseKeyring(readOrCreateSecretFile(path, () => JSON.stringify(newRing(suite), null, 2)))

/** Adds a key for writing; the older ones go on reading. Returns the new ring; running processes reopen the file. */
export const rotateKeyring = (path: string, suite: Suite): Keyring => {
  const ring = parse(readSecretFile(path))
  const id = Math.max(...ring.keys.map((key) => key.id)) + 1
  const next: StoredRing = { ...ring, writing: id, keys: [...ring.keys, { id, suite, secret: newSecret() }] }
  replaceSecretFile(path, JSON.stringify(next, null, 2))
  return ringOf(next)
}
