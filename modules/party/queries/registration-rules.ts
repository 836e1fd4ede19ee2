import { identityTypes, type Origin, originNames } from '#modules/policy/core/identity.ts'
import { statedValue } from '#modules/policy/core/parameter.ts'
import { regime } from '#modules/policy/core/regime.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { registrationRules } from '../contract.ts'
import { passwordRule } from '../core/password.rule.ts'

/** SDS-3.3-03: the documents of the law in force today, by where the candidate comes from. */
export const registrationRulesHandler: QueryHandler<typeof registrationRules> = async ({ today }) => {
  const parameter = regime('shandong-social', today).eligibility.identityDocuments
  const lists = statedValue(parameter)
  const documentsOf = (origin: Origin) =>
    lists
      ? {
          mainland: lists.mainland,
          'hong-kong-macao-taiwan': lists.hongKongMacaoTaiwan,
          foreign: lists.foreign,
        }[origin].map((type) => identityTypes[type].name)
      : Object.values(identityTypes).flatMap((kind) => (kind.origin === origin ? [kind.name] : []))
  return accept({
    origins: (Object.keys(originNames) as Origin[]).map((origin) => ({
      origin,
      title: originNames[origin],
      documents: documentsOf(origin),
    })),
    clauses: [...parameter.clauses],
    passwordRule,
  })
}
