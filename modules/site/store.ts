import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Day } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import type { SiteChecklist } from './core/checklist.ts'
import type { RoomKind, SeatPlace } from './core/room.ts'
import type { SiteState } from './core/site.machine.ts'

type Tx = QueryContext['tx']
type Texts = Readonly<Record<string, string>>

/** What the column `checklist` holds: the facility checklist, and the site's further columns as written. */
export interface StoredChecklist extends SiteChecklist {
  readonly details: Texts
}

export interface SiteRow {
  readonly organisationId: string
  readonly id: string
  readonly version: number
  readonly state: SiteState
  readonly code: string
  readonly name: string
  readonly address: string
  readonly cityCode: string
  readonly headName: string
  readonly headPhone: string
  readonly checklist: StoredChecklist
  readonly decisionNote: string | null
}

export interface RoomRow {
  readonly organisationId: string
  readonly id: string
  readonly version: number
  readonly siteId: string
  readonly code: string
  readonly kind: RoomKind
  readonly name: string
  readonly building: string
  readonly floor: string
  readonly doorNumber: string
  readonly rowCount: number
  readonly columnCount: number
  readonly frontGapCm: number | null
  readonly sideGapCm: number | null
  readonly occupationCodes: readonly string[]
  readonly practicalModules: readonly string[]
  readonly calibratedUntil: Day | null
  readonly unusableReason: string | null
  readonly checkedPoints: readonly string[]
  readonly equipment: Texts
}

export interface SeatRow extends SeatPlace {
  readonly id: string
  readonly roomId: string
}

const siteColumns = [
  'organisationId',
  'id',
  'version',
  'state',
  'code',
  'name',
  'address',
  'cityCode',
  'headName',
  'headPhone',
  'checklist',
  'decisionNote',
] as const

const roomColumns = [
  'organisationId',
  'id',
  'version',
  'siteId',
  'code',
  'kind',
  'name',
  'building',
  'floor',
  'doorNumber',
  'rowCount',
  'columnCount',
  'frontGapCm',
  'sideGapCm',
  'occupationCodes',
  'practicalModules',
  'calibratedUntil',
  'unusableReason',
  'checkedPoints',
  'equipment',
] as const

const emptyStored: StoredChecklist = { checkedOn: '', checkedBy: '', conclusion: '', items: {}, details: {} }
const siteRow = (row: object): SiteRow => {
  const site = row as SiteRow
  return { ...site, checklist: { ...emptyStored, ...site.checklist } }
}

/** Whose sites to read: an organisation's, those lying in a city, or all that row security lets through. */
export interface SiteScope {
  readonly organisationId?: string
  readonly cityCode?: string
}

export const listSites = async (tx: Tx, scope: SiteScope): Promise<SiteRow[]> => {
  let rows = tx.selectFrom('site').select(siteColumns)
  if (scope.organisationId !== undefined) rows = rows.where('organisationId', '=', scope.organisationId)
  if (scope.cityCode !== undefined) rows = rows.where('cityCode', '=', scope.cityCode)
  return (await rows.orderBy('code').execute()).map(siteRow)
}

const oneSite = (tx: Tx, organisationId: string, siteId: string) =>
  tx
    .selectFrom('site')
    .select(siteColumns)
    .where('organisationId', '=', organisationId)
    .where('id', '=', siteId)

/** Throws MissingRow when the caller reaches no such site. */
export const findSite = async (tx: Tx, organisationId: string, siteId: string): Promise<SiteRow> => {
  const row = await oneSite(tx, organisationId, siteId).executeTakeFirst()
  if (!row) throw new MissingRow()
  return siteRow(row)
}

/** As `findSite`, locked; throws StaleRow when it is no longer the version the caller saw. */
export const lockSite = async (
  tx: Tx,
  key: { readonly organisationId: string; readonly siteId: string; readonly version?: number },
): Promise<SiteRow> => {
  const row = await oneSite(tx, key.organisationId, key.siteId).forUpdate().executeTakeFirst()
  if (!row) throw new MissingRow()
  if (key.version !== undefined && row.version !== key.version) throw new StaleRow()
  return siteRow(row)
}

export type SiteValues = Omit<SiteRow, 'organisationId' | 'id' | 'version' | 'state' | 'decisionNote'>

export const insertSite = async (tx: Tx, organisationId: string, values: SiteValues): Promise<string> => {
  const id = uuid()
  await tx
    .insertInto('site')
    .values({
      ...values,
      checklist: JSON.stringify(values.checklist),
      organisationId,
      id,
      version: 1,
      state: 'draft' satisfies SiteState,
    })
    .execute()
  return id
}

export const changeSite = async (
  tx: Tx,
  { organisationId, id, version }: SiteRow,
  {
    checklist,
    ...change
  }: Partial<SiteValues> & { readonly state?: SiteState; readonly decisionNote?: string | null },
): Promise<void> => {
  const { numUpdatedRows } = await tx
    .updateTable('site')
    .set({
      ...change,
      ...(checklist && { checklist: JSON.stringify(checklist) }),
      version: version + 1,
    })
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new StaleRow()
}

export const roomsOf = async (tx: Tx, siteIds: readonly string[]): Promise<RoomRow[]> => {
  if (siteIds.length === 0) return []
  const rows = await tx
    .selectFrom('room')
    .select(roomColumns)
    .where('siteId', 'in', [...siteIds])
    .orderBy(sql`array_position(ARRAY['theory', 'practical', 'review'], kind)`)
    .orderBy('code')
    .execute()
  return rows as unknown as RoomRow[]
}

const oneRoom = (tx: Tx, organisationId: string, roomId: string) =>
  tx
    .selectFrom('room')
    .select(roomColumns)
    .where('organisationId', '=', organisationId)
    .where('id', '=', roomId)

export const findRoom = async (tx: Tx, organisationId: string, roomId: string): Promise<RoomRow> => {
  const row = await oneRoom(tx, organisationId, roomId).executeTakeFirst()
  if (!row) throw new MissingRow()
  return row as unknown as RoomRow
}

export const lockRoom = async (
  tx: Tx,
  key: { readonly organisationId: string; readonly roomId: string; readonly version: number },
): Promise<RoomRow> => {
  const row = await oneRoom(tx, key.organisationId, key.roomId).forUpdate().executeTakeFirst()
  if (!row) throw new MissingRow()
  if (row.version !== key.version) throw new StaleRow()
  return row as unknown as RoomRow
}

export type RoomValues = Omit<RoomRow, 'organisationId' | 'id' | 'version'>

const arrays = ({ occupationCodes, practicalModules, checkedPoints, equipment }: Partial<RoomValues>) => ({
  ...(occupationCodes && { occupationCodes: [...occupationCodes] }),
  ...(practicalModules && { practicalModules: [...practicalModules] }),
  ...(checkedPoints && { checkedPoints: [...checkedPoints] }),
  ...(equipment && { equipment: JSON.stringify(equipment) }),
})

export const insertRoom = async (tx: Tx, organisationId: string, values: RoomValues): Promise<string> => {
  const id = uuid()
  const { occupationCodes, practicalModules, checkedPoints, equipment, ...plain } = values
  await tx
    .insertInto('room')
    .values({
      ...plain,
      ...arrays({ occupationCodes, practicalModules, checkedPoints, equipment }),
      organisationId,
      id,
      version: 1,
    })
    .execute()
  return id
}

/** Writes a change of a room, or none but the version: a seat of it has changed. */
export const changeRoom = async (
  tx: Tx,
  { organisationId, id, version }: RoomRow,
  change: Partial<RoomValues> = {},
): Promise<void> => {
  const { occupationCodes, practicalModules, checkedPoints, equipment, ...plain } = change
  const { numUpdatedRows } = await tx
    .updateTable('room')
    .set({
      ...plain,
      ...arrays({ occupationCodes, practicalModules, checkedPoints, equipment }),
      version: version + 1,
    })
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new StaleRow()
}

export const seatsOfRooms = async (tx: Tx, roomIds: readonly string[]): Promise<SeatRow[]> => {
  if (roomIds.length === 0) return []
  return tx
    .selectFrom('seat')
    .select(['id', 'roomId', 'rowNumber as row', 'columnNumber as column', 'number', 'usable', 'defect'])
    .where('roomId', 'in', [...roomIds])
    .orderBy('roomId')
    .orderBy('number')
    .execute()
}

/** Seats and usable seats of each room. */
export const seatCounts = async (
  tx: Tx,
  roomIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly seats: number; readonly usable: number }>> => {
  if (roomIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('seat')
    .select((of) => [
      'roomId',
      of.fn.countAll<number>().as('seats'),
      of.fn.countAll<number>().filterWhere('usable', '=', true).as('usable'),
    ])
    .where('roomId', 'in', [...roomIds])
    .groupBy('roomId')
    .execute()
  return new Map(
    rows.map(({ roomId, seats, usable }) => [roomId, { seats: Number(seats), usable: Number(usable) }]),
  )
}

export const insertSeats = async (
  tx: Tx,
  room: { readonly organisationId: string; readonly roomId: string },
  seats: readonly SeatPlace[],
): Promise<void> => {
  if (seats.length === 0) return
  await tx
    .insertInto('seat')
    .values(
      seats.map(({ row, column, ...seat }) => ({
        ...room,
        ...seat,
        id: uuid(),
        rowNumber: row,
        columnNumber: column,
      })),
    )
    .execute()
}

export const changeSeat = async (
  tx: Tx,
  key: { readonly organisationId: string; readonly seatId: string },
  change: Pick<SeatPlace, 'usable' | 'defect'>,
): Promise<void> => {
  await tx
    .updateTable('seat')
    .set(change)
    .where('organisationId', '=', key.organisationId)
    .where('id', '=', key.seatId)
    .execute()
}
