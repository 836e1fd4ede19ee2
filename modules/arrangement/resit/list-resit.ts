import { applicationFacts } from '#modules/enrolment/facts.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { listResit } from './contract.ts'
import { insertResit } from './store.ts'

/** SDS-4.4-40: whoever sits again stands in the group that the next session takes in. */
export const listResitHandler: CommandHandler<typeof listResit> = async (context, input) => {
  const { organisationId, batchId, resitId: id, applicationId, subject, reason } = input
  const { personId } = await applicationFacts(context.tx, organisationId, applicationId)
  const listed = await insertResit(context.tx, {
    ...{ organisationId, id, version: 1, batchId, applicationId, personId, subject, reason },
    ...{ listedAt: context.now, sessionId: null },
  })
  if (listed)
    context.record({
      type: 'resit-listed',
      table: 'resitPlace',
      row: { organisationId, id },
      data: { reason },
      clauses: ['SDS-4.4-40'],
    })
  return accept({ listed })
}
