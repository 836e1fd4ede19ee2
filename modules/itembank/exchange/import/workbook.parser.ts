import { accept, type Verdict } from '#platform/contract/verdict.ts'
import type { SpreadsheetCode } from '#platform/spreadsheet/refusal.ts'
import { inWorker, type Parser, type UploadCode, type UploadLimits } from '#platform/upload/in-worker.ts'
import type { BlueprintReading } from '../../knowledge/import/blueprint.ts'
import { readBlueprintWorkbook } from './workbook.ts'

export const parseBlueprint: Parser<BlueprintReading, SpreadsheetCode, null> = (input) =>
  readBlueprintWorkbook(input)

const limits: UploadLimits = { bytes: 1_500_000, milliseconds: 20_000, memory: 256 }
const module = new URL('./workbook.parser.ts', import.meta.url)

/** Reads a blueprint workbook in a thread of its own. */
export const readBlueprintApart = (
  input: Uint8Array,
): Promise<Verdict<BlueprintReading, SpreadsheetCode | UploadCode>> =>
  inWorker({ module, export: 'parseBlueprint', input, settings: null, limits })

/** What the users are told of a file that is not read: one code for all technical reasons, with their own words. */
export const unreadableOr = <T>(
  read: Verdict<T, string>,
): Verdict<T, 'FILE_UNREADABLE' | 'HEADER_MISSING'> => {
  if (!read.refused) return accept(read.value)
  const { sentence, remedy, clauses, details } = read
  const code = read.code === 'HEADER_MISSING' ? 'HEADER_MISSING' : 'FILE_UNREADABLE'
  return { refused: true, code, sentence, remedy, clauses, field: 'file', ...(details && { details }) }
}
