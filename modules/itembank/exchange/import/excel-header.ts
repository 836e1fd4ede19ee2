import { type Refusal, refuse } from '#platform/contract/verdict.ts'
import { type CellValue, displayedText } from '#platform/spreadsheet/cell.ts'
import { type ExcelField, type ExcelLayout, errorTitles, layouts } from '../core/excel-layouts.ts'
import { plainHeader } from './rows.ts'

export interface Header {
  readonly layout: ExcelLayout
  readonly columns: ReadonlyMap<ExcelField, number>
  /** Columns that no item can hold, by position. */
  readonly foreign: ReadonlyMap<number, string>
}

interface Matched extends Header {
  readonly missing: readonly string[]
}

const match = (titles: readonly string[], layout: ExcelLayout): Matched => {
  const columns = new Map<ExcelField, number>()
  const known = new Set<number>()
  const missing: string[] = []
  for (const { field, title, otherTitles = [] } of layout.columns) {
    const at = [title, ...otherTitles].map((one) => titles.indexOf(plainHeader(one))).find((one) => one >= 0)
    if (at !== undefined) known.add(at)
    if (field && at !== undefined) columns.set(field, at)
    else if (field && layout.needed.includes(field)) missing.push(title)
  }
  const added: readonly string[] = errorTitles
  const foreign = titles.flatMap((title, at) =>
    title === '' || known.has(at) || added.includes(title) ? [] : [[at, title] as const],
  )
  return { layout, columns, foreign: new Map(foreign), missing }
}

const titlesOf = (cells: readonly (CellValue | null)[]) =>
  cells.map((cell) => plainHeader(displayedText(cell)))

/** The template whose header this row is, or undefined. */
export const headerOf = (cells: readonly (CellValue | null)[]): Header | undefined => {
  const titles = titlesOf(cells)
  return layouts.map((layout) => match(titles, layout)).find(({ missing }) => missing.length === 0)
}

/** The refusal of a workbook without a header: names what the template it comes nearest to still needs. */
export const noHeader = (cells: readonly (CellValue | null)[]): Refusal<'HEADER_MISSING'> => {
  const titles = titlesOf(cells)
  const share = ({ layout, missing }: Matched) => missing.length / layout.needed.length
  const [nearest] = layouts
    .map((layout) => match(titles, layout))
    .toSorted((a, b) => b.columns.size - a.columns.size || share(a) - share(b))
  const missing = nearest?.missing ?? []
  return refuse('HEADER_MISSING', {
    sentence: `表头缺少列：${missing.join('、')}。`,
    remedy: '请使用题库导入模板，保留表头行。',
    clauses: [],
    details: { missing: [...missing] },
  })
}
