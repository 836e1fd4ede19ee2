import type { QueryContext } from '#platform/command/context.ts'

type Tx = QueryContext['tx']

const idsInState = async (
  tx: Tx,
  address: { organisationId: string; batchId: string },
  state: 'due' | 'paid',
) => {
  const rows = await tx
    .selectFrom('feeOrder')
    .select('applicationId')
    .where('organisationId', '=', address.organisationId)
    .where('batchId', '=', address.batchId)
    .where('state', '=', state)
    .orderBy('applicationId')
    .execute()
  return rows.map(({ applicationId }) => applicationId)
}

/** The applications of a batch whose fee is due and not paid (SDS-A2-09). */
export const unpaidApplications = (tx: Tx, organisationId: string, batchId: string): Promise<string[]> =>
  idsInState(tx, { organisationId, batchId }, 'due')

/** The applications of a batch whose fee has been paid. */
export const paidApplications = (tx: Tx, organisationId: string, batchId: string): Promise<string[]> =>
  idsInState(tx, { organisationId, batchId }, 'paid')
