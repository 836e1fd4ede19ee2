import { sessionsOf } from '#modules/arrangement/facts.ts'
import { reviewContentsOf } from '#modules/delivery/facts.ts'
import type { CommandContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { withScore } from '../core/entry.rule.ts'
import { checkLeader, panelScores } from '../core/panel.rule.ts'
import { checkReview } from '../core/review.rule.ts'
import { type PanelAt, panelOf, placedAt } from '../panel.ts'
import { notOnPanel, panelSigned } from '../refusals.ts'
import type { scoreReview, signReview } from '../review.contract.ts'
import { accountOf, ownOrganisation, sceneOf } from '../scene.ts'
import { arbitrationsOf } from '../store/panel.store.ts'
import { insertPanel, panelsOf } from '../store/practical.store.ts'
import { lockResults, writeResults } from '../store/result.store.ts'
import { reviewSheetsOf, saveReview } from '../store/review.store.ts'
import { openResults } from './score-theory.ts'

const clauses = ['SDE-4.3-03', 'SDS-4.3-11']

const schemeMissing = refuse('SCHEME_MISSING', {
  sentence: '该职业等级还没有综合评审方案。',
  remedy: '请考务人员先确定评价内容和分值。',
  clauses: ['SDE-4.3-03'],
})

const locked = refuse('SHEET_LOCKED', {
  sentence: '本表已签名提交，不能再改。',
  remedy: '确有错误的，请按成绩更正程序提出更正。',
  clauses: ['SDS-5.1-13'],
})

const isSigned = async ({ tx }: CommandContext, at: PanelAt): Promise<boolean> =>
  (await panelsOf(tx, at.organisationId, at.batchId)).some(
    (each) => each.sessionId === at.sessionId && each.roomId === at.roomId,
  )

export const scoreReviewHandler: CommandHandler<typeof scoreReview> = async (context, input) => {
  const { tx, actor, now } = context
  const organisationId = ownOrganisation(actor)
  const { batchId, sessionId, roomId, applicationId, points, signature } = input
  const at = { organisationId, batchId, sessionId, roomId }
  const me = accountOf(actor)
  const person = (await placedAt(tx, at)).find(
    (each) => each.applicationId === applicationId && each.subject === 'review',
  )
  if (!person || !(await panelOf(tx, at)).some(({ accountId }) => accountId === me)) return notOnPanel
  if (await isSigned(context, at)) return panelSigned
  const session = (await sessionsOf(tx, organisationId, batchId)).find(({ id }) => id === sessionId)
  if (!session) throw new MissingRow()
  const contents = await reviewContentsOf(tx, organisationId, { batchId, lineId: session.lineId })
  if (contents.length === 0) return schemeMissing
  const earlier = (await reviewSheetsOf(tx, at)).find(
    (sheet) => sheet.applicationId === applicationId && sheet.examinerAccountId === me,
  )
  if (earlier?.state === 'locked') return locked
  if ((earlier?.version ?? 0) !== input.version) throw new StaleRow()
  const total = checkReview(contents, points, signature !== null)
  if (total.refused) return total
  const { personId } = person
  const row = await saveReview(
    tx,
    {
      ...{ ...at, applicationId, personId, points, total: total.value, signature },
      ...{ examinerAccountId: me, examinerName: actor.name },
      state: signature === null ? 'draft' : 'locked',
      signedAt: signature === null ? null : now,
    },
    earlier,
  )
  context.record({
    type: signature === null ? 'review-sheet-saved' : 'review-sheet-locked',
    table: 'reviewSheet',
    row,
    clauses,
  })
  return accept({ version: row.version, total: total.value })
}

/** SDS-4.3-11: the leader signs; each candidate's review score is the mean of the members', or the decision made. */
export const signReviewHandler: CommandHandler<typeof signReview> = async (context, input) => {
  const { tx, actor, now } = context
  const organisationId = ownOrganisation(actor)
  const { batchId, sessionId, roomId, signature } = input
  const at = { organisationId, batchId, sessionId, roomId }
  const panel = await panelOf(tx, at)
  const leader = checkLeader(panel, accountOf(actor))
  if (leader.refused) return leader
  if (await isSigned(context, at)) return panelSigned
  const placed = (await placedAt(tx, at)).filter(({ subject }) => subject === 'review')
  if (placed.length === 0) {
    return refuse('NO_CANDIDATES', {
      sentence: '该考场没有安排综合评审的考生。',
      remedy: '请核对编排。',
      clauses,
    })
  }
  await openResults(context, at)
  const { panel: rule, practical } = await sceneOf(tx, organisationId, batchId)
  const decided = new Map((await arbitrationsOf(tx, at)).map((each) => [each.applicationId, each.score]))
  const sheets = (await reviewSheetsOf(tx, at)).filter(({ state }) => state === 'locked')
  const given = { locked: sheets, rule, limit: practical.discrepancy, decided }
  const scores = panelScores(panel, placed, given)
  if (scores.refused) return scores
  const rows = (await lockResults(tx, organisationId, batchId)).flatMap((row) => {
    const points = scores.value.get(row.applicationId)
    return points === undefined ? [] : [withScore(row, { subject: 'review', points, status: 'scored' })]
  })
  const ids = await writeResults(tx, organisationId, rows)
  context.recordAll({ type: 'review-scored', table: 'result', organisationId, ids, clauses })
  const row = await insertPanel(tx, {
    ...{ ...at, candidates: placed.length, leaderAccountId: accountOf(actor), leaderName: actor.name },
    ...{ leaderSignature: signature, leaderSignedAt: now },
  })
  context.record({ type: 'panel-signed', table: 'panelRecord', row, clauses })
  return accept({ scored: ids.length })
}
