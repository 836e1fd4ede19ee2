import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type * as contract from '../contract.ts'
import { awaitingCertificateQuery } from '../material-store.ts'

/** As many as `enrolment.verifyCertificates` takes at once. */
const limit = 2000

export const unverifiedCertificatesHandler: QueryHandler<typeof contract.unverifiedCertificates> = async (
  { tx, actor },
  { batchId },
) => {
  const rows = await awaitingCertificateQuery(tx, { organisationId: actor.organisationId!, batchId, limit })
  return accept({
    rows: rows.map(({ id, name, documentMasked, priorCertificate: { type, level, number } }) => ({
      applicationId: id,
      name,
      documentMasked,
      type,
      level,
      number,
    })),
  })
}
