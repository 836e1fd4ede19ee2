import type { CommandContext } from '#platform/command/context.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { moveItems } from '../contract.ts'
import { decideMove, type ItemAction, type ItemMove, reasonMissing } from '../core/item.machine.ts'
import { lockVisible, type Viewer, type VisibleItem, viewerOf } from '../store/access.store.ts'
import { lockInUse, moveRows, stateOf } from '../store/move.store.ts'
import { findItems } from '../store/search.store.ts'

const past: Readonly<Record<ItemAction, string>> = {
  submit: 'item-submitted',
  pass: 'item-passed',
  return: 'item-returned',
  suspend: 'item-suspended',
  resume: 'item-resumed',
  retire: 'item-retired',
}

const clauses: { readonly [A in ItemAction]: readonly string[] } = {
  submit: ['SDE-4.5-26'],
  pass: ['SDE-4.5-26'],
  return: ['SDE-4.5-26'],
  suspend: ['HN-1.8.7-04'],
  resume: ['HN-1.8.7-04'],
  retire: ['HN-1.8.7-04'],
}

/** The items that a target names, locked, within the viewer's duty. */
export const lockTarget = async (
  context: CommandContext,
  viewer: Viewer,
  of: InputOf<typeof moveItems>['of'],
): Promise<readonly VisibleItem[]> => {
  const ids = 'itemIds' in of ? [...new Set(of.itemIds)] : await findItems(context, viewer, of.filter)
  return lockVisible(context.tx, viewer, ids)
}

interface Step {
  readonly row: VisibleItem
  readonly move: ItemMove
}

/** HN-1.8.3.5-03: when a new edition comes into use, the one before leaves it. */
const retirePredecessors = async (
  context: CommandContext,
  organisationId: string,
  steps: readonly Step[],
) => {
  const before = steps.flatMap(({ row, move }) =>
    move.to === 'active' && row.predecessorId !== null ? [row.predecessorId] : [],
  )
  const ids = await lockInUse(context.tx, organisationId, before)
  await moveRows(context.tx, { organisationId, ids }, { state: 'retired', stateReason: '已有新版本启用' })
  context.recordAll({
    ...{ type: 'item-superseded', table: 'item', organisationId, ids },
    clauses: ['HN-1.8.3.5-03'],
  })
}

/** Writes the granted steps of one kind with one statement. */
const write = async (
  context: CommandContext,
  { action, reason, organisationId }: { action: ItemAction; reason: string; organisationId: string },
  steps: readonly Step[],
) => {
  const groups = Map.groupBy(steps, ({ move }) => JSON.stringify([move.to, move.people]))
  for (const group of groups.values()) {
    const { move } = group[0]!
    const ids = group.map(({ row }) => row.id)
    await moveRows(
      context.tx,
      { organisationId, ids },
      {
        state: move.to,
        stateReason: reason === '' ? null : reason,
        ...move.people,
        ...(move.to === 'active' && action === 'pass' && { activatedAt: context.now }),
      },
    )
    context.recordAll({
      ...{ type: past[action], table: 'item', organisationId, ids },
      data: { from: move.from, to: move.to, ...(reason !== '' && { reason }) },
      clauses: clauses[action],
    })
  }
}

/** One step for many items: each is judged for itself, and what happened to each is told. */
export const moveItemsHandler: CommandHandler<typeof moveItems> = async (context, input) => {
  const { action } = input
  const reason = input.reason.trim()
  const refusal = reasonMissing(action, reason)
  if (refusal) return refusal
  const viewer = viewerOf(context)
  const rows = await lockTarget(context, viewer, input.of)
  const judged = rows.map((row) => ({
    row,
    verdict: decideMove({ ...row, state: stateOf(row.state) }, { action, by: viewer, reason }),
  }))
  const steps = judged.flatMap(({ row, verdict }) => (verdict.refused ? [] : [{ row, move: verdict.value }]))
  await retirePredecessors(context, viewer.organisationId, steps)
  await write(context, { action, reason, organisationId: viewer.organisationId }, steps)
  return accept({
    done: steps.length,
    refused: judged.length - steps.length,
    outcomes: judged.map(({ row, verdict }) => ({
      ...{ itemId: row.id, code: row.code },
      sentence: verdict.refused ? verdict.sentence : null,
    })),
  })
}
