import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { submitNotice } from '../contract.ts'
import { noticeMachine, noticeStateTitles } from '../core/notice.machine.ts'
import { checkNoticeComplete, checkNoticeScope } from '../core/notice.rule.ts'
import { lockNotice, updateNotice } from '../notice.store.ts'
import { takeStep } from '../step.ts'
import { ownerOf } from '../store.ts'
import { regimeOf, requireFiling } from '../world.ts'
import { contentsOf } from './notice-form.ts'

/** SDS-2.1-03, SDS-2.1-04: complete, within today's scope, and then the city's turn. */
export const submitNoticeHandler: CommandHandler<typeof submitNotice> = async (context, input) => {
  const { tx, actor, today } = context
  const organisationId = ownerOf(actor, undefined)
  const notice = await lockNotice(tx, { organisationId, id: input.noticeId }, input.version)
  const step = takeStep(
    noticeMachine,
    { state: notice.state, action: 'submit', roles: actor.roles },
    { titles: noticeStateTitles, clauses: ['SDS-2.1-03'] },
  )
  if (step.refused) return step
  const filing = await requireFiling(context, organisationId)
  if (filing.refused) return filing
  const { pack, code, items } = filing.value
  const contents = await contentsOf(context, organisationId, { form: notice, code })
  const scope = checkNoticeScope(items, notice.lines)
  if (scope.refused) return scope
  const complete = checkNoticeComplete(regimeOf(pack, today), contents)
  if (complete.refused) return complete
  const version = await updateNotice(tx, notice, { state: step.value, decisionNote: null })
  context.record({
    type: 'notice-submitted',
    table: 'annualNotice',
    row: notice,
    clauses: ['SDS-2.1-03', 'SDS-2.1-04'],
  })
  return accept({ version })
}
