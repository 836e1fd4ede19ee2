import { checkOccupationCode } from '#modules/policy/core/occupation.ts'
import { type Day, isDay } from '#platform/clock/day.ts'
import { type RoomReading, roomRows, wholeNumber } from './plan-rooms.ts'
import type { ImportGround, Part, PlannedRoom, RoomSource } from './planned.ts'
import type { RoomKind } from './room.ts'
import { type BookRow, type Finding, findingAt } from './rooms-book.ts'
import { stationGrid, stations } from './seating.ts'

/** More stations than one room can hold are a slip of the pen. */
const mostStations = 300

const parts = (text: string): string[] => text.split(/[;；,，、\s]+/u).filter((part) => part !== '')

/** `电工(6-31-01-03)`: the codes in brackets, or bare; SDS-A1-04 says what a code is. */
const occupationsOf = (row: BookRow, ground: ImportGround): { codes: string[]; findings: Finding[] } => {
  const found = parts(row.cells.occupations ?? '').map((part) => /\(([^)]*)\)\s*$/u.exec(part)?.[1] ?? part)
  const codes: string[] = []
  const findings: Finding[] = []
  for (const text of found) {
    const verdict = checkOccupationCode(text, ground.law.scope.occupationCode)
    if (verdict.refused)
      findings.push(
        findingAt('workshops', row)('error', 'occupations', {
          reason: verdict.sentence,
          clauses: verdict.clauses,
        }),
      )
    else codes.push(verdict.value.code)
  }
  if (found.length === 0)
    findings.push(findingAt('workshops', row)('error', 'occupations', { reason: '未填写' }))
  return { codes, findings }
}

const stationFindings = (
  row: BookRow,
  count: number | null,
  broken: readonly (number | null)[],
): Finding[] => {
  const at = findingAt('workshops', row)
  if (count === null || count < 1 || count > mostStations)
    return [at('error', 'stationCount', { reason: `应为1至${mostStations}的整数` })]
  if (broken.some((number) => number === null || number < 1 || number > count))
    return [at('error', 'broken', { reason: `应为1至${count}的工位号，多个用分号隔开` })]
  const usable = count - new Set(broken).size
  return wholeNumber(row.cells.usableCount) === usable
    ? []
    : [at('error', 'usableCount', { reason: `除去故障的${count - usable}个应为${usable}个` })]
}

const calibrationOf = (row: BookRow): { until: Day | null; findings: Finding[] } => {
  const text = row.cells.calibratedUntil ?? ''
  if (text === '') return { until: null, findings: [] }
  if (isDay(text)) return { until: text, findings: [] }
  const wrong = findingAt('workshops', row)('error', 'calibratedUntil', {
    reason: '应为日期，如2027-06-30',
    clauses: ['SDS-4.1-13'],
  })
  return { until: null, findings: [wrong] }
}

const roomOf = (kind: RoomKind, row: BookRow): Omit<PlannedRoom, 'rowCount' | 'columnCount' | 'seats'> => {
  const { code = '', siteCode = '', name = '', building = '', floor = '', doorNumber = '' } = row.cells
  return {
    siteCode,
    code,
    kind,
    name: name || code,
    building,
    floor,
    doorNumber,
    frontGapCm: null,
    sideGapCm: null,
    singleSeating: null,
    occupationCodes: [],
    practicalModules: [],
    calibratedUntil: null,
    equipment: row.extra,
  }
}

const workshop = (row: BookRow, ground: ImportGround): RoomReading => {
  const count = wholeNumber(row.cells.stationCount)
  const broken = parts(row.cells.broken ?? '').map(wholeNumber)
  const { codes, findings } = occupationsOf(row, ground)
  const calibration = calibrationOf(row)
  findings.push(...stationFindings(row, count, broken), ...calibration.findings)
  if (count === null || findings.length > 0) return { room: null, findings }
  const grid = stationGrid(count)
  return {
    room: {
      ...roomOf('practical', row),
      rowCount: grid.rows,
      columnCount: grid.columns,
      occupationCodes: codes,
      practicalModules: parts(row.cells.modules ?? ''),
      calibratedUntil: calibration.until,
      seats: stations(
        count,
        broken.filter((number) => number !== null),
      ),
    },
    findings: [],
  }
}

const review = (row: BookRow): RoomReading => {
  const places = wholeNumber(row.cells.places)
  if (places === null || places < 1 || places > mostStations)
    return { room: null, findings: [findingAt('reviews', row)('error', 'places', { reason: '应为正整数' })] }
  const grid = stationGrid(places)
  return {
    room: {
      ...roomOf('review', row),
      rowCount: grid.rows,
      columnCount: grid.columns,
      seats: stations(places, []),
    },
    findings: [],
  }
}

/** Workshops: stations, those out of order, what they are equipped for and until when they are calibrated. */
export const planWorkshops = (source: RoomSource): Part<PlannedRoom> =>
  roomRows({ ...source, sheet: 'workshops' }, (row) => workshop(row, source.ground))

/** Review rooms: as many candidates at a time as there are places before the panel. */
export const planReviews = (source: RoomSource): Part<PlannedRoom> =>
  roomRows({ ...source, sheet: 'reviews' }, review)
