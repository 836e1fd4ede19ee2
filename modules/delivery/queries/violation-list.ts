import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { violationList } from '../contract.ts'
import { ownOrganisation } from '../own-organisation.ts'
import { listSittings, listViolations, type SittingRow, type ViolationRow } from '../store.ts'

const viewOf = (row: ViolationRow, sitting: SittingRow | undefined, roles: readonly string[]) => {
  const line = sitting?.preparation.roster.find(({ applicationId }) => applicationId === row.applicationId)
  const mayDecide = row.state === 'recorded' && roles.includes('supervisor')
  return {
    violationId: row.id,
    version: row.version,
    title: sitting?.title ?? '',
    roomName: sitting ? `${sitting.siteName} ${sitting.roomName}` : '',
    seat: line?.seat ?? '',
    candidateName: line?.name ?? '',
    maskedNumber: line?.maskedNumber ?? '',
    recordedAt: row.recordedAt.toISOString(),
    recordedBy: row.recordedBy,
    description: row.description,
    state: row.state,
    isCheating: row.isCheating,
    ruleReference: row.ruleReference,
    decisionNote: row.decisionNote,
    decidedBy: row.decidedBy,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    availableActions: mayDecide
      ? [{ action: 'delivery.decideViolation', title: '作出处理决定', enabled: true }]
      : [],
  }
}

export const violationListHandler: QueryHandler<typeof violationList> = async (context, input) => {
  const organisationId = ownOrganisation(context)
  const found = await listViolations(context.tx, { organisationId, ...input })
  const batches = [...new Set(found.map(({ batchId }) => batchId))]
  const sittings = new Map<string | null, SittingRow>()
  for (const batchId of batches)
    for (const row of await listSittings(context.tx, { organisationId, batchId })) sittings.set(row.id, row)
  const rows = found.map((row) => viewOf(row, sittings.get(row.sittingId), context.actor.roles))
  return accept({ total: rows.length, rows })
}
