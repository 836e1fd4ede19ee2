import { readIdentities } from '#modules/party/facts.ts'
import { batchFacts } from '#modules/plan/facts.ts'
import type { Regime } from '#modules/policy/core/regime.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { storeFile } from '#platform/files/files.ts'
import { signToken } from '#platform/seal/token.ts'
import type { issuePart } from '../contract.ts'
import { certificateBatchStateTitles } from '../core/batch.machine.ts'
import { certificateMachine } from '../core/certificate.machine.ts'
import { tokenPayload } from '../core/token.ts'
import { printSheets, unprintableIn } from '../documents/sheet.ts'
import { regimeOf } from '../sources.ts'
import { lockCertificateBatch } from '../store/batch.store.ts'
import { type CertificateRow, changeCertificate, getCertificates } from '../store/certificate.store.ts'
import { wrongState } from './wrong-state.ts'

export interface Copy {
  readonly certificate: CertificateRow
  readonly token: string
  readonly documentNumber: string
  readonly regime: Regime
}

/** Prints one certificate and keeps the file, which its holder may read too. */
export const makeCopy = async (
  context: CommandContext,
  { certificate, token, documentNumber, regime }: Copy,
) => {
  const unprintable = unprintableIn(context.services.press, certificate.name)
  const bytes = await printSheets(context, [{ ...certificate, token, documentNumber, unprintable }], {
    regime,
    options: { mode: 'full', offset: { x: 0, y: 0 }, date: certificate.issuedOn },
  })
  const file = await storeFile(context, {
    organisationId: certificate.organisationId,
    personId: certificate.personId,
    name: `职业技能等级证书-${certificate.number}.pdf`,
    mediaType: 'application/pdf',
    bytes,
  })
  return { ...file, unprintable }
}

/** A group of certificates becomes issued: signed statement, sheet, first print. Done already: left alone. */
export const issuePartHandler: CommandHandler<typeof issuePart> = async (context, input) => {
  const { tx, actor, services } = context
  const row = await lockCertificateBatch(tx, actor.organisationId!, input)
  if (row.state !== 'issuing')
    return wrongState('证书数据', certificateBatchStateTitles[row.state], '制作证书')
  const all = await getCertificates(tx, row.organisationId, input.certificateIds)
  const due = all.filter(({ batchId, state }) => batchId === row.batchId && state === 'approved')
  const regime = regimeOf(await batchFacts(tx, row.organisationId, row.batchId))
  const identities = await readIdentities(
    context,
    due.map(({ personId }) => personId),
  )
  for (const certificate of due) {
    const token = signToken(tokenPayload(certificate), services.signer)
    const { documentNumber } = identities.get(certificate.personId)!
    const { fileId, unprintable } = await makeCopy(context, { certificate, token, documentNumber, regime })
    const state = certificateMachine.next(certificate.state, 'issue')!
    await changeCertificate(tx, certificate, { state, token, fileId, unprintable, printCount: 1 })
  }
  context.recordAll({
    type: 'certificate-issued',
    table: 'certificate',
    organisationId: row.organisationId,
    ids: due.map(({ id }) => id),
    data: { issuedOn: row.issuedOn, printCount: 1 },
    clauses: ['SDS-6.2-01', 'SDS-6.2-02', 'SDS-1.0-04'],
  })
  return accept({ issued: due.length })
}
