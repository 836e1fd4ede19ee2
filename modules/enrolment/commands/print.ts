import { organisationFacts } from '#modules/party/facts.ts'
import { batchFacts } from '#modules/plan/facts.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { storeFile } from '#platform/files/files.ts'
import type * as contract from '../contract.ts'
import { printCommitment, printForm } from '../documents/print.ts'
import { getApplication } from '../store.ts'
import { situationOf } from './situation.ts'

/** Annex 2 for the candidate himself or his organisation; there is none before submission (SDS-3.2-06). */
export const printApplicationFormHandler: CommandHandler<typeof contract.printApplicationForm> = async (
  context,
  input,
) => {
  const row = await getApplication(context.tx, input.applicationId, input.organisationId)
  const { personId, organisationId } = context.actor
  if (row.personId !== personId && row.organisationId !== organisationId) throw new MissingRow()
  if (row.state === 'draft')
    return refuse('NOT_SUBMITTED', {
      sentence: '报名尚未提交，还不能生成申报表。',
      remedy: '请先提交报名。',
      clauses: ['SDS-3.2-06'],
    })
  const pdf = await printForm(context, await situationOf(context, row))
  if (pdf.refused) return pdf
  const file = await storeFile(context, {
    organisationId: row.organisationId,
    personId: row.personId,
    audience: ['org-exam', 'org-review', 'org-head', 'org-archive'],
    name: `申报表-${row.name}.pdf`,
    mediaType: 'application/pdf',
    bytes: pdf.value,
  })
  context.record({
    type: 'application-form-printed',
    table: 'application',
    row,
    data: { fileId: file.fileId },
    clauses: ['SDS-3.2-06', 'SDS-A2-01'],
  })
  return accept(file)
}

/** Annex 4 ready for signature and seal (SDS-A4-01). */
export const printReviewCommitmentHandler: CommandHandler<typeof contract.printReviewCommitment> = async (
  context,
  { batchId },
) => {
  const organisationId = context.actor.organisationId!
  const batch = await batchFacts(context.tx, organisationId, batchId)
  const { name } = await organisationFacts(context.tx, organisationId)
  const pdf = await printCommitment(context, { batchName: batch.name, organisation: name })
  if (pdf.refused) return pdf
  return accept(
    await storeFile(context, {
      organisationId,
      audience: ['org-review', 'org-head', 'org-archive'],
      name: `审核承诺书-${batch.name}.pdf`,
      mediaType: 'application/pdf',
      bytes: pdf.value,
    }),
  )
}
