import { MissingRow } from '#platform/command/pipeline.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { seatMap } from '../contract.ts'
import { loadScene } from '../scene.ts'
import { findArrangement, ownOrganisation, seatsOf } from '../store.ts'
import { ticketsOf } from '../ticket.store.ts'

/** One room in one session: every place, who sits there, and whether beside someone of the same employer. */
export const seatMapHandler: QueryHandler<typeof seatMap> = async (
  context,
  { batchId, sessionId, roomId },
) => {
  const { tx } = context
  const of = { organisationId: ownOrganisation(context), batchId }
  const row = await findArrangement(tx, of)
  if (!row) throw new MissingRow()
  const scene = await loadScene(tx, of)
  const room = scene.rooms.find(({ id }) => id === roomId)
  if (!room) throw new MissingRow()
  const people = new Map(scene.people.map((person) => [person.id, person]))
  const numbers = new Map((await ticketsOf(tx, of)).map((ticket) => [ticket.applicationId, ticket.number]))
  const held = new Map(
    (await seatsOf(tx, of, row.state))
      .filter((seat) => seat.sessionId === sessionId && seat.roomId === roomId)
      .map((seat) => [seat.seatId, people.get(seat.applicationId)]),
  )
  const employerAt = new Map(
    room.seats.map((seat) => [`${seat.row}/${seat.column}`, held.get(seat.id)?.employer ?? '']),
  )
  const beside = (at: { row: number; column: number }, employer: string) =>
    employer !== '' &&
    [
      [0, 1],
      [0, -1],
      [1, 0],
      [-1, 0],
    ].some(([down, right]) => employerAt.get(`${at.row + down!}/${at.column + right!}`) === employer)
  return accept({
    roomName: `${room.siteName} ${room.code} ${room.name}`,
    rows: room.rowCount,
    columns: room.columnCount,
    seats: room.seats.map(({ id, row: at, column, number, usable }) => {
      const person = held.get(id)
      return {
        seatId: id,
        row: at,
        column,
        number,
        usable,
        applicationId: person?.id ?? null,
        name: person?.name ?? null,
        documentMasked: person?.documentMasked ?? null,
        employer: person?.employer ?? null,
        ticketNumber: (person && numbers.get(person.id)) ?? null,
        besideOwnGroup: beside({ row: at, column }, person?.employer ?? ''),
      }
    }),
  })
}
