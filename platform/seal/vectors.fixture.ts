import { createHash } from 'node:crypto'
import { split } from 'shamir-secret-sharing'
import type { Suite } from '../crypto/aead.ts'
import type { Digest } from './header.ts'
import { type Chance, type SealRequest, seal } from './package.ts'
import { parseSigner } from './signer.ts'

/** One package with everything that went into it. Binary members in hexadecimal. */
export interface Vector {
  readonly name: string
  readonly suite: Suite
  readonly digest: Digest
  /** The key file of the issuer. */
  readonly signerKey: string
  readonly custodians: readonly { readonly name: string; readonly passphrase: string }[]
  readonly threshold: number
  readonly opensAt: string
  readonly labels: { readonly [key: string]: string }
  readonly files: readonly { readonly name: string; readonly content: string }[]
  /** From which the bytes of `drawn` come; see `streamOf`. */
  readonly seed: string
  readonly shares: readonly string[]
  readonly package: string
}

/** Bytes n, n+1, … of SHA-256(seed ‖ counter as 4 bytes) in a row: not secret, the same everywhere. */
const streamOf = (seed: string): Chance['bytes'] => {
  let counter = 0
  return (length) => {
    const blocks: Buffer[] = []
    for (let have = 0; have < length; have += 32) {
      const at = Buffer.alloc(4)
      at.writeUInt32BE(counter++)
      blocks.push(createHash('sha256').update(seed).update(at).digest())
    }
    return Uint8Array.from(Buffer.concat(blocks).subarray(0, length))
  }
}

const requestOf = (vector: Omit<Vector, 'package' | 'shares'>, chance: Chance): SealRequest => ({
  ...{ labels: vector.labels, serverVersion: '0.1.0', opensAt: new Date(vector.opensAt) },
  files: vector.files.map(({ name, content }) => ({ name, content: Buffer.from(content, 'utf8') })),
  ...{ custodians: vector.custodians, threshold: vector.threshold, signer: parseSigner(vector.signerKey) },
  ...{ suite: vector.suite, digest: vector.digest, chance },
})

/** Seals again what a vector tells. */
export const sealVector = async (vector: Omit<Vector, 'package'>): Promise<Uint8Array> => {
  const chance: Chance = {
    bytes: streamOf(vector.seed),
    split: async () => vector.shares.map((share) => Uint8Array.from(Buffer.from(share, 'hex'))),
  }
  return (await seal(requestOf(vector, chance))).bytes
}

const shared = {
  custodians: [
    { name: '保管人甲', passphrase: '海棠-灯塔-42' },
    { name: '保管人乙', passphrase: 'Nacelle-ohm-47' },
    { name: '保管人丙', passphrase: '松果-驿站-17' },
  ],
  threshold: 2,
  opensAt: '2026-12-26T00:30:00.000Z',
  labels: { batchId: 'batch', sessionId: 'session', title: '样卷' },
  files: [
    { name: 'paper.json', content: '{"title":"样卷"}' },
    { name: '附图.svg', content: '<svg xmlns="http://www.w3.org/2000/svg"/>' },
  ],
}

const signerKeys = {
  Ed25519: JSON.stringify({
    ...{ format: 1, algorithm: 'Ed25519' },
    // The first key pair of RFC 8032, section 7.1.
    jwk: {
      ...{ kty: 'OKP', crv: 'Ed25519', d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A' },
      x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
    },
  }),
  SM2: JSON.stringify({
    ...{ format: 1, algorithm: 'SM2' },
    // The key pair of GB/T 32918.5, annex A.
    privateKey: '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8',
    publicKey:
      '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
  }),
} as const

const plans = [
  { name: 'international', suite: 'aes-256-gcm', digest: 'sha256', signerKey: signerKeys.Ed25519 },
  { name: 'national', suite: 'sm4-cbc-hmac-sm3', digest: 'sm3', signerKey: signerKeys.SM2 },
] as const

/** New vectors: the shares are split once and then belong to the vector, for the sharing draws its own coefficients. */
export const makeVectors = async (): Promise<readonly Vector[]> => {
  const made: Vector[] = []
  for (const plan of plans) {
    const seed = `jiangheng seal vector ${plan.name}`
    const shares: string[] = []
    const chance: Chance = {
      bytes: streamOf(seed),
      split: async (secret, count, threshold) => {
        const parts = await split(Uint8Array.from(secret), count, threshold)
        shares.push(...parts.map((part) => Buffer.from(part).toString('hex')))
        return parts
      },
    }
    const bytes = (await seal(requestOf({ ...plan, ...shared, seed }, chance))).bytes
    made.push({ ...plan, ...shared, seed, shares, package: Buffer.from(bytes).toString('hex') })
  }
  return made
}
