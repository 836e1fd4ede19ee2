import { hash } from 'node:crypto'
import { parseIdentityType } from '#modules/policy/core/identity.ts'
import type { PackId } from '#modules/policy/core/pack.ts'
import { regime } from '#modules/policy/core/regime.ts'
import { canonicalJson } from '#platform/audit/chain.ts'
import type { Day } from '#platform/clock/day.ts'
import { accept, type Verdict } from '#platform/contract/verdict.ts'
import { type CellValue, dayOfSerial, shownText } from '#platform/spreadsheet/cell.ts'
import { asVerdict, openWorkbook, type Workbook } from '#platform/spreadsheet/reader.ts'
import type { SpreadsheetCode } from '#platform/spreadsheet/refusal.ts'
import type { SheetRow } from '#platform/spreadsheet/rows.ts'
import type { Parser } from '#platform/upload/in-worker.ts'
import type { RosterCell } from '../core/roster-cell.ts'
import { codeOf } from '../core/roster-cell.ts'
import {
  type HeaderMap,
  looksLikeHeader,
  matchHeader,
  type RosterKey,
  rosterColumns,
} from '../core/roster-columns.ts'
import type { RosterCells, RosterLine, RosterRules, RowProblem } from '../core/roster-fields.rule.ts'
import { type RosterCandidate, readRow } from '../core/roster-row.rule.ts'

/** What the reading thread is told; it looks the law up itself. */
export interface RosterSettings {
  readonly pack: PackId
  /** The day whose regime rules the batch. */
  readonly ruledOn: Day
  /** The close of enrolment. */
  readonly on: Day
  readonly lines: readonly RosterLine[]
}

/** One row as read: accepted so far, refused, or no candidate at all. */
export interface ReadRow {
  readonly rowNumber: number
  /** The cells of the 33 columns as shown, in the columns' order: what the error workbook gives back. */
  readonly shown: readonly string[]
  readonly isCandidate: boolean
  readonly candidate: RosterCandidate | null
  /** Digest of the candidate's data: equal for equal content, whatever the order of the rows. Empty without a candidate. */
  readonly contentDigest: string
  readonly problems: readonly RowProblem[]
}

export interface RosterSummary {
  readonly rows: number
  /** Headers the template does not have; their cells are kept. */
  readonly unknownColumns: readonly string[]
}

export type RosterCode = 'ROSTER_HEADER' | 'ROSTER_EMPTY' | SpreadsheetCode

/** Rows handed over at once: few enough to be inserted by one statement, many enough to be fast. */
const batchSize = 200

const cellOf = (value: CellValue | null | undefined): RosterCell | null => {
  if (!value) return null
  switch (value.kind) {
    case 'number':
      return { kind: 'number', raw: value.raw, day: dayOfSerial(value.number) ?? null }
    case 'date':
      return { kind: 'date', day: value.day }
    case 'boolean':
      return { kind: 'text', text: value.boolean ? '是' : '否' }
    case 'formula':
    case 'error':
      return {
        kind: 'formula',
        text: shownText(value) || (value.kind === 'formula' ? `=${value.formula}` : ''),
      }
    default:
      return { kind: 'text', text: value.text }
  }
}

const isBlank = (row: SheetRow): boolean =>
  row.blank || row.cells.every((cell) => shownText(cell).trim() === '')

/** A line across the table (one text, or a merge over most columns) separates groups and names nobody. */
const isSeparator = (row: SheetRow, header: HeaderMap): boolean => {
  const filled = row.cells.filter((cell) => shownText(cell).trim() !== '').length
  const across = row.merges.some(({ left, right }) => right - left >= header.keys.length / 2)
  return across || filled <= 1
}

const separatorProblem: RowProblem = {
  code: 'NOT_A_CANDIDATE',
  sentence: '该行不是考生信息（分隔行或说明行），未导入。',
  remedy: '无需处理；可从文件中删去该行。',
  clauses: [],
  column: '序号',
}

const duplicateOf = (rowNumber: number): RowProblem => ({
  code: 'DUPLICATE_IN_FILE',
  sentence: `证件号码与第${rowNumber}行重复。`,
  remedy: '同一考生在一个批次只能报名一次，请删去重复的行或更正证件号码。',
  clauses: ['SDS-3.2-01', 'SDS-3.3-10'],
  column: '证件号码',
})

/** Finds a number that stood in an earlier row, whatever its width, case and spaces. */
const duplicateFinder = () => {
  const firstRows = new Map<string, number>()
  return (cells: RosterCells, rowNumber: number): RowProblem | null => {
    const number = codeOf(cells.documentNumber ?? null)
    if (number === '') return null
    const key = `${parseIdentityType(codeOf(cells.documentType ?? null))}:${number}`
    const first = firstRows.get(key)
    if (first === undefined) firstRows.set(key, rowNumber)
    return first === undefined ? null : duplicateOf(first)
  }
}

const contentDigestOf = (candidate: RosterCandidate | null): string => {
  if (candidate === null) return ''
  const { evaluation: _, contradictions: __, details, ...content } = candidate
  const { 序号: ___, ...kept } = details
  return hash('sha256', canonicalJson({ ...content, kept }))
}

const rowReader = (header: HeaderMap, rules: RosterRules) => {
  const findDuplicate = duplicateFinder()
  const at = (key: RosterKey) => header.keys.indexOf(key)
  const places = rosterColumns.map(({ key }) => ({ key, column: at(key) }))
  return (row: SheetRow): ReadRow | null => {
    if (isBlank(row)) return null
    const shown = places.map(({ column }) => shownText(row.cells[column] ?? null))
    const base = { rowNumber: row.rowNumber, shown }
    if (isSeparator(row, header)) {
      const text = shownText(row.cells.find((cell) => shownText(cell).trim() !== '') ?? null)
      const nobody = { isCandidate: false, candidate: null, contentDigest: '' }
      return { ...base, shown: [text], ...nobody, problems: [separatorProblem] }
    }
    const cells = Object.fromEntries(
      places.map(({ key, column }) => [key, cellOf(row.cells[column])]),
    ) as RosterCells
    const extra = header.unknown.flatMap(({ at: column, title }): [string, string][] => {
      const text = shownText(row.cells[column] ?? null).trim()
      return text === '' ? [] : [[title, text]]
    })
    const duplicate = findDuplicate(cells, row.rowNumber)
    const verdict = readRow(cells, rules, Object.fromEntries(extra))
    const candidate = duplicate ? null : verdict.candidate
    const problems = duplicate ? [duplicate, ...verdict.problems] : verdict.problems
    return { ...base, isCandidate: true, candidate, contentDigest: contentDigestOf(candidate), problems }
  }
}

/** The header stands in one of the first rows; titles and notes may stand above it. */
const headerDepth = 10

const readRows = async (
  book: Workbook,
  rules: RosterRules,
  emit: (rows: readonly ReadRow[]) => Promise<void>,
): Promise<Verdict<RosterSummary, RosterCode>> => {
  let header: HeaderMap | null = null
  let read: ReturnType<typeof rowReader> | null = null
  let rows = 0
  let batch: ReadRow[] = []
  let lookedAt = 0
  for await (const row of book.rows(0, { fillMerges: true })) {
    if (!read) {
      const titles = row.cells.map(shownText)
      lookedAt += 1
      if (!looksLikeHeader(titles) && lookedAt < headerDepth) continue
      const matched = matchHeader(titles)
      if (matched.refused) return matched
      header = matched.value
      read = rowReader(header, rules)
      continue
    }
    const result = read(row)
    if (!result) continue
    rows += 1
    batch.push(result)
    if (batch.length < batchSize) continue
    await emit(batch)
    batch = []
  }
  if (!header) return matchHeader([]) as Verdict<never, RosterCode>
  if (batch.length > 0) await emit(batch)
  return accept({ rows, unknownColumns: header.unknown.map(({ title }) => title) })
}

/** Reads a roster workbook row by row, judging each; runs in a thread of its own with limits. */
export const parseRoster: Parser<RosterSummary, RosterCode, RosterSettings, readonly ReadRow[]> = async (
  input,
  settings,
  emit,
) => {
  const opened = await openWorkbook(input)
  if (opened.refused) return opened
  const rules: RosterRules = {
    regime: regime(settings.pack, settings.ruledOn),
    lines: settings.lines,
    on: settings.on,
  }
  try {
    const verdict = await asVerdict(() => readRows(opened.value, rules, emit))
    return verdict.refused ? verdict : verdict.value
  } finally {
    opened.value.close()
  }
}
