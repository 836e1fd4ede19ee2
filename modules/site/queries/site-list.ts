import { knownCities, organisationDirectory } from '#modules/party/facts.ts'
import type { Actor } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { siteList } from '../contract.ts'
import { siteLaw } from '../core/law.ts'
import { roomsWithFaults } from '../standing.ts'
import { listSites, type SiteScope } from '../store.ts'
import { siteLine } from '../views.ts'

/** SDS-4.1-02: a city answers for the sites that lie in it, whoever they belong to, and sees none elsewhere. */
export const scopeOf = ({ roles, cityCode, organisationId }: Actor): SiteScope => {
  if (roles.includes('province') || roles.includes('auditor')) return {}
  if (roles.includes('city')) return { cityCode: cityCode ?? 'none' }
  return { organisationId: organisationId! }
}

export const siteListHandler: QueryHandler<typeof siteList> = async ({ tx, actor, today }, input) => {
  const { page = 1, pageSize = 20, name, state } = input
  const sites = (await listSites(tx, scopeOf(actor))).filter(
    (site) => (!name || site.name.includes(name)) && (!state || site.state === state),
  )
  const shown = sites.slice((page - 1) * pageSize, page * pageSize)
  const law = siteLaw(today)
  const rooms = await roomsWithFaults(
    tx,
    shown.map(({ id }) => id),
    { law, on: today },
  )
  const owners = await organisationDirectory(tx, {
    reach: [...new Set(shown.map(({ organisationId }) => organisationId))],
  })
  const cities = await knownCities(tx)
  return accept({
    total: sites.length,
    rows: shown.map((site) =>
      siteLine(
        site,
        rooms.filter(({ room }) => room.siteId === site.id),
        {
          law,
          organisationName: owners.find((one) => one.organisationId === site.organisationId)?.name ?? '',
          cityName: cities.find(({ code }) => code === site.cityCode)?.name ?? '',
        },
      ),
    ),
  })
}
