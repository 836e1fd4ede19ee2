import { randomBytes } from 'node:crypto'
import { combine, split } from 'shamir-secret-sharing'
import { accept, refuse, type Verdict } from '../contract/verdict.ts'
import { boxOf, type Suite, secretBytes, Unauthentic } from '../crypto/aead.ts'
import { type Digest, type SealHeader, sealFormat } from './header.ts'
import { digestOf, type Layout, readLayout, signedMessage, writeHead } from './layout.ts'
import { openShare, type ShareKey, sealShare } from './share.ts'
import type { Signer, Verifier } from './signer.ts'

export interface ContentFile {
  readonly name: string
  readonly content: Uint8Array
}

export interface SealRequest {
  readonly labels: { readonly [key: string]: string }
  readonly serverVersion: string
  /** Earliest opening; `null` for no limit. */
  readonly opensAt: Date | null
  readonly files: readonly ContentFile[]
  /** At least two. Without a passphrase the share is handed out in the reply and not stored. */
  readonly custodians: readonly { readonly name: string; readonly passphrase?: string }[]
  /** How many custodians open it together, at least two. */
  readonly threshold: number
  readonly signer: Signer
  readonly suite?: Suite
  readonly digest?: Digest
  /** Left out but for test vectors. */
  readonly chance?: Chance
}

/** Where keys, nonces, salts and shares come from: the operating system, unless a test vector fixes them. */
export interface Chance {
  bytes(length: number): Uint8Array
  split(secret: Uint8Array, shares: number, threshold: number): Promise<readonly Uint8Array[]>
}

const system: Chance = { bytes: randomBytes, split }

export interface Sealed {
  readonly bytes: Uint8Array
  /** The shares of custodians without a passphrase (base64url): to be handed over and forgotten. */
  readonly shares: readonly { readonly custodian: string; readonly share: string }[]
}

const packageIdBytes = 16
const fileAad = (packageId: string, at: number, name: string) =>
  Buffer.from(`file\0${packageId}\0${at}\0${name}`)

const checkRequest = ({ custodians, threshold, files }: SealRequest) => {
  if (threshold < 2 || custodians.length < threshold || custodians.length > 255) {
    throw new RangeError(
      'a package needs at least two custodians and no more shares than there are custodians',
    )
  }
  if (new Set(custodians.map(({ name }) => name)).size !== custodians.length)
    throw new RangeError('custodians twice')
  if (new Set(files.map(({ name }) => name)).size !== files.length) throw new RangeError('files twice')
}

/** Seals files into one package. Throws RangeError for an impossible request; the content key exists only inside. */
export const seal = async (request: SealRequest): Promise<Sealed> => {
  checkRequest(request)
  const { suite = 'aes-256-gcm', digest = 'sha256', signer, threshold, files, chance = system } = request
  const packageId = Buffer.from(chance.bytes(packageIdBytes)).toString('base64url')
  const place = { suite, digest, packageId }
  // A plain array: the sharing library takes no Buffer.
  const contentKey = Uint8Array.from(chance.bytes(secretBytes))
  const box = boxOf(suite, contentKey, chance.bytes)
  const boxes = files.map(({ name, content }, at) => box.seal(content, fileAad(packageId, at, name)))
  const shares = await chance.split(contentKey, request.custodians.length, threshold)
  contentKey.fill(0)
  const custodians = []
  // One after another: each passphrase takes 64 MiB.
  for (const [at, custodian] of request.custodians.entries()) {
    custodians.push(await sealShare({ ...place, random: chance.bytes }, custodian, shares[at]!))
  }
  const head = writeHead({
    format: sealFormat,
    serverVersion: request.serverVersion,
    labels: request.labels,
    opensAt: request.opensAt?.toISOString() ?? null,
    ...place,
    threshold,
    custodians,
    files: files.map(({ name, content }, at) => ({
      name,
      size: content.length,
      boxSize: boxes[at]!.length,
      boxDigest: digestOf(place, boxes[at]!),
    })),
    issuer: { algorithm: signer.algorithm, keyId: signer.keyId },
  })
  return {
    bytes: Buffer.concat([head, ...boxes, signer.sign(signedMessage(place, head))]),
    shares: request.custodians.flatMap(({ name, passphrase }, at) =>
      passphrase === undefined
        ? [{ custodian: name, share: Buffer.from(shares[at]!).toString('base64url') }]
        : [],
    ),
  }
}

export type SealRefusal =
  | 'FORMAT'
  | 'BAD_SIGNATURE'
  | 'TAMPERED'
  | 'NOT_YET'
  | 'TOO_FEW_SHARES'
  | 'WRONG_SHARE'

const words: { readonly [C in SealRefusal]: readonly [sentence: string, remedy: string] } = {
  FORMAT: ['文件不是本版本可识别的密封包。', '请核对文件来源；若由更高版本生成，请先升级系统。'],
  BAD_SIGNATURE: [
    '密封包的签发签名不正确，可能被改动或不是本机构签发。',
    '请停止使用，向签发方重新索取并登记异常。',
  ],
  TAMPERED: ['密封包内容与签发时不一致，已被改动或损坏。', '请停止使用，向签发方重新索取并登记异常。'],
  NOT_YET: ['尚未到规定的启封时间。', '请在规定时间之后再启封。'],
  TOO_FEW_SHARES: ['到场的保管人不足，不能启封。', '请其余保管人到场输入各自的口令。'],
  WRONG_SHARE: ['保管人口令或密钥份额不正确。', '请该保管人核对后重新输入。'],
}

const no = <C extends SealRefusal>(code: C, details?: { readonly [key: string]: string | number }) => {
  const [sentence, remedy] = words[code]
  return refuse<SealRefusal>(code, { sentence, remedy, clauses: [], ...(details && { details }) })
}

const check = (bytes: Uint8Array, verifier: Verifier): Verdict<Layout, SealRefusal> => {
  const layout = readLayout(bytes)
  if (!layout) return no('FORMAT')
  const { header, signed, signature, boxes } = layout
  const ours = header.issuer.keyId === verifier.keyId && header.issuer.algorithm === verifier.algorithm
  if (!ours || !verifier.verify(signedMessage(header, signed), signature)) return no('BAD_SIGNATURE')
  const altered = header.files.find((file, at) => digestOf(header, boxes[at]!) !== file.boxDigest)
  return altered ? no('TAMPERED', { file: altered.name }) : accept(layout)
}

/** Reads what is readable, without any key and without verifying anything. */
export const readHeader = (bytes: Uint8Array): Verdict<SealHeader, 'FORMAT'> => {
  const layout = readLayout(bytes)
  if (layout) return accept(layout.header)
  const [sentence, remedy] = words.FORMAT
  return refuse('FORMAT', { sentence, remedy, clauses: [] })
}

/** Verifies signature and content digests without opening: what a receiver does on arrival. */
export const verifyPackage = (bytes: Uint8Array, verifier: Verifier): Verdict<SealHeader, SealRefusal> => {
  const checked = check(bytes, verifier)
  return checked.refused ? checked : accept(checked.value.header)
}

export interface OpenRequest {
  readonly keys: readonly ShareKey[]
  readonly at: Date
  readonly verifier: Verifier
  /** Version of this server, `major.minor.patch`. */
  readonly serverVersion: string
}

const isOlder = (version: string, needed: string): boolean => {
  const [have, want] = [version, needed].map((text) => text.split('.').map(Number))
  const at = [0, 1, 2].find((part) => have?.[part] !== want?.[part])
  return at !== undefined && Number(have?.[at]) < Number(want?.[at])
}

const collectShares = async (header: SealHeader, keys: readonly ShareKey[]) => {
  const distinct = [...new Map(keys.map((key) => [key.custodian, key])).values()]
  if (distinct.length < header.threshold) {
    return no('TOO_FEW_SHARES', { needed: header.threshold, present: distinct.length })
  }
  const shares: Uint8Array[] = []
  for (const key of distinct) {
    const share = await openShare(header, key)
    if (!share) return no('WRONG_SHARE', { custodian: key.custodian })
    shares.push(share)
  }
  return accept(shares)
}

const openFiles = ({ header, boxes }: Layout, contentKey: Uint8Array): readonly ContentFile[] => {
  const box = boxOf(header.suite, contentKey)
  return header.files.map(({ name }, at) => ({
    name,
    content: box.open(boxes[at]!, fileAad(header.packageId, at, name)),
  }))
}

/**
 * Opens a package. Nothing is decrypted before signature, digests, time and shares have passed, in that order.
 * One person may not stand in for two: shares are counted by custodian.
 */
export const open = async (
  bytes: Uint8Array,
  { keys, at, verifier, serverVersion }: OpenRequest,
): Promise<Verdict<{ readonly header: SealHeader; readonly files: readonly ContentFile[] }, SealRefusal>> => {
  const checked = check(bytes, verifier)
  if (checked.refused) return checked
  const { header } = checked.value
  if (isOlder(serverVersion, header.serverVersion)) return no('FORMAT', { needs: header.serverVersion })
  if (header.opensAt !== null && at.getTime() < Date.parse(header.opensAt)) {
    return no('NOT_YET', { opensAt: header.opensAt })
  }
  const shares = await collectShares(header, keys)
  if (shares.refused) return shares
  try {
    const contentKey = await combine(shares.value.map((share) => Uint8Array.from(share)))
    return accept({ header, files: openFiles(checked.value, contentKey) })
  } catch (error) {
    if (error instanceof Unauthentic) return no('TAMPERED')
    throw error
  }
}
