import type { Item } from '../../core/item.ts'
import type { NewPicture } from '../../item/store/picture.store.ts'
import type { Format, Loss } from '../core/parsed.ts'
import type { ItemsToWrite, WrittenFile } from '../core/written.ts'
import type { ExportLoss } from '../store/export.store.ts'
import { writeAiken } from './aiken.ts'
import { writeExcelItems } from './excel-items.ts'
import { writeGift } from './gift.ts'
import { writeMoodle } from './moodle.ts'
import { writeQti2, writeQti3 } from './qti.ts'
import { writeWordNational } from './word-national.ts'

export interface Written {
  readonly bytes: Uint8Array
  /** With its dot. */
  readonly extension: string
  readonly losses: readonly ExportLoss[]
}

export interface ToWrite {
  readonly bank: string
  readonly items: readonly Item[]
  readonly pictures: readonly NewPicture[]
  /** Names of ranges and points by code. */
  readonly names: ReadonlyMap<string, string>
}

type Writer = (what: ToWrite) => Promise<Written>

/** Losses by kind. Word and Excel say how often in the sample; the others name each item. */
const counted = (losses: readonly Loss[]): readonly ExportLoss[] =>
  [...Map.groupBy(losses, ({ what }) => what)].map(([what, each]) => ({ what, count: each.length }))

const excel =
  (format: 'excel-a' | 'excel-b' | 'excel-c'): Writer =>
  async (what) => {
    const { bytes, losses } = await writeExcelItems({ ...what, format })
    return { bytes, extension: '.xlsx', losses: counted(losses) }
  }

const plainly =
  (write: (given: ItemsToWrite) => WrittenFile): Writer =>
  async (what) => {
    const { bytes, extension, losses } = write(what)
    return { bytes, extension: `.${extension}`, losses: counted(losses) }
  }

const word: Writer = async ({ items, pictures, bank }) => {
  const { bytes, losses } = await writeWordNational({ items, pictures, title: bank })
  return { bytes, extension: '.docx', losses: counted(losses) }
}

/** One line a format; what is not here cannot be chosen. */
export const writers: { readonly [F in Format]?: Writer } = {
  'excel-a': excel('excel-a'),
  'excel-b': excel('excel-b'),
  'excel-c': excel('excel-c'),
  'word-national': word,
  gift: plainly(writeGift),
  aiken: plainly(writeAiken),
  'moodle-xml': plainly(writeMoodle),
  'qti-2.2': plainly(writeQti2),
  'qti-3.0': plainly(writeQti3),
}
