import { type Refusal, refuse } from '#platform/contract/verdict.ts'
import type { SheetRow } from '../../exchange/import/rows.ts'

export type SheetProblem = 'SHEET_UNREADABLE' | 'ROW_UNREADABLE'

/** What was read, and everything that could not be. */
export interface Read<T, C extends string = SheetProblem> {
  readonly value: T
  readonly problems: readonly Refusal<C>[]
}

export const unreadable = (sheet: string, sentence: string): Refusal<SheetProblem> =>
  refuse('SHEET_UNREADABLE', {
    field: sheet,
    sentence,
    remedy: '请使用规定的工作簿，不要改动表头。',
    clauses: [],
  })

/** `column`: where in the row, from 0, so that it can be marked there. */
export const badRow = (
  sheet: string,
  { rowNumber }: SheetRow,
  { what, column }: { readonly what: string; readonly column?: number },
): Refusal<SheetProblem> =>
  refuse('ROW_UNREADABLE', {
    field: sheet,
    sentence: `“${sheet}”第${rowNumber}行：${what}。`,
    remedy: '请改正该行后重新导入。',
    clauses: [],
    details: { rowNumber, ...(column === undefined ? {} : { column }) },
  })
