import type { QueryContext } from '#platform/command/context.ts'
import { type ItemState, itemStates } from '../core/item.machine.ts'

type Tx = QueryContext['tx']

export const stateOf = (text: string): ItemState => {
  const state = itemStates.find((one) => one === text)
  if (!state) throw new Error(`an item is in the unknown state ${text}`)
  return state
}

export interface StateChanges {
  readonly state: ItemState
  readonly stateReason: string | null
  readonly firstReviewerId?: string | null
  readonly secondReviewerId?: string | null
  readonly activatedAt?: Date
}

/** Writes the same step on many locked items of an organisation, their versions one up. */
export const moveRows = async (
  tx: Tx,
  { organisationId, ids }: { readonly organisationId: string; readonly ids: readonly string[] },
  changes: StateChanges,
): Promise<void> => {
  if (ids.length === 0) return
  await tx
    .updateTable('item')
    .set((e) => ({ ...changes, version: e('version', '+', 1) }))
    .where('organisationId', '=', organisationId)
    .where((e) => e('id', '=', e.fn.any(e.val([...ids]))))
    .execute()
}

/** Locks those of these items that are in one of the states. */
const lockIn =
  (...states: readonly ItemState[]) =>
  async (tx: Tx, organisationId: string, ids: readonly string[]): Promise<readonly string[]> => {
    const rows = await tx
      .selectFrom('item')
      .select('id')
      .where('organisationId', '=', organisationId)
      .where((e) => e('id', '=', e.fn.any(e.val([...ids]))))
      .where('state', 'in', [...states])
      .orderBy('id')
      .forUpdate()
      .execute()
    return rows.map(({ id }) => id)
  }

/** Those that may still stand in papers, locked. */
export const lockInUse = lockIn('active', 'suspended')

/** Those that the next paper may take, locked. */
export const lockActive = lockIn('active')
