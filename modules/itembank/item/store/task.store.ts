import type { QueryContext } from '#platform/command/context.ts'

type Tx = QueryContext['tx']

/** One task of an organisation; undefined when there is none. */
export const findTask = (tx: Tx, organisationId: string, taskId: string) =>
  tx
    .selectFrom('expertTask')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('id', '=', taskId)
    .executeTakeFirst()
