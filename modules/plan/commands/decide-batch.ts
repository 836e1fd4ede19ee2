import { materialsStillOpen } from '#modules/itembank/facts.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type {
  cancelBatch,
  closeBatch,
  confirmBatch,
  publishBatch,
  resumeClosing,
  returnBatch,
} from '../contract.ts'
import { checkNotBegun } from '../core/batch.rule.ts'
import { updateBatch } from '../store.ts'
import { regimeOf } from '../world.ts'
import { lockForStep } from './lock-batch.ts'

export const confirmBatchHandler: CommandHandler<typeof confirmBatch> = async (context, input) => {
  const { batch, step } = await lockForStep(context, input, 'confirm')
  if (step.refused) return step
  const timely = checkNotBegun(batch.enrolmentFrom, context.today)
  if (timely.refused) return timely
  const version = await updateBatch(context.tx, batch, {
    state: step.value,
    decisionNote: input.note ?? null,
  })
  context.record({ type: 'batch-confirmed', table: 'batch', row: batch, clauses: ['SDS-3.1-02'] })
  return accept({ version })
}

export const returnBatchHandler: CommandHandler<typeof returnBatch> = async (context, input) => {
  const { batch, step } = await lockForStep(context, input, 'return')
  if (step.refused) return step
  const { note } = input
  const version = await updateBatch(context.tx, batch, { state: step.value, decisionNote: note })
  context.record({
    type: 'batch-returned',
    table: 'batch',
    row: batch,
    data: { note },
    clauses: ['SDS-3.1-02'],
  })
  return accept({ version })
}

/** SDS-3.1-02, SDS-3.1-03: from now on it stands in the public list, and enrolment opens by its dates. */
export const publishBatchHandler: CommandHandler<typeof publishBatch> = async (context, input) => {
  const { batch, step } = await lockForStep(context, input, 'publish')
  if (step.refused) return step
  const timely = checkNotBegun(batch.enrolmentFrom, context.today)
  if (timely.refused) return timely
  const version = await updateBatch(context.tx, batch, { state: step.value, publishedAt: context.now })
  context.record({
    type: 'batch-published',
    table: 'batch',
    row: batch,
    clauses: ['SDS-3.1-02', 'SDS-3.1-03'],
  })
  await context.publish('plan.published', { organisationId: batch.organisationId, batchId: batch.id })
  return accept({ version })
}

export const cancelBatchHandler: CommandHandler<typeof cancelBatch> = async (context, input) => {
  const { batch, step } = await lockForStep(context, input, 'cancel')
  if (step.refused) return step
  const { reason } = input
  const version = await updateBatch(context.tx, batch, { state: step.value, decisionNote: reason })
  context.record({
    type: 'batch-cancelled',
    table: 'batch',
    row: batch,
    data: { reason },
    clauses: ['SDS-3.1-08'],
  })
  await context.publish('plan.cancelled', { organisationId: batch.organisationId, batchId: batch.id })
  return accept({ version })
}

/** SDS-3.1-08: confirmed issue ends a batch and makes room for the next plan; not before the material of its sessions is sealed (SDE-4.6-27). A second call finds it closed. */
export const closeBatchHandler: CommandHandler<typeof closeBatch> = async (context, input) => {
  const { batch, step } = await lockForStep(context, input, 'close')
  if (batch.state === 'closed') return accept({ version: batch.version })
  if (step.refused) return step
  const { organisationId, id: batchId } = batch
  const open = await materialsStillOpen(
    context.tx,
    { organisationId, batchId },
    regimeOf(batch.pack, batch.createdOn),
  )
  if (open.length > 0) {
    const version = await updateBatch(context.tx, batch, { issueConfirmedAt: context.now })
    const data = { open: [...open] }
    context.record({
      type: 'batch-closing-awaited',
      table: 'batch',
      row: batch,
      data,
      clauses: ['SDE-4.6-27'],
    })
    return accept({ version })
  }
  const version = await updateBatch(context.tx, batch, { state: step.value })
  context.record({ type: 'batch-closed', table: 'batch', row: batch, clauses: ['SDS-3.1-08'] })
  return accept({ version })
}

/** SDE-4.6-27: the last material is sealed; the batch closes if its issue was confirmed before. */
export const resumeClosingHandler: CommandHandler<typeof resumeClosing> = async (context, input) => {
  const { batch } = await lockForStep(context, input, 'close')
  return batch.issueConfirmedAt === null
    ? accept({ version: batch.version })
    : closeBatchHandler(context, input)
}
