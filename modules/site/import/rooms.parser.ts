// Runs in a worker: an uploaded workbook becomes rows of text by column, and nothing more.
import { normaliseCell, normaliseHeader } from '#modules/policy/core/text.ts'
import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { shownText } from '#platform/spreadsheet/cell.ts'
import { asVerdict, openWorkbook, type Workbook } from '#platform/spreadsheet/reader.ts'
import type { SpreadsheetCode } from '#platform/spreadsheet/refusal.ts'
import type { SheetRow } from '#platform/spreadsheet/rows.ts'
import {
  type BookRow,
  type RoomsBook,
  roomsBookShape,
  type SheetKey,
  type SheetShape,
  sheetKeys,
} from '../core/rooms-book.ts'

export type RoomsParserCode = SpreadsheetCode | 'SHEET_MISSING' | 'COLUMN_MISSING'

class BookRefused extends Error {
  readonly refusal: Refusal<'SHEET_MISSING' | 'COLUMN_MISSING'>
  constructor(refusal: Refusal<'SHEET_MISSING' | 'COLUMN_MISSING'>) {
    super(refusal.code)
    this.refusal = refusal
  }
}

const textsOf = (row: SheetRow): string[] => row.cells.map((cell) => normaliseCell(shownText(cell)))

/** Where each column of the shape stands; the rest by header. Throws BookRefused when a column is missing. */
const headOf = (shape: SheetShape, headers: readonly string[]) => {
  const normalised = headers.map(normaliseHeader)
  const at = new Map(
    shape.columns.map(({ key, header }) => [key, normalised.indexOf(normaliseHeader(header))]),
  )
  const missing = shape.columns.filter(({ key, optional }) => !optional && at.get(key) === -1)
  if (missing.length > 0) {
    const words = missing.map(({ header }) => `“${header}”`).join('、')
    throw new BookRefused(
      refuse('COLUMN_MISSING', {
        sentence: `工作表“${shape.name}”缺少列：${words}。`,
        remedy: '请使用下载的模板，不要改动列名。',
        clauses: [],
      }),
    )
  }
  const taken = new Set(at.values())
  const rest = headers.flatMap((header, index) =>
    header === '' || taken.has(index) ? [] : [[header, index] as const],
  )
  return { at, rest }
}

const readSheet = async (book: Workbook, name: string, shape: SheetShape): Promise<BookRow[]> => {
  const rows: BookRow[] = []
  let head: ReturnType<typeof headOf> | undefined
  for await (const row of book.rows(name)) {
    if (row.blank) continue
    const texts = textsOf(row)
    if (head === undefined) {
      head = headOf(shape, texts)
      continue
    }
    rows.push({
      rowNumber: row.rowNumber,
      cells: Object.fromEntries([...head.at].map(([key, index]) => [key, texts[index] ?? ''])),
      extra: Object.fromEntries(
        head.rest.flatMap(([header, index]) => (texts[index] ? [[header, texts[index]]] : [])),
      ),
    })
  }
  return rows
}

const readBook = async (book: Workbook): Promise<RoomsBook> => {
  const sheets: Partial<Record<SheetKey, BookRow[]>> = {}
  for (const key of sheetKeys) {
    const shape = roomsBookShape[key]
    const found = book.sheets.find(({ name }) => normaliseHeader(name) === normaliseHeader(shape.name))
    if (!found && key === 'sites')
      throw new BookRefused(
        refuse('SHEET_MISSING', {
          sentence: '工作簿中没有“考点”工作表。',
          remedy: '请使用下载的模板填写。',
          clauses: [],
        }),
      )
    sheets[key] = found ? await readSheet(book, found.name, shape) : []
  }
  return sheets as RoomsBook
}

/** Reads a workbook of sites and rooms. */
export const parseRoomsBook = async (input: Uint8Array): Promise<Verdict<RoomsBook, RoomsParserCode>> => {
  const opened = await openWorkbook(input)
  if (opened.refused) return opened
  try {
    const read = await asVerdict(() => readBook(opened.value))
    return read.refused ? read : accept(read.value)
  } catch (error) {
    if (error instanceof BookRefused) return error.refusal
    throw error
  } finally {
    opened.value.close()
  }
}
