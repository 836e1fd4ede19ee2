import { createHash } from 'node:crypto'

/** What identifies a stored blob: `hash` is the SHA-256 of its bytes in lower-case hex, `size` their number. */
export interface BlobRef {
  readonly hash: string
  readonly size: number
}

export type BlobSource = Uint8Array | AsyncIterable<Uint8Array>

/**
 * Bytes kept under the hash of their content: the same bytes are stored once, and what is read back is what was
 * put, or a fault. Throws on a store that cannot be reached; the caller tries again.
 */
export interface BlobStore {
  /** When this resolves the bytes are on stable storage. `mediaType` is passed on where the store serves files itself. */
  put(source: BlobSource, about: { readonly mediaType: string }): Promise<BlobRef>
  /** Undefined when there is no such blob. Throws when the bytes no longer match their hash. */
  get(hash: string): Promise<Uint8Array<ArrayBuffer> | undefined>
  has(hash: string): Promise<boolean>
  /** Removing what is not there is no error. */
  remove(hash: string): Promise<void>
}

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Guards every look-up: a hash becomes part of a path. Throws a TypeError for anything else. */
export const checkedHash = (hash: string): string => {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new TypeError(`not a SHA-256 in hex: ${hash}`)
  return hash
}

/** Throws when stored bytes were altered. */
export const verified = (bytes: Uint8Array<ArrayBuffer>, hash: string): Uint8Array<ArrayBuffer> => {
  if (hashOf(bytes) !== hash)
    throw new Error(`blob ${hash} does not match its hash: the stored bytes were altered`)
  return bytes
}

export async function* chunksOf(source: BlobSource): AsyncIterable<Uint8Array> {
  if (source instanceof Uint8Array) yield source
  else yield* source
}
