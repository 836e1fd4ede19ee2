import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { enterScheme, printScheme, startBatch } from '../contract.ts'
import { checkSchemeName, requireEmergency, requireSchemeIn } from '../core/scheme.rule.ts'
import { schemeDocument } from '../scheme-document.ts'
import { ownerOf, updateBatch } from '../store.ts'
import { regimeOf } from '../world.ts'
import { lockForStep } from './lock-batch.ts'

/** SDS-A3-07, SDS-A3-08, SDS-A3-17: the entered part of Annex 3; the rest is computed when it is printed. */
export const enterSchemeHandler: CommandHandler<typeof enterScheme> = async (context, input) => {
  const { batch, step } = await lockForStep(context, input, 'enterScheme')
  if (step.refused) return step
  const { planName, other, attachments, emergency = '' } = input
  const scheme = { planName, other, attachments, emergency }
  const named = checkSchemeName(batch.name, scheme)
  if (named.refused) return named
  const { emergencyChapter } = regimeOf(batch.pack, batch.createdOn).plan
  const measures = requireEmergency(scheme, emergencyChapter)
  if (measures.refused) return measures
  const version = await updateBatch(context.tx, batch, { scheme })
  context.record({
    type: 'scheme-entered',
    table: 'batch',
    row: batch,
    clauses: ['SDS-A3-07', 'SDS-A3-08', 'SDS-A3-17', ...emergencyChapter.clauses],
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

/** SDS-3.4-02: nothing is forwarded without the scheme, whose name is the batch's. A second call finds it running. */
export const startBatchHandler: CommandHandler<typeof startBatch> = async (context, input) => {
  const { batch, step } = await lockForStep(context, input, 'start')
  if (batch.state === 'running') return accept({ version: batch.version })
  if (step.refused) return step
  const scheme = requireSchemeIn(batch.scheme)
  if (scheme.refused) return scheme
  const named = checkSchemeName(batch.name, scheme.value)
  if (named.refused) return named
  const version = await updateBatch(context.tx, batch, { state: step.value, forwardedAt: context.now })
  context.record({ type: 'batch-started', table: 'batch', row: batch, clauses: ['SDS-3.4-02'] })
  return accept({ version })
}
