import type { Regime } from '#modules/policy/core/pack.ts'
import { addMonths, type Day, inWords } from '#platform/clock/day.ts'

export interface FirstPlanDeadline {
  /** The last day on which the first annual plan may be published. */
  readonly due: Day
  readonly overdue: boolean
  /** How the day was reckoned, in words. */
  readonly arithmetic: string
  readonly clauses: readonly string[]
}

/**
 * SDS-2.2-06: a newly announced organisation publishes its annual plan within the pack's months, counted from the
 * province's announcement. Null where the pack sets no such duty.
 */
export const firstPlanDeadline = (announcedOn: Day, regime: Regime, today: Day): FirstPlanDeadline | null => {
  const duty = regime.filing.firstDuty
  if (duty.provenance === 'not-stated' || duty.value.duty !== 'publish-annual-plan') return null
  const due = addMonths(announcedOn, duty.value.months)
  return {
    due,
    overdue: today > due,
    arithmetic: `${inWords(announcedOn)}公布 + ${duty.value.months}个月 → ${inWords(due)}`,
    clauses: duty.clauses,
  }
}
