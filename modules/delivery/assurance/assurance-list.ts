import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { ownOrganisation } from '../own-organisation.ts'
import { askedOf } from './asked.ts'
import type { assurances } from './contract.ts'
import { listAssurances } from './store.ts'

/** HN-1.8.3.7-04: which of the undertakings are on file, and every one that ever was. */
export const assurancesHandler: QueryHandler<typeof assurances> = async (context) => {
  const organisationId = ownOrganisation(context)
  const { parties, clauses } = await askedOf(context, organisationId)
  const rows = await listAssurances(context.tx, organisationId)
  const { roles } = context.actor
  return accept({
    asked: parties.map((party) => ({ party, onFile: rows.some((row) => row.party === party) })),
    clauses: [...clauses],
    mayFile: parties.length > 0 && (roles.includes('org-exam') || roles.includes('org-head')),
    rows: rows.map((row) => ({
      ...{ assuranceId: row.id, party: row.party, signatory: row.signatory, signedOn: row.signedOn },
      ...{ address: `/api/files/${organisationId}/${row.fileId}`, fileName: row.fileName },
      ...{ filedAt: row.filedAt.toISOString(), filedBy: row.filedBy },
      isReplaced: rows.find(({ party }) => party === row.party) !== row,
    })),
  })
}
