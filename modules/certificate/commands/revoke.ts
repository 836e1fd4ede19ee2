import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { revokeCertificate } from '../contract.ts'
import { certificateMachine, certificateStateTitles } from '../core/certificate.machine.ts'
import { requireReach } from '../sources.ts'
import { changeCertificate, lockCertificate } from '../store/certificate.store.ts'
import { openGrounds, settleGround } from '../store/revocation.store.ts'
import { wrongState } from './wrong-state.ts'

/** After a proven violation: the public query shows the certificate as revoked; its number is never used again. */
export const revokeHandler: CommandHandler<typeof revokeCertificate> = async (context, input) => {
  const { tx, actor, today } = context
  const row = await lockCertificate(tx, requireReach(actor, input.organisationId), input)
  const state = certificateMachine.next(row.state, 'revoke')
  if (!state) return wrongState('该证书', certificateStateTitles[row.state], '注销')
  const version = await changeCertificate(tx, row, { state, revokedReason: input.reason, revokedOn: today })
  context.record({
    type: 'certificate-revoked',
    table: 'certificate',
    row,
    data: { reason: input.reason, number: row.number },
    clauses: ['SDS-1.0-04', 'SDS-6.1-01'],
  })
  for (const ground of await openGrounds(tx, row.organisationId, [row.id])) {
    await settleGround(context, ground, 'revoked')
    context.record({
      type: 'revocation-settled',
      table: 'revocationGround',
      row: ground,
      data: { caseNumber: ground.caseNumber },
      clauses: ['HN-3.1.5-28'],
    })
  }
  await context.publish('certificate.revoked', { organisationId: row.organisationId, certificateId: row.id })
  return accept({ version })
}
