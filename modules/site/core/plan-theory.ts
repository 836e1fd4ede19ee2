import { isAffirmed } from './checklist.ts'
import { roomRows, wholeNumber } from './plan-rooms.ts'
import type { Part, PlannedRoom, RoomSource } from './planned.ts'
import { type BookRow, type Finding, findingAt, type RoomsBook } from './rooms-book.ts'
import { contradictions, type ListedSeat, parsePlaces, seatsOf } from './seating.ts'

/** More rows or columns than a room can have are a slip of the pen. */
const largestSide = 60

const listedSeat = ({ rowNumber, cells }: BookRow): ListedSeat => ({
  sheetRow: rowNumber,
  row: wholeNumber(cells.row) ?? 0,
  column: wholeNumber(cells.column) ?? 0,
  number: wholeNumber(cells.number) ?? 0,
  status: cells.status ?? '',
})

interface Sheet {
  readonly rows: number
  readonly columns: number
  readonly broken: readonly (readonly [number, number])[]
}

/** Rows, columns and broken seats of the room's own row, or what is wrong with them. */
const gridOf = (row: BookRow): { grid: Sheet | null; findings: Finding[] } => {
  const at = findingAt('theory', row)
  const findings: Finding[] = []
  const side = (key: 'rows' | 'columns') => {
    const value = wholeNumber(row.cells[key])
    if (value !== null && value >= 1 && value <= largestSide) return value
    findings.push(at('error', key, { reason: `应为1至${largestSide}的整数` }))
    return 0
  }
  const rows = side('rows')
  const columns = side('columns')
  const broken = parsePlaces(row.cells.broken ?? '')
  if (broken === null)
    findings.push(at('error', 'broken', { reason: '应为“行-列”，多个用分号隔开，如4-6;4-7' }))
  else if (broken.some(([r, c]) => r < 1 || r > rows || c < 1 || c > columns))
    findings.push(at('error', 'broken', { reason: '损坏座位在行列范围之外' }))
  return { grid: findings.length > 0 || broken === null ? null : { rows, columns, broken }, findings }
}

/** The sums of the room's row and its seat list, each against the grid. */
const sumFindings = (row: BookRow, grid: Sheet, listed: readonly ListedSeat[]): Finding[] => {
  const at = findingAt('theory', row)
  const findings: Finding[] = []
  const places = grid.rows * grid.columns
  if (wholeNumber(row.cells.seatCount) !== places)
    findings.push(at('error', 'seatCount', { reason: `${grid.rows}行${grid.columns}列应为${places}座` }))
  const usable = places - grid.broken.length
  if (wholeNumber(row.cells.usableCount) !== usable)
    findings.push(at('error', 'usableCount', { reason: `除去损坏的${grid.broken.length}座应为${usable}座` }))
  for (const { sheetRow, reason } of contradictions(grid, listed)) {
    const seat = { rowNumber: sheetRow ?? row.rowNumber, cells: { code: row.cells.code ?? '' } }
    findings.push(findingAt('seats', seat)('error', 'code', { reason, clauses: ['SDS-4.1-10'] }))
  }
  return findings
}

const roomOf = (
  row: BookRow,
  listed: readonly ListedSeat[],
): { room: PlannedRoom | null; findings: Finding[] } => {
  const { grid, findings } = gridOf(row)
  if (grid === null) return { room: null, findings }
  const sums = sumFindings(row, grid, listed)
  if (sums.length > 0) return { room: null, findings: sums }
  const { code = '', siteCode = '', building = '', floor = '', doorNumber = '', single = '' } = row.cells
  const room: PlannedRoom = {
    siteCode,
    code,
    kind: 'theory',
    name: code,
    building,
    floor,
    doorNumber,
    rowCount: grid.rows,
    columnCount: grid.columns,
    frontGapCm: wholeNumber(row.cells.frontGap),
    sideGapCm: wholeNumber(row.cells.sideGap),
    singleSeating: isAffirmed(single),
    occupationCodes: [],
    practicalModules: [],
    calibratedUntil: null,
    equipment: row.extra,
    seats: seatsOf(listed),
  }
  return { room, findings: [] }
}

/** Seats of rooms that no sheet of rooms knows would otherwise vanish without a word. */
const strayFindings = (book: RoomsBook): Finding[] => {
  const codes = new Set(book.theory.map(({ cells }) => cells.code))
  const told = new Set<string>()
  return book.seats.flatMap((row) => {
    const code = row.cells.code ?? ''
    if (codes.has(code) || told.has(code)) return []
    told.add(code)
    return [findingAt('seats', row)('error', 'code', { reason: '理论考场表中没有这个考场编号' })]
  })
}

/** Theory rooms: the grid of the room's row checked against the seat list, seat by seat (SDS-4.1-10). */
export const planTheory = (source: RoomSource): Part<PlannedRoom> => {
  const { book } = source
  const listed = Map.groupBy(book.seats, ({ cells }) => cells.code ?? '')
  const part = roomRows({ ...source, sheet: 'theory' }, (row) =>
    roomOf(row, (listed.get(row.cells.code ?? '') ?? []).map(listedSeat)),
  )
  return { ...part, findings: [...part.findings, ...strayFindings(book)] }
}
