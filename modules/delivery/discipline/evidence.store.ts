import type { QueryContext } from '#platform/command/context.ts'

type Tx = QueryContext['tx']

interface Wanted {
  readonly organisationId: string
  /** The entry itself, or the row that it seals. */
  readonly id: string
  readonly tables: readonly string[]
}

/** Whether the evidence of the organisation holds an entry, or entries on a row, of these tables. */
export const factOnRecord = async (tx: Tx, { organisationId, id, tables }: Wanted): Promise<boolean> =>
  (await tx
    .selectFrom('fact')
    .select('id')
    .where('organisationId', '=', organisationId)
    .where((where) => where.or([where('id', '=', id), where('subjectId', '=', id)]))
    .where('subjectTable', 'in', [...tables])
    .executeTakeFirst()) !== undefined

/** Entries of a batch in these tables, the latest first, to be linked to a case. */
export const factsToLink = (
  tx: Tx,
  of: { readonly organisationId: string; readonly batchId: string; readonly tables: readonly string[] },
) =>
  tx
    .selectFrom('fact')
    .select(['id', 'type', 'subjectTable', 'subjectId', 'actorName', 'at', 'personId'])
    .where('organisationId', '=', of.organisationId)
    .where('batchId', '=', of.batchId)
    .where('subjectTable', 'in', [...of.tables])
    .orderBy('at', 'desc')
    .limit(200)
    .execute()
