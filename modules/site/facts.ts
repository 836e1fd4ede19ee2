import type { Day } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import { siteLaw } from './core/law.ts'
import type { RoomKind } from './core/room.ts'
import { roomsWithFaults } from './standing.ts'
import { findRoom, listSites, type RoomRow, type SeatRow, seatsOfRooms } from './store.ts'

type Tx = QueryContext['tx']

export type { RoomKind } from './core/room.ts'

export interface SiteFact {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly address: string
  readonly cityCode: string
  readonly headName: string
  readonly headPhone: string
}

/** Sites that the city in which they lie has confirmed (SDS-4.1-01); no other can be chosen. */
export const confirmedSites = async (tx: Tx, organisationId: string): Promise<SiteFact[]> => {
  const sites = await listSites(tx, { organisationId })
  return sites
    .filter(({ state }) => state === 'confirmed')
    .map(({ id, code, name, address, cityCode, headName, headPhone }) => ({
      id,
      code,
      name,
      address,
      cityCode,
      headName,
      headPhone,
    }))
}

/** One site of an organisation, whatever its state. Throws MissingRow. */
export const siteFacts = async (
  tx: Tx,
  { organisationId, siteId }: { readonly organisationId: string; readonly siteId: string },
): Promise<SiteFact & { readonly state: string }> => {
  const site = (await listSites(tx, { organisationId })).find(({ id }) => id === siteId)
  if (!site) throw new MissingRow()
  const { id, code, name, address, cityCode, headName, headPhone, state } = site
  return { id, code, name, address, cityCode, headName, headPhone, state }
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
  readonly kind: RoomKind
  readonly rowCount: number
  readonly columnCount: number
  readonly seats: readonly {
    readonly id: string
    readonly row: number
    readonly column: number
    readonly number: number
    readonly usable: boolean
  }[]
  readonly practicalModules: readonly string[]
}

/**
 * Rooms of confirmed sites that can be used on a day, with all their seats, broken ones marked: right kind
 * (SDS-4.1-08), place given (SDS-A3-15), single desks far enough apart (SDS-4.1-10, SDS-4.1-11), equipment within
 * its calibration (SDS-4.1-13), not closed. `occupationCode` narrows workshops to those equipped for it.
 */
export const usableRooms = async (
  tx: Tx,
  organisationId: string,
  wanted: {
    readonly siteIds: readonly string[]
    readonly kind: RoomKind
    readonly occupationCode?: string
    readonly on: Day
  },
): Promise<RoomFact[]> => {
  const sites = (await confirmedSites(tx, organisationId)).filter(({ id }) => wanted.siteIds.includes(id))
  const standings = await roomsWithFaults(
    tx,
    sites.map(({ id }) => id),
    { law: siteLaw(wanted.on), on: wanted.on },
  )
  const chosen = standings.filter(
    ({ room, faults }) =>
      room.kind === wanted.kind &&
      faults.length === 0 &&
      (wanted.kind !== 'practical' ||
        wanted.occupationCode === undefined ||
        room.occupationCodes.includes(wanted.occupationCode)),
  )
  const seats = Map.groupBy(
    await seatsOfRooms(
      tx,
      chosen.map(({ room }) => room.id),
    ),
    ({ roomId }) => roomId,
  )
  return chosen.map(({ room }) => roomFact(room, sites, seats.get(room.id) ?? []))
}

const roomFact = (
  room: RoomRow,
  sites: readonly { readonly id: string; readonly name: string }[],
  seats: readonly SeatRow[],
): RoomFact => ({
  id: room.id,
  siteId: room.siteId,
  siteName: sites.find(({ id }) => id === room.siteId)?.name ?? '',
  code: room.code,
  name: room.name,
  building: room.building,
  floor: room.floor,
  doorNumber: room.doorNumber,
  kind: room.kind,
  rowCount: room.rowCount,
  columnCount: room.columnCount,
  seats: seats.map(({ id, row, column, number, usable }) => ({ id, row, column, number, usable })),
  practicalModules: room.practicalModules,
})

/** These rooms as they stand, usable or not: what was arranged in them stays there. Throws MissingRow. */
export const roomFacts = async (
  tx: Tx,
  organisationId: string,
  roomIds: readonly string[],
): Promise<RoomFact[]> => {
  const sites = await listSites(tx, { organisationId })
  const seats = Map.groupBy(await seatsOfRooms(tx, roomIds), ({ roomId }) => roomId)
  const rooms: RoomRow[] = []
  for (const roomId of roomIds) rooms.push(await findRoom(tx, organisationId, roomId))
  return rooms
    .toSorted((a, b) => a.code.localeCompare(b.code))
    .map((room) => roomFact(room, sites, seats.get(room.id) ?? []))
}
