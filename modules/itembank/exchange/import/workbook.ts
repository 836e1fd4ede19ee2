import { shownText } from '#platform/spreadsheet/cell.ts'
import type { Workbook } from '#platform/spreadsheet/reader.ts'
import type { SheetRow } from './rows.ts'

/** Rows of a sheet with every cell as the text a reader would see; a formula counts as its last value. */
export async function* textRows(workbook: Workbook, sheet: string | number): AsyncIterable<SheetRow> {
  for await (const { rowNumber, cells } of workbook.rows(sheet)) {
    yield { rowNumber, cells: cells.map((cell) => (cell === null ? null : shownText(cell))) }
  }
}
