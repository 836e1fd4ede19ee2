import type { Level } from '#modules/policy/core/level.ts'
import { checkOccupationCode } from '#modules/policy/core/occupation.ts'
import { checkOrganisationCode } from '#modules/policy/core/organisation-code.ts'
import type { Regime } from '#modules/policy/core/pack.ts'
import { standardOf } from '#modules/policy/core/standard.ts'
import { normaliseCell, normaliseCode } from '#modules/policy/core/text.ts'
import type { Day } from '#platform/clock/day.ts'
import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'

/** A period of days, both included; `until` null is without end. */
interface Period {
  readonly from: Day
  readonly until: Day | null
}

export const isWithin = ({ from, until }: Period, on: Day): boolean =>
  from <= on && (until === null || on <= until)

/**
 * SDS-1.0-03: an organisation belongs to its city. A city's centre acts on those of its own city only, the province
 * on all.
 */
export const checkOwnCity = (
  actor: { readonly roles: readonly string[]; readonly cityCode: string | null },
  organisation: { readonly cityCode: string | null; readonly cityName: string | null },
): Verdict<true, 'OTHER_CITY'> => {
  if (actor.roles.includes('province')) return accept(true)
  if (actor.cityCode !== null && actor.cityCode === organisation.cityCode) return accept(true)
  return refuse('OTHER_CITY', {
    sentence: `该机构由${organisation.cityName ?? '其所在市'}管理，不由本市中心办理。`,
    remedy: '请由机构所在市的中心办理。',
    clauses: ['SDS-1.0-03'],
    field: 'organisationId',
  })
}

/** SDS-A1-03. The code is given by the authority; the pack says what it looks like. */
export const checkCode = (text: string, regime: Regime): Verdict<string, 'ORGANISATION_CODE_MALFORMED'> => {
  const rule = regime.filing.codePattern
  return rule.provenance === 'not-stated' ? accept(normaliseCode(text)) : checkOrganisationCode(text, rule)
}

export interface ScopeRequest {
  readonly occupationCode: string
  readonly occupationName: string
  /** Empty: the occupation has no trades. */
  readonly trade: string
  readonly level: Level
  /** Name of the national standard or of the filed evaluation specification. */
  readonly standard: string
  readonly validFrom: Day
  readonly validUntil: Day | null
}

export type ScopeRefusal =
  | 'OCCUPATION_CODE_MALFORMED'
  | 'STANDARD_MISSING'
  | 'LEVEL_NOT_IN_STANDARD'
  | 'VALIDITY_REVERSED'

const refuseLevel = (name: string): Refusal<'LEVEL_NOT_IN_STANDARD'> =>
  refuse('LEVEL_NOT_IN_STANDARD', {
    sentence: `${name}的国家职业技能标准没有这个等级。`,
    remedy: '请选择标准所列的等级。',
    clauses: ['SDS-1.0-02'],
    field: 'level',
  })

/** What a line of the scope must be: a code of the classification, a standard behind it, days that follow each other. */
export const checkScopeItem = (item: ScopeRequest, regime: Regime): Verdict<ScopeRequest, ScopeRefusal> => {
  const code = checkOccupationCode(item.occupationCode, regime.scope.occupationCode)
  if (code.refused) return code
  const standard = normaliseCell(item.standard)
  if (standard === '')
    return refuse('STANDARD_MISSING', {
      sentence: `${item.occupationName}没有关联国家职业技能标准，也没有关联经备案公布的评价规范。`,
      remedy: '请填写所依据的标准或评价规范的名称。',
      clauses: ['SDS-1.0-02'],
      field: 'standard',
    })
  const held = standardOf(code.value.occupation, item.validFrom)
  if (held && !held.levels.includes(item.level)) return refuseLevel(item.occupationName)
  if (item.validUntil !== null && item.validUntil < item.validFrom)
    return refuse('VALIDITY_REVERSED', {
      sentence: '有效期的截止日早于起始日。',
      remedy: '请核对有效期。',
      clauses: ['SDS-1.0-01'],
      field: 'validUntil',
    })
  const { occupationName, trade } = item
  return accept({
    ...item,
    occupationCode: code.value.code,
    occupationName: normaliseCell(occupationName),
    trade: normaliseCell(trade),
    standard,
  })
}

/** Two lines for the same occupation, trade and level, or null. */
export const doubledItem = <T extends Pick<ScopeRequest, 'occupationCode' | 'trade' | 'level'>>(
  items: readonly T[],
): T | null => {
  const seen = new Set<string>()
  for (const item of items) {
    const key = `${item.occupationCode}/${item.trade}/${item.level}`
    if (seen.has(key)) return item
    seen.add(key)
  }
  return null
}

/** Whether a line already filed covers the same occupation, trade and level on the first day of the one asked for. */
export const stillHolds = (
  held: Pick<ScopeRequest, 'occupationCode' | 'trade' | 'level' | 'validUntil'>,
  asked: ScopeRequest,
): boolean =>
  held.occupationCode === asked.occupationCode &&
  held.trade === asked.trade &&
  held.level === asked.level &&
  (held.validUntil === null || held.validUntil >= asked.validFrom)

export const refuseDoubled = (item: ScopeRequest): Refusal<'SCOPE_DOUBLED'> =>
  refuse('SCOPE_DOUBLED', {
    sentence: `${item.occupationName}${item.trade === '' ? '' : `（${item.trade}）`}的这个等级已在备案范围内。`,
    remedy: '同一职业、工种、等级只列一行；要改有效期请先取消原来的一行。',
    clauses: ['SDS-A1-05'],
    field: 'items',
  })
