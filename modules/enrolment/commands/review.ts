import { batchFacts } from '#modules/plan/facts.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type * as contract from '../contract.ts'
import { allTicked, checkDecision, obstaclesOf } from '../core/review.rule.ts'
import { reviewOpen } from '../core/window.rule.ts'
import {
  changeApplication,
  listApplications,
  moveApplications,
  passClean,
  type ReviewRecord,
} from '../store.ts'
import { notAvailable, officeSituation, reviewFileOf, stateAfter } from './situation.ts'

const factOf = {
  pass: 'application-qualified',
  return: 'application-returned',
  reject: 'application-rejected',
  hold: 'application-held',
} as const
const wordOf = { pass: '审核通过', return: '退回', reject: '作不通过处理', hold: '转待核实' } as const

/** Whoever passes owes the fee from now on; finance hears of it after the commit. */
const announcePass = (
  context: CommandContext,
  of: { readonly organisationId: string; readonly batchId: string },
) => context.publish('enrolment.passed', { organisationId: of.organisationId, batchId: of.batchId })

/** One decision on one application, inside the review window (SDS-3.3-01, -02, -04 … -11). */
export const reviewHandler: CommandHandler<typeof contract.review> = async (context, input) => {
  const { row, batch } = await officeSituation(context, input)
  const { decision, ticks, note } = input
  const open = reviewOpen(batch, context.today)
  if (open.refused) return open
  const state = stateAfter(row, decision)
  if (state === null) return notAvailable(row, wordOf[decision], ['SDS-3.3-01'])
  const file = reviewFileOf(row)
  const photoAccepted = input.photoAccepted ?? file.photoAccepted
  const allowed = checkDecision({ ...file, photoAccepted }, { decision, ticks, note })
  if (allowed.refused) return allowed
  const record: ReviewRecord = {
    decision,
    ticks,
    note,
    reviewer: context.actor.name,
    at: context.now.toISOString(),
  }
  const version = await changeApplication(context.tx, row, {
    state,
    review: record,
    decidedAt: decision === 'pass' || decision === 'reject' ? context.now : null,
    details: {
      ...row.details,
      ...(photoAccepted === null || photoAccepted === undefined
        ? {}
        : { photoDecision: photoAccepted ? '接受' : '不接受' }),
      ...(file.contradictions.length > 0 && decision === 'pass' && note !== '' ? { furtherCheck: note } : {}),
    },
  })
  context.record({
    type: factOf[decision],
    table: 'application',
    row,
    data: { note, ticks: { ...ticks } },
    clauses: [
      'SDS-3.3-01',
      'SDS-3.3-08',
      'SDS-3.3-09',
      ...(file.contradictions.length > 0 ? ['SDS-3.3-10'] : []),
    ],
  })
  if (decision === 'pass') await announcePass(context, row)
  return accept({ version, state })
}

const nothingClean = refuse('NOTHING_CLEAN', {
  sentence: '没有可以批量通过的申请：每一份都还有缺件或疑点。',
  remedy: '请逐份办理，或先登记集体材料、原证书核验结果。',
  clauses: ['SDS-3.3-02', 'SDS-3.3-10'],
})

/** How many of those left behind are named with their reasons. */
const namedAtMost = 100

/** Approves at once whatever is clean; the rest is left with its reasons (SDS-3.3-08, -09). */
export const reviewCleanHandler: CommandHandler<typeof contract.reviewClean> = async (
  context,
  { batchId, applicationIds, ticks },
) => {
  const organisationId = context.actor.organisationId!
  const batch = await batchFacts(context.tx, organisationId, batchId)
  const open = reviewOpen(batch, context.today)
  if (open.refused) return open
  const ticked = allTicked(ticks)
  if (ticked.refused) return ticked
  const review: ReviewRecord = {
    decision: 'pass',
    ticks,
    note: '批量审核',
    reviewer: context.actor.name,
    at: context.now.toISOString(),
  }
  const scope = { organisationId, batchId, ...(applicationIds ? { ids: applicationIds } : {}) }
  const ids = await passClean(context.tx, scope, { review, decidedAt: context.now })
  if (ids.length === 0) return nothingClean
  context.recordAll({
    type: 'application-qualified',
    table: 'application',
    organisationId,
    ids,
    data: { note: review.note, ticks: { ...ticks } },
    clauses: ['SDS-3.3-01', 'SDS-3.3-08', 'SDS-3.3-09'],
  })
  await announcePass(context, { organisationId, batchId })
  const { rows } = await listApplications(context.tx, {
    organisationIds: [organisationId],
    batchId,
    states: ['submitted', 'further-check'],
    ...(applicationIds ? { applicationIds } : {}),
    limit: namedAtMost,
    offset: 0,
  })
  const left = rows.map((row) => ({
    applicationId: row.id,
    name: row.name,
    reasons: obstaclesOf(reviewFileOf(row)).map(({ words }) => words),
  }))
  return accept({ passed: ids.length, left })
}

/** Confirms eligible candidates, one, several or all; they are locked and go on to arrangement (SDS-3.4-01). */
export const admitHandler: CommandHandler<typeof contract.admit> = async (
  context,
  { batchId, applicationIds },
) => {
  const organisationId = context.actor.organisationId!
  await batchFacts(context.tx, organisationId, batchId)
  const ids = await moveApplications(
    context.tx,
    { organisationId, batchId, from: ['qualified'], ...(applicationIds ? { ids: applicationIds } : {}) },
    'admitted',
  )
  const wanted = applicationIds?.length ?? Math.max(1, ids.length)
  if (ids.length < wanted)
    return refuse('ACTION_NOT_AVAILABLE', {
      sentence: applicationIds
        ? `所选${wanted}人中有${wanted - ids.length}人尚未审核通过，不能确认。`
        : '没有审核通过、待确认的考生。',
      remedy: '请只选择“审核通过”的考生。',
      clauses: ['SDS-3.4-01', 'SDS-3.3-08'],
    })
  context.recordAll({
    type: 'application-admitted',
    table: 'application',
    organisationId,
    ids,
    clauses: ['SDS-3.4-01', 'SDS-3.3-12'],
  })
  return accept({ admitted: ids.length })
}
