import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { amendBatch, decideAmendment } from '../contract.ts'
import { type Amendable, changedDates, dateTitles, judgeAmendment } from '../core/amendment.rule.ts'
import type { PlannedBatch } from '../core/batch.rule.ts'
import type { ChosenDates } from '../core/timeline.ts'
import {
  amendmentsOf,
  type BatchRow,
  decideAmendmentRow,
  insertAmendment,
  lockAmendment,
  lockBatch,
  ownerOf,
  updateBatch,
} from '../store.ts'
import { amendmentWorld } from '../world.ts'
import { lockForStep } from './lock-batch.ts'

const apply = async (
  context: CommandContext,
  batch: BatchRow,
  { planned, wanted, reason }: { planned: Omit<PlannedBatch, 'lines'>; wanted: Amendable; reason: string },
) => {
  const { siteIds, capacity } = wanted
  const changed = changedDates(batch, wanted.dates).map((key) => dateTitles[key])
  await updateBatch(context.tx, batch, { planned, siteIds, capacity })
  context.record({
    type: 'batch-amended',
    table: 'batch',
    row: batch,
    data: { reason, changed, nameBefore: batch.name, nameAfter: planned.name },
    clauses: ['SDS-3.1-02', 'SDS-3.1-07'],
  })
  await context.publish('plan.amended', { organisationId: batch.organisationId, batchId: batch.id })
}

/** SDS-3.1-02: changed dates wait for the city; sites and numbers take effect at once, on record. */
export const amendBatchHandler: CommandHandler<typeof amendBatch> = async (context, input) => {
  const { batch, step } = await lockForStep(context, input, 'amend')
  if (step.refused) return step
  if ((await amendmentsOf(context.tx, batch)).some(({ state }) => state === 'submitted')) {
    return refuse('AMENDMENT_WAITING', {
      sentence: '本批次已有一项变更在等待市级确认。',
      remedy: '请待该项变更办结后再提交新的变更。',
      clauses: ['SDS-3.1-02'],
    })
  }
  const { reason, siteIds, capacity } = input
  const wanted: Amendable = { dates: input.dates as ChosenDates, siteIds, capacity }
  const world = await amendmentWorld(context, batch)
  const planned = judgeAmendment(world, { batch, wanted }, context.today)
  if (planned.refused) return planned
  const applied = changedDates(batch, wanted.dates).length === 0
  const row = await insertAmendment(context, batch, { reason, changes: wanted, applied })
  context.record({
    type: applied ? 'amendment-recorded' : 'amendment-submitted',
    table: 'batchAmendment',
    row,
    data: { reason },
    clauses: ['SDS-3.1-02'],
  })
  if (applied) await apply(context, batch, { planned: planned.value, wanted, reason })
  return accept({ amendmentId: row.id, applied })
}

/** The city's decision; what it agrees to is judged again as of today and then takes effect. */
export const decideAmendmentHandler: CommandHandler<typeof decideAmendment> = async (context, input) => {
  const organisationId = ownerOf(context.actor, input.organisationId)
  const amendment = await lockAmendment(context.tx, { organisationId, id: input.amendmentId }, input.version)
  if (amendment.state !== 'submitted') {
    return refuse('STATE_FORBIDS', {
      sentence: '该项变更已经办结。',
      remedy: '请刷新页面查看结果。',
      clauses: ['SDS-3.1-02'],
    })
  }
  const { note, agreed } = input
  const { batchId } = amendment
  if (agreed) {
    const batch = await lockBatch(context.tx, { organisationId, id: batchId })
    const world = await amendmentWorld(context, batch)
    const wanted = amendment.changes
    const planned = judgeAmendment(world, { batch, wanted }, context.today)
    if (planned.refused) return planned
    await apply(context, batch, { planned: planned.value, wanted, reason: amendment.reason })
  }
  await decideAmendmentRow(context, amendment, { state: agreed ? 'applied' : 'refused', note })
  context.record({
    type: agreed ? 'amendment-confirmed' : 'amendment-refused',
    table: 'batchAmendment',
    row: amendment,
    data: { note },
    clauses: ['SDS-3.1-02'],
  })
  return accept({ version: amendment.version + 1 })
}
