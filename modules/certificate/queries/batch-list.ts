import { batchFacts, examinedBatches } from '#modules/plan/facts.ts'
import { loadCalendar } from '#modules/policy/facts.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { batchList } from '../contract.ts'
import { certificateBatchStateTitles } from '../core/batch.machine.ts'
import { regimeOf } from '../sources.ts'
import { allCertificateBatches, type CertificateBatchRow, snapshotSizes } from '../store/batch.store.ts'
import { latestReports } from '../store/report.store.ts'
import { reportDue } from './standing.ts'

const dueOfBatch = async ({ tx, today }: QueryContext, row: CertificateBatchRow | undefined) => {
  if (!row?.issuedOn || !['issued', 'confirmed'].includes(row.state)) return null
  const batch = await batchFacts(tx, row.organisationId, row.batchId)
  return reportDue({ calendar: await loadCalendar(tx), regime: regimeOf(batch), today }, row.issuedOn)
}

/** Batches that have come as far as certificates, with where each stands. */
export const batchListHandler: QueryHandler<typeof batchList> = async (context, { page, pageSize }) => {
  const { tx, actor } = context
  const heads = await examinedBatches(tx, actor.reach)
  const rows = await allCertificateBatches(tx, actor.reach)
  const byBatch = new Map(rows.map((row) => [row.batchId, row]))
  const ids = rows.map(({ id }) => id)
  const sizes = await snapshotSizes(tx, ids)
  const reports = await latestReports(tx, ids)
  const shown = []
  for (const head of heads.slice((page - 1) * pageSize, page * pageSize)) {
    const row = byBatch.get(head.batchId)
    const reportState = row ? (reports.get(row.id) ?? null) : null
    shown.push({
      ...head,
      certificateBatchId: row?.id ?? null,
      state: row?.state ?? null,
      stateTitle: row ? certificateBatchStateTitles[row.state] : '未生成数据',
      count: row ? (sizes.get(row.id) ?? 0) : 0,
      issuedOn: row?.issuedOn ?? null,
      reportDue: reportState === null || reportState === 'returned' ? await dueOfBatch(context, row) : null,
      reportState,
    })
  }
  return accept({ total: heads.length, rows: shown })
}
