import type { CommandContext } from '#platform/command/context.ts'
import { surroundingsOf } from './issue-tickets.ts'
import type { Scene } from './scene.ts'
import { type ArrangementRow, seatsOf, sessionsOfArrangement } from './store.ts'
import { ticketsOf, updateTicket } from './ticket.store.ts'
import { sittingsOf } from './ticket-content.ts'

/** Brings the tickets of people whose place or time has changed up to date; number and code stay. */
export const renewTickets = async (
  context: CommandContext,
  row: ArrangementRow,
  given: { readonly scene: Scene; readonly applicationIds: readonly string[] },
): Promise<number> => {
  const around = surroundingsOf(given.scene, await sessionsOfArrangement(context.tx, row))
  const seats = Map.groupBy(await seatsOf(context.tx, row, 'confirmed'), (seat) => seat.applicationId)
  const tickets = (await ticketsOf(context.tx, row)).filter((ticket) =>
    given.applicationIds.includes(ticket.applicationId),
  )
  for (const ticket of tickets) {
    const sittings = sittingsOf(seats.get(ticket.applicationId) ?? [], around)
    await updateTicket(context.tx, ticket, { content: { ...ticket.content, sittings }, fileId: null })
  }
  context.recordAll({
    type: 'ticket-renewed',
    table: 'ticket',
    organisationId: row.organisationId,
    ids: tickets.map(({ id }) => id),
    clauses: ['SDS-4.4-02'],
  })
  return tickets.length
}
