import { type Entry, fromBufferPromise } from 'yauzl'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'

/** One file of the archive. */
export interface ZippedPhoto {
  readonly name: string
  /** Null when it is too large to be read. */
  readonly bytes: Uint8Array | null
}

export interface ZipBounds {
  readonly entries: number
  /** Of one file, unpacked. */
  readonly entryBytes: number
}

const utf8Flag = 0x800

/** Archives made by Chinese desktops name files in GBK without saying so. */
const nameOf = (raw: Buffer, flags: number): string => {
  if (flags & utf8Flag) return raw.toString('utf8')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw)
  } catch {
    return new TextDecoder('gb18030').decode(raw)
  }
}

const isPhotoFile = (name: string) => !/(?:^|\/)(?:__MACOSX\/|\.|Thumbs\.db$)|\/$/iu.test(name)

/** Hands over the files of a zip one by one; nothing is written to disk. Runs in the upload worker. */
export const readPhotoZip = async (
  input: Uint8Array,
  bounds: ZipBounds,
  emit: (photo: ZippedPhoto) => Promise<void>,
): Promise<Verdict<number, 'ZIP_UNREADABLE'>> => {
  const unreadable = (sentence: string) =>
    refuse('ZIP_UNREADABLE', { sentence, remedy: '请重新压缩为zip后上传。', clauses: ['SDS-3.2-04'] })
  const zip = await fromBufferPromise(Buffer.from(input), {
    lazyEntries: true,
    autoClose: false,
    validateEntrySizes: true,
    decodeStrings: false,
  })
  if (zip.entryCount > bounds.entries) return unreadable(`压缩包中的文件超过${bounds.entries}个。`)
  let count = 0
  for await (const entry of zip.eachEntry()) {
    // With strings left undecoded the name is the raw bytes.
    const name = nameOf((entry as unknown as { fileName: Buffer }).fileName, entry.generalPurposeBitFlag)
    if (!isPhotoFile(name)) continue
    if (entry.isEncrypted()) return unreadable('压缩包设有密码。')
    const fits = entry.uncompressedSize <= bounds.entryBytes
    await emit({ name, bytes: fits ? await bytesOf(zip, entry) : null })
    count += 1
  }
  return accept(count)
}

const bytesOf = async (
  zip: Awaited<ReturnType<typeof fromBufferPromise>>,
  entry: Entry,
): Promise<Uint8Array> => {
  const chunks: Buffer[] = []
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
  return new Uint8Array(Buffer.concat(chunks))
}
