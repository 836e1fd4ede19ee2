import { statedValue } from '#modules/policy/core/parameter.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { createBatch } from '../contract.ts'
import { checkNoneOpen, decidePlan } from '../core/batch.rule.ts'
import type { ChosenDates } from '../core/timeline.ts'
import { lockNotices } from '../notice.store.ts'
import { insertBatch, ownerOf, saveLines } from '../store.ts'
import { planGround } from '../world.ts'

/** SDS-3.1-01, SDS-3.1-07, SDS-3.1-08: the plan of a batch, its dates, name and number computed. */
export const createBatchHandler: CommandHandler<typeof createBatch> = async (context, input) => {
  const { tx, actor, today } = context
  const organisationId = ownerOf(actor, undefined)
  const chosen = input.dates as ChosenDates
  await lockNotices(tx, organisationId)
  const ground = await planGround(context, organisationId, { createdOn: today, examFrom: chosen.examFrom })
  if (ground.refused) return ground
  const { world, notice, pack } = ground.value
  const free = checkNoneOpen(world.earlier, statedValue(world.regime.plan.maxOpenBatches))
  if (free.refused) return free
  const occasion = { createdOn: today, leadFrom: today, own: null }
  const planned = decidePlan(world, occasion, { chosen, siteIds: input.siteIds, lines: input.lines })
  if (planned.refused) return planned
  const { siteIds, capacity } = input
  const row = await insertBatch(tx, {
    organisationId,
    pack,
    noticeId: notice.id,
    planned: planned.value,
    siteIds,
    capacity,
  })
  const lineIds = await saveLines(tx, row, planned.value.lines)
  context.record({
    type: 'batch-created',
    table: 'batch',
    row,
    data: { name: planned.value.name },
    clauses: ['SDS-2.2-03', 'SDS-3.1-01', 'SDS-3.1-07', 'SDS-3.1-08', 'SDS-A3-09', 'SDS-A3-10'],
  })
  context.recordAll({
    type: 'batch-line-planned',
    table: 'batchLine',
    organisationId,
    ids: lineIds,
    clauses: ['SDS-2.2-03', 'SDS-4.4-01'],
  })
  return accept({ batchId: row.id, name: planned.value.name })
}
