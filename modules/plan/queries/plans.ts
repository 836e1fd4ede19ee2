import { organisationFacts } from '#modules/party/facts.ts'
import { confirmedSites } from '#modules/site/facts.ts'
import { inWords } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { planDetail, planList } from '../contract.ts'
import { type Amendable, changedDates, dateTitles } from '../core/amendment.rule.ts'
import { timelineOf } from '../core/timeline.ts'
import { listBatches } from '../list.store.ts'
import { type AmendmentRow, amendmentsOf, type BatchRow, findBatch, linesOf, ownerOfRow } from '../store.ts'
import { timelineWorld } from '../world.ts'
import { batchActions, batchRowView, datesView, lineView, segmentView } from './views.ts'

const linesOfAll = async (context: QueryContext, batches: readonly BatchRow[]) => {
  const lines = []
  for (const [organisationId, own] of Map.groupBy(batches, (batch) => batch.organisationId)) {
    lines.push(
      ...(await linesOf(
        context.tx,
        organisationId,
        own.map(({ id }) => id),
      )),
    )
  }
  return lines
}

export const planListHandler: QueryHandler<typeof planList> = async (context, input) => {
  const { total, rows } = await listBatches(context.tx, context.actor, input)
  const lines = await linesOfAll(context, rows)
  return accept({ total, rows: rows.map((row) => batchRowView(row, lines)) })
}

export const segmentsOf = async ({ tx, today }: QueryContext, batch: BatchRow) =>
  timelineOf(await timelineWorld(tx, batch.pack, batch.createdOn), batch, today).map(segmentView)

const amendmentTitles: Readonly<Record<string, string>> = {
  submitted: '待市级确认',
  applied: '已生效',
  refused: '未予同意',
}

/** What an amendment sets, beside what the plan says now. */
const changesOf = (batch: BatchRow, row: AmendmentRow) => {
  const wanted = row.changes as unknown as Amendable
  const dates = changedDates(batch, wanted.dates).map((key) => ({
    title: dateTitles[key],
    before: inWords(batch[key]),
    after: inWords(wanted.dates[key]),
  }))
  if (wanted.capacity === batch.capacity) return dates
  return [...dates, { title: '计划人数', before: `${batch.capacity}`, after: `${wanted.capacity}` }]
}

export const planDetailHandler: QueryHandler<typeof planDetail> = async (context, input) => {
  const { tx, actor, today } = context
  const organisationId = await ownerOfRow(context, {
    table: 'batch',
    id: input.batchId,
    named: input.organisationId,
  })
  const batch = await findBatch(tx, { organisationId, id: input.batchId })
  const lines = await linesOf(tx, organisationId, [batch.id])
  const { name: organisationName, cityName } = await organisationFacts(tx, organisationId)
  const sites = await confirmedSites(tx, organisationId)
  const amendments = await amendmentsOf(tx, batch)
  return accept({
    ...batchRowView({ ...batch, organisationName, cityName }, lines),
    version: batch.version,
    dates: datesView(batch),
    capacity: batch.capacity,
    siteIds: batch.siteIds,
    siteNames: sites.filter(({ id }) => batch.siteIds.includes(id)).map(({ name }) => name),
    decisionNote: batch.decisionNote,
    publishedAt: batch.publishedAt?.toISOString() ?? null,
    forwardedAt: batch.forwardedAt?.toISOString() ?? null,
    scheme: batch.scheme && { ...batch.scheme, attachments: [...batch.scheme.attachments] },
    lines: lines.map(lineView),
    segments: await segmentsOf(context, batch),
    amendments: amendments.map((row) => ({
      amendmentId: row.id,
      version: row.version,
      state: row.state,
      stateTitle: amendmentTitles[row.state] ?? '',
      reason: row.reason,
      decisionNote: row.decisionNote,
      submittedAt: row.submittedAt.toISOString(),
      changes: changesOf(batch, row),
      canDecide: row.state === 'submitted' && actor.roles.includes('city'),
    })),
    availableActions: batchActions(batch, actor, today),
  })
}
