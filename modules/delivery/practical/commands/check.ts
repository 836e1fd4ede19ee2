import { dayOf, inWords } from '#platform/clock/day.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { checkPractical } from '../contract.ts'
import { type CheckForm, formsOfDay } from '../core/check-list.ts'
import { mayActIn, notOnPanel, peopleIn, sceneOfSession } from '../scene.ts'
import { findDay, saveChecks } from '../store.ts'

/** Whose list it is. */
export const checkers: Readonly<Record<CheckForm, readonly string[]>> = {
  room: ['site-chief', 'org-exam'],
  notice: ['site-chief', 'org-exam', 'examiner'],
  station: ['examiner'],
  'day-before': ['examiner'],
  protection: ['examiner', 'site-chief'],
  'review-room': ['org-exam', 'site-chief'],
}

const itemUnknown = refuse('ITEM_UNKNOWN', {
  sentence: '本考场没有这个检查项。',
  remedy: '请刷新页面后重新选择。',
  clauses: ['SDS-4.1-12'],
})

/** What was found of a list's lines; a line found wanting says what is missing, and the centre sees it. */
export const checkPracticalHandler: CommandHandler<typeof checkPractical> = async (context, input) => {
  const { tx, actor, now, today } = context
  const { organisationId, batch, session, rules } = await sceneOfSession(context, input.sessionId)
  const at = { organisationId, batchId: batch.id, sessionId: session.id, roomId: input.roomId }
  const day = await findDay(tx, at)
  if (!day) throw new MissingRow()
  const { isDangerous, notice } = day
  const occasion = { examOn: dayOf(session.startsAt), isDangerous, notice }
  const listed = formsOfDay(rules, occasion).find(({ form }) => form === input.form)
  if (!listed || input.items.some((item) => !listed.items.includes(item))) return itemUnknown
  const subjects =
    input.form === 'station' ? (await peopleIn(context, at)).map(({ seatId }) => seatId) : [input.roomId]
  if (input.subjectIds.some((id) => !subjects.includes(id))) return itemUnknown
  if (!checkers[input.form].some((role) => actor.roles.includes(role))) {
    return refuse('NOT_YOUR_LIST', {
      sentence: `“${listed.title}”不由您办理。`,
      remedy: '请由负责的人员登录后检查。',
      clauses: [...listed.clauses],
    })
  }
  if (!(await mayActIn(context, at))) return notOnPanel
  if (listed.until !== null && today > listed.until) {
    return refuse('TOO_LATE', {
      sentence: `“${listed.title}”应在${inWords(listed.until)}前完成，已经过期。`,
      remedy: '请向考务负责人报告未按期检查的原因。',
      clauses: [...listed.clauses],
    })
  }
  if (!input.inOrder && input.finding.trim() === '' && input.quantity === null) {
    return refuse('FINDING_MISSING', {
      sentence: '不合格的检查项须写明缺少什么。',
      remedy: '请写明情况。',
      clauses: [...listed.clauses],
      field: 'finding',
    })
  }
  const { form, inOrder, quantity } = input
  const found = { form, inOrder, quantity, finding: input.finding.trim() }
  const by = { checkedBy: actor.accountId!, checkedName: actor.name, checkedAt: now }
  const ids = await saveChecks(
    tx,
    input.subjectIds.flatMap((subjectId) =>
      input.items.map((item) => ({ ...at, ...found, ...by, subjectId, item })),
    ),
  )
  context.recordAll({
    type: 'practical-checked',
    table: 'practicalCheck',
    organisationId,
    ids,
    clauses: [...listed.clauses],
  })
  return accept({ checked: ids.length })
}
