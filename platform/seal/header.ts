import { type Suite, suites } from '../crypto/aead.ts'
import { type SignatureAlgorithm, signatureAlgorithms } from './signer.ts'

/** The readable part of a sealed package; see FORMAT.md. Binary members are base64url. */
export interface SealHeader {
  readonly format: typeof sealFormat
  /** Lowest version of the server that may open it, `major.minor.patch`. */
  readonly serverVersion: string
  /** The caller's own words about the package; readable by everybody. */
  readonly labels: { readonly [key: string]: string }
  /** ISO 8601 instant before which it does not open; `null` for no limit. */
  readonly opensAt: string | null
  readonly suite: Suite
  readonly digest: Digest
  /** 16 random bytes that tie every part to this package. */
  readonly packageId: string
  readonly threshold: number
  readonly custodians: readonly SealedShare[]
  readonly files: readonly SealedFile[]
  readonly issuer: { readonly algorithm: SignatureAlgorithm; readonly keyId: string }
}

export interface SealedFile {
  readonly name: string
  /** Bytes of the content. */
  readonly size: number
  /** Bytes in the package: nonce, ciphertext and tag. */
  readonly boxSize: number
  /** Digest of those bytes: anyone may check a transfer, and nobody learns of the content. */
  readonly boxDigest: string
}

export interface SealedShare {
  readonly name: string
  /** Digest of the share, to tell a wrong share from an altered package. */
  readonly check: string
  /** Absent where the share was handed to the custodian as it is. */
  readonly wrapped?: { readonly kdf: KeyDerivation; readonly box: string }
}

/** Argon2id (RFC 9106); memory in KiB. */
export interface KeyDerivation {
  readonly memory: number
  readonly passes: number
  readonly lanes: number
  readonly salt: string
}

export const sealFormat = 1
export const digests = ['sha256', 'sm3'] as const
export type Digest = (typeof digests)[number]

type Shape = Record<string, unknown>
const isShape = (value: unknown): value is Shape =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): value is string => typeof value === 'string'
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0
const isIn = (list: readonly unknown[], value: unknown) => list.includes(value)
const isVersion = (value: unknown) => isText(value) && /^\d+\.\d+\.\d+$/.test(value)
const isInstant = (value: unknown) => value === null || (isText(value) && !Number.isNaN(Date.parse(value)))

const isFile = (value: unknown): value is SealedFile =>
  isShape(value) &&
  isText(value.name) &&
  isCount(value.size) &&
  isCount(value.boxSize) &&
  isText(value.boxDigest)

const isDerivation = (value: unknown): value is KeyDerivation =>
  isShape(value) &&
  isCount(value.memory) &&
  isCount(value.passes) &&
  isCount(value.lanes) &&
  isText(value.salt)

const isShare = (value: unknown): value is SealedShare =>
  isShape(value) &&
  isText(value.name) &&
  isText(value.check) &&
  (value.wrapped === undefined ||
    (isShape(value.wrapped) && isDerivation(value.wrapped.kdf) && isText(value.wrapped.box)))

const hasFacts = (value: Shape) =>
  value.format === sealFormat &&
  isVersion(value.serverVersion) &&
  isShape(value.labels) &&
  Object.values(value.labels).every(isText) &&
  isInstant(value.opensAt) &&
  isIn(suites, value.suite) &&
  isIn(digests, value.digest) &&
  isText(value.packageId)

const hasParts = (value: Shape) =>
  isCount(value.threshold) &&
  Array.isArray(value.custodians) &&
  value.custodians.every(isShare) &&
  Array.isArray(value.files) &&
  value.files.every(isFile) &&
  isShape(value.issuer) &&
  isIn(signatureAlgorithms, value.issuer.algorithm) &&
  isText(value.issuer.keyId)

const isHeader = (value: unknown): value is SealHeader & Shape =>
  isShape(value) && hasFacts(value) && hasParts(value)

/** Undefined when the bytes are no header of this format. */
export const parseHeader = (bytes: Uint8Array): SealHeader | undefined => {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return isHeader(value) ? value : undefined
  } catch {
    return undefined
  }
}
