import { day } from '#platform/clock/day.ts'
import type { CommandContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { changeRoom as changeRoomSpec, markSeat } from '../contract.ts'
import { unknownPoints } from '../core/room.rule.ts'
import { afterChange, type SiteState } from '../core/site.machine.ts'
import {
  changeRoom,
  changeSeat,
  changeSite,
  lockRoom,
  lockSite,
  type RoomRow,
  roomsOf,
  seatsOfRooms,
} from '../store.ts'

/** A confirmed site goes back to its city, which then sees it as a new version whatever its state was. */
const sendBack = async (context: CommandContext, room: RoomRow): Promise<SiteState> => {
  const { organisationId, siteId } = room
  const site = await lockSite(context.tx, { organisationId, siteId })
  const state = afterChange(site.state)
  await changeSite(context.tx, site, { state })
  context.record({
    type: 'site-changed',
    table: 'site',
    row: site,
    data: { from: site.state, to: state, room: room.code },
    clauses: ['SDS-4.1-01'],
  })
  return state
}

const isSamePlace = (one: RoomRow, other: Pick<RoomRow, 'building' | 'floor' | 'doorNumber'>): boolean =>
  one.building === other.building && one.floor === other.floor && one.doorNumber === other.doorNumber

/** The other room that already stands at this building, floor and door; two rooms are not one place (SDS-A3-15). */
const placeTakenBy = async (
  context: CommandContext,
  room: RoomRow,
  place: Parameters<typeof isSamePlace>[1],
) => {
  if (place.building === '' || place.doorNumber === '') return undefined
  const others = await roomsOf(context.tx, [room.siteId])
  return others.find((other) => other.id !== room.id && isSamePlace(other, place))
}

export const changeRoomHandler: CommandHandler<typeof changeRoomSpec> = async (context, input) => {
  const { tx, actor } = context
  const { roomId, version, calibratedUntil, ...values } = input
  const room = await lockRoom(tx, { organisationId: actor.organisationId!, roomId, version })
  const unknown = unknownPoints(room.kind, values.checkedPoints)
  if (unknown.length > 0) {
    return refuse('POINT_UNKNOWN', {
      sentence: `这类考场的检查项中没有“${unknown.join('、')}”。`,
      remedy: '请只勾选页面所列的检查项。',
      clauses: ['SDS-4.1-08'],
      field: 'checkedPoints',
    })
  }
  const taken = await placeTakenBy(context, room, values)
  if (taken) {
    return refuse('PLACE_TAKEN', {
      sentence: `${values.building}${values.floor}层${values.doorNumber}已登记为考场${taken.code}。`,
      remedy: '请核对楼号、楼层和房间号。',
      clauses: ['SDS-A3-15'],
      field: 'doorNumber',
    })
  }
  const change = { ...values, calibratedUntil: calibratedUntil === null ? null : day(calibratedUntil) }
  await changeRoom(tx, room, change)
  const clauses = ['SDS-A3-15', 'SDS-4.1-11', 'SDS-4.1-13']
  context.record({ type: 'room-changed', table: 'room', row: room, data: change, clauses })
  return accept({ version: room.version + 1, siteState: await sendBack(context, room) })
}

/** Seats break and are repaired between examinations; the seal lies on the room, whose version counts on. */
export const markSeatHandler: CommandHandler<typeof markSeat> = async (context, input) => {
  const { tx, actor } = context
  const organisationId = actor.organisationId!
  if (!input.usable && input.defect === null) {
    return refuse('DEFECT_MISSING', {
      sentence: '停用座位须写明原因。',
      remedy: '请填写损坏情况，如“电脑故障”。',
      clauses: ['SDS-4.1-03'],
      field: 'defect',
    })
  }
  const room = await lockRoom(tx, { ...input, organisationId })
  const seat = (await seatsOfRooms(tx, [room.id])).find(({ id }) => id === input.seatId)
  if (!seat) throw new MissingRow()
  const change = { usable: input.usable, defect: input.usable ? null : input.defect }
  await changeSeat(tx, { organisationId, seatId: seat.id }, change)
  await changeRoom(tx, room)
  context.record({
    type: input.usable ? 'seat-repaired' : 'seat-broken',
    table: 'room',
    row: room,
    data: { number: seat.number, row: seat.row, column: seat.column, ...change },
    clauses: ['SDS-4.1-03'],
  })
  return accept({ version: room.version + 1 })
}
