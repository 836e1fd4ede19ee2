import type { QueryContext } from '#platform/command/context.ts'
import type { ApplicationRow } from './store.ts'

type Tx = QueryContext['tx']

/** What has been recorded of one application, oldest first. */
export const factsOf = (tx: Tx, row: Pick<ApplicationRow, 'organisationId' | 'id'>) =>
  tx
    .selectFrom('fact')
    .select(['type', 'at', 'actorName', 'clauses', 'data'])
    .where('organisationId', '=', row.organisationId)
    .where('subjectId', '=', row.id)
    .orderBy('subjectVersion')
    .orderBy('at')
    .execute()
