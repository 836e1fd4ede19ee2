import { createHash, hkdfSync } from 'node:crypto'
import { accept, refuse, type Verdict } from '../contract/verdict.ts'
import { boxOf, type Suite, secretBytes, suites, Unauthentic } from '../crypto/aead.ts'
import { type ExchangeKey, passingExchangeKey } from './exchange-key.ts'
import { type Digest, digests } from './header.ts'
import { type Signer, signatureBytes, type Verifier } from './signer.ts'

/*
 * A parcel: a file from one sender to one receiver, which anybody may carry. Unlike the sealed package it needs no
 * custodians: the receiver's own key opens it. The format is docs/formats/room-package.md.
 */

/** The readable part. Names, labels and sizes are public. */
export interface ParcelHeader {
  readonly format: 1
  /** What it is; a receiver takes no parcel of another kind. */
  readonly kind: string
  readonly labels: { readonly [key: string]: string }
  readonly suite: Suite
  readonly digest: Digest
  /** The receiver's public key, and the sender's for this parcel alone. */
  readonly to: string
  readonly ephemeral: string
  readonly boxSize: number
  readonly boxDigest: string
  readonly issuer: { readonly algorithm: string; readonly keyId: string }
}

export type ParcelRefusal = 'FORMAT' | 'BAD_SIGNATURE' | 'TAMPERED' | 'FOREIGN'

const magic = Buffer.from('JHROOM\0\x01', 'latin1')
const lengthBytes = 4
const largestHeader = 65_536

const words: { readonly [C in ParcelRefusal]: readonly [sentence: string, remedy: string] } = {
  FORMAT: ['文件不完整，或不是本版本可识别的考场文件。', '请重新复制该文件；若由更高版本生成，请先升级。'],
  BAD_SIGNATURE: [
    '文件的签名不正确，或签发方未登记。',
    '请停止使用，核对文件来源，向签发方重新索取并登记异常。',
  ],
  TAMPERED: [
    '文件内容与签发时不一致，已被改动或损坏。',
    '请停止使用，保留原件，向签发方重新索取并登记异常。',
  ],
  FOREIGN: ['文件不是发给本机的。', '请核对考场服务器名称，使用发给本机的文件。'],
}

const no = <C extends ParcelRefusal>(code: C) => {
  const [sentence, remedy] = words[code]
  return refuse(code, { sentence, remedy, clauses: [] })
}

const digestOf = (digest: Digest, bytes: Uint8Array) => createHash(digest).update(bytes).digest()

/** The content key: both public keys go into it, so that a box fits one parcel only. */
const keyOf = (
  agreed: Uint8Array,
  { to, ephemeral, digest }: Pick<ParcelHeader, 'to' | 'ephemeral' | 'digest'>,
) =>
  Buffer.from(hkdfSync(digest, agreed, Buffer.from(`${ephemeral}.${to}`), 'jiangheng parcel 1', secretBytes))

const aadOf = ({ kind, to, ephemeral }: Pick<ParcelHeader, 'kind' | 'to' | 'ephemeral'>) =>
  Buffer.from(`${kind}\0${ephemeral}\0${to}`)

export interface ParcelRequest {
  readonly kind: string
  readonly labels: { readonly [key: string]: string }
  readonly content: Uint8Array
  /** The receiver's public key. */
  readonly to: string
  readonly signer: Signer
  readonly suite: Suite
  readonly digest: Digest
}

/** Encrypts to the receiver and signs. The sender himself cannot open it again. */
export const sealParcel = (request: ParcelRequest): Buffer => {
  const { kind, labels, to, signer, suite, digest } = request
  const passing = passingExchangeKey()
  const place = { kind, to, ephemeral: passing.publicKey, digest }
  const box = boxOf(suite, keyOf(passing.agree(to), place)).seal(request.content, aadOf(place))
  const header: ParcelHeader = {
    ...{ format: 1, labels, suite, ...place, boxSize: box.length },
    boxDigest: digestOf(digest, box).toString('base64url'),
    issuer: { algorithm: signer.algorithm, keyId: signer.keyId },
  }
  const text = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(lengthBytes)
  length.writeUInt32BE(text.length)
  const head = Buffer.concat([magic, length, text])
  return Buffer.concat([head, box, signer.sign(digestOf(digest, head))])
}

const isText = (value: unknown): value is string => typeof value === 'string'

const isHeader = (value: unknown): value is ParcelHeader => {
  if (typeof value !== 'object' || value === null) return false
  const { format, kind, labels, suite, digest, to, ephemeral, boxSize, boxDigest, issuer } =
    value as ParcelHeader
  return (
    format === 1 &&
    [kind, to, ephemeral, boxDigest, issuer?.keyId, issuer?.algorithm].every(isText) &&
    suites.includes(suite) &&
    digests.includes(digest) &&
    Number.isSafeInteger(boxSize) &&
    typeof labels === 'object' &&
    labels !== null &&
    Object.values(labels).every(isText)
  )
}

interface Parts {
  readonly header: ParcelHeader
  readonly head: Uint8Array
  readonly box: Uint8Array
  readonly signature: Uint8Array
}

const headerIn = (bytes: Uint8Array): ParcelHeader | undefined => {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return isHeader(value) ? value : undefined
  } catch {
    return undefined
  }
}

const partsOf = (bytes: Uint8Array): Parts | undefined => {
  const start = magic.length + lengthBytes
  if (bytes.length < start || !magic.equals(bytes.subarray(0, magic.length))) return undefined
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(magic.length)
  if (length > largestHeader || start + length > bytes.length) return undefined
  const end = start + length
  const header = headerIn(bytes.subarray(start, end))
  if (!header || end + header.boxSize + signatureBytes !== bytes.length) return undefined
  const at = end + header.boxSize
  return { header, head: bytes.subarray(0, end), box: bytes.subarray(end, at), signature: bytes.subarray(at) }
}

/** What is readable, without any key and without proof; enough to look up whose signature to ask for. */
export const parcelHeader = (bytes: Uint8Array): Verdict<ParcelHeader, 'FORMAT'> => {
  const parts = partsOf(bytes)
  return parts ? accept(parts.header) : no('FORMAT')
}

export interface ParcelOpening {
  readonly kind: string
  readonly verifiers: readonly Verifier[]
  readonly key: ExchangeKey
}

/** The content, once signature, digest and receiver are right; the first failure is the answer. */
export const openParcel = (
  bytes: Uint8Array,
  { kind, verifiers, key }: ParcelOpening,
): Verdict<{ readonly header: ParcelHeader; readonly content: Buffer }, ParcelRefusal> => {
  const parts = partsOf(bytes)
  if (!parts || parts.header.kind !== kind) return no('FORMAT')
  const { header, head, box, signature } = parts
  const issuer = verifiers.find(
    ({ keyId, algorithm }) => keyId === header.issuer.keyId && algorithm === header.issuer.algorithm,
  )
  if (!issuer?.verify(digestOf(header.digest, head), signature)) return no('BAD_SIGNATURE')
  if (digestOf(header.digest, box).toString('base64url') !== header.boxDigest) return no('TAMPERED')
  if (header.to !== key.publicKey) return no('FOREIGN')
  try {
    const secret = keyOf(key.agree(header.ephemeral), header)
    return accept({ header, content: boxOf(header.suite, secret).open(box, aadOf(header)) })
  } catch (error) {
    if (error instanceof Unauthentic) return no('TAMPERED')
    throw error
  }
}
