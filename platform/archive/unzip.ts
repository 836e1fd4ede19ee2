import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'

/** Bounds on what an archive may unfold into; sizes in bytes. */
export interface ArchiveLimits {
  readonly entries: number
  /** All entries unpacked. */
  readonly total: number
  /** Unpacked size over packed size, judged for entries above a megabyte. */
  readonly ratio: number
}

export type ArchiveFailure =
  | 'damaged'
  | 'encrypted'
  | 'unsafe-path'
  | 'duplicate-entry'
  | 'too-many-entries'
  | 'too-large'
  | 'ratio'

/** Thrown by `unzip`; what the user is told is the caller's to say. */
export class ArchiveRefused extends Error {
  readonly failure: ArchiveFailure

  constructor(failure: ArchiveFailure, reason = '') {
    super(`${failure} ${reason}`)
    this.name = 'ArchiveRefused'
    this.failure = failure
  }
}

/** What yauzl says about a name that would leave the folder it is unpacked into. */
const unsafePath = /invalid relative path|absolute path|invalid characters in fileName/

const refusalOf = (error: unknown): ArchiveRefused => {
  if (error instanceof ArchiveRefused) return error
  const message = error instanceof Error ? error.message : String(error)
  return new ArchiveRefused(unsafePath.test(message) ? 'unsafe-path' : 'damaged', message)
}

const checkEntry = (entry: Entry, limits: ArchiveLimits) => {
  if (entry.isEncrypted()) throw new ArchiveRefused('encrypted')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a name with one is made to deceive
  if (/[\x00-\x1f]/.test(entry.fileName)) throw new ArchiveRefused('unsafe-path', 'control character')
  if (entry.uncompressedSize > 1024 * 1024 && entry.uncompressedSize > limits.ratio * entry.compressedSize)
    throw new ArchiveRefused('ratio', entry.fileName)
}

/** Entries by name; two names that differ in case only would be two truths on half the machines. */
const listEntries = async (zip: ZipFile, limits: ArchiveLimits): Promise<readonly Entry[]> => {
  if (zip.entryCount > limits.entries) throw new ArchiveRefused('too-many-entries', String(zip.entryCount))
  const entries: Entry[] = []
  const names = new Set<string>()
  let total = 0
  for await (const entry of zip.eachEntry()) {
    checkEntry(entry, limits)
    total += entry.uncompressedSize
    if (total > limits.total) throw new ArchiveRefused('too-large')
    const name = entry.fileName.toLowerCase()
    if (names.has(name)) throw new ArchiveRefused('duplicate-entry', name)
    names.add(name)
    if (!name.endsWith('/')) entries.push(entry)
  }
  return entries
}

/** yauzl refuses a stream that unfolds beyond the size its directory declared, so the declared sizes bound the work. */
const readEntry = async (zip: ZipFile, entry: Entry): Promise<Uint8Array> => {
  const chunks: Buffer[] = []
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
  const bytes = Buffer.concat(chunks)
  // Damage may unpack to other, well-formed content; only the checksum tells.
  if (crc32(bytes) !== entry.crc32) throw new ArchiveRefused('damaged', `checksum of ${entry.fileName}`)
  return bytes
}

/** All files of a zip by path. The directory is checked before anything is unpacked; nothing is written to disk. */
export const unzip = async (
  bytes: Uint8Array,
  limits: ArchiveLimits,
): Promise<ReadonlyMap<string, Uint8Array>> => {
  let zip: ZipFile | undefined
  try {
    zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
      autoClose: false,
      validateEntrySizes: true,
    })
    const files = new Map<string, Uint8Array>()
    for (const entry of await listEntries(zip, limits)) files.set(entry.fileName, await readEntry(zip, entry))
    return files
  } catch (error) {
    throw refusalOf(error)
  } finally {
    zip?.close()
  }
}
