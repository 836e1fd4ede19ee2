import { accept, type Verdict } from '#platform/contract/verdict.ts'
import type { SpreadsheetCode } from '#platform/spreadsheet/refusal.ts'
import { inWorker, type Parser, type UploadCode, type UploadLimits } from '#platform/upload/in-worker.ts'
import type { BlueprintReading } from '../../knowledge/import/blueprint.ts'
import type { ItemImport } from './excel-a.ts'
import { readBlueprintWorkbook, readItemWorkbook } from './workbook.ts'

type ItemCode = SpreadsheetCode | 'HEADER_MISSING'

/** Runs in the thread that parses uploads; `points`: codes of the knowledge tree, or null for any. */
export const parseItems: Parser<ItemImport, ItemCode, { readonly points: readonly string[] | null }> = (
  input,
  { points },
) => readItemWorkbook(input, points === null ? undefined : new Set(points))

export const parseBlueprint: Parser<BlueprintReading, SpreadsheetCode, null> = (input) =>
  readBlueprintWorkbook(input)

const limits: UploadLimits = { bytes: 1_500_000, milliseconds: 20_000, memory: 256 }
const module = new URL('./workbook.parser.ts', import.meta.url)

/** Reads an item workbook in a thread of its own. */
export const readItemsApart = (
  input: Uint8Array,
  points: readonly string[] | null,
): Promise<Verdict<ItemImport, ItemCode | UploadCode>> =>
  inWorker({ module, export: 'parseItems', input, settings: { points }, limits })

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
