import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { confirmIssue } from '../contract.ts'
import { certificateBatchMachine, certificateBatchStateTitles } from '../core/batch.machine.ts'
import { requireHandwritingDone } from '../core/issue.rule.ts'
import { changeCertificateBatch, lockCertificateBatch } from '../store/batch.store.ts'
import { handwritingList } from '../store/certificate.store.ts'
import { wrongState } from './wrong-state.ts'

/** The head confirms that the batch's certificates are issued; the batch may then be closed. */
export const confirmIssueHandler: CommandHandler<typeof confirmIssue> = async (context, input) => {
  const { tx, actor } = context
  const row = await lockCertificateBatch(tx, actor.organisationId!, input)
  const state = certificateBatchMachine.next(row.state, 'confirm')
  if (!state) return wrongState('证书数据', certificateBatchStateTitles[row.state], '确认发证')
  const names = await handwritingList(tx, row.organisationId, row.batchId)
  const done = requireHandwritingDone(names.filter(({ handwritingDoneAt }) => handwritingDoneAt === null))
  if (done.refused) return done
  const version = await changeCertificateBatch(tx, row, { state })
  context.record({
    type: 'certificate-issue-confirmed',
    table: 'certificateBatch',
    row,
    data: { issuedOn: row.issuedOn },
    clauses: ['SDS-6.2-01', 'SDS-1.0-04'],
  })
  await context.publish('certificate.issueConfirmed', {
    organisationId: row.organisationId,
    batchId: row.batchId,
  })
  return accept({ certificateBatchId: row.id, version, state })
}
