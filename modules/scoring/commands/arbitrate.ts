import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { checkArbitration } from '../core/discrepancy.rule.ts'
import { checkLeader, isOpenToPanel } from '../core/panel.rule.ts'
import type { arbitrate } from '../panel.contract.ts'
import { panelOf, placedAt } from '../panel.ts'
import { panelSigned } from '../refusals.ts'
import { accountOf, ownOrganisation, sceneOf } from '../scene.ts'
import { arbitrationsOf, insertArbitration } from '../store/panel.store.ts'
import { panelsOf, sheetsOf } from '../store/practical.store.ts'
import { reviewSheetsOf } from '../store/review.store.ts'

const clauses = ['SDS-4.3-11', 'SDS-4.4-39']

const notHere = refuse('NO_CANDIDATES', {
  sentence: '该考生不在本考场。',
  remedy: '请刷新名单。',
  clauses,
  field: 'applicationId',
})

const sheetsMissing = refuse('SHEETS_MISSING', {
  sentence: '该考生还有考评员没有提交评分，不能裁决。',
  remedy: '请全部考评员签名提交后再裁决。',
  clauses,
})

const alreadyDecided = refuse('ALREADY_DECIDED', {
  sentence: '该考生已经裁决。',
  remedy: '裁决有误的，请按成绩更正程序办理。',
  clauses: [...clauses, 'SDS-5.1-13'],
})

/** Sheets further apart than the rule allows are decided by the leader, between them and with a reason. */
export const arbitrateHandler: CommandHandler<typeof arbitrate> = async (context, input) => {
  const { tx, actor, now } = context
  const organisationId = ownOrganisation(actor)
  const { batchId, sessionId, roomId, applicationId, score, reason } = input
  const at = { organisationId, batchId, sessionId, roomId }
  const panel = await panelOf(tx, at)
  const leader = checkLeader(panel, accountOf(actor))
  if (leader.refused) return leader
  const isSigned = (await panelsOf(tx, organisationId, batchId)).some(
    (each) => each.sessionId === sessionId && each.roomId === roomId,
  )
  if (isSigned) return panelSigned
  const person = (await placedAt(tx, at)).find((each) => each.applicationId === applicationId)
  if (!person) return notHere
  const subject = person.subject === 'review' ? ('review' as const) : ('practical' as const)
  const sheets = subject === 'review' ? await reviewSheetsOf(tx, at) : await sheetsOf(tx, organisationId, at)
  const locked = sheets.filter((sheet) => sheet.applicationId === applicationId && sheet.state === 'locked')
  if (!isOpenToPanel(panel, locked)) return sheetsMissing
  if ((await arbitrationsOf(tx, at)).some((each) => each.applicationId === applicationId))
    return alreadyDecided
  const { practical } = await sceneOf(tx, organisationId, batchId)
  const totals = locked.map(({ total }) => total ?? 0)
  const spread = checkArbitration(totals, score, practical.discrepancy)
  if (spread.refused) return spread
  const decision = {
    ...spread.value,
    applicationId,
    score,
    reason: reason.trim(),
    subject,
  }
  const by = { leaderAccountId: accountOf(actor), leaderName: actor.name, decidedAt: now }
  const row = await insertArbitration(tx, at, { ...decision, ...by, personId: person.personId })
  context.record({ type: 'score-arbitrated', table: 'scoreArbitration', row, data: { reason }, clauses })
  return accept({ score })
}
