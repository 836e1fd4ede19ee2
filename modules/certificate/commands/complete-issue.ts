import { batchFacts } from '#modules/plan/facts.ts'
import { loadCalendar } from '#modules/policy/facts.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { completeIssue } from '../contract.ts'
import { certificateBatchMachine, certificateBatchStateTitles } from '../core/batch.machine.ts'
import { reportDeadline } from '../core/report.deadline.ts'
import { regimeOf } from '../sources.ts'
import { changeCertificateBatch, lockCertificateBatch } from '../store/batch.store.ts'
import { unissued } from '../store/certificate.store.ts'
import { wrongState } from './wrong-state.ts'

/** Every certificate of the batch is made; the clock of the report runs from the issue date. */
export const completeIssueHandler: CommandHandler<typeof completeIssue> = async (context, input) => {
  const { tx, actor } = context
  const row = await lockCertificateBatch(tx, actor.organisationId!, input)
  const state = certificateBatchMachine.next(row.state, 'complete')
  if (!state || row.issuedOn === null) {
    return wrongState('证书数据', certificateBatchStateTitles[row.state], '完成制证')
  }
  const left = await unissued(tx, row, 1)
  if (left.length > 0) {
    return refuse('ISSUE_INCOMPLETE', {
      sentence: '还有证书没有制作完。',
      remedy: '请等待制证任务完成。',
      clauses: ['SDS-6.2-01'],
    })
  }
  const batch = await batchFacts(tx, row.organisationId, row.batchId)
  const deadline = reportDeadline(await loadCalendar(tx), regimeOf(batch), row.issuedOn)
  // A year without an official calendar leaves the day open; the screens say why and count again each time.
  const reportDueOn = deadline.refused ? null : (deadline.value?.due ?? null)
  const version = await changeCertificateBatch(tx, row, { state, reportDueOn })
  context.record({
    type: 'certificates-issued',
    table: 'certificateBatch',
    row,
    data: { issuedOn: row.issuedOn, reportDueOn },
    clauses: ['SDS-6.2-01', 'SDS-7.1-01'],
  })
  await context.publish('certificate.issued', {
    organisationId: row.organisationId,
    batchId: row.batchId,
    issuedOn: row.issuedOn,
  })
  return accept({ certificateBatchId: row.id, version, state })
}
