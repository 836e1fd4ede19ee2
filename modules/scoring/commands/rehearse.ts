import { sessionsOf } from '#modules/arrangement/facts.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { checkComplete, sheetTotal } from '../core/practical.rule.ts'
import type { rehearse } from '../panel.contract.ts'
import { panelOf } from '../panel.ts'
import { formMissing, notOnPanel } from '../refusals.ts'
import { accountOf, ownOrganisation } from '../scene.ts'
import { insertRehearsal } from '../store/panel.store.ts'
import { formsOf } from '../store/practical.store.ts'

/** SDS-4.4-11: trial scores lie in a table of their own that no result is ever made of. */
export const rehearseHandler: CommandHandler<typeof rehearse> = async (context, input) => {
  const { tx, actor, now } = context
  const organisationId = ownOrganisation(actor)
  const { batchId, sessionId, roomId, round, points, vetoes } = input
  const at = { organisationId, batchId, sessionId, roomId }
  const me = accountOf(actor)
  if (!(await panelOf(tx, at)).some(({ accountId }) => accountId === me)) return notOnPanel
  const session = (await sessionsOf(tx, organisationId, batchId)).find(({ id }) => id === sessionId)
  const form = (await formsOf(context, organisationId, batchId)).find(
    ({ lineId }) => lineId === session?.lineId,
  )?.form
  if (!form) return formMissing
  const entry = checkComplete(form, { points, vetoes, deductions: [] })
  if (entry.refused) return entry
  const total = sheetTotal(form, entry.value)
  const by = { examinerAccountId: me, examinerName: actor.name, writtenAt: now }
  const row = await insertRehearsal(tx, at, { ...{ round, points, vetoes, total }, ...by })
  context.record({ type: 'rehearsal-scored', table: 'rehearsalSheet', row, clauses: ['SDS-4.4-11'] })
  return accept({ total })
}
