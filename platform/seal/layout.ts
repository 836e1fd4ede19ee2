import { createHash } from 'node:crypto'
import { parseHeader, type SealHeader } from './header.ts'
import { signatureBytes } from './signer.ts'

/** `JHSEAL`, a zero byte, the format version. */
const magic = Buffer.from('JHSEAL\0\x01', 'latin1')
const lengthBytes = 4
const largestHeader = 4_194_304

/** A package cut into its parts; nothing is verified yet beyond the sizes. */
export interface Layout {
  readonly header: SealHeader
  /** Magic, length and header: exactly the bytes that are signed. */
  readonly signed: Uint8Array
  readonly boxes: readonly Uint8Array[]
  readonly signature: Uint8Array
}

export const digestOf = (header: Pick<SealHeader, 'digest'>, bytes: Uint8Array): string =>
  createHash(header.digest).update(bytes).digest('base64url')

/** The signature covers the digest of the head, which in turn holds the digest of every box. */
export const signedMessage = (header: Pick<SealHeader, 'digest'>, signed: Uint8Array): Buffer =>
  createHash(header.digest).update(signed).digest()

export const writeHead = (header: SealHeader): Buffer => {
  const text = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(lengthBytes)
  length.writeUInt32BE(text.length)
  return Buffer.concat([magic, length, text])
}

const headEnd = (bytes: Uint8Array): number | undefined => {
  const start = magic.length + lengthBytes
  if (bytes.length < start || !magic.equals(bytes.subarray(0, magic.length))) return undefined
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(magic.length)
  return length <= largestHeader && start + length <= bytes.length ? start + length : undefined
}

/** Undefined unless magic, version, header and sizes fit to the last byte. */
export const readLayout = (bytes: Uint8Array): Layout | undefined => {
  const end = headEnd(bytes)
  if (end === undefined) return undefined
  const header = parseHeader(bytes.subarray(magic.length + lengthBytes, end))
  if (!header) return undefined
  const boxes: Uint8Array[] = []
  let at = end
  for (const { boxSize } of header.files) {
    boxes.push(bytes.subarray(at, at + boxSize))
    at += boxSize
  }
  if (at + signatureBytes !== bytes.length) return undefined
  return { header, signed: bytes.subarray(0, end), boxes, signature: bytes.subarray(at) }
}
