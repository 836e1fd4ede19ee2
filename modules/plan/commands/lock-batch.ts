import type { CommandContext } from '#platform/command/context.ts'
import type { Verdict } from '#platform/contract/verdict.ts'
import { type BatchAction, type BatchState, batchMachine, batchStateTitles } from '../core/batch.machine.ts'
import { takeStep } from '../step.ts'
import { type BatchRow, lockBatch, ownerOf } from '../store.ts'

interface Target {
  readonly organisationId?: string
  readonly batchId: string
  readonly version?: number
}

/** The batch locked for a step, and the state the step leads to or why it may not be taken. */
export const lockForStep = async (
  { tx, actor }: CommandContext,
  { organisationId, batchId, version }: Target,
  action: BatchAction,
): Promise<{ batch: BatchRow; step: Verdict<BatchState, 'STATE_FORBIDS'> }> => {
  const owner = ownerOf(actor, organisationId)
  const batch = await lockBatch(tx, { organisationId: owner, id: batchId }, version)
  const clauses = action === 'close' ? ['SDS-3.1-08'] : ['SDS-3.1-02']
  const step = takeStep(
    batchMachine,
    { state: batch.state, action, roles: actor.roles },
    { titles: batchStateTitles, clauses },
  )
  return { batch, step }
}
