import { type Archive, type ArchiveLimits, openArchive } from '#platform/archive/archive.ts'
import { XmlRefused } from '#platform/xml/feeder.ts'

/** The parts of an Office package; no outside reference is followed. */
export interface Package extends Pick<Archive, 'has' | 'bytes' | 'close'> {
  /** Text chunks of a part, or none when the package lacks it. Throws `ArchiveRefused` or `XmlRefused`. */
  read(part: string): AsyncIterable<string>
}

const decoded = (decode: () => string): string => {
  try {
    return decode()
  } catch (error) {
    throw new XmlRefused('damaged', String(error))
  }
}

async function* textOf(chunks: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const chunk of chunks) yield decoded(() => decoder.decode(chunk, { stream: true }))
  yield decoded(() => decoder.decode())
}

/** Opens a package; every entry of its directory is checked before anything is unpacked. Throws `ArchiveRefused`. */
export const openPackage = async (bytes: Uint8Array, limits: ArchiveLimits): Promise<Package> => {
  const { has, bytes: whole, chunks, close } = await openArchive(bytes, limits)
  return { has, bytes: whole, read: (part) => textOf(chunks(part)), close }
}
