import type { QueryContext } from '#platform/command/context.ts'

type Tx = QueryContext['tx']

/** The applications of a batch whose fee is due and not paid (SDS-A2-09). */
export const unpaidApplications = async (
  tx: Tx,
  organisationId: string,
  batchId: string,
): Promise<string[]> => {
  const rows = await tx
    .selectFrom('feeOrder')
    .select('applicationId')
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)
    .where('state', '=', 'due')
    .orderBy('applicationId')
    .execute()
  return rows.map(({ applicationId }) => applicationId)
}
