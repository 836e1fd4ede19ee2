import { clearIdentitiesOf } from '#modules/party/facts.ts'
import { batchFacts } from '#modules/plan/facts.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { storeFile } from '#platform/files/files.ts'
import type { discloseForTickets, keepTickets, printTickets } from '../contract.ts'
import { notConfirmed } from '../refusals.ts'
import { findArrangement, ownOrganisation } from '../store.ts'
import { ticketsOf } from '../ticket.store.ts'

/** SDS-4.1-19: tickets exist once the arrangement is confirmed; all of them are printed by one job, found again later. */
export const printTicketsHandler: CommandHandler<typeof printTickets> = async (context, { batchId }) => {
  const of = { organisationId: ownOrganisation(context), batchId }
  const batch = await batchFacts(context.tx, of.organisationId, batchId)
  const row = await findArrangement(context.tx, of)
  if (row?.state !== 'confirmed') return notConfirmed()
  const tickets = await ticketsOf(context.tx, of)
  const jobId = await context.startJob({
    kind: 'arrangement.printTickets',
    title: `${batch.name}准考证（${tickets.length} 份）`,
    organisationId: of.organisationId,
    payload: { batchId },
    total: 100,
  })
  context.record({
    type: 'tickets-print-started',
    table: 'arrangement',
    row,
    data: { tickets: tickets.length },
    clauses: ['SDS-4.1-19'],
  })
  return accept({ jobId, tickets: tickets.length })
}

export const discloseForTicketsHandler: CommandHandler<typeof discloseForTickets> = async (
  context,
  { batchId },
) => {
  const of = { organisationId: ownOrganisation(context), batchId }
  const tickets = await ticketsOf(context.tx, of)
  if (tickets.length === 0) return notConfirmed()
  const found = await clearIdentitiesOf(
    context,
    tickets.map(({ personId }) => personId),
    { organisationId: of.organisationId, reason: '批量打印准考证' },
  )
  return accept({ people: found.size })
}

export const keepTicketsHandler: CommandHandler<typeof keepTickets> = async (
  context,
  { organisationId, batchId, hash },
) => {
  const tickets = await ticketsOf(context.tx, { organisationId, batchId })
  const batch = await batchFacts(context.tx, organisationId, batchId)
  const bytes = await context.services.blobs.get(hash)
  if (!bytes) throw new MissingRow()
  const file = await storeFile(context, {
    organisationId,
    audience: ['org-exam', 'org-head'],
    name: `${batch.name}准考证.pdf`,
    mediaType: 'application/pdf',
    bytes,
  })
  const row = await findArrangement(context.tx, { organisationId, batchId })
  if (row) {
    context.record({
      type: 'tickets-printed',
      table: 'arrangement',
      row,
      data: { tickets: tickets.length, fileId: file.fileId, hash },
      clauses: ['SDS-4.1-19'],
    })
  }
  return accept({ ...file, tickets: tickets.length })
}
