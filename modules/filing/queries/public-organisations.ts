import { organisationDirectory } from '#modules/party/facts.ts'
import { levelName } from '#modules/policy/core/level.ts'
import type { Day } from '#platform/clock/day.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { publicOrganisations } from '../contract.ts'
import { isItemValid } from '../core/scope.rule.ts'
import { type ScopeRow, scopeOf, validFilings } from '../store.ts'

interface PublicScope {
  readonly occupationCode: string
  readonly occupationName: string
  readonly trade: string
  readonly levels: string[]
  readonly standard: string
}

/** One line an occupation and trade, its levels side by side from the lowest. */
const scopeByOccupation = (items: readonly ScopeRow[], today: Day): PublicScope[] => {
  const lines = new Map<string, PublicScope>()
  for (const item of items.filter((one) => isItemValid(one, today))) {
    const { occupationCode, occupationName, trade, standard } = item
    const key = `${occupationCode}/${trade}/${standard}`
    const line = lines.get(key) ?? { occupationCode, occupationName, trade, levels: [], standard }
    line.levels.push(levelName(item.level))
    lines.set(key, line)
  }
  return [...lines.values()]
}

export const publicOrganisationsHandler: QueryHandler<typeof publicOrganisations> = async (
  { tx, today },
  { page = 1, pageSize = 20, name, occupation },
) => {
  const named = name ? await organisationDirectory(tx, { reach: 'all', name }) : null
  const { total, filings } = await validFilings(tx, {
    on: today,
    organisationIds: named?.map(({ organisationId }) => organisationId) ?? null,
    occupation: occupation ? occupation : null,
    limit: pageSize,
    offset: (page - 1) * pageSize,
  })
  const organisations = await organisationDirectory(tx, {
    reach: filings.map(({ organisationId }) => organisationId),
  })
  const items = await scopeOf(
    tx,
    filings.map(({ id }) => id),
  )
  return accept({
    total,
    rows: filings.map((filing) => {
      const organisation = organisations.find(
        ({ organisationId }) => organisationId === filing.organisationId,
      )
      return {
        code: filing.code,
        name: organisation?.name ?? '',
        typeName: organisation?.typeName ?? '',
        cityName: organisation?.cityName ?? '',
        filedOn: filing.filedOn,
        validUntil: filing.validUntil,
        scope: scopeByOccupation(
          items.filter(({ filingId }) => filingId === filing.id),
          today,
        ),
      }
    }),
  })
}
