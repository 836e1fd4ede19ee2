import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { ArchiveRefused, archiveRefusalOf } from './refusal.ts'

/** Bounds on what an archive may unfold into; sizes in bytes. */
export interface ArchiveLimits {
  readonly maxEntries: number
  /** All entries unpacked. */
  readonly maxUncompressedBytes: number
  /** Unpacked size over packed size, judged for entries above a megabyte. */
  readonly maxRatio: number
}

/**
 * The files of a zip. Nothing is ever written to disk. Names are compared without regard to case, as half the
 * machines and the Office formats (ECMA-376 part 2, 6.2.2.3) do.
 */
export interface Archive {
  /** As written, without the folders. */
  readonly names: readonly string[]
  has(name: string): boolean
  /** The bytes of a file as they unfold, or none when there is no such file. Throws `ArchiveRefused`. */
  chunks(name: string): AsyncIterable<Uint8Array>
  /** A whole file, or undefined when there is none. Throws `ArchiveRefused`. */
  bytes(name: string): Promise<Uint8Array | undefined>
  close(): void
}

const checkEntry = (entry: Entry, limits: ArchiveLimits) => {
  const { fileName: name, uncompressedSize, compressedSize } = entry
  if (entry.isEncrypted()) throw new ArchiveRefused('encrypted')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a name with one is made to deceive
  if (/[\x00-\x1f]/.test(name)) throw new ArchiveRefused('unsafe-path', { reason: 'control character' })
  const ratio = uncompressedSize / Math.max(1, compressedSize)
  if (uncompressedSize > 1024 * 1024 && ratio > limits.maxRatio)
    throw new ArchiveRefused('ratio', { name, ratio: Math.round(ratio), limit: limits.maxRatio })
}

/** Files by name in lower case; two names that differ in case only would be two truths. */
const listEntries = async (zip: ZipFile, limits: ArchiveLimits): Promise<ReadonlyMap<string, Entry>> => {
  const { maxEntries, maxUncompressedBytes } = limits
  if (zip.entryCount > maxEntries)
    throw new ArchiveRefused('too-many-entries', { entries: zip.entryCount, limit: maxEntries })
  const entries = new Map<string, Entry>()
  let total = 0
  for await (const entry of zip.eachEntry()) {
    checkEntry(entry, limits)
    total += entry.uncompressedSize
    if (total > maxUncompressedBytes) throw new ArchiveRefused('too-large', { limit: maxUncompressedBytes })
    const name = entry.fileName.toLowerCase()
    if (name.endsWith('/')) continue
    if (entries.has(name)) throw new ArchiveRefused('duplicate-entry', { name })
    entries.set(name, entry)
  }
  return entries
}

/** yauzl refuses a stream that unfolds beyond the size its directory declared, so the declared sizes bound the work. */
async function* chunksOf(zip: ZipFile, entry: Entry): AsyncIterable<Buffer> {
  try {
    let sum = 0
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      sum = crc32(chunk as Buffer, sum)
      yield chunk as Buffer
    }
    // Damage may unpack to other, well-formed content; only the checksum tells.
    if (sum !== entry.crc32) throw new ArchiveRefused('damaged', { reason: `checksum of ${entry.fileName}` })
  } catch (error) {
    throw archiveRefusalOf(error)
  }
}

const collected = async (chunks: AsyncIterable<Buffer>): Promise<Uint8Array> => {
  const pieces: Buffer[] = []
  for await (const chunk of chunks) pieces.push(chunk)
  return new Uint8Array(Buffer.concat(pieces))
}

const archiveOf = (zip: ZipFile, entries: ReadonlyMap<string, Entry>): Archive => ({
  names: [...entries.values()].map(({ fileName }) => fileName),
  has: (name) => entries.has(name.toLowerCase()),
  chunks: async function* (name) {
    const entry = entries.get(name.toLowerCase())
    if (entry) yield* chunksOf(zip, entry)
  },
  bytes: async (name) => {
    const entry = entries.get(name.toLowerCase())
    return entry && collected(chunksOf(zip, entry))
  },
  close: () => zip.close(),
})

/** Opens a zip and checks every entry of its directory before anything is unpacked. Throws `ArchiveRefused`. */
export const openArchive = async (bytes: Uint8Array, limits: ArchiveLimits): Promise<Archive> => {
  let zip: ZipFile | undefined
  try {
    zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
      autoClose: false,
      validateEntrySizes: true,
    })
    return archiveOf(zip, await listEntries(zip, limits))
  } catch (error) {
    zip?.close()
    throw archiveRefusalOf(error)
  }
}

/** All files of a zip by path. Throws `ArchiveRefused`. */
export const unzip = async (
  bytes: Uint8Array,
  limits: ArchiveLimits,
): Promise<ReadonlyMap<string, Uint8Array>> => {
  const archive = await openArchive(bytes, limits)
  try {
    const files = new Map<string, Uint8Array>()
    for (const name of archive.names) files.set(name, (await archive.bytes(name))!)
    return files
  } finally {
    archive.close()
  }
}
