import type { CellValue } from './cell.ts'

/** A rectangle of merged cells; rows from 1, columns from 0, both ends included. */
export interface Merge {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** Column number from 0 and row number from 1 of `AB12`; undefined when it is no reference. */
export const parseReference = (
  reference: string,
): { readonly column: number; readonly row: number } | undefined => {
  let column = 0
  let at = 0
  for (; at < reference.length; at++) {
    const code = reference.charCodeAt(at)
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  const row = Number(reference.slice(at))
  return column > 0 && at <= 3 && Number.isInteger(row) && row > 0 ? { column: column - 1, row } : undefined
}

const mergeElement = /<(?:\w+:)?mergeCell\s[^<>]*?ref="([A-Z]{1,3}\d+):([A-Z]{1,3}\d+)"/g
const endOfData = /<\/(?:\w+:)?sheetData\s*>/

/**
 * Merged ranges come after the rows they concern, so a reader that fills them passes over the text twice.
 * This first pass looks at nothing but the end of the sheet.
 */
export const readMerges = async (chunks: AsyncIterable<string>): Promise<readonly Merge[]> => {
  const merges: Merge[] = []
  let rest = ''
  let pastData = false
  for await (const chunk of chunks) {
    rest += chunk
    const end = pastData ? undefined : endOfData.exec(rest)
    if (end) {
      pastData = true
      rest = rest.slice(end.index)
    }
    if (!pastData) {
      rest = rest.slice(-64)
      continue
    }
    let seen = Math.max(0, rest.lastIndexOf('<'))
    for (const match of rest.matchAll(mergeElement)) {
      const [start, stop] = [parseReference(match[1]!), parseReference(match[2]!)]
      if (start && stop)
        merges.push({ top: start.row, bottom: stop.row, left: start.column, right: stop.column })
      seen = Math.max(seen, match.index + match[0].length)
    }
    rest = rest.slice(seen)
  }
  return merges
}

/** Gives every covered cell of a vertical merge the value at its top, and each row the merges that cover it. */
export const mergeFiller = (merges: readonly Merge[]) => {
  const waiting = merges.toSorted((a, b) => a.top - b.top)
  let active: { readonly merge: Merge; value: CellValue | null }[] = []
  let next = 0
  return (rowNumber: number, cells: (CellValue | null)[]): readonly Merge[] => {
    active = active.filter(({ merge }) => merge.bottom >= rowNumber)
    for (; waiting[next] && waiting[next]!.top <= rowNumber; next++) {
      const merge = waiting[next]!
      if (merge.bottom >= rowNumber)
        active.push({ merge, value: merge.top === rowNumber ? (cells[merge.left] ?? null) : null })
    }
    for (const { merge, value } of active) {
      if (value === null || rowNumber === merge.top || cells[merge.left]) continue
      while (cells.length < merge.left) cells.push(null)
      cells[merge.left] = value
    }
    return active.map(({ merge }) => merge)
  }
}
