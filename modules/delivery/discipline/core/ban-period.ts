import type { BanRule } from '#modules/policy/core/discipline-parameters.ts'
import { addDays, addYears, type Day, day, yearOf } from '#platform/clock/day.ts'

/**
 * The last day of a ban: 31 December of the year of the decision (HN-3.1.5-12, HN-3.3.9-01), or the day before the
 * same day N years later (HN-3.1.5-17, HN-3.1.5-18): decided 2022-05-20 for two years, 2024-05-20 is free again.
 */
export const lastDayOfBan = (ban: BanRule, decidedOn: Day): Day =>
  ban.kind === 'current-year'
    ? day(`${yearOf(decidedOn)}-12-31`)
    : addDays(addYears(decidedOn, ban.years), -1)
