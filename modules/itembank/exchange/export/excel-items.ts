import type { SheetPicture, WriteCell } from '#platform/spreadsheet/sheet-writer.ts'
import { writeWorkbook } from '#platform/spreadsheet/writer.ts'
import type { Item } from '../../core/item.ts'
import type { ItemDraft } from '../../item/core/item.rule.ts'
import type { NewPicture } from '../../item/store/picture.store.ts'
import { type ExcelColumn, type ExcelFormat, layoutOf } from '../core/excel-layouts.ts'
import {
  isMarked,
  plainCell,
  rowsOf,
  type WritingOptions,
  type WrittenCell,
  type WrittenRow,
} from '../core/excel-writing.ts'
import { draftOfItem } from '../core/item-draft.ts'
import type { Loss } from '../core/parsed.ts'
import { lossTally } from '../core/tally.ts'
import { pictureBook } from './picture-book.ts'

export interface WrittenFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly losses: readonly Loss[]
}

export interface ExcelExport {
  readonly format: ExcelFormat
  readonly items: readonly Item[]
  readonly pictures: readonly NewPicture[]
  readonly bank: string
  /** Names of ranges and points by code, for the knowledge columns of template C. */
  readonly names?: ReadonlyMap<string, string>
}

const cellOf = (cell: WrittenCell | undefined): WriteCell => {
  if (!cell || cell.runs.length === 0) return null
  return isMarked(cell) ? { runs: cell.runs } : plainCell(cell)
}

/** The cells of a row in the order of the columns; 序号 counts the rows. */
const cellsOf = (row: WrittenRow, columns: readonly ExcelColumn[], number: number): WriteCell[] =>
  columns.map(({ field }) => (field ? cellOf(row.get(field)) : number))

const printed = async (
  row: WrittenRow,
  { columns, at }: { readonly columns: readonly ExcelColumn[]; readonly at: number },
  book: ReturnType<typeof pictureBook>,
): Promise<readonly SheetPicture[]> => {
  const pictures: SheetPicture[] = []
  for (const [column, { field }] of columns.entries()) {
    for (const picture of (field && row.get(field)?.pictures) ?? []) {
      const print = await book(picture)
      if (print) pictures.push({ ...print, row: at, column, alt: picture.alt })
    }
  }
  return pictures
}

export interface SheetOfDrafts {
  readonly drafts: readonly ItemDraft[]
  readonly options: WritingOptions
  readonly pictures: readonly NewPicture[]
  /** Columns after those of the template, and what stands there beside each draft. */
  readonly more?: {
    readonly columns: readonly ExcelColumn[]
    readonly cells: (draft: number) => readonly WriteCell[]
  }
}

/** Drafts in the rows of a template, the header being the first row. */
export const writeDrafts = async ({
  drafts,
  options,
  pictures,
  more,
}: SheetOfDrafts): Promise<Uint8Array<ArrayBuffer>> => {
  const { layout, tally } = options
  const book = pictureBook(pictures, tally)
  const rows: WriteCell[][] = []
  const drawn: SheetPicture[] = []
  for (const [at, draft] of drafts.entries()) {
    for (const [part, row] of rowsOf(draft, at + 1, options).entries()) {
      const extra = part === 0 ? (more?.cells(at) ?? []) : []
      rows.push([...cellsOf(row, layout.columns, rows.length + 1), ...extra])
      drawn.push(...(await printed(row, { columns: layout.columns, at: rows.length + 1 }, book)))
    }
  }
  const columns = [...layout.columns, ...(more?.columns ?? [])].map(({ title, width }) => ({
    title,
    width,
    wrap: width >= 24,
  }))
  return writeWorkbook({ sheets: [{ name: layout.sheet, columns, rows, pictures: drawn }] })
}

/** Writes items as an .xlsx of template A, B or C; what the template cannot hold is listed. */
export const writeExcelItems = async ({
  format,
  items,
  pictures,
  bank,
  names,
}: ExcelExport): Promise<WrittenFile> => {
  const tally = lossTally()
  const options: WritingOptions = { layout: layoutOf(format), bank, names: names ?? new Map(), tally }
  const bytes = await writeDrafts({ drafts: items.map(draftOfItem), options, pictures })
  return { bytes, losses: tally.losses() }
}
