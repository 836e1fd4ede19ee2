import type { QueryContext } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { overview } from '../contract.ts'
import { listBatches, listNotices } from '../list.store.ts'
import { findBatch } from '../store.ts'
import { dutyOf } from './notices.ts'
import { segmentsOf } from './plans.ts'
import { batchActions, batchRowView, nextStep, noticeActions } from './views.ts'

const inHand = ['draft', 'submitted', 'returned', 'confirmed', 'published', 'running']

/** Notices that wait for this actor or for their publication. */
export const noticesInHand = async (context: QueryContext) => {
  const { tx, actor } = context
  const states = ['draft', 'submitted', 'returned', 'confirmed']
  const { rows } = await listNotices(tx, actor, { states, pageSize: 50 })
  const notices = []
  for (const row of rows) {
    const { organisationId, year, edition } = row
    const duty = await dutyOf(context, { organisationId, year, published: false })
    notices.push({
      organisationId,
      noticeId: row.id,
      title: `${row.organisationName}${year}年度计划公告（第${edition}版）`,
      ...duty,
      overdue: duty.overdue && edition === 1,
      next: nextStep(noticeActions(row, actor), false),
    })
  }
  return notices
}

/** Batches not yet closed, with their ribbons and the one next action of whoever asks. */
export const batchesInHand = async (context: QueryContext) => {
  const { tx, actor, today } = context
  const { rows } = await listBatches(tx, actor, { states: inHand, pageSize: 50 })
  const batches = []
  for (const row of rows) {
    const batch = await findBatch(tx, row)
    batches.push({
      organisationId: row.organisationId,
      batchId: row.id,
      name: row.name,
      state: row.state,
      stateTitle: batchRowView(row, []).stateTitle,
      segments: await segmentsOf(context, row),
      next: nextStep(batchActions(batch, actor, today), batch.scheme !== null),
    })
  }
  return batches
}

export const overviewHandler: QueryHandler<typeof overview> = async (context) =>
  accept({ batches: await batchesInHand(context), notices: await noticesInHand(context) })
