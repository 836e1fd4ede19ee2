import type { QueryContext } from '#platform/command/context.ts'

type Tx = QueryContext['tx']

/** Who has applied in a batch, as far as a photo's name can tell. */
export const identifiedApplications = (tx: Tx, organisationId: string, batchId: string) =>
  tx
    .selectFrom('application')
    .select(['id', 'personId', 'name', 'documentType'])
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)
    .execute()
