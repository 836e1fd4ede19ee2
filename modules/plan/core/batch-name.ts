import type { Regime } from '#modules/policy/core/pack.ts'
import type { Day } from '#platform/clock/day.ts'

/** The running number of the next batch of a year: one more than the highest given so far, from 1 (SDS-A3-10). */
export const nextSequence = (given: readonly number[]): number => Math.max(0, ...given) + 1

/** `20261226某某学校第1期社会化评价`: the day of the exam, the organisation and the number in the year (SDS-A3-09). */
export const batchName = (
  { plan }: Regime,
  { examFrom, organisationName, sequence }: { examFrom: Day; organisationName: string; sequence: number },
): string =>
  plan.batchName.value.pattern
    .replace('{yyyymmdd}', examFrom.replaceAll('-', ''))
    .replace('{organisation}', () => organisationName)
    .replace('{n}', String(sequence))
