import type { Day } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { findByBatch } from './store/batch.store.ts'
import { batchCertificates } from './store/certificate.store.ts'

type Tx = QueryContext['tx']

/** Whether the issuing organisation has confirmed that the batch's certificates are issued. */
export const issueConfirmed = async (tx: Tx, organisationId: string, batchId: string): Promise<boolean> =>
  (await findByBatch(tx, organisationId, batchId))?.state === 'confirmed'

export interface CertificateFact {
  readonly organisationId: string
  readonly id: string
  readonly applicationId: string
  readonly personId: string
  readonly number: string
  readonly name: string
  readonly state: string
  readonly issuedOn: Day
  readonly fileId: string | null
}

/** The numbered certificates of a batch in order of number; `state` tells whether they are issued. */
export const certificatesOf = async (
  tx: Tx,
  organisationId: string,
  batchId: string,
): Promise<CertificateFact[]> => [...(await batchCertificates(tx, organisationId, batchId))]
