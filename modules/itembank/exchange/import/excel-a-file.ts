import { accept, type Verdict } from '#platform/contract/verdict.ts'
import type { SpreadsheetCode } from '#platform/spreadsheet/refusal.ts'
import type { ParsedFile, ParsedItem } from '../core/parsed.ts'
import { draftOf, headerTitles, readHeader } from './excel-a.ts'
import { isBlank, type Rows, type SheetRow, textOf } from './rows.ts'
import { readItemSheet } from './workbook.ts'

type Columns = Parameters<typeof draftOf>[1]

const sourceOf = (row: SheetRow, columns: Columns): string =>
  (Object.keys(headerTitles) as (keyof Columns)[])
    .flatMap((name) => {
      const text = textOf(row, columns[name])
      return text === '' ? [] : [`${headerTitles[name]}：${text}`]
    })
    .join('\n')
    .slice(0, 4000)

const itemOf = (row: SheetRow, columns: Columns): ParsedItem => ({
  place: `第${row.rowNumber}行`,
  source: sourceOf(row, columns),
  draft: draftOf(row, columns),
  problems: [],
  losses: [],
  knowledge: [],
})

const fileOf = async (rows: Rows): Promise<Verdict<ParsedFile, 'HEADER_MISSING'>> => {
  let columns: Columns | undefined
  let bank = ''
  const items: ParsedItem[] = []
  for await (const row of rows) {
    if (!columns) {
      const header = readHeader(row)
      if (header.refused) return header
      columns = header.value
    } else if (!isBlank(row)) {
      bank ||= textOf(row, columns.bank)
      items.push(itemOf(row, columns))
    }
  }
  return accept({ format: 'excel-a', bank, items, pictures: [], losses: [] })
}

/** Template A as every other format is read: what stands in it, without judging it. */
export const readExcelAFile = async (
  bytes: Uint8Array,
): Promise<Verdict<ParsedFile, SpreadsheetCode | 'HEADER_MISSING'>> => {
  const read = await readItemSheet(bytes, fileOf)
  return read.refused ? read : read.value
}
