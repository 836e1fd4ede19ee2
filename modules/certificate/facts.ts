import type { QueryContext } from '#platform/command/context.ts'
import { findByBatch } from './store/batch.store.ts'

type Tx = QueryContext['tx']

/** Whether the issuing organisation has confirmed that the batch's certificates are issued. */
export const issueConfirmed = async (tx: Tx, organisationId: string, batchId: string): Promise<boolean> =>
  (await findByBatch(tx, organisationId, batchId))?.state === 'confirmed'
