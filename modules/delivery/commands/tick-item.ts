import { v7 as uuid } from 'uuid'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { checksOfSession } from '../checklist.ts'
import type { tickItem } from '../contract.ts'
import { ownOrganisation } from '../own-organisation.ts'
import { insertTick } from '../store.ts'

const unknown = refuse('ITEM_UNKNOWN', {
  sentence: '本场没有这个检查项。',
  remedy: '请刷新页面后重新选择。',
  clauses: ['SDS-4.4-06'],
})

/** A preparation found in order, by the person whose duty it is; the supervisor writes what he found. */
export const tickItemHandler: CommandHandler<typeof tickItem> = async (context, input) => {
  const { sessionId, placeId, item, finding } = input
  const organisationId = ownOrganisation(context)
  const { batchId, places } = await checksOfSession(context.tx, organisationId, sessionId)
  const check = places.find((place) => place.placeId === placeId)?.checks.find((one) => one.item === item)
  if (!check) return unknown
  const { clause, role } = check
  if (!context.actor.roles.includes(role)) {
    return refuse('NOT_YOUR_ITEM', {
      sentence: `“${item}”由${role === 'supervisor' ? '质量督导人员' : '考点负责人'}检查并勾选。`,
      remedy: '请由负责的人员登录后办理。',
      clauses: [clause],
    })
  }
  if (role === 'supervisor' && finding.trim() === '') {
    return refuse('FINDING_MISSING', {
      sentence: '督导检查须写明检查情况。',
      remedy: '请填写检查情况，没有问题的写“正常”。',
      clauses: [clause],
      field: 'finding',
    })
  }
  const id = uuid()
  const { actor, now } = context
  const isNew = await insertTick(context.tx, {
    ...{ organisationId, id, batchId, sessionId, placeId, item, clause },
    finding: finding.trim(),
    tickedBy: actor.accountId!,
    tickedName: actor.name,
    tickedAt: now,
  })
  if (!isNew) {
    return refuse('ALREADY_TICKED', {
      sentence: `“${item}”已经勾选。`,
      remedy: '请刷新页面查看何时由谁勾选。',
      clauses: [clause],
    })
  }
  context.record({
    type: 'preparation-ticked',
    table: 'checklistTick',
    row: { organisationId, id },
    data: { item },
    clauses: [clause],
  })
  return accept({ tickedAt: now.toISOString() })
}
