import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { closeIncident } from '../contract.ts'
import { closeIncidentRow, lockIncident } from '../store/incident.store.ts'

/** A person explains what the rule found; both stay on record. */
export const closeIncidentHandler: CommandHandler<typeof closeIncident> = async (context, input) => {
  const { organisationId } = ownPlace(context)
  const row = await lockIncident(context.tx, organisationId, input)
  if (row.closedAt !== null) {
    return refuse('INCIDENT_CLOSED', {
      sentence: `这项异常已由${row.closedBy}办结。`,
      remedy: '请刷新页面。',
      clauses: [],
    })
  }
  const { explanation } = input
  await closeIncidentRow(context, { organisationId, id: row.id, version: row.version }, explanation)
  context.record({
    type: 'custody-incident-closed',
    table: 'custodyIncident',
    row: { organisationId, id: row.id },
    data: { explanation },
    clauses: row.clauses,
  })
  return accept({ closed: true })
}
