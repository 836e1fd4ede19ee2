import { accept, type Verdict } from '#platform/contract/verdict.ts'
import { type CellValue, displayedText } from '#platform/spreadsheet/cell.ts'
import { asVerdict, openWorkbook, type Workbook } from '#platform/spreadsheet/reader.ts'
import type { SpreadsheetCode } from '#platform/spreadsheet/refusal.ts'
import type { SheetRow } from '#platform/spreadsheet/rows.ts'
import { parseItemCode } from '../../core/item.ts'
import type { ParsedFile, ParsedItem } from '../core/parsed.ts'
import { lossTally } from '../core/tally.ts'
import { clip, itemWithinBounds } from './draft-bounds.ts'
import { itemCollector } from './excel-collector.ts'
import { type Header, headerOf, noHeader } from './excel-header.ts'
import { sheetPictures } from './excel-pictures.ts'
import { type ReadRow, readRow } from './excel-row.ts'
import { refuseFile } from './file-refusal.ts'
import { digestsOf, pictureShelf } from './picture-shelf.ts'
import { wordTable } from './word-table.ts'

type Cells = SheetRow['cells']
type Tally = ReturnType<typeof lossTally>
type Shelf = ReturnType<typeof pictureShelf>

const longestBank = 100
/** Titles and notes may stand above the header, no more than this. */
const headWithin = 10

const isEmpty = (cell: CellValue | null | undefined): boolean =>
  !cell || (displayedText(cell).trim() === '' && cell.kind !== 'formula')
const hasText = (cells: Cells): boolean => cells.some((cell) => !isEmpty(cell))

/** False where the row has nothing but what cells merged from above lend it. */
const hasOwn = ({ cells, merges, rowNumber }: SheetRow): boolean =>
  cells.some((cell, at) => !isEmpty(cell) && !merges.some(({ top, left }) => top < rowNumber && left === at))

interface SheetHead {
  readonly at: number
  readonly name: string
  readonly hidden: boolean
  readonly first: Cells
  readonly header: (Header & { readonly row: number; readonly titles: readonly string[] }) | undefined
}

const headOf = async (book: Workbook, at: number): Promise<SheetHead> => {
  const { name, hidden } = book.sheets[at]!
  let first: Cells = []
  let seen = 0
  for await (const { cells, rowNumber } of book.rows(at)) {
    if (!hasText(cells)) continue
    if (seen === 0) first = cells
    const header = headerOf(cells)
    const titles = cells.map((cell) => displayedText(cell).replace(/\s+/g, '').trim())
    if (header) return { at, name, hidden, first, header: { ...header, row: rowNumber, titles } }
    if (++seen === headWithin) break
  }
  return { at, name, hidden, first, header: undefined }
}

/** What an item of this template has no place for, counted over the sheet. */
const noteForeign = (cells: Cells, { foreign }: Header, tally: Tally) => {
  for (const [at, title] of foreign) {
    const cell = cells[at]
    if (!isEmpty(cell)) tally.add(`列“${title}”`, displayedText(cell!).slice(0, 60))
  }
}

const noteUnheld = (row: ReadRow, { layout }: Header, tally: Tally) => {
  if (layout.format !== 'excel-c') return
  const { number } = row.texts
  if (number !== '' && !/\.\d{1,3}$/.test(number) && !parseItemCode(number))
    tally.add('试题GUID', row.texts.number)
  if (row.texts.score !== '' && row.type !== 'F' && !/\.\d{1,3}$/.test(row.texts.number))
    tally.add('分数', row.texts.score)
}

const attachedWords = wordTable<string>({
  comments: '批注',
  threadedComment: '批注',
  hyperlink: '超链接',
  oleObject: '嵌入对象',
  control: '控件',
})

const readSheet = async (book: Workbook, head: SheetHead, into: Into): Promise<void> => {
  const { tally, shelf, collector, placeOf } = into
  const header = head.header!
  const pictures = await sheetPictures(book, head.at, shelf)
  for await (const row of book.rows(head.at, { fillMerges: true })) {
    if (row.rowNumber <= header.row) continue
    if (!hasOwn(row)) {
      tally.add('空行', `第${row.rowNumber}行`)
      continue
    }
    if (row.hidden) tally.add('隐藏行（已照常读取）', `第${row.rowNumber}行`)
    const read = readRow(row, header, pictures)
    into.bank ||= read.texts.bank
    noteForeign(row.cells, header, tally)
    noteUnheld(read, header, tally)
    collector.add(placeOf(head, row.rowNumber), read)
    if (collector.waiting() >= itemsAtOnce) await into.handOver(collector.take())
  }
  for (const row of pictures.left()) tally.add('图片（所在行没有试题）', `第${row}行`)
  for (const kind of new Set(await book.attached(head.at))) {
    if (attachedWords[kind]) tally.add(attachedWords[kind], `工作表“${head.name}”`)
  }
}

/** Takes items as they are read, so that a large file is never whole in memory. */
export type ItemSink = (items: readonly ParsedItem[]) => Promise<void>

const itemsAtOnce = 200

interface Into {
  readonly handOver: ItemSink
  readonly tally: Tally
  readonly shelf: Shelf
  readonly collector: ReturnType<typeof itemCollector>
  readonly placeOf: (head: SheetHead, row: number) => string
  bank: string
}

type NotItems = 'HEADER_MISSING' | 'file-no-questions'

const readBook = async (book: Workbook, sink: ItemSink): Promise<Verdict<ParsedFile, NotItems>> => {
  const heads: SheetHead[] = []
  for (const at of book.sheets.keys()) heads.push(await headOf(book, at))
  const format = heads.find(({ header }) => header)?.header?.layout.format
  if (!format) return noHeader(heads.find(({ first }) => first.length > 0)?.first ?? [])
  const held = heads.filter(({ header }) => header?.layout.format === format)
  const tally = lossTally()
  const digests = new Set<string>()
  let found = 0
  const into: Into = {
    tally,
    handOver: async (items) => {
      const within = items.map(itemWithinBounds)
      for (const digest of digestsOf(within)) digests.add(digest)
      found += within.length
      await sink(within)
    },
    shelf: pictureShelf((part) => book.media(part)),
    collector: itemCollector(format),
    placeOf: ({ name }, row) => (held.length > 1 ? `“${name}”第${row}行` : `第${row}行`),
    bank: '',
  }
  for (const head of heads) {
    if (held.includes(head)) {
      if (head.hidden) tally.add('隐藏的工作表（已照常读取）', head.name)
      await readSheet(book, head, into)
    } else if (head.first.length > 0) tally.add('不是同一模板的工作表', head.name)
  }
  into.collector.end()
  await into.handOver(into.collector.take())
  if (found === 0) return refuseFile('file-no-questions')
  const pictures = into.shelf.pictures(digests)
  const bank = clip(into.bank, longestBank)
  if (bank !== into.bank) tally.add(`题库名称（只保留前${longestBank}字）`, into.bank)
  return accept({ format, bank, items: [], pictures, losses: tally.losses() })
}

/**
 * Reads an .xlsx of template A, B or C, recognised by its header: every sheet of that template, every row with text
 * of its own. Nothing is judged here but the file; `checkItem` judges the items. With a sink the items go there, a part
 * at a time, and none are left in the answer.
 */
export const readExcelItems = async (
  bytes: Uint8Array,
  sink?: ItemSink,
): Promise<Verdict<ParsedFile, SpreadsheetCode | NotItems>> => {
  const opened = await openWorkbook(bytes)
  if (opened.refused) return opened
  try {
    const items: ParsedItem[] = []
    const keep: ItemSink = async (part) => void items.push(...part)
    const read = await asVerdict(() => readBook(opened.value, sink ?? keep))
    if (read.refused || read.value.refused) return read.refused ? read : read.value
    return accept({ ...read.value.value, items })
  } finally {
    opened.value.close()
  }
}
