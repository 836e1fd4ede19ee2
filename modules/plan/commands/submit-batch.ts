import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { submitBatch } from '../contract.ts'
import { checkNotBegun, decidePlan } from '../core/batch.rule.ts'
import { linesOf, updateBatch } from '../store.ts'
import { planGround } from '../world.ts'
import { lockForStep } from './lock-batch.ts'

/** SDS-3.1-02: everything is judged again as of today before the city sees it. */
export const submitBatchHandler: CommandHandler<typeof submitBatch> = async (context, input) => {
  const { tx, today } = context
  const { batch, step } = await lockForStep(context, input, 'submit')
  if (step.refused) return step
  const ready = checkNotBegun(batch.enrolmentFrom, today)
  if (ready.refused) return ready
  const { organisationId, createdOn, examFrom, siteIds } = batch
  const ground = await planGround(context, organisationId, { createdOn, examFrom })
  if (ground.refused) return ground
  const lines = await linesOf(tx, organisationId, [batch.id])
  const planned = decidePlan(
    ground.value.world,
    { createdOn, leadFrom: createdOn, own: batch },
    { chosen: batch, siteIds, lines },
  )
  if (planned.refused) return planned
  const version = await updateBatch(tx, batch, { state: step.value, decisionNote: null })
  context.record({ type: 'batch-submitted', table: 'batch', row: batch, clauses: ['SDS-3.1-02'] })
  return accept({ version })
}
