import type { Verdict } from '#platform/contract/verdict.ts'
import { shownText } from '#platform/spreadsheet/cell.ts'
import { asVerdict, openWorkbook, type Workbook } from '#platform/spreadsheet/reader.ts'
import type { SpreadsheetCode } from '#platform/spreadsheet/refusal.ts'
import { type BlueprintReading, readBlueprint } from '../../knowledge/import/blueprint.ts'
import type { SheetRow } from './rows.ts'

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
