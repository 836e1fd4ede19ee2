import type { Regime } from '#modules/policy/core/pack.ts'
import { type ClauseId, statedValue } from '#modules/policy/core/parameter.ts'
import { addMonths, type Day, day, yearOf } from '#platform/clock/day.ts'

export interface Deadline {
  readonly due: Day
  readonly clauses: readonly ClauseId[]
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')

/**
 * The last day for publishing the annual notice of a year: 31 January of it (SDS-2.2-01, SDS-2.2-02), or two months
 * after the province announced an organisation selected within that year (SDS-2.2-06). Null where the pack sets none.
 */
export const noticeDeadline = (
  regime: Regime,
  { year, announcedOn }: { readonly year: number; readonly announcedOn: Day | null },
): Deadline | null => {
  const duty = statedValue(regime.filing.firstDuty)
  const isNew = announcedOn !== null && yearOf(announcedOn) === year
  if (isNew && duty?.duty === 'publish-annual-plan')
    return { due: addMonths(announcedOn, duty.months), clauses: regime.filing.firstDuty.clauses }
  const notice = statedValue(regime.annualPlan.notice)
  if (!notice?.publishBy) return null
  const { month, day: date } = notice.publishBy
  const inYear = notice.forYear === 'same' ? year : year - 1
  return {
    due: day(`${inYear}-${twoDigits(month)}-${twoDigits(date)}`),
    clauses: ['SDS-2.2-01', 'SDS-2.2-02'],
  }
}

/** Overdue from the day after the due day, while the notice is not public. */
export const isOverdue = (deadline: Deadline | null, published: boolean, today: Day): boolean =>
  deadline !== null && !published && today > deadline.due
