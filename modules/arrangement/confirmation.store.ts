import type { Selectable } from 'kysely'
import type { Database } from '#db/schema/database.ts'
import type { QueryContext } from '#platform/command/context.ts'

type Tx = QueryContext['tx']

type ConfirmationRow = Selectable<Database['invigilatorConfirmation']>

export const confirmationsOf = (
  tx: Tx,
  of: { readonly organisationId: string; readonly sessionId: string },
): Promise<ConfirmationRow[]> =>
  tx
    .selectFrom('invigilatorConfirmation')
    .selectAll()
    .where('organisationId', '=', of.organisationId)
    .where('sessionId', '=', of.sessionId)
    .orderBy('confirmedAt')
    .execute()

/** The ids of those that are new; what was confirmed before stays as it was. */
export const insertConfirmations = async (
  tx: Tx,
  rows: readonly Omit<ConfirmationRow, 'version'>[],
): Promise<string[]> => {
  const inserted = await tx
    .insertInto('invigilatorConfirmation')
    .values(rows.map((row) => ({ ...row, version: 1 })))
    .onConflict((conflict) =>
      conflict.columns(['organisationId', 'sessionId', 'staffId', 'item']).doNothing(),
    )
    .returning('id')
    .execute()
  return inserted.map(({ id }) => id)
}
