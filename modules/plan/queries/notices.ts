import { announcedOn, filedScopeOn } from '#modules/filing/facts.ts'
import { organisationFacts } from '#modules/party/facts.ts'
import { yearOf } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { noticeDetail, noticeList, publicNotices } from '../contract.ts'
import { isOverdue, noticeDeadline } from '../core/notice.deadline.ts'
import { noticeStateTitles } from '../core/notice.machine.ts'
import { listInForce, listNotices, withoutNotice } from '../list.store.ts'
import { findNotice } from '../notice.store.ts'
import { ownerOfRow } from '../store.ts'
import { regimeOf } from '../world.ts'
import { noticeActions, noticeLineView } from './views.ts'

/** The deadline of a year's notice and whether it has been missed; null where the organisation is not filed. */
export const dutyOf = async (
  { tx, today }: QueryContext,
  { organisationId, year, published }: { organisationId: string; year: number; published: boolean },
) => {
  const scope = await filedScopeOn(tx, organisationId, today)
  const deadline = scope
    ? noticeDeadline(regimeOf(scope.pack, today), {
        year,
        announcedOn: await announcedOn(tx, organisationId),
      })
    : null
  return {
    due: deadline?.due ?? null,
    overdue: isOverdue(deadline, published, today),
    clauses: [...(deadline?.clauses ?? [])] as string[],
  }
}

export const noticeListHandler: QueryHandler<typeof noticeList> = async (context, input) => {
  const { tx, actor, today } = context
  const year = input.year ?? yearOf(today)
  const { total, rows } = await listNotices(tx, actor, input)
  const listed = []
  for (const row of rows) {
    const published = row.publishedAt !== null
    const duty = await dutyOf(context, { organisationId: row.organisationId, year: row.year, published })
    listed.push({
      organisationId: row.organisationId,
      noticeId: row.id,
      organisationName: row.organisationName,
      year: row.year,
      edition: row.edition,
      state: row.state,
      stateTitle: noticeStateTitles[row.state],
      lineCount: row.lines.length,
      ...duty,
      // A later edition has no deadline of its own: the year's duty was met by the first.
      overdue: duty.overdue && row.edition === 1,
      publishedAt: row.publishedAt?.toISOString() ?? null,
    })
  }
  const missing = []
  for (const { organisationId, organisationName } of await withoutNotice(tx, actor, year)) {
    const { due, overdue } = await dutyOf(context, { organisationId, year, published: false })
    if (due !== null) missing.push({ organisationId, organisationName, year, due, overdue })
  }
  return accept({ total, rows: listed, missing })
}

export const noticeDetailHandler: QueryHandler<typeof noticeDetail> = async (context, input) => {
  const { tx, actor, today } = context
  const organisationId = await ownerOfRow(context, {
    table: 'annualNotice',
    id: input.noticeId,
    named: input.organisationId,
  })
  const notice = await findNotice(tx, { organisationId, id: input.noticeId })
  const { name, typeName } = await organisationFacts(tx, organisationId)
  const published = notice.publishedAt !== null
  const duty = await dutyOf(context, { organisationId, year: notice.year, published })
  return accept({
    organisationId,
    noticeId: notice.id,
    version: notice.version,
    organisationName: name,
    organisationCode: (await filedScopeOn(tx, organisationId, today))?.code ?? '',
    organisationType: typeName,
    year: notice.year,
    edition: notice.edition,
    state: notice.state,
    stateTitle: noticeStateTitles[notice.state],
    contactName: notice.contactName,
    contactPhone: notice.contactPhone,
    enrolmentProcedure: notice.enrolmentProcedure,
    amendmentReason: notice.amendmentReason,
    decisionNote: notice.decisionNote,
    ...duty,
    overdue: duty.overdue && notice.edition === 1,
    publishedAt: notice.publishedAt?.toISOString() ?? null,
    lines: notice.lines.map(noticeLineView),
    availableActions: noticeActions(notice, actor),
  })
}

export const publicNoticesHandler: QueryHandler<typeof publicNotices> = async (context, input) => {
  const { tx, today } = context
  const notices = []
  for (const row of await listInForce(tx, input)) {
    if (row.publishedAt === null) continue
    notices.push({
      organisationId: row.organisationId,
      noticeId: row.id,
      organisationName: row.organisationName,
      organisationCode: (await filedScopeOn(tx, row.organisationId, today))?.code ?? '',
      organisationType: row.typeName,
      year: row.year,
      edition: row.edition,
      publishedAt: row.publishedAt.toISOString(),
      contactName: row.contactName,
      contactPhone: row.contactPhone,
      enrolmentProcedure: row.enrolmentProcedure,
      lines: row.lines.map(noticeLineView),
    })
  }
  return accept({ notices })
}
