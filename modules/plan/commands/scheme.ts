import { inWords } from '#platform/clock/day.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { enterScheme, forwardBatch, printScheme } from '../contract.ts'
import { checkSchemeName, requireSchemeIn } from '../core/scheme.rule.ts'
import { schemeDocument } from '../facts.ts'
import { ownerOf, updateBatch } from '../store.ts'
import { lockForStep } from './lock-batch.ts'

/** SDS-A3-07, SDS-A3-08, SDS-A3-17: the entered part of Annex 3; the rest is computed when it is printed. */
export const enterSchemeHandler: CommandHandler<typeof enterScheme> = async (context, input) => {
  const { batch, step } = await lockForStep(context, input, 'enterScheme')
  if (step.refused) return step
  const { planName, other, attachments } = input
  const scheme = { planName, other, attachments }
  const named = checkSchemeName(batch.name, scheme)
  if (named.refused) return named
  const version = await updateBatch(context.tx, batch, { scheme })
  context.record({
    type: 'scheme-entered',
    table: 'batch',
    row: batch,
    clauses: ['SDS-A3-07', 'SDS-A3-08', 'SDS-A3-17'],
  })
  return accept({ version })
}

export const printSchemeHandler: CommandHandler<typeof printScheme> = (context, input) =>
  schemeDocument(context, {
    organisationId: ownerOf(context.actor, input.organisationId),
    batchId: input.batchId,
    counts: null,
    rooms: [],
  })

/** SDS-3.4-02: reviewed candidates go up with the scheme, after which the batch is being carried out. */
export const forwardBatchHandler: CommandHandler<typeof forwardBatch> = async (context, input) => {
  const { batch, step } = await lockForStep(context, input, 'forward')
  if (step.refused) return step
  const scheme = requireSchemeIn(batch.scheme)
  if (scheme.refused) return scheme
  const named = checkSchemeName(batch.name, scheme.value)
  if (named.refused) return named
  if (context.today <= batch.enrolmentTo) {
    return refuse('ENROLMENT_RUNNING', {
      sentence: `报名至${inWords(batch.enrolmentTo)}截止，审核后方可上报考生。`,
      remedy: '请在报名截止并完成资格审核后上报。',
      clauses: ['SDS-3.1-07', 'SDS-3.4-02'],
    })
  }
  const version = await updateBatch(context.tx, batch, { state: step.value, forwardedAt: context.now })
  context.record({ type: 'batch-forwarded', table: 'batch', row: batch, clauses: ['SDS-3.4-02'] })
  await context.publish('plan.forwarded', { organisationId: batch.organisationId, batchId: batch.id })
  return accept({ version })
}
