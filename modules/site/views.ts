import type { Regime } from '#modules/policy/core/pack.ts'
import type { CheckedPoint } from './core/checklist.ts'
import { missingOf, siteStanding } from './core/checklist.ts'
import type { RoomFault } from './core/room.rule.ts'
import { roomKindWord } from './core/room.ts'
import { siteStateWord } from './core/site.machine.ts'
import type { RoomStanding } from './standing.ts'
import type { SiteRow } from './store.ts'

export const faultView = ({ reason, clauses }: RoomFault) => ({ reason, clauses: [...clauses] })
export const pointView = ({ item, present, clauses }: CheckedPoint) => ({
  item,
  present,
  clauses: [...clauses],
})

export const roomView = ({ room, seats, usableSeats, faults }: RoomStanding) => ({
  roomId: room.id,
  version: room.version,
  code: room.code,
  kind: room.kind,
  kindWord: roomKindWord(room.kind),
  name: room.name,
  building: room.building,
  floor: room.floor,
  doorNumber: room.doorNumber,
  rowCount: room.rowCount,
  columnCount: room.columnCount,
  frontGapCm: room.frontGapCm,
  sideGapCm: room.sideGapCm,
  calibratedUntil: room.calibratedUntil,
  occupationCodes: [...room.occupationCodes],
  practicalModules: [...room.practicalModules],
  seats,
  usableSeats,
  faults: faults.map(faultView),
})

interface Names {
  readonly organisationName: string
  readonly cityName: string
}

/** A line of the list: rooms counted by kind, seats only where they can be used today. */
export const siteLine = (
  site: SiteRow,
  rooms: readonly RoomStanding[],
  { law, ...names }: Names & { law: Regime },
) => {
  const of = (kind: string) => rooms.filter(({ room }) => room.kind === kind)
  const seatsIn = (kind: string) =>
    of(kind).reduce((sum, { usableSeats, faults }) => sum + (faults.length === 0 ? usableSeats : 0), 0)
  return {
    organisationId: site.organisationId,
    siteId: site.id,
    code: site.code,
    name: site.name,
    ...names,
    address: site.address,
    state: site.state,
    stateWord: siteStateWord(site.state),
    theoryRooms: of('theory').length,
    theorySeats: seatsIn('theory'),
    workshops: of('practical').length,
    stations: seatsIn('practical'),
    reviewRooms: of('review').length,
    faultyRooms: rooms.filter(({ faults }) => faults.length > 0).length,
    missing: [...missingOf(siteStanding(site.checklist, law))],
  }
}
