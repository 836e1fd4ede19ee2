import type { Selectable } from 'kysely'
import type { Database } from '#db/schema/database.ts'
import type { QueryContext } from '#platform/command/context.ts'

type Tx = QueryContext['tx']

export type AssuranceRow = Selectable<Database['scoreAssurance']>

export const insertAssurance = async (tx: Tx, row: AssuranceRow): Promise<void> => {
  await tx.insertInto('scoreAssurance').values(row).execute()
}

/** Of an organisation, the latest first. */
export const listAssurances = (tx: Tx, organisationId: string): Promise<AssuranceRow[]> =>
  tx
    .selectFrom('scoreAssurance')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .orderBy('filedAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
