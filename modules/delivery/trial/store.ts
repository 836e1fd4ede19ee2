import type { Selectable } from 'kysely'
import type { Database } from '#db/schema/database.ts'
import type { QueryContext } from '#platform/command/context.ts'

type Tx = QueryContext['tx']

export type TrialRow = Selectable<Database['trialSitting']>

export const insertTrials = async (tx: Tx, trials: readonly Omit<TrialRow, 'version'>[]): Promise<void> => {
  await tx
    .insertInto('trialSitting')
    .values(trials.map((trial) => ({ ...trial, version: 1 })))
    .execute()
}

export const trialsOf = (
  tx: Tx,
  of: { readonly organisationId: string; readonly batchId: string; readonly sessionId?: string },
): Promise<TrialRow[]> => {
  let found = tx
    .selectFrom('trialSitting')
    .selectAll()
    .where('organisationId', '=', of.organisationId)
    .where('batchId', '=', of.batchId)
  if (of.sessionId !== undefined) found = found.where('sessionId', '=', of.sessionId)
  return found.orderBy('startsAt').orderBy('roomName').execute()
}

export const findTrial = (
  tx: Tx,
  of: { readonly organisationId: string; readonly trialId: string },
): Promise<TrialRow> =>
  tx
    .selectFrom('trialSitting')
    .selectAll()
    .where('organisationId', '=', of.organisationId)
    .where('id', '=', of.trialId)
    .executeTakeFirstOrThrow()
