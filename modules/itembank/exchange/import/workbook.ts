import type { Verdict } from '#platform/contract/verdict.ts'
import { shownText } from '#platform/spreadsheet/cell.ts'
import { asVerdict, openWorkbook, type Workbook } from '#platform/spreadsheet/reader.ts'
import type { SpreadsheetCode } from '#platform/spreadsheet/refusal.ts'
import { type BlueprintReading, readBlueprint } from '../../knowledge/import/blueprint.ts'
import { type ItemImport, readItems } from './excel-a.ts'
import type { SheetRow } from './rows.ts'

const itemSheet = '题库模板'
const blueprintSheets = {
  tree: '鉴定要素细目表',
  types: '题型分布',
  ranges: '知识点分布',
  parameters: '组卷参数',
} as const

/** Rows of a sheet with every cell as the text a reader would see; a formula counts as its last value. */
export async function* textRows(workbook: Workbook, sheet: string | number): AsyncIterable<SheetRow> {
  for await (const { rowNumber, cells } of workbook.rows(sheet)) {
    yield { rowNumber, cells: cells.map((cell) => (cell === null ? null : shownText(cell))) }
  }
}

const withWorkbook = async <T>(
  bytes: Uint8Array,
  read: (workbook: Workbook) => Promise<T>,
): Promise<Verdict<T, SpreadsheetCode>> => {
  const opened = await openWorkbook(bytes)
  if (opened.refused) return opened
  try {
    return await asVerdict(() => read(opened.value))
  } finally {
    opened.value.close()
  }
}

/** Hands on the rows of an .xlsx of template A: its sheet 题库模板, or the first one. */
export const readItemSheet = <T>(
  bytes: Uint8Array,
  read: (rows: AsyncIterable<SheetRow>) => Promise<T>,
): Promise<Verdict<T, SpreadsheetCode>> =>
  withWorkbook(bytes, (workbook) => {
    const named = workbook.sheets.some(({ name }) => name === itemSheet)
    return read(textRows(workbook, named ? itemSheet : 0))
  })

/** Reads and judges an .xlsx of template A. */
export const readItemWorkbook = async (
  bytes: Uint8Array,
  points?: ReadonlySet<string>,
): Promise<Verdict<ItemImport, SpreadsheetCode | 'HEADER_MISSING'>> => {
  const read = await readItemSheet(bytes, (rows) => readItems(rows, points))
  return read.refused ? read : read.value
}

/** Reads an .xlsx with a knowledge tree and a blueprint; a missing sheet is refused by name. */
export const readBlueprintWorkbook = async (
  bytes: Uint8Array,
): Promise<Verdict<BlueprintReading, SpreadsheetCode>> =>
  withWorkbook(bytes, (workbook) =>
    readBlueprint({
      tree: textRows(workbook, blueprintSheets.tree),
      types: textRows(workbook, blueprintSheets.types),
      ranges: textRows(workbook, blueprintSheets.ranges),
      parameters: textRows(workbook, blueprintSheets.parameters),
    }),
  )
