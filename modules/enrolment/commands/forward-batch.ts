import { batchFacts, requireScheme } from '#modules/plan/facts.ts'
import { day } from '#platform/clock/day.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { readFile } from '#platform/files/files.ts'
import type * as contract from '../contract.ts'
import { forwardable } from '../core/forwarding.rule.ts'
import { findCommitment, markForwarded, putCommitment, statesOfBatch } from '../forwarding-store.ts'
import { moveApplications } from '../store.ts'
import { isPaper } from './attach.ts'

const alreadyForwarded = refuse('ALREADY_FORWARDED', {
  sentence: '本批次报名信息已经报送。',
  remedy: '如需更正，请联系市级中心。',
  clauses: ['SDS-3.4-03'],
})

/** The signed and sealed annex 4 as a scan, with who signed and when (SDS-A4-02). */
export const recordReviewCommitmentHandler: CommandHandler<typeof contract.recordReviewCommitment> = async (
  context,
  input,
) => {
  const organisationId = context.actor.organisationId!
  const { batchId, fileId, signatory, sealed } = input
  await batchFacts(context.tx, organisationId, batchId)
  const earlier = await findCommitment(context.tx, organisationId, batchId)
  if (earlier?.forwardedAt) return alreadyForwarded
  const signedOn = day(input.signedOn)
  if (signatory.trim() === '' || !sealed || signedOn > context.today)
    return refuse('SIGNATURE_MISSING', {
      sentence: '审核承诺书须由社评组织负责人签字、加盖公章并写明日期。',
      remedy: '请登记签字人、签字日期，并确认已加盖公章。',
      clauses: ['SDS-A4-02'],
      field: signatory.trim() === '' ? 'signatory' : sealed ? 'signedOn' : 'sealed',
    })
  const file = await readFile(context, organisationId, fileId)
  if (!isPaper(file.bytes))
    return refuse('FILE_KIND', {
      sentence: '承诺书须为PDF、JPG或PNG扫描件。',
      remedy: '请扫描后重新上传。',
      clauses: ['SDS-3.4-03'],
      field: 'file',
    })
  const row = await putCommitment(context.tx, {
    organisationId,
    batchId,
    fileId,
    signatory,
    signedOn,
    sealed,
  })
  context.record({
    type: 'review-commitment-signed',
    table: 'reviewCommitment',
    row,
    data: { signatory, fileHash: file.hash },
    clauses: ['SDS-3.4-03', 'SDS-A4-02'],
  })
  return accept({ version: row.version })
}

/** Forwards the confirmed candidates; scheme and signed commitment go with them (SDS-3.4-01, -02, -03). */
export const forwardBatchHandler: CommandHandler<typeof contract.forwardBatch> = async (
  context,
  { batchId },
) => {
  const organisationId = context.actor.organisationId!
  const batch = await batchFacts(context.tx, organisationId, batchId)
  const commitment = await findCommitment(context.tx, organisationId, batchId)
  if (commitment?.forwardedAt) return alreadyForwarded
  const states = await statesOfBatch(context.tx, organisationId, batchId)
  const scheme = await requireScheme(context.tx, organisationId, batchId)
  const allowed = forwardable({ states, scheme, commitment: commitment !== undefined })
  if (allowed.refused) return allowed
  const admitted = states.admitted ?? 0
  await markForwarded(context.tx, commitment!, { at: context.now, admitted })
  context.record({
    type: 'batch-forwarded',
    table: 'reviewCommitment',
    row: commitment!,
    data: { admitted, batch: batch.name },
    clauses: ['SDS-3.4-01', 'SDS-3.4-02', 'SDS-3.4-03'],
  })
  await context.publish('enrolment.forwarded', { organisationId, batchId, admitted })
  return accept({ admitted })
}

const dueStates = { enrol: ['draft', 'returned'], pay: ['qualified', 'admitted'] } as const

/** Sets to waived what was not done in time: drafts at the close of enrolment, returns at the end of review, the unpaid at theirs (SDS-A2-08). */
export const waiveHandler: CommandHandler<typeof contract.waive> = async (context, input) => {
  const { organisationId, batchId, step, applicationIds } = input
  const batch = await batchFacts(context.tx, organisationId, batchId)
  const due = step === 'enrol' ? batch.enrolmentTo : batch.paymentUntil
  if (context.today <= due)
    return refuse('NOT_YET_DUE', {
      sentence: `截止日${due}尚未过。`,
      remedy: '截止后系统自动办理。',
      clauses: ['SDS-A2-08'],
    })
  // A returned application may be supplemented until the review ends.
  const from = step === 'enrol' && context.today <= batch.reviewUntil ? ['draft'] : dueStates[step]
  const ids =
    step === 'pay' && !applicationIds
      ? []
      : await moveApplications(
          context.tx,
          { organisationId, batchId, from, ...(applicationIds ? { ids: applicationIds } : {}) },
          'waived',
        )
  context.recordAll({
    type: 'application-waived',
    table: 'application',
    organisationId,
    ids,
    data: { step: step === 'pay' ? '交费' : '报名' },
    clauses: ['SDS-A2-08'],
  })
  if (step === 'pay' && ids.length > 0)
    await context.publish('enrolment.waived', { organisationId, applicationIds: [...ids] })
  return accept({ waived: ids.length })
}
