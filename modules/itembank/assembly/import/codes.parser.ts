import type { Verdict } from '#platform/contract/verdict.ts'
import { asVerdict, openWorkbook } from '#platform/spreadsheet/reader.ts'
import type { SpreadsheetCode } from '#platform/spreadsheet/refusal.ts'
import { inWorker, type Parser, type UploadCode, type UploadLimits } from '#platform/upload/in-worker.ts'
import { collect, plainHeader, type SheetRow, textOf } from '../../exchange/import/rows.ts'
import { textRows } from '../../exchange/import/workbook.ts'

const headers: readonly string[] = ['试题编号', '题目编号', '试题代码', '编号'].map(plainHeader)

/** The column headed 试题编号, or the first one of a sheet without header, from top to bottom. */
export const codesOf = (rows: readonly SheetRow[]): readonly string[] => {
  const [head] = rows
  const column =
    head?.cells.findIndex((cell) => cell !== null && headers.includes(plainHeader(String(cell)))) ?? -1
  const body = column < 0 ? rows : rows.slice(1)
  return body.map((row) => textOf(row, Math.max(0, column))).filter((code) => code !== '')
}

/** Runs in the thread that parses uploads. */
export const parseCodes: Parser<readonly string[], SpreadsheetCode, null> = async (input) => {
  const opened = await openWorkbook(input)
  if (opened.refused) return opened
  const workbook = opened.value
  try {
    return await asVerdict(async () => codesOf(await collect(textRows(workbook, 0))))
  } finally {
    workbook.close()
  }
}

const limits: UploadLimits = { bytes: 1_500_000, milliseconds: 20_000, memory: 256 }

/** Reads a workbook of item codes in a thread of its own. */
export const readCodesApart = (
  input: Uint8Array,
): Promise<Verdict<readonly string[], SpreadsheetCode | UploadCode>> =>
  inWorker({
    module: new URL('./codes.parser.ts', import.meta.url),
    ...{ export: 'parseCodes', input, settings: null, limits },
  })
