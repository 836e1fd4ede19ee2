import type { Days } from '#modules/policy/core/parameters.ts'
import type { Regime } from '#modules/policy/core/regime.ts'
import {
  addWorkingDays,
  type CalendarVerdict,
  type WorkingCalendar,
} from '#modules/policy/core/working-calendar.ts'
import { addDays, type Day } from '#platform/clock/day.ts'
import { accept } from '#platform/contract/verdict.ts'

/** The last day on which something is in time, how it was counted and by which clauses. */
export interface Deadline {
  readonly due: Day
  readonly from: Day
  readonly days: number
  readonly kind: Days['kind']
  readonly clauses: readonly string[]
}

const within = (
  calendar: WorkingCalendar,
  from: Day,
  limit: { readonly days: Days; readonly clauses: readonly string[] },
): CalendarVerdict<Deadline> => {
  const { days, kind } = limit.days
  const due = kind === 'working' ? addWorkingDays(calendar, from, days) : accept(addDays(from, days))
  return due.refused ? due : accept({ due: due.value, from, days, kind, clauses: limit.clauses })
}

/**
 * Until when issued certificates are reported (SDS-7.1-01); null where the pack sets no count of days from the issue.
 * Refused when the count runs into a year without an official calendar.
 */
export const reportDeadline = (
  calendar: WorkingCalendar,
  regime: Regime,
  issuedOn: Day,
): CalendarVerdict<Deadline | null> => {
  const rule = regime.reporting.certificates
  if (rule.provenance === 'not-stated') return accept(null)
  if (rule.value.kind !== 'within' || rule.value.from !== 'issue') return accept(null)
  return within(calendar, issuedOn, { days: rule.value.days, clauses: rule.clauses })
}

/** Until when returned data are corrected and reported again (SDS-7.1-04); null where the pack does not say. */
export const correctionDeadline = (
  calendar: WorkingCalendar,
  regime: Regime,
  returnedOn: Day,
): CalendarVerdict<Deadline | null> => {
  const rule = regime.reporting.correctionWithin
  if (rule.provenance === 'not-stated') return accept(null)
  return within(calendar, returnedOn, { days: rule.value, clauses: rule.clauses })
}

export const isOverdue = (deadline: Deadline, today: Day): boolean => today > deadline.due
