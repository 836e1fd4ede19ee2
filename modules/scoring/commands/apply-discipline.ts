import { violationsOf } from '#modules/delivery/facts.ts'
import type { Subject } from '#modules/policy/core/parameters.ts'
import { type CommandContext, platformOrganisation } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { applyDiscipline } from '../contract.ts'
import { nothingTaken, type TakenSubjects, takenSubjects } from '../core/discipline.rule.ts'
import { judge, scoreOf, withScore } from '../core/entry.rule.ts'
import { type SubjectScore, withStatus } from '../core/result.rule.ts'
import { showCorrected } from '../display.ts'
import { candidatesOf, sceneOf } from '../scene.ts'
import {
  type CorrectionRow,
  correctionsOf,
  insertCorrections,
  type NewCorrection,
} from '../store/entry.store.ts'
import { lockResults, type ResultRow, writeResults } from '../store/result.store.ts'

const clauses = ['HN-3.1.5-27', 'SDS-4.4-42']

/** The score that a decision took, where no decision takes it any more; the latest correction remembers it. */
const restored = (score: SubjectScore, earlier: readonly CorrectionRow[]): SubjectScore => {
  const { subject, status } = score
  if (status !== 'cheating' && status !== 'cancelled') return score
  const kept = earlier.find(
    (each) =>
      each.subject === subject &&
      each.caseId &&
      (each.beforeStatus === 'scored' || each.beforeStatus === 'absent'),
  )
  return kept
    ? { subject, points: kept.beforeValue, status: kept.beforeStatus as 'scored' | 'absent' }
    : score
}

/** Where a subject is not scored yet, the decision is applied when scores are entered. */
const decided = (
  score: SubjectScore,
  taken: TakenSubjects,
  earlier: readonly CorrectionRow[],
): SubjectScore => {
  if (score.status === null) return score
  const status = taken.get(score.subject)
  return status ? withStatus(score, status) : restored(score, earlier)
}

interface Change {
  readonly before: ResultRow
  readonly after: ResultRow
  readonly subjects: readonly Subject[]
}

const changed = (
  before: ResultRow,
  subjects: readonly Subject[],
  by: { readonly taken: TakenSubjects; readonly earlier: readonly CorrectionRow[] },
): Change | null => {
  const own = by.earlier.filter(({ resultId }) => resultId === before.id)
  const touched = subjects.filter((subject) => {
    const score = scoreOf(before, subject)
    const next = decided(score, by.taken, own)
    return next.points !== score.points || next.status !== score.status
  })
  if (touched.length === 0) return null
  const after = touched.reduce(
    (row, subject) => withScore(row, decided(scoreOf(row, subject), by.taken, own)),
    before,
  )
  return { before, after, subjects: touched }
}

interface Why {
  readonly caseId: string
  readonly reason: string
}

const corrections = (
  { before, after, subjects }: Change,
  { caseId, reason }: Why,
  now: Date,
): NewCorrection[] =>
  subjects.map((subject) => ({
    ...{ organisationId: before.organisationId, batchId: before.batchId, resultId: before.id },
    ...{ personId: before.personId, subject, reason, caseId, state: 'applied' },
    ...{ beforeValue: before[subject], afterValue: after[subject] },
    ...{ beforePassed: before.passed, afterPassed: after.passed, beforeStatus: before[`${subject}Status`] },
    ...{ proposedBy: platformOrganisation, proposerName: '系统', proposedAt: now },
    ...{ decidedBy: null, deciderName: '违纪处理', decision: reason, decidedAt: now },
    ...{ objectionId: null, keyErrorId: null },
  }))

const write = async (context: CommandContext, changes: readonly Change[], why: Why) => {
  const [first] = changes
  if (!first) return
  const { organisationId } = first.before
  const rows = changes.map(({ after }) => after)
  const ids = await writeResults(context.tx, organisationId, rows)
  context.recordAll({ type: 'result-corrected', table: 'result', organisationId, ids, clauses })
  const made = await insertCorrections(
    context.tx,
    changes.flatMap((change) => corrections(change, why, context.now)),
  )
  context.recordAll({
    type: 'score-correction-applied',
    table: 'scoreCorrection',
    organisationId,
    ids: made,
    clauses,
  })
  await showCorrected(context, rows, why.reason)
}

/**
 * Puts a decision on a violation into the results, also of a closed batch, with the case as its reference; what a review
 * has given back is given back here. Subjects still open follow when scores are entered.
 */
export const applyDisciplineHandler: CommandHandler<typeof applyDiscipline> = async (context, input) => {
  const { tx } = context
  const { organisationId, batchId, caseId } = input
  const at = { organisationId, batchId }
  const { passRule } = await sceneOf(tx, organisationId, batchId)
  const violations = await violationsOf(tx, organisationId, batchId)
  const concerned = new Set(
    violations.filter((each) => each.caseId === caseId).map(({ applicationId }) => applicationId),
  )
  const taken = takenSubjects(violations)
  const earlier = await correctionsOf(tx, at)
  const candidates = new Map(
    (await candidatesOf(tx, organisationId, batchId)).map((each) => [each.id, each.subjects]),
  )
  const changes = (await lockResults(tx, organisationId, batchId)).flatMap((row) => {
    const subjects = candidates.get(row.applicationId)
    if (!subjects || !concerned.has(row.applicationId)) return []
    const by = { taken: taken.get(row.applicationId) ?? nothingTaken, earlier }
    const change = changed(row, subjects, by)
    if (!change) return []
    const verdict = judge(change.after, subjects, passRule)
    const passed = row.passed === null || verdict.refused ? null : verdict.value
    return [{ ...change, after: { ...change.after, passed } }]
  })
  await write(context, changes, { caseId, reason: `违纪处理决定 ${input.caseNumber}` })
  return accept({ changed: changes.length })
}
