import { organisationFacts } from '#modules/party/facts.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { filingDetail } from '../contract.ts'
import { checkOwnCity } from '../core/filing.rule.ts'
import { findFiling, scopeOf } from '../store.ts'
import { filingView } from '../views.ts'

export const filingDetailHandler: QueryHandler<typeof filingDetail> = async (context, { organisationId }) => {
  const { tx, actor, today } = context
  const { reach } = actor
  if (reach !== 'all' && !reach.includes(organisationId)) throw new MissingRow()
  const organisation = await organisationFacts(tx, organisationId)
  const own = !checkOwnCity(actor, organisation).refused
  if (!own && actor.roles.includes('city')) throw new MissingRow()
  const filing = await findFiling(tx, organisationId)
  const roles = own ? actor.roles : []
  return accept({
    organisation: {
      organisationId,
      name: organisation.name,
      typeName: organisation.typeName,
      cityName: organisation.cityName ?? '',
      contactPerson: organisation.contactPerson ?? '',
      contactPhone: organisation.contactPhone ?? '',
      headName: organisation.headName ?? '',
    },
    filing: filing && filingView(filing, await scopeOf(tx, [filing.id]), { today, roles }),
    mayDecide: own,
  })
}
