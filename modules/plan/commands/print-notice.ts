import { filedScopeOn } from '#modules/filing/facts.ts'
import { dayOf } from '#platform/clock/day.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { storeFile } from '#platform/files/files.ts'
import type { printNotice } from '../contract.ts'
import { noticeForm } from '../core/notice.form.ts'
import { findNotice } from '../notice.store.ts'
import { ownerOf } from '../store.ts'
import { contentsOf } from './notice-form.ts'

/** SDS-A1-01, SDS-A1-02: Annex 1 with its head and columns; dated by its publication once that has happened. */
export const printNoticeHandler: CommandHandler<typeof printNotice> = async (context, input) => {
  const { tx, actor, today, services } = context
  const organisationId = ownerOf(actor, input.organisationId)
  const notice = await findNotice(tx, { organisationId, id: input.noticeId })
  const code = (await filedScopeOn(tx, organisationId, today))?.code ?? ''
  const contents = await contentsOf(context, organisationId, { form: notice, code })
  const on = notice.publishedAt === null ? today : dayOf(notice.publishedAt)
  const form = noticeForm(contents, notice.year, on)
  const printable = services.press.printable(form, ['serif'])
  if (printable.refused) return printable
  const title = `${notice.year}年度认定计划公告（第${notice.edition}版）`
  const template = { path: 'modules/plan/documents/annual-notice.typ' }
  const bytes = await services.press.render({ template, data: form }, { date: on, title })
  return accept(
    await storeFile(context, { organisationId, name: `${title}.pdf`, mediaType: 'application/pdf', bytes }),
  )
}
