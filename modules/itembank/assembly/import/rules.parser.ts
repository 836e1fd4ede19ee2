import type { Verdict } from '#platform/contract/verdict.ts'
import { asVerdict, openWorkbook } from '#platform/spreadsheet/reader.ts'
import type { SpreadsheetCode } from '#platform/spreadsheet/refusal.ts'
import { inWorker, type Parser, type UploadCode, type UploadLimits } from '#platform/upload/in-worker.ts'
import { textRows } from '../../exchange/import/workbook.ts'
import { type RulesReading, readRuleSheets } from './rule-sheets.ts'

const sheetNames = { types: '题型分布', ranges: '知识点分布', parameters: '组卷参数' } as const

/** Runs in the thread that parses uploads. A missing sheet is refused by name. */
export const parseRules: Parser<RulesReading, SpreadsheetCode, null> = async (input) => {
  const opened = await openWorkbook(input)
  if (opened.refused) return opened
  const workbook = opened.value
  try {
    return await asVerdict(() =>
      readRuleSheets({
        types: textRows(workbook, sheetNames.types),
        ranges: textRows(workbook, sheetNames.ranges),
        parameters: textRows(workbook, sheetNames.parameters),
      }),
    )
  } finally {
    workbook.close()
  }
}

const limits: UploadLimits = { bytes: 1_500_000, milliseconds: 20_000, memory: 256 }

/** Reads a rules workbook in a thread of its own. */
export const readRulesApart = (
  input: Uint8Array,
): Promise<Verdict<RulesReading, SpreadsheetCode | UploadCode>> =>
  inWorker({
    module: new URL('./rules.parser.ts', import.meta.url),
    ...{ export: 'parseRules', input, settings: null, limits },
  })
