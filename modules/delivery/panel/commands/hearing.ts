import { statedValue } from '#modules/policy/core/parameter.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { dutyIn, notOnPanel, sceneOfSession } from '../../practical/scene.ts'
import { checksOf } from '../../practical/store.ts'
import type { confirmMaterials, recordQuestion, saveMinutes } from '../contract.ts'
import { insertQuestion, insertReceipt, turnsOf, writeMinutes } from '../store.ts'

const notScheduled = refuse('NOT_SCHEDULED', {
  sentence: '该考场或考生还没有编排答辩。',
  remedy: '请考务人员先编排综合评审考场。',
  clauses: ['SDE-A4-02'],
})

/** A member of the panel before the turns of the own room. */
const hearing = async (
  context: CommandContext,
  of: { readonly sessionId: string; readonly roomId: string; readonly applicationId?: string },
) => {
  const { organisationId, batch, session, rules } = await sceneOfSession(context, of.sessionId)
  const at = { organisationId, batchId: batch.id, sessionId: session.id, roomId: of.roomId }
  if (!(await dutyIn(context, at))) return notOnPanel
  const turns = await turnsOf(context.tx, at)
  const [first] = turns
  const turn =
    of.applicationId === undefined
      ? first
      : turns.find(({ applicationId }) => applicationId === of.applicationId)
  return turn ? accept({ at, turn, rules }) : notScheduled
}

export const confirmMaterialsHandler: CommandHandler<typeof confirmMaterials> = async (context, input) => {
  const before = await hearing(context, input)
  if (before.refused) return before
  const { tx, actor, now } = context
  const { organisationId, sessionId, roomId } = before.value.at
  const row = await insertReceipt(tx, {
    ...{ organisationId, sessionId, roomId },
    ...{ accountId: actor.accountId!, name: actor.name, receivedAt: now },
  })
  if (row)
    context.record({
      type: 'review-materials-received',
      table: 'defenceReceipt',
      row,
      clauses: ['SDE-A4-02'],
    })
  return accept({ receivedAt: now.toISOString() })
}

/** SDS-4.1-16, HN-2.4-06: nobody is heard in a room that has not been found fit. */
export const recordQuestionHandler: CommandHandler<typeof recordQuestion> = async (context, input) => {
  const before = await hearing(context, input)
  if (before.refused) return before
  const { tx, actor, now } = context
  const { at, rules } = before.value
  const { organisationId, sessionId, roomId } = at
  const checked = (await checksOf(tx, at)).filter(({ form }) => form === 'review-room')
  const open = (statedValue(rules.reviewRoomChecks) ?? []).filter(
    (item) => !checked.some((check) => check.item === item),
  )
  if (open.length > 0) {
    return refuse('ROOM_UNCHECKED', {
      sentence: `综合评审考场还没有检查：${open.join('、')}。`,
      remedy: '请考务人员检查考场后再开始答辩。',
      clauses: [...rules.reviewRoomChecks.clauses],
    })
  }
  const { applicationId, question, answer } = input
  const row = await insertQuestion(tx, {
    ...{ organisationId, sessionId, roomId, applicationId },
    ...{ question: question.trim(), answer: answer.trim(), askedBy: actor.name, askedAt: now },
  })
  context.record({ type: 'defence-question-asked', table: 'defenceQuestion', row, clauses: ['SDE-A4-02'] })
  return accept({ questionId: row.id })
}

export const saveMinutesHandler: CommandHandler<typeof saveMinutes> = async (context, input) => {
  const before = await hearing(context, input)
  if (before.refused) return before
  const { tx, actor, now } = context
  const { turn } = before.value
  const minutes = input.minutes.trim()
  await writeMinutes(tx, turn, { minutes, minutesBy: actor.name, minutesAt: now })
  context.record({ type: 'defence-minuted', table: 'defenceTurn', row: turn, clauses: ['SDE-A4-02'] })
  return accept({ savedAt: now.toISOString() })
}
