import type { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { SpreadsheetRefused } from './refusal.ts'

/** Bounds on what a workbook may unfold into; sizes in bytes. */
export interface SpreadsheetLimits {
  readonly maxRows: number
  readonly maxColumns: number
  /** All parts unpacked. */
  readonly maxUncompressedBytes: number
  /** Unpacked size over packed size, judged for parts above a megabyte. */
  readonly maxRatio: number
  readonly maxParts: number
}

export const defaultLimits: SpreadsheetLimits = {
  maxRows: 100_000,
  maxColumns: 256,
  maxUncompressedBytes: 512 * 1024 * 1024,
  maxRatio: 250,
  maxParts: 2000,
}

/** The parts of an Office package. Nothing is ever written to disk and no outside reference is followed. */
export interface Package {
  has(part: string): boolean
  /** Text chunks of a part, or none when the package lacks it. Throws `SpreadsheetRefused`. */
  read(part: string): AsyncIterable<string>
  close(): void
}

const openZip = (bytes: Uint8Array): Promise<ZipFile> =>
  fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    lazyEntries: true,
    autoClose: false,
    validateEntrySizes: true,
  })

/** What yauzl says about a name that would leave the folder it is unpacked into. */
const unsafePath = /invalid relative path|absolute path|invalid characters in fileName/

/** Gives a failure of the container its refusal; passes on what is one already. */
export const refusalOf = (error: unknown): SpreadsheetRefused => {
  if (error instanceof SpreadsheetRefused) return error
  const message = error instanceof Error ? error.message : String(error)
  return new SpreadsheetRefused(
    unsafePath.test(message) ? 'spreadsheet-unsafe-path' : 'spreadsheet-corrupt',
    { reason: message },
  )
}

const checkEntry = (entry: Entry, limits: SpreadsheetLimits) => {
  if (entry.isEncrypted()) throw new SpreadsheetRefused('spreadsheet-encrypted')
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize)
  if (entry.uncompressedSize > 1024 * 1024 && ratio > limits.maxRatio) {
    throw new SpreadsheetRefused('spreadsheet-ratio', {
      part: entry.fileName,
      ratio: Math.round(ratio),
      limit: limits.maxRatio,
    })
  }
}

const listParts = async (zip: ZipFile, limits: SpreadsheetLimits): Promise<ReadonlyMap<string, Entry>> => {
  const parts = new Map<string, Entry>()
  let total = 0
  if (zip.entryCount > limits.maxParts) {
    throw new SpreadsheetRefused('spreadsheet-too-many-parts', {
      parts: zip.entryCount,
      limit: limits.maxParts,
    })
  }
  for await (const entry of zip.eachEntry()) {
    checkEntry(entry, limits)
    total += entry.uncompressedSize
    if (total > limits.maxUncompressedBytes) {
      throw new SpreadsheetRefused('spreadsheet-too-large', { limit: limits.maxUncompressedBytes })
    }
    // Part names are compared without regard to case (ECMA-376 part 2, 6.2.2.3); two of one name would be two truths.
    const name = entry.fileName.toLowerCase()
    if (parts.has(name) && !name.endsWith('/'))
      throw new SpreadsheetRefused('spreadsheet-corrupt', { reason: `two parts named ${name}` })
    parts.set(name, entry)
  }
  return parts
}

/** yauzl refuses a stream that unfolds beyond the size its directory declared, so the declared sizes bound the work. */
async function* textOf(zip: ZipFile, entry: Entry): AsyncIterable<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    const stream: Readable = await zip.openReadStreamPromise(entry)
    let sum = 0
    for await (const chunk of stream) {
      sum = crc32(chunk as Buffer, sum)
      yield decoder.decode(chunk as Buffer, { stream: true })
    }
    // Damage may unpack to other, well-formed text; only the checksum tells.
    if (sum !== entry.crc32)
      throw new SpreadsheetRefused('spreadsheet-corrupt', { reason: `checksum of ${entry.fileName}` })
    yield decoder.decode()
  } catch (error) {
    throw refusalOf(error)
  }
}

/** Opens a zip and checks every entry of its directory before anything is unpacked. */
export const openPackage = async (bytes: Uint8Array, limits: SpreadsheetLimits): Promise<Package> => {
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
      close: () => opened.close(),
    }
  } catch (error) {
    zip?.close()
    throw refusalOf(error)
  }
}
