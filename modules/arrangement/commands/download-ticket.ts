import { clearIdentitiesOf } from '#modules/party/facts.ts'
import { batchFacts } from '#modules/plan/facts.ts'
import { regime } from '#modules/policy/core/regime.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { storeFile } from '#platform/files/files.ts'
import type { downloadTicket } from '../contract.ts'
import { checkTicketWindow } from '../core/ticket.rule.ts'
import { pressTickets, ticketFrame, ticketPages } from '../press-tickets.ts'
import { lockOwnTicket, updateTicket } from '../ticket.store.ts'

/**
 * SDS-4.1-20: the candidate prints the own ticket, from the day it opens (SDS-3.1-06). Once made, the same file is
 * given again until place or time change.
 */
export const downloadTicketHandler: CommandHandler<typeof downloadTicket> = async (context, input) => {
  const { tx, actor, today } = context
  if (actor.personId === null) throw new MissingRow()
  const ticket = await lockOwnTicket(tx, actor.personId, input)
  const { organisationId } = ticket
  const batch = await batchFacts(tx, organisationId, ticket.batchId)
  const { issue } = regime(batch.pack, batch.createdOn).ticket
  if (issue.provenance !== 'not-stated') {
    const open = checkTicketWindow(issue, { examFrom: batch.examFrom, today })
    if (open.refused) return open
  }
  if (ticket.fileId !== null) return accept({ organisationId, fileId: ticket.fileId })
  const documents = await clearIdentitiesOf(context, [ticket.personId], {
    organisationId,
    reason: '考生本人打印准考证',
  })
  const pages = await ticketPages(context, [ticket], documents)
  const pdf = await pressTickets(context, await ticketFrame(context, ticket), pages)
  if (pdf.refused) return pdf
  const file = await storeFile(context, {
    organisationId,
    personId: ticket.personId,
    audience: ['org-exam', 'org-head'],
    name: `准考证${ticket.number}.pdf`,
    mediaType: 'application/pdf',
    bytes: pdf.value,
  })
  await updateTicket(tx, ticket, {
    fileId: file.fileId,
    firstPrintedAt: ticket.firstPrintedAt ?? context.now,
  })
  context.record({
    type: 'ticket-printed',
    table: 'ticket',
    row: ticket,
    data: { fileId: file.fileId },
    clauses: ['SDS-3.1-06', 'SDS-4.1-20'],
  })
  return accept(file)
}
