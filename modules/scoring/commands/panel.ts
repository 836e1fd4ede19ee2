import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { withScore } from '../core/entry.rule.ts'
import { checkLeader, type LockedTotal, panelScores } from '../core/panel.rule.ts'
import { bySecondPerson } from '../core/separation.rule.ts'
import { panelOf, placedAt } from '../panel.ts'
import type { countersignPanel, signPanel } from '../practical.contract.ts'
import { panelSigned } from '../refusals.ts'
import { accountOf, ownOrganisation, sceneOf } from '../scene.ts'
import { arbitrationsOf } from '../store/panel.store.ts'
import {
  countersignPanel as countersign,
  insertPanel,
  panelById,
  panelsOf,
  sheetsOf,
} from '../store/practical.store.ts'
import { lockResults, writeResults } from '../store/result.store.ts'
import { openResults } from './score-theory.ts'

const clauses = ['SDS-4.3-11', 'SDS-4.4-39']

const noCandidates = refuse('NO_CANDIDATES', {
  sentence: '该考场没有安排技能操作考核的考生。',
  remedy: '请核对编排。',
  clauses,
})

/** SDS-4.3-11: the leader signs the panel's results; the scores become the mean of the locked sheets. */
export const signPanelHandler: CommandHandler<typeof signPanel> = async (context, input) => {
  const { tx, actor, now } = context
  const organisationId = ownOrganisation(actor)
  const { batchId, sessionId, roomId, signature } = input
  const at = { organisationId, batchId, sessionId, roomId }
  const panel = await panelOf(tx, at)
  const leader = checkLeader(panel, accountOf(actor))
  if (leader.refused) return leader
  if (
    (await panelsOf(tx, organisationId, batchId)).some(
      (each) => each.sessionId === sessionId && each.roomId === roomId,
    )
  )
    return panelSigned
  const placed = (await placedAt(tx, at)).filter(({ subject }) => subject === 'practical')
  if (placed.length === 0) return noCandidates
  await openResults(context, at)
  const here = new Set(placed.map(({ applicationId }) => applicationId))
  const rows = (await lockResults(tx, organisationId, batchId)).filter((row) => here.has(row.applicationId))
  const absent = new Set(
    rows.filter((row) => row.practicalStatus === 'absent').map((row) => row.applicationId),
  )
  const { panel: rule, practical } = await sceneOf(tx, organisationId, batchId)
  const decided = new Map((await arbitrationsOf(tx, at)).map((each) => [each.applicationId, each.score]))
  const locked = (await sheetsOf(tx, organisationId, at)).filter(({ state }) => state === 'locked')
  const present = placed.filter(({ applicationId }) => !absent.has(applicationId))
  const scores = panelScores(panel, present, {
    ...{ locked: locked as unknown as LockedTotal[], rule, limit: practical.discrepancy, decided },
  })
  if (scores.refused) return scores
  const scored = rows.flatMap((row) => {
    const points = scores.value.get(row.applicationId)
    return points === undefined ? [] : [withScore(row, { subject: 'practical', points, status: 'scored' })]
  })
  const ids = await writeResults(tx, organisationId, scored)
  context.recordAll({ type: 'practical-scored', table: 'result', organisationId, ids, clauses })
  const row = await insertPanel(tx, {
    ...at,
    candidates: placed.length,
    leaderAccountId: accountOf(actor),
    leaderName: actor.name,
    leaderSignature: signature,
    leaderSignedAt: now,
  })
  context.record({ type: 'panel-signed', table: 'panelRecord', row, clauses })
  return accept({ candidates: placed.length, scored: ids.length })
}

export const countersignPanelHandler: CommandHandler<typeof countersignPanel> = async (context, input) => {
  const { tx, actor, now } = context
  const organisationId = ownOrganisation(actor)
  const row = await panelById(tx, organisationId, input.panelId)
  if (!row) throw new MissingRow()
  if (row.version !== input.version) throw new StaleRow()
  const separate = bySecondPerson(
    { first: row.leaderAccountId, second: accountOf(actor) },
    { sentence: '督导员签字须由考评组长以外的人办理。', clauses },
  )
  if (separate.refused) return separate
  await countersign(tx, row, {
    supervisorAccountId: accountOf(actor),
    supervisorName: actor.name,
    supervisorSignature: input.signature,
    countersignedAt: now,
  })
  context.record({ type: 'panel-countersigned', table: 'panelRecord', row, clauses })
  return accept({ state: 'countersigned' })
}
