import type { FiledScope } from '#modules/filing/facts.ts'
import { organisationFacts } from '#modules/party/facts.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { refuse, type Verdict } from '#platform/contract/verdict.ts'
import { sameLine } from '../core/line.rule.ts'
import type { NoticeContents, NoticeLine } from '../core/notice.rule.ts'
import type { NoticeForm } from '../notice.store.ts'

type EnteredLine = Omit<NoticeLine, 'occupationName'>

/** The form as kept: each line carries the occupation's name as filed. */
export const formOf = (
  scope: FiledScope,
  entered: Omit<NoticeForm, 'lines'> & { readonly lines: readonly EnteredLine[] },
): NoticeForm => {
  const { contactName, contactPhone, enrolmentProcedure, amendmentReason } = entered
  const lines = entered.lines.map((line) => ({
    ...line,
    occupationName: scope.items.find((item) => sameLine(item, line))?.occupationName ?? '',
  }))
  return { contactName, contactPhone, enrolmentProcedure, amendmentReason, lines }
}

/** A notice with what party and filing know of its organisation. */
export const contentsOf = async (
  { tx }: QueryContext,
  organisationId: string,
  { form, code }: { readonly form: NoticeForm; readonly code: string },
): Promise<NoticeContents> => {
  const { name, typeName } = await organisationFacts(tx, organisationId)
  const { contactName, contactPhone, enrolmentProcedure, lines } = form
  return {
    organisationName: name,
    organisationCode: code,
    organisationType: typeName,
    contactName,
    contactPhone,
    enrolmentProcedure,
    lines,
  }
}

/** SDS-2.2-04: a new edition says why it replaces the one before. */
export const reasonMissing = (): Verdict<never, 'REASON_MISSING'> =>
  refuse('REASON_MISSING', {
    sentence: '变更已发布的年度计划公告，须写明变更原因。',
    remedy: '请填写变更原因。',
    clauses: ['SDS-2.2-04'],
    field: 'amendmentReason',
  })
