import type {
  Severity,
  SiteGround,
  StaffGround,
  ViolationEffect,
  ViolationType,
} from '#modules/policy/core/discipline-parameters.ts'
import type { Regime } from '#modules/policy/core/pack.ts'
import { statedValue } from '#modules/policy/core/parameter.ts'

export const typesOf = ({ discipline }: Regime): readonly ViolationType[] =>
  statedValue(discipline.regime)?.types ?? []

export const typeOf = (law: Regime, code: string | null): ViolationType | undefined =>
  typesOf(law).find((type) => type.code === code)

/** The other rules under which the same document puts the same act (C62, C63, C64). */
export const differingRules = (law: Regime, type: ViolationType): readonly ViolationType[] =>
  type.conflict === null
    ? []
    : typesOf(law).filter(({ conflict, code }) => conflict === type.conflict && code !== type.code)

/** What a type brings about; null while a severity is still to be chosen. */
export const effectOf = ({ effects }: ViolationType, severity: Severity | null): ViolationEffect | null => {
  if ('effect' in effects) return effects
  return severity === null ? null : effects[severity]
}

export const isGraded = ({ effects }: ViolationType): boolean => !('effect' in effects)

export const staffGroundsOf = ({ discipline }: Regime): readonly StaffGround[] =>
  statedValue(discipline.staffGrounds) ?? []

export const siteGroundsOf = ({ discipline }: Regime): readonly SiteGround[] =>
  statedValue(discipline.siteGrounds) ?? []

/** How the document's item is cited. */
export const referenceOf = (law: Regime, code: string): string =>
  `《${statedValue(law.discipline.regime)?.document ?? ''}》${code}`
