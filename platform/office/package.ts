import type { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { PackageRefused, packageRefusalOf } from './refusal.ts'

/** Bounds on what an Office package may unfold into; sizes in bytes. */
export interface PackageLimits {
  /** All parts unpacked. */
  readonly maxUncompressedBytes: number
  /** Unpacked size over packed size, judged for parts above a megabyte. */
  readonly maxRatio: number
  readonly maxParts: number
}

/** The parts of an Office package. Nothing is ever written to disk and no outside reference is followed. */
export interface Package {
  has(part: string): boolean
  /** Text chunks of a part, or none when the package lacks it. Throws `PackageRefused`. */
  read(part: string): AsyncIterable<string>
  /** A whole part, or undefined when the package lacks it. Throws `PackageRefused`. */
  bytes(part: string): Promise<Uint8Array | undefined>
  close(): void
}

const openZip = (bytes: Uint8Array): Promise<ZipFile> =>
  fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    lazyEntries: true,
    autoClose: false,
    validateEntrySizes: true,
  })

const checkEntry = (entry: Entry, limits: PackageLimits) => {
  if (entry.isEncrypted()) throw new PackageRefused('encrypted')
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize)
  if (entry.uncompressedSize > 1024 * 1024 && ratio > limits.maxRatio) {
    throw new PackageRefused('ratio', {
      part: entry.fileName,
      ratio: Math.round(ratio),
      limit: limits.maxRatio,
    })
  }
}

const listParts = async (zip: ZipFile, limits: PackageLimits): Promise<ReadonlyMap<string, Entry>> => {
  const parts = new Map<string, Entry>()
  let total = 0
  if (zip.entryCount > limits.maxParts)
    throw new PackageRefused('too-many-parts', { parts: zip.entryCount, limit: limits.maxParts })
  for await (const entry of zip.eachEntry()) {
    checkEntry(entry, limits)
    total += entry.uncompressedSize
    if (total > limits.maxUncompressedBytes)
      throw new PackageRefused('too-large', { limit: limits.maxUncompressedBytes })
    // Part names are compared without regard to case (ECMA-376 part 2, 6.2.2.3); two of one name would be two truths.
    const name = entry.fileName.toLowerCase()
    if (parts.has(name) && !name.endsWith('/'))
      throw new PackageRefused('corrupt', { reason: `two parts named ${name}` })
    parts.set(name, entry)
  }
  return parts
}

/** yauzl refuses a stream that unfolds beyond the size its directory declared, so the declared sizes bound the work. */
async function* bytesOf(zip: ZipFile, entry: Entry): AsyncIterable<Buffer> {
  try {
    const stream: Readable = await zip.openReadStreamPromise(entry)
    let sum = 0
    for await (const chunk of stream) {
      sum = crc32(chunk as Buffer, sum)
      yield chunk as Buffer
    }
    // Damage may unpack to other, well-formed text; only the checksum tells.
    if (sum !== entry.crc32) throw new PackageRefused('corrupt', { reason: `checksum of ${entry.fileName}` })
  } catch (error) {
    throw packageRefusalOf(error)
  }
}

async function* textOf(zip: ZipFile, entry: Entry): AsyncIterable<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of bytesOf(zip, entry)) yield decoder.decode(chunk, { stream: true })
    yield decoder.decode()
  } catch (error) {
    throw packageRefusalOf(error)
  }
}

const collected = async (chunks: AsyncIterable<Buffer>): Promise<Uint8Array> => {
  const pieces: Buffer[] = []
  for await (const chunk of chunks) pieces.push(chunk)
  return new Uint8Array(Buffer.concat(pieces))
}

/** Opens a zip and checks every entry of its directory before anything is unpacked. */
export const openPackage = async (bytes: Uint8Array, limits: PackageLimits): Promise<Package> => {
  let zip: ZipFile | undefined
  try {
    const opened = await openZip(bytes)
    zip = opened
    const parts = await listParts(opened, limits)
    return {
      has: (part) => parts.has(part.toLowerCase()),
      read: async function* (part) {
        const entry = parts.get(part.toLowerCase())
        if (entry) yield* textOf(opened, entry)
      },
      bytes: async (part) => {
        const entry = parts.get(part.toLowerCase())
        return entry && collected(bytesOf(opened, entry))
      },
      close: () => opened.close(),
    }
  } catch (error) {
    zip?.close()
    throw packageRefusalOf(error)
  }
}
