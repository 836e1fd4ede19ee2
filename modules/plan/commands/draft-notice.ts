import { yearOf } from '#platform/clock/day.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { draftNotice } from '../contract.ts'
import { checkNoticeScope } from '../core/notice.rule.ts'
import { insertNotice, lockNotices } from '../notice.store.ts'
import { ownerOf } from '../store.ts'
import { requireFiling } from '../world.ts'
import { formOf, reasonMissing } from './notice-form.ts'

/** A first edition, or the next one of a year whose notice is published already (SDS-2.1-01, SDS-2.2-04). */
export const draftNoticeHandler: CommandHandler<typeof draftNotice> = async (context, input) => {
  const { tx, actor, today } = context
  const organisationId = ownerOf(actor, undefined)
  const filing = await requireFiling(context, organisationId)
  if (filing.refused) return filing
  const thisYear = yearOf(today)
  if (input.year !== thisYear && input.year !== thisYear + 1) {
    return refuse('YEAR_NOT_OPEN', {
      sentence: `现在只能制定${thisYear}年度或${thisYear + 1}年度的计划公告。`,
      remedy: '请重新选择年度。',
      clauses: ['SDS-2.2-01'],
      field: 'year',
    })
  }
  const editions = (await lockNotices(tx, organisationId)).filter(({ year }) => year === input.year)
  const inHand = editions.find(({ state }) => state !== 'published' && state !== 'amended')
  if (inHand) {
    return refuse('EDITION_IN_HAND', {
      sentence: `${input.year}年度第${inHand.edition}版公告正在办理，不能同时再制定一版。`,
      remedy: '请在该版上继续办理。',
      clauses: ['SDS-2.2-04'],
      details: { noticeId: inHand.id },
    })
  }
  if (editions.length > 0 && input.amendmentReason.trim() === '') return reasonMissing()
  const form = formOf(filing.value, input)
  const scope = checkNoticeScope(filing.value.items, form.lines)
  if (scope.refused) return scope
  const edition = editions.length + 1
  const row = await insertNotice(tx, { ...form, organisationId, year: input.year, edition })
  const clauses = edition === 1 ? ['SDS-2.1-01'] : ['SDS-2.2-04']
  context.record({ type: 'notice-drafted', table: 'annualNotice', row, data: { edition }, clauses })
  return accept({ noticeId: row.id, edition })
}
