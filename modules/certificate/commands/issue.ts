import { batchFacts } from '#modules/plan/facts.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { issueCertificates } from '../contract.ts'
import { certificateBatchMachine, certificateBatchStateTitles } from '../core/batch.machine.ts'
import { requireIssueDay } from '../core/issue.rule.ts'
import { noTradeOf, requireFilledFamily } from '../documents/sheet.ts'
import { regimeOf } from '../sources.ts'
import { changeCertificateBatch, lockCertificateBatch } from '../store/batch.store.ts'
import { batchCertificates } from '../store/certificate.store.ts'
import { wrongState } from './wrong-state.ts'

export const issueJob = 'certificate.issueBatch'

/** Starts making the certificates: a job, since a batch has thousands. What cannot be printed is refused first. */
export const issueHandler: CommandHandler<typeof issueCertificates> = async (context, input) => {
  const { tx, actor, today, services } = context
  const row = await lockCertificateBatch(tx, actor.organisationId!, input)
  const state = certificateBatchMachine.next(row.state, 'issue')
  if (!state || row.issuedOn === null) {
    return wrongState('证书数据', certificateBatchStateTitles[row.state], '制作证书')
  }
  const early = requireIssueDay(row.issuedOn, today)
  if (early.refused) return early
  const family = requireFilledFamily(services.press)
  if (family.refused) return family
  const batch = await batchFacts(tx, row.organisationId, row.batchId)
  const certificates = await batchCertificates(tx, row.organisationId, row.batchId)
  const words = certificates.map((each) => [
    each.occupationName,
    each.trade,
    each.issuerName,
    each.documentType,
  ])
  const printable = services.press.printable([...words, noTradeOf(regimeOf(batch))], ['fangsong'])
  if (printable.refused) return { ...printable, clauses: ['SDS-6.2-02'] }

  const jobId = await context.startJob({
    kind: issueJob,
    title: `制作证书：${batch.name}`,
    organisationId: row.organisationId,
    payload: { certificateBatchId: row.id, batchId: row.batchId },
    total: certificates.length,
  })
  await changeCertificateBatch(tx, row, { state, jobId })
  context.record({
    type: 'certificate-issue-started',
    table: 'certificateBatch',
    row,
    data: { count: certificates.length },
    clauses: ['SDS-6.2-01', 'SDS-1.0-04'],
  })
  return accept({ jobId, total: certificates.length })
}
