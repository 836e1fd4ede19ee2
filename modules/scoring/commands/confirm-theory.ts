import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { confirmTheory } from '../contract.ts'
import { accountOf, ownOrganisation } from '../scene.ts'
import { insertMarkingRecord } from '../store/entry.store.ts'
import { lockResults, writeResults } from '../store/result.store.ts'

/** SDS-5.1-01: totals summed by machine count from here on; SDS-5.1-06: the marker's work record is written along. */
export const confirmTheoryHandler: CommandHandler<typeof confirmTheory> = async (
  context,
  { batchId, anomaly = '' },
) => {
  const { tx, actor, now } = context
  const organisationId = ownOrganisation(actor)
  const accountId = accountOf(actor)
  const waiting = (await lockResults(tx, organisationId, batchId)).filter(
    ({ theoryStatus, theoryConfirmedAt }) => theoryStatus !== null && theoryConfirmedAt === null,
  )
  if (waiting.length === 0) {
    return refuse('NOTHING_TO_CONFIRM', {
      sentence: '没有待确认的理论成绩。',
      remedy: '请在场次结束、系统评分后办理。',
      clauses: ['SDS-5.1-01'],
    })
  }
  const confirmed = waiting.map((row) => ({ ...row, theoryConfirmedBy: accountId, theoryConfirmedAt: now }))
  const ids = await writeResults(tx, organisationId, confirmed)
  const clauses = ['SDS-5.1-01', 'SDS-5.1-06']
  context.recordAll({ type: 'theory-confirmed', table: 'result', organisationId, ids, clauses })
  const row = await insertMarkingRecord(tx, {
    organisationId,
    batchId,
    accountId,
    markerName: actor.name,
    content: '复核确认理论成绩',
    quantity: ids.length,
    anomaly,
    at: now,
  })
  context.record({ type: 'marking-recorded', table: 'markingRecord', row, clauses })
  return accept({ confirmed: ids.length })
}
