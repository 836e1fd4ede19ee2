import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { scoreTheory } from '../contract.ts'
import { withScore } from '../core/entry.rule.ts'
import type { SubjectScore } from '../core/result.rule.ts'
import { tellItemStatistics } from '../item-statistics.ts'
import { candidatesOf, ownOrganisation, sceneOf } from '../scene.ts'
import { insertOpenResults, lockResults, type ResultRow, writeResults } from '../store/result.store.ts'
import { scoreScripts, theoryDesk } from '../theory-scoring.ts'

interface At {
  readonly organisationId: string
  readonly batchId: string
}

/** An open result for every admitted candidate that has none yet. */
export const openResults = async (context: CommandContext, at: At) => {
  const candidates = await candidatesOf(context.tx, at.organisationId, at.batchId)
  const ids = await insertOpenResults(context.tx, at, candidates)
  context.recordAll({ type: 'result-opened', table: 'result', organisationId: at.organisationId, ids })
  return candidates
}

const isNew = (row: ResultRow, score: SubjectScore): boolean =>
  row.theoryConfirmedAt === null && (row.theory !== score.points || row.theoryStatus !== score.status)

/**
 * Scores every script of a batch with its paper's key. What a marker has confirmed is left alone; what is scored
 * anew waits for confirmation. The reply carries counts only.
 */
export const scoreTheoryHandler: CommandHandler<typeof scoreTheory> = async (context, input) => {
  const { tx, actor } = context
  const organisationId = actor.roles.includes('system') ? input.organisationId : ownOrganisation(actor)
  const at = { organisationId, batchId: input.batchId }
  await sceneOf(tx, organisationId, input.batchId)
  await openResults(context, at)
  const desk = await theoryDesk(context, at)
  const scores = scoreScripts(desk)
  const changed = (await lockResults(tx, organisationId, at.batchId)).flatMap((row) => {
    const score = scores.get(row.applicationId)
    return score && row.state === 'open' && isNew(row, score) ? [withScore(row, score)] : []
  })
  const ids = await writeResults(tx, organisationId, changed)
  context.recordAll({
    type: 'theory-scored',
    table: 'result',
    organisationId,
    ids,
    clauses: ['SDS-5.1-01'],
  })
  await tellItemStatistics(context, at, desk)
  const count = (status: string) => [...scores.values()].filter((score) => score.status === status).length
  return accept({
    scripts: scores.size,
    scored: count('scored'),
    absent: count('absent'),
    cheating: count('cheating'),
    changed: ids.length,
  })
}
