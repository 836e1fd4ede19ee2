import { type IdentityType, identityTypes, type Origin, originNames } from '#modules/policy/core/identity.ts'
import type { Regime } from '#modules/policy/core/pack.ts'
import { statedValue } from '#modules/policy/core/parameter.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'

const listOf = (regime: Regime, origin: Origin): readonly IdentityType[] => {
  const lists = statedValue(regime.eligibility.identityDocuments)
  if (!lists) return Object.keys(identityTypes) as IdentityType[]
  return {
    mainland: lists.mainland,
    'hong-kong-macao-taiwan': lists.hongKongMacaoTaiwan,
    foreign: lists.foreign,
  }[origin]
}

/** Every document the pack accepts, in the order it lists them. */
export const acceptedDocuments = (
  regime: Regime,
): readonly { readonly type: IdentityType; readonly name: string }[] =>
  (['mainland', 'hong-kong-macao-taiwan', 'foreign'] as const)
    .flatMap((origin) => listOf(regime, origin))
    .map((type) => ({ type, name: identityTypes[type].name }))

/** Only the documents listed for the candidate's origin identify him (SDS-3.3-03). `type` is null for an unknown name. */
export const documentAccepted = (
  type: IdentityType | null,
  shown: string,
  regime: Regime,
): Verdict<IdentityType, 'DOCUMENT_NOT_ACCEPTED'> => {
  const origin = type === null ? 'mainland' : identityTypes[type].origin
  const list = listOf(regime, origin)
  if (type !== null && list.includes(type)) return accept(type)
  return refuse('DOCUMENT_NOT_ACCEPTED', {
    sentence: `“${shown}”不是${originNames[origin]}可用的身份证件。`,
    remedy: `请改用：${list.map((each) => identityTypes[each].name).join('、')}。`,
    clauses: regime.eligibility.identityDocuments.clauses,
    field: 'documentType',
  })
}
