import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import type { decideResit } from '../contract.ts'
import { lockResit, saveResit } from '../store/ledger.store.ts'

/** SDS-4.4-40, SDE-4.6-15: the head of the site decides who of the list sits again. */
export const decideResitHandler: CommandHandler<typeof decideResit> = async (context, input) => {
  const { resitId, version, approve, note } = input
  const row = await lockResit(context.tx, { organisationId: ownOrganisation(context), resitId, version })
  if (row.state !== 'proposed') {
    return refuse('ALREADY_DECIDED', {
      sentence: '该考生的重考已经决定。',
      remedy: '请刷新页面查看决定。',
      clauses: ['SDS-4.4-40'],
    })
  }
  const next = await saveResit(context.tx, row, {
    state: approve ? 'approved' : 'refused',
    note: note.trim(),
    decidedBy: context.actor.name,
    decidedAt: context.now,
  })
  context.record({
    type: 'resit-decided',
    table: 'resit',
    row,
    data: { approve },
    clauses: ['SDS-4.4-40', 'SDE-4.6-15'],
  })
  const { organisationId, batchId, applicationId, subject, reason } = row
  if (approve)
    await context.publish('delivery.resitApproved', {
      ...{ organisationId, batchId, resitId, applicationId, subject, reason },
    })
  return accept({ version: next })
}
