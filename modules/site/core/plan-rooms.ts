import { singleSeating } from './checklist.ts'
import type { KnownRoom, Part, PlannedRoom, RoomSource } from './planned.ts'
import { roomFaults } from './room.rule.ts'
import { type BookRow, type Finding, findingAt } from './rooms-book.ts'

/** A whole number of a cell, `24` or `24.0`; null when it is none. */
export const wholeNumber = (text: string | undefined): number | null => {
  const match = /^(\d{1,6})(?:\.0+)?$/u.exec(text ?? '')
  return match ? Number(match[1]) : null
}

type RoomSheet = 'theory' | 'workshops' | 'reviews'

interface Source extends RoomSource {
  readonly sheet: RoomSheet
}

/** Under which a room is known: two sites may number their rooms alike. */
export const roomKey = (siteCode: string, code: string): string => `${siteCode}/${code}`

/** Whose row it is and what it is called, before anything else is read. */
const identityFinding = ({ sheet, owned, taken }: Source, row: BookRow): Finding | null => {
  const at = findingAt(sheet, row)
  const { code = '', siteCode = '' } = row.cells
  if (code === '') return at('error', 'code', { reason: '未填写' })
  if (!owned.isOwn(siteCode)) return at('error', 'siteCode', { reason: '考点表中没有这个考点编号' })
  return taken.has(code) ? at('error', 'code', { reason: '编号在表中重复' }) : null
}

/** Seats are referred to by past examinations, so a room of another shape is another room. */
const shapeFinding = ({ sheet, ground }: Source, row: BookRow, room: PlannedRoom): Finding | null => {
  const known = ground.rooms.get(roomKey(room.siteCode, room.code))
  const isSame =
    !known ||
    (known.rowCount === room.rowCount &&
      known.columnCount === room.columnCount &&
      known.seatCount === room.seats.length)
  return isSame
    ? null
    : findingAt(sheet, row)('error', 'code', {
        reason: '座位布局与已登记的不同，布局改变的考场请用新的编号登记',
      })
}

/** What the book does not say stays as it is known. */
const completed = (room: PlannedRoom, known: KnownRoom | undefined): PlannedRoom =>
  known === undefined
    ? room
    : {
        ...room,
        building: room.building || known.building,
        floor: room.floor || known.floor,
        doorNumber: room.doorNumber || known.doorNumber,
        frontGapCm: room.frontGapCm ?? known.frontGapCm,
        sideGapCm: room.sideGapCm ?? known.sideGapCm,
        calibratedUntil: room.calibratedUntil ?? known.calibratedUntil,
      }

/** A room that cannot be used is taken in all the same, and the reason is told. */
const faultFindings = ({ sheet, ground }: Source, row: BookRow, room: PlannedRoom): Finding[] =>
  roomFaults(
    {
      ...room,
      checkedPoints: room.singleSeating ? [singleSeating] : [],
      unusableReason: ground.rooms.get(roomKey(room.siteCode, room.code))?.unusableReason ?? null,
      usableSeats: room.seats.filter(({ usable }) => usable).length,
    },
    ground.law,
    ground.today,
  ).map(({ reason, clauses }) =>
    findingAt(sheet, row)('warning', 'code', { reason: `不能使用：${reason}`, clauses }),
  )

export interface RoomReading {
  readonly room: PlannedRoom | null
  readonly findings: readonly Finding[]
}

/** The organisation's own rows of a sheet of rooms, each read by `roomOf`. */
export const roomRows = (source: Source, roomOf: (row: BookRow) => RoomReading): Part<PlannedRoom> => {
  const mine = source.book[source.sheet].filter(
    ({ cells }) => source.owned.ownerOf(cells.siteCode ?? '') === undefined,
  )
  const planned: PlannedRoom[] = []
  const findings: Finding[] = []
  for (const row of mine) {
    const unnamed = identityFinding(source, row)
    source.taken.add(row.cells.code ?? '')
    if (unnamed) {
      findings.push(unnamed)
      continue
    }
    const reading = roomOf(row)
    findings.push(...reading.findings)
    if (!reading.room) continue
    const reshaped = shapeFinding(source, row, reading.room)
    if (reshaped) {
      findings.push(reshaped)
      continue
    }
    const known = source.ground.rooms.get(roomKey(reading.room.siteCode, reading.room.code))
    const room = completed(reading.room, known)
    findings.push(...faultFindings(source, row, room))
    planned.push(room)
  }
  return { planned, findings, rows: mine.length }
}
