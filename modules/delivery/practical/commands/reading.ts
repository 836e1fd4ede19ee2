import { statedValue } from '#modules/policy/core/parameter.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { confirmReading } from '../contract.ts'
import { dutyIn, notOnPanel, sceneOfSession } from '../scene.ts'
import { insertReading } from '../time.store.ts'

/** SDS-4.4-10: an examiner confirms to have read occupation, level, items, demands and standard; once is enough. */
export const confirmReadingHandler: CommandHandler<typeof confirmReading> = async (context, input) => {
  const { tx, actor, now } = context
  const { organisationId, batch, session, rules } = await sceneOfSession(context, input.sessionId)
  const at = { organisationId, batchId: batch.id, sessionId: session.id, roomId: input.roomId }
  if (!(await dutyIn(context, at))) return notOnPanel
  const topics = statedValue(rules.reading) ?? []
  const unread = topics.filter((topic) => !input.topics.includes(topic))
  if (unread.length > 0) {
    return refuse('TOPIC_MISSING', {
      sentence: `还没有确认已阅读：${unread.join('、')}。`,
      remedy: '请逐项阅读后勾选。',
      clauses: [...rules.reading.clauses],
      field: 'topics',
    })
  }
  const reader = { accountId: actor.accountId!, name: actor.name, confirmedAt: now }
  const row = await insertReading(tx, { ...at, ...reader, topics: [...topics] })
  if (row)
    context.record({
      type: 'practical-standard-read',
      table: 'practicalReading',
      row,
      clauses: ['SDS-4.4-10'],
    })
  return accept({ confirmedAt: now.toISOString() })
}
