/** A row of a sheet as the spreadsheet reader gives it; `rowNumber` is the one the user sees, from 1. */
export interface SheetRow {
  readonly rowNumber: number
  readonly cells: readonly (string | number | null)[]
}

export type Rows = Iterable<SheetRow> | AsyncIterable<SheetRow>

export const textOf = (row: SheetRow, column: number | undefined): string => {
  const cell = column === undefined ? null : row.cells[column]
  return cell === null || cell === undefined ? '' : String(cell).trim()
}

/** NaN where the cell is empty or no number. */
export const numberOf = (row: SheetRow, column: number | undefined): number => {
  const text = textOf(row, column).normalize('NFKC')
  return text === '' ? Number.NaN : Number(text)
}

export const isBlank = ({ cells }: SheetRow): boolean =>
  cells.every((cell) => cell === null || cell === undefined || String(cell).trim() === '')

/** Headers are compared without width, spaces, brackets and case: `试题（选项 A）` is `试题(选项A)`. */
export const plainHeader = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s()[\]【】%]/g, '')
    .toUpperCase()

/** Column of each wanted header; headers that are not there are listed. */
export const findColumns = <K extends string>(
  row: SheetRow,
  wanted: { readonly [P in K]: string },
): { readonly columns: { readonly [P in K]?: number }; readonly missing: readonly string[] } => {
  const headers = row.cells.map((cell) => plainHeader(String(cell ?? '')))
  const columns: { [P in K]?: number } = {}
  const missing: string[] = []
  for (const name of Object.keys(wanted) as K[]) {
    const column = headers.indexOf(plainHeader(wanted[name]))
    if (column < 0) missing.push(wanted[name])
    else columns[name] = column
  }
  return { columns, missing }
}

export const collect = async (rows: Rows): Promise<readonly SheetRow[]> => {
  const all: SheetRow[] = []
  for await (const row of rows) all.push(row)
  return all
}
