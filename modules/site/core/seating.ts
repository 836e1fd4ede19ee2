import type { SeatPlace } from './room.ts'

/** A seat list as a file gives it, with the row of the sheet where each seat stands. */
export interface ListedSeat {
  readonly sheetRow: number
  readonly row: number
  readonly column: number
  readonly number: number
  /** `可用`, or what is broken. */
  readonly status: string
}

export interface Grid {
  readonly rows: number
  readonly columns: number
}

export const usableWord = '可用'

/** S-shaped numbers: odd rows from the left, even rows from the right, so that neighbours in number sit side by side. */
export const serpentineNumber = ({ columns }: Pick<Grid, 'columns'>, row: number, column: number): number =>
  (row - 1) * columns + (row % 2 === 1 ? column : columns - column + 1)

/** `4-6;4-7` as row and column pairs; null when it is not of that form. */
export const parsePlaces = (text: string): readonly (readonly [row: number, column: number])[] | null => {
  const parts = text.split(/[;；,，、\s]+/u).filter((part) => part !== '')
  const places = parts.map((part) => /^(\d{1,2})\s*[-－—]\s*(\d{1,2})$/u.exec(part))
  return places.every((match) => match !== null)
    ? places.map((match) => [Number(match[1]), Number(match[2])] as const)
    : null
}

export interface Contradiction {
  /** Row of the seat list; null: of the room as a whole. */
  readonly sheetRow: number | null
  readonly reason: string
}

const listContradictions = (grid: Grid, listed: readonly ListedSeat[]): Contradiction[] => {
  const seen = new Map<string, number>()
  const found: Contradiction[] = []
  for (const { sheetRow, row, column, number } of listed) {
    const place = `${row}-${column}`
    const earlier = seen.get(place)
    const expected = serpentineNumber(grid, row, column)
    if (row < 1 || row > grid.rows || column < 1 || column > grid.columns)
      found.push({ sheetRow, reason: `${place}在${grid.rows}行${grid.columns}列之外` })
    else if (earlier !== undefined) found.push({ sheetRow, reason: `${place}与第${earlier}行重复` })
    else if (number !== expected)
      found.push({ sheetRow, reason: `${place}按S形编号应为${expected}，表中为${number}` })
    seen.set(place, sheetRow)
  }
  for (let row = 1; row <= grid.rows; row++)
    for (let column = 1; column <= grid.columns; column++)
      if (!seen.has(`${row}-${column}`))
        found.push({ sheetRow: null, reason: `座位清单缺少${row}-${column}` })
  return found
}

const brokenContradictions = (
  broken: readonly (readonly [number, number])[],
  listed: readonly ListedSeat[],
): Contradiction[] => {
  const stated = new Set(broken.map(([row, column]) => `${row}-${column}`))
  return listed.flatMap(({ sheetRow, row, column, status }) => {
    const place = `${row}-${column}`
    if (stated.has(place) && status === usableWord)
      return [{ sheetRow, reason: `${place}在考场表中列为损坏，座位清单中为可用` }]
    if (!stated.has(place) && status !== usableWord)
      return [{ sheetRow, reason: `${place}在座位清单中为“${status}”，考场表未列为损坏` }]
    return []
  })
}

/** Where the grid with its broken seats and the seat list of one room do not say the same. */
export const contradictions = (
  grid: Grid & { readonly broken: readonly (readonly [number, number])[] },
  listed: readonly ListedSeat[],
): readonly Contradiction[] => [
  ...listContradictions(grid, listed),
  ...brokenContradictions(grid.broken, listed),
]

export const seatsOf = (listed: readonly ListedSeat[]): SeatPlace[] =>
  listed.map(({ row, column, number, status }) => ({
    row,
    column,
    number,
    usable: status === usableWord,
    defect: status === usableWord ? null : status,
  }))

/** A sheet numbers stations but draws no plan of the workshop; they are shown in rows of at most this many. */
const drawnInARow = 6

export const stationGrid = (count: number): Grid => {
  const columns = Math.min(count, drawnInARow)
  return { rows: columns === 0 ? 0 : Math.ceil(count / columns), columns }
}

/** Stations 1…count in reading order. */
export const stations = (count: number, broken: readonly number[]): SeatPlace[] => {
  const { columns } = stationGrid(count)
  return Array.from({ length: count }, (_, at) => {
    const usable = !broken.includes(at + 1)
    return {
      row: Math.floor(at / columns) + 1,
      column: (at % columns) + 1,
      number: at + 1,
      usable,
      defect: usable ? null : '工位故障',
    }
  })
}
