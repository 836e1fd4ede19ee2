import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import { findSitting } from '../../store.ts'
import type { withdrawNode } from '../contract.ts'
import { isHeldBy } from '../reports.ts'
import { listAssignments, lockNode, withdrawRow } from '../store.ts'

/** Nothing it signs is accepted afterwards, so its results must be in first. */
export const withdrawNodeHandler: CommandHandler<typeof withdrawNode> = async (
  context,
  { nodeId, version },
) => {
  const organisationId = ownOrganisation(context)
  const row = await lockNode(context.tx, { organisationId, nodeId })
  const held = (await listAssignments(context.tx, { organisationId })).filter((one) => isHeldBy(one, nodeId))
  for (const { sittingId } of held) {
    const { takenAt, roomName } = await findSitting(context.tx, { organisationId, sittingId })
    if (takenAt !== null) continue
    return refuse('NODE_IN_USE', {
      sentence: `${row.name}还有未接收答卷的场次（${roomName}），不能注销。`,
      remedy: '请先接收该场答卷，或改由其他服务器承担该场次。',
      clauses: ['SDS-4.4-44'],
    })
  }
  const next = await withdrawRow(context.tx, row, version)
  context.record({ type: 'room-node-withdrawn', table: 'roomNode', row, clauses: ['HN-2.3.1-02'] })
  return accept({ version: next })
}
