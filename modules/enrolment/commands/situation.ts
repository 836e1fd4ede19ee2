import { type BatchFacts, type BatchLineFacts, batchFacts } from '#modules/plan/facts.ts'
import type { Regime } from '#modules/policy/core/pack.ts'
import { regime } from '#modules/policy/core/regime.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import { refuse } from '#platform/contract/verdict.ts'
import { applicantOf, type Target } from '../core/applicant.ts'
import { type ApplicationAction, applicationMachine, stateTitles } from '../core/application.machine.ts'
import { contradictionsOf } from '../core/contradiction.rule.ts'
import { evaluate, type StoredEvaluation } from '../core/evaluation.rule.ts'
import type { ReviewFile } from '../core/review.rule.ts'
import {
  type ApplicationRow,
  batchesElsewhere,
  evaluationOf,
  lockApplication,
  materialsOf,
} from '../store.ts'

/** An application with the batch, line and law that rule it. */
export interface Situation {
  readonly row: ApplicationRow
  readonly batch: BatchFacts
  readonly line: BatchLineFacts
  readonly regime: Regime
  readonly target: Target
}

/** The law of a batch is that of the day its plan was made (SDS-1.0-06). */
export const regimeOf = (batch: BatchFacts): Regime => regime(batch.pack, batch.createdOn)

export const lineOf = (batch: BatchFacts, lineId: string): BatchLineFacts => {
  const line = batch.lines.find(({ id }) => id === lineId)
  if (!line) throw new MissingRow()
  return line
}

export const targetOf = (batch: BatchFacts, line: BatchLineFacts): Target => ({
  occupationCode: line.occupationCode,
  level: line.level,
  on: batch.enrolmentTo,
})

export const situationOf = async (context: QueryContext, row: ApplicationRow): Promise<Situation> => {
  const batch = await batchFacts(context.tx, row.organisationId, row.batchId)
  const line = lineOf(batch, row.lineId)
  return { row, batch, line, regime: regimeOf(batch), target: targetOf(batch, line) }
}

/** The candidate's own application, locked. Throws MissingRow for anybody else's. */
export const ownSituation = async (
  context: QueryContext,
  key: { readonly applicationId: string; readonly version?: number },
): Promise<Situation> => {
  const row = await lockApplication(context.tx, key)
  if (row.personId !== context.actor.personId) throw new MissingRow()
  return situationOf(context, row)
}

/** An application of the actor's own organisation, locked. Throws MissingRow for another's. */
export const officeSituation = async (
  context: QueryContext,
  key: { readonly applicationId: string; readonly version?: number },
): Promise<Situation> => {
  const row = await lockApplication(context.tx, key)
  if (row.organisationId !== context.actor.organisationId) throw new MissingRow()
  return situationOf(context, row)
}

/** The machine's verdict on the data and evidence as they stand; null while no condition has been chosen. */
export const evaluationNow = (row: ApplicationRow, target: Target): StoredEvaluation | null => {
  if (row.conditionCode === '') return null
  const verdict = evaluate(applicantOf(row), target)
  return verdict.refused ? null : verdict.value
}

export const contradictionsNow = async (context: QueryContext, { row, target, regime: law }: Situation) =>
  contradictionsOf(applicantOf(row), {
    target,
    regime: law,
    elsewhere: await batchesElsewhere(context.tx, row),
  })

export const reviewFileOf = (row: ApplicationRow): ReviewFile => {
  const materials = materialsOf(row)
  return {
    evaluation: evaluationOf(row),
    signed: row.signatureFileId !== null || materials.files['application-form'] !== undefined,
    certificate: row.priorCertificate,
    certificateResult: materials.certificateCheck?.result ?? null,
    contradictions: row.details.contradictions ?? [],
    furtherCheck: row.details.furtherCheck ?? '',
    photoWarnings: row.details.photoWarnings ?? [],
    photoAccepted: row.details.photoDecision === undefined ? null : row.details.photoDecision === '接受',
  }
}

/** The state does not offer the step: the row was decided, withdrawn or not yet submitted. */
export const notAvailable = (row: Pick<ApplicationRow, 'state'>, what: string, clauses: readonly string[]) =>
  refuse('ACTION_NOT_AVAILABLE', {
    sentence: `该报名目前为“${stateTitles[row.state]}”，不能${what}。`,
    remedy: '请刷新页面查看最新状态。',
    clauses,
  })

/** The state after a step, or null when this state does not offer it. */
export const stateAfter = (row: Pick<ApplicationRow, 'state'>, action: ApplicationAction) =>
  applicationMachine.next(row.state, action) ?? null
