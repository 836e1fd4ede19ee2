import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { organisationList } from '../contract.ts'
import { listOrganisations } from '../store.ts'

export const organisationListHandler: QueryHandler<typeof organisationList> = async (context) => {
  const rows = await listOrganisations(context)
  return accept({
    organisations: rows.map(({ cityName, contactPerson, contactPhone, ...row }) => ({
      ...row,
      cityName: cityName ?? '',
      contactPerson: contactPerson ?? '',
      contactPhone: contactPhone ?? '',
    })),
  })
}
