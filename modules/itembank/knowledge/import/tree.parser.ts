import { accept, type Verdict } from '#platform/contract/verdict.ts'
import type { SpreadsheetCode } from '#platform/spreadsheet/refusal.ts'
import { inWorker, type Parser, type UploadLimits } from '#platform/upload/in-worker.ts'
import { readTreeWorkbook, type TreeReading } from './tree-workbook.ts'

/** Runs in the thread that parses uploads. */
export const parseTree: Parser<TreeReading, SpreadsheetCode, null> = (input) => readTreeWorkbook(input)

const limits: UploadLimits = { bytes: 1_500_000, milliseconds: 20_000, memory: 256 }

/** Reads a tree workbook in a thread of its own; one code for all technical reasons, with their own words. */
export const readTreeApart = async (input: Uint8Array): Promise<Verdict<TreeReading, 'FILE_UNREADABLE'>> => {
  const module = new URL('./tree.parser.ts', import.meta.url)
  const read = await inWorker<TreeReading, SpreadsheetCode, null>({
    ...{ module, export: 'parseTree', input, settings: null, limits },
  })
  if (!read.refused) return accept(read.value)
  const { sentence, remedy, clauses, details } = read
  return {
    refused: true,
    code: 'FILE_UNREADABLE',
    sentence,
    remedy,
    clauses,
    field: 'file',
    ...(details && { details }),
  }
}
