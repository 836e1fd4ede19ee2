import { regime } from '#modules/policy/core/regime.ts'
import type { Day } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'

type Tx = QueryContext['tx']

export interface SiteFact {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly address: string
  readonly headName: string
}

export interface SeatFact {
  readonly id: string
  readonly row: number
  readonly column: number
  readonly number: number
  readonly usable: boolean
}

export interface RoomFact {
  readonly id: string
  readonly siteId: string
  readonly siteName: string
  readonly code: string
  readonly name: string
  readonly building: string
  readonly floor: string
  readonly doorNumber: string
  readonly kind: 'theory' | 'practical' | 'review'
  readonly rowCount: number
  readonly columnCount: number
  readonly seats: readonly SeatFact[]
  readonly practicalModules: readonly string[]
}

/** Sites that the city has confirmed. */
export const confirmedSites = (tx: Tx, organisationId: string): Promise<SiteFact[]> =>
  tx
    .selectFrom('site')
    .select(['id', 'code', 'name', 'address', 'headName'])
    .where('organisationId', '=', organisationId)
    .where('state', '=', 'confirmed')
    .orderBy('code')
    .execute()

const seatsOf = async (tx: Tx, organisationId: string, roomIds: readonly string[]) => {
  const seats = await tx
    .selectFrom('seat')
    .select(['id', 'roomId', 'rowNumber', 'columnNumber', 'number', 'usable'])
    .where('organisationId', '=', organisationId)
    .where('roomId', 'in', roomIds.length > 0 ? [...roomIds] : [organisationId])
    .orderBy('number')
    .execute()
  return Map.groupBy(seats, (seat) => seat.roomId)
}

type SeatRow = { id: string; rowNumber: number; columnNumber: number; number: number; usable: boolean }
type RoomRow = Omit<RoomFact, 'kind' | 'seats'> & { readonly kind: string }

const roomFact = (room: RoomRow, seats: readonly SeatRow[]): RoomFact => ({
  id: room.id,
  siteId: room.siteId,
  siteName: room.siteName,
  code: room.code,
  name: room.name,
  building: room.building,
  floor: room.floor,
  doorNumber: room.doorNumber,
  kind: room.kind as RoomFact['kind'],
  rowCount: room.rowCount,
  columnCount: room.columnCount,
  practicalModules: room.practicalModules,
  seats: seats.map(({ id, rowNumber, columnNumber, number, usable }) => ({
    id,
    row: rowNumber,
    column: columnNumber,
    number,
    usable,
  })),
})

/** Rooms of these sites that may be used on a day: in order, wide enough for the rule and calibrated. */
export const usableRooms = async (
  tx: Tx,
  organisationId: string,
  wanted: {
    readonly siteIds: readonly string[]
    readonly kind: RoomFact['kind']
    readonly occupationCode?: string
    readonly on: Day
  },
): Promise<RoomFact[]> => {
  const { requirements } = regime('shandong-social', wanted.on).site
  const spacing = requirements.provenance === 'not-stated' ? null : requirements.value.minSpacingCm
  const rows = await tx
    .selectFrom('room')
    .innerJoin('site', (join) =>
      join.onRef('site.organisationId', '=', 'room.organisationId').onRef('site.id', '=', 'room.siteId'),
    )
    .selectAll('room')
    .select('site.name as siteName')
    .where('room.organisationId', '=', organisationId)
    .where('room.kind', '=', wanted.kind)
    .where('room.unusableReason', 'is', null)
    .where('site.state', '=', 'confirmed')
    .orderBy('site.code')
    .orderBy('room.code')
    .execute()
  const fit = rows.filter(
    (room) =>
      wanted.siteIds.includes(room.siteId) &&
      (room.calibratedUntil === null || room.calibratedUntil >= wanted.on) &&
      [room.frontGapCm, room.sideGapCm].every((gap) => spacing === null || gap === null || gap >= spacing) &&
      (wanted.occupationCode === undefined ||
        room.occupationCodes.length === 0 ||
        room.occupationCodes.includes(wanted.occupationCode)),
  )
  const seats = await seatsOf(
    tx,
    organisationId,
    fit.map((room) => room.id),
  )
  return fit.map((room) => roomFact(room, seats.get(room.id) ?? []))
}

/** These rooms as they stand, usable or not, in the order of their codes. */
export const roomFacts = async (
  tx: Tx,
  organisationId: string,
  roomIds: readonly string[],
): Promise<RoomFact[]> => {
  const rows = await tx
    .selectFrom('room')
    .innerJoin('site', (join) =>
      join.onRef('site.organisationId', '=', 'room.organisationId').onRef('site.id', '=', 'room.siteId'),
    )
    .selectAll('room')
    .select('site.name as siteName')
    .where('room.organisationId', '=', organisationId)
    .where((where) => where('room.id', '=', where.fn.any(where.val([...roomIds]))))
    .orderBy('site.code')
    .orderBy('room.code')
    .execute()
  const seats = await seatsOf(tx, organisationId, roomIds)
  return rows.map((row) => roomFact(row, seats.get(row.id) ?? []))
}
