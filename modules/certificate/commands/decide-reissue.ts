import { readIdentities } from '#modules/party/facts.ts'
import { batchFacts } from '#modules/plan/facts.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { decideReissue, issueReissue } from '../contract.ts'
import { certificateMachine, certificateStateTitles } from '../core/certificate.machine.ts'
import { reissueMachine, reissueStateTitles } from '../core/reissue.machine.ts'
import { requireFilledFamily } from '../documents/sheet.ts'
import { regimeOf } from '../sources.ts'
import { changeCertificate, lockCertificate } from '../store/certificate.store.ts'
import { changeRequest, lockRequest } from '../store/reissue.store.ts'
import { makeCopy } from './issue-part.ts'
import { wrongState } from './wrong-state.ts'

/** The issuer decides on a request, with a reason that the holder reads. */
export const decideReissueHandler: CommandHandler<typeof decideReissue> = async (context, input) => {
  const { tx, actor, now } = context
  const row = await lockRequest(tx, actor.organisationId!, input)
  const state = reissueMachine.next(row.state, input.approve ? 'approve' : 'refuse')
  if (!state) return wrongState('补办申请', reissueStateTitles[row.state], '再次决定')
  const version = await changeRequest(tx, row, { state, decidedAt: now, decisionNote: input.note })
  context.record({
    type: input.approve ? 'reissue-approved' : 'reissue-refused',
    table: 'reissueRequest',
    row,
    data: { note: input.note },
    clauses: ['SDS-6.3-01', 'SDS-6.3-02'],
  })
  return accept({ version, state })
}

/** Prints the certificate again under its old number; the print count rises by one (SDS-6.3-03). */
export const issueReissueHandler: CommandHandler<typeof issueReissue> = async (context, input) => {
  const { tx, actor, services } = context
  const request = await lockRequest(tx, actor.organisationId!, input)
  const next = reissueMachine.next(request.state, 'issue')
  if (!next) return wrongState('补办申请', reissueStateTitles[request.state], '制作补发证书')
  const family = requireFilledFamily(services.press)
  if (family.refused) return family
  const certificate = await lockCertificate(tx, request.organisationId, request)
  const state = certificateMachine.next(certificate.state, 'reissue')
  if (!state || certificate.token === null) {
    return wrongState('该证书', certificateStateTitles[certificate.state], '补发')
  }
  const regime = regimeOf(await batchFacts(tx, certificate.organisationId, certificate.batchId))
  const identity = (await readIdentities(context, [certificate.personId])).get(certificate.personId)!
  const { token } = certificate
  const file = await makeCopy(context, {
    certificate,
    token,
    regime,
    documentNumber: identity.documentNumber,
  })
  const printCount = certificate.printCount + 1
  await changeCertificate(tx, certificate, {
    state,
    printCount,
    fileId: file.fileId,
    unprintable: file.unprintable,
    // A name written by hand has to be written on the new copy too.
    handwritingDoneAt: null,
    handwritingDoneBy: null,
  })
  await changeRequest(tx, request, { state: next })
  const data = { number: certificate.number, printCount }
  const clauses = ['SDS-6.3-01', 'SDS-6.3-03']
  context.record({ type: 'certificate-reissued', table: 'certificate', row: certificate, data, clauses })
  context.record({ type: 'certificate-reissued', table: 'reissueRequest', row: request, data, clauses })
  const { organisationId, fileId } = file
  return accept({ number: certificate.number, printCount, file: { organisationId, fileId } })
}
