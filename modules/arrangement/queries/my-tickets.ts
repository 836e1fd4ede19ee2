import { batchFacts } from '#modules/plan/facts.ts'
import { regime } from '#modules/policy/core/regime.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { myTickets } from '../contract.ts'
import { checkTicketWindow, ticketOpensOn } from '../core/ticket.rule.ts'
import { ticketFrame } from '../press-tickets.ts'
import { type TicketRow, ticketsOfPerson } from '../ticket.store.ts'

/** Before the ticket opens the candidate learns the day, not the seat. */
const ticketView = async (context: QueryContext, ticket: TicketRow) => {
  const batch = await batchFacts(context.tx, ticket.organisationId, ticket.batchId)
  const { issue } = regime(batch.pack, batch.createdOn).ticket
  const window =
    issue.provenance === 'not-stated'
      ? accept(true as const)
      : checkTicketWindow(issue, { examFrom: batch.examFrom, today: context.today })
  const { content } = ticket
  const { rules } = await ticketFrame(context, ticket)
  return {
    organisationId: ticket.organisationId,
    ticketId: ticket.id,
    number: ticket.number,
    name: content.name,
    batchName: content.batchName,
    lineTitle: content.lineTitle,
    opensOn: issue.provenance === 'not-stated' ? null : ticketOpensOn(issue.value, batch.examFrom),
    sittings: window.refused
      ? []
      : content.sittings.map(({ broken, numbers, ...sitting }) => ({
          ...sitting,
          broken: [...broken],
          numbers: [...numbers],
        })),
    materials: [...(content.materials ?? [])],
    rules,
    availableActions: [
      {
        action: 'arrangement.downloadTicket',
        title: '下载准考证',
        enabled: !window.refused,
        ...(window.refused && { refusal: { ...window, clauses: [...window.clauses] } }),
      },
    ],
  }
}

export const myTicketsHandler: QueryHandler<typeof myTickets> = async (context) => {
  const { personId } = context.actor
  const tickets = personId === null ? [] : await ticketsOfPerson(context.tx, personId)
  return accept({ tickets: await Promise.all(tickets.map((ticket) => ticketView(context, ticket))) })
}
