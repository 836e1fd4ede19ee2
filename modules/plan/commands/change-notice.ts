import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { changeNotice } from '../contract.ts'
import { noticeMachine, noticeStateTitles } from '../core/notice.machine.ts'
import { checkNoticeScope } from '../core/notice.rule.ts'
import { lockNotice, updateNotice } from '../notice.store.ts'
import { takeStep } from '../step.ts'
import { ownerOf } from '../store.ts'
import { requireFiling } from '../world.ts'
import { formOf, reasonMissing } from './notice-form.ts'

export const changeNoticeHandler: CommandHandler<typeof changeNotice> = async (context, input) => {
  const { tx, actor } = context
  const organisationId = ownerOf(actor, undefined)
  const notice = await lockNotice(tx, { organisationId, id: input.noticeId }, input.version)
  const step = takeStep(
    noticeMachine,
    { state: notice.state, action: 'change', roles: actor.roles },
    { titles: noticeStateTitles, clauses: ['SDS-2.2-04'] },
  )
  if (step.refused) return step
  const filing = await requireFiling(context, organisationId)
  if (filing.refused) return filing
  if (notice.edition > 1 && input.amendmentReason.trim() === '') return reasonMissing()
  const form = formOf(filing.value, input)
  const scope = checkNoticeScope(filing.value.items, form.lines)
  if (scope.refused) return scope
  const version = await updateNotice(tx, notice, { form })
  context.record({ type: 'notice-changed', table: 'annualNotice', row: notice, clauses: ['SDS-2.1-01'] })
  return accept({ version })
}
