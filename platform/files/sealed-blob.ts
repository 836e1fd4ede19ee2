import { createHash } from 'node:crypto'
import type { BlobSource } from '../blob/blob.ts'
import { chunksOf } from '../blob/blob.ts'
import type { Services } from '../command/services.ts'

/** Bytes sealed on their way into the blob store; nothing of them touches a disk in clear. */
export interface SealedBlob {
  /** Name of the sealed bytes in the store. */
  readonly blob: string
  /** SHA-256 of the clear bytes, hexadecimal. */
  readonly digest: string
  /** Number of the clear bytes. */
  readonly size: number
}

/** One piece is sealed at a time: a file of any size takes this much memory a few times over. */
const pieceBytes = 512 * 1024

/** Every piece names its place and whether it is the last: pieces cannot be swapped, left out or taken from elsewhere. */
const aadOf = (purpose: string, at: number, last: boolean) => `${purpose}:${at}:${last ? 'last' : 'more'}`

async function* piecesOf(source: BlobSource): AsyncIterable<Buffer> {
  let held: Buffer[] = []
  let size = 0
  for await (const chunk of chunksOf(source)) {
    held.push(Buffer.from(chunk))
    size += chunk.length
    if (size < pieceBytes) continue
    const all = Buffer.concat(held)
    let at = 0
    for (; all.length - at >= pieceBytes; at += pieceBytes) yield all.subarray(at, at + pieceBytes)
    held = [all.subarray(at)]
    size = all.length - at
  }
  // The last piece may be empty, and is there in any case: it tells the end.
  yield Buffer.concat(held)
}

/** Seals what comes with the keyring and puts it into the store. `purpose` names what it is, and is needed to open it. */
export const putSealed = async (
  { keyring, blobs }: Pick<Services, 'keyring' | 'blobs'>,
  source: BlobSource,
  purpose: string,
): Promise<SealedBlob> => {
  const hash = createHash('sha256')
  let size = 0
  const seal = (piece: Buffer, at: number, last: boolean): Buffer => {
    const sealed = keyring.encrypt(piece.toString('latin1'), aadOf(purpose, at, last))
    const length = Buffer.alloc(4)
    length.writeUInt32BE(sealed.length)
    return Buffer.concat([length, sealed])
  }
  async function* sealed(): AsyncIterable<Buffer> {
    let at = 0
    let waiting: Buffer | undefined
    for await (const piece of piecesOf(source)) {
      hash.update(piece)
      size += piece.length
      if (waiting) yield seal(waiting, at++, false)
      waiting = Buffer.from(piece)
    }
    yield seal(waiting ?? Buffer.alloc(0), at, true)
  }
  const { hash: blob } = await blobs.put(sealed(), { mediaType: 'application/octet-stream' })
  return { blob, digest: hash.digest('hex'), size }
}

/** The clear bytes; undefined when the store no longer has them. Throws when they were altered or are another's. */
export const openSealed = async (
  { keyring, blobs }: Pick<Services, 'keyring' | 'blobs'>,
  blob: string,
  purpose: string,
): Promise<Uint8Array | undefined> => {
  const bytes = await blobs.get(blob)
  if (!bytes) return undefined
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const pieces: Buffer[] = []
  for (let from = 0; from < view.length; ) {
    const end = from + 4 + view.readUInt32BE(from)
    const clear = keyring.decrypt(
      view.subarray(from + 4, end),
      aadOf(purpose, pieces.length, end === view.length),
    )
    pieces.push(Buffer.from(clear, 'latin1'))
    from = end
  }
  return new Uint8Array(Buffer.concat(pieces))
}
