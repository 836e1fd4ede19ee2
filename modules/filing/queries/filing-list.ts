import { type OrganisationFacts, organisationDirectory } from '#modules/party/facts.ts'
import type { Day } from '#platform/clock/day.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { filingList } from '../contract.ts'
import { filingStateWord } from '../core/filing.machine.ts'
import { isFilingValid, isItemValid } from '../core/scope.rule.ts'
import { type FilingRow, filingsOf, type ScopeRow, scopeOf } from '../store.ts'

interface Listed {
  readonly organisation: OrganisationFacts
  readonly filing: FilingRow | undefined
  readonly lines: readonly ScopeRow[]
}

const listed = ({ organisation, filing, lines }: Listed, today: Day) => ({
  organisationId: organisation.organisationId,
  name: organisation.name,
  typeName: organisation.typeName,
  cityName: organisation.cityName ?? '',
  code: filing?.code ?? null,
  state: filing?.state ?? 'none',
  stateWord: filing ? filingStateWord(filing.state) : '未备案',
  isValidToday: filing !== undefined && isFilingValid(filing, today),
  filedOn: filing?.filedOn ?? null,
  validUntil: filing?.validUntil ?? null,
  scopeLines: lines.filter((line) => line.filingId === filing?.id && isItemValid(line, today)).length,
})

/** The filing that stands for each organisation: the one not withdrawn, else the last. */
const currentFilings = (filings: readonly FilingRow[]): ReadonlyMap<string, FilingRow> => {
  const current = new Map<string, FilingRow>()
  for (const filing of filings) {
    const earlier = current.get(filing.organisationId)
    if (!earlier || earlier.state === 'withdrawn' || filing.state !== 'withdrawn')
      current.set(filing.organisationId, filing)
  }
  return current
}

/** SDS-1.0-03: a city's centre has only its own city's organisations in its queue. */
export const filingListHandler: QueryHandler<typeof filingList> = async ({ tx, actor, today }, input) => {
  const { page = 1, pageSize = 20, name, state } = input
  const isCity = actor.roles.includes('city') && !actor.roles.includes('province')
  const organisations = await organisationDirectory(tx, {
    reach: actor.reach,
    cityCode: isCity ? (actor.cityCode ?? 'none') : null,
    ...(name ? { name } : {}),
  })
  const filings = await filingsOf(
    tx,
    organisations.map(({ organisationId }) => organisationId),
  )
  const current = currentFilings(filings)
  const chosen = organisations.filter(
    ({ organisationId }) => !state || (current.get(organisationId)?.state ?? 'none') === state,
  )
  const shown = chosen.slice((page - 1) * pageSize, page * pageSize)
  const lines = await scopeOf(
    tx,
    shown.flatMap(({ organisationId }) => current.get(organisationId)?.id ?? []),
  )
  return accept({
    total: chosen.length,
    rows: shown.map((organisation) =>
      listed({ organisation, filing: current.get(organisation.organisationId), lines }, today),
    ),
  })
}
