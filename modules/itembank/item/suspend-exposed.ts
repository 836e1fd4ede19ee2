import type { CommandContext } from '#platform/command/context.ts'
import { lockActive, moveRows } from './store/move.store.ts'
import { placedItems } from './store/paper-item.store.ts'

/**
 * HN-3.1.5-21, HN-3.3.9-09: what stood in a paper that became known goes into no other paper until the keeper of the bank has
 * decided on each item, to resume or to retire it. Gives how many were in use.
 */
export const suspendExposed = async (
  context: CommandContext,
  paper: { readonly organisationId: string; readonly id: string },
  reason: string,
): Promise<number> => {
  const { organisationId } = paper
  const placed = await placedItems(context.tx, organisationId, [paper.id])
  const ids = await lockActive(
    context.tx,
    organisationId,
    placed.map(({ id }) => id),
  )
  if (ids.length === 0) return 0
  await moveRows(context.tx, { organisationId, ids }, { state: 'suspended', stateReason: reason })
  context.recordAll({
    ...{ type: 'item-suspended', table: 'item', organisationId, ids },
    data: { from: 'active', to: 'suspended', reason },
    clauses: ['HN-3.1.5-21', 'HN-3.3.9-09'],
  })
  return ids.length
}
