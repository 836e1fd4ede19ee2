import { accept, type Verdict } from '#platform/contract/verdict.ts'
import { decodeText } from '#platform/text/decode.ts'
import type { Parser } from '#platform/upload/in-worker.ts'
import type { NewPicture } from '../../item/store/picture.store.ts'
import type { Format, Loss, ParsedFile, ParsedItem } from '../core/parsed.ts'

/** What a file is beside its questions, which come in batches. */
export interface FileSummary {
  readonly format: Format
  readonly bank: string
  readonly found: number
  readonly losses: readonly Loss[]
}

export type FileBatch =
  /** `of` so many, where the reader knows before the end. */
  | { readonly kind: 'items'; readonly items: readonly ParsedItem[]; readonly of: number | null }
  | { readonly kind: 'picture'; readonly picture: NewPicture }

export interface ReaderSettings {
  readonly module: string
  readonly export: string
  readonly takes: 'bytes' | 'text'
}

/** A reader that can hands items to the sink as it reads; what it answers with are the others. */
type Reader = (
  input: Uint8Array | string,
  sink: (items: readonly ParsedItem[]) => Promise<void>,
) => Verdict<ParsedFile, string> | Promise<Verdict<ParsedFile, string>>

const rowsPerBatch = 250

/** Runs in the thread that parses uploads: loads the reader and hands its questions over a batch at a time. */
export const parseFile: Parser<FileSummary, string, ReaderSettings, FileBatch> = async (
  input,
  { module, export: name, takes },
  emit,
) => {
  const read = ((await import(module)) as { readonly [name: string]: Reader | undefined })[name]
  if (!read) throw new Error(`no reader ${name}`)
  let handed = 0
  const sink = async (items: readonly ParsedItem[]) => {
    handed += items.length
    if (items.length > 0) await emit({ kind: 'items', items, of: null })
  }
  const file = await read(takes === 'text' ? (decodeText(input) ?? '') : input, sink)
  if (file.refused) return file
  const { format, bank, losses, items, pictures } = file.value
  for (const picture of pictures) await emit({ kind: 'picture', picture })
  for (let at = 0; at < items.length; at += rowsPerBatch)
    await emit({ kind: 'items', items: items.slice(at, at + rowsPerBatch), of: items.length })
  return accept({ format, bank, losses, found: handed + items.length })
}
