import { statedValue } from '#modules/policy/core/parameter.ts'
import { addWorkingDays, nthWorkingDay } from '#modules/policy/core/working-calendar.ts'
import { addDays, type Day } from '#platform/clock/day.ts'
import { accept, type Verdict } from '#platform/contract/verdict.ts'
import { shortestPublicity } from './dates.rule.ts'
import type { ChosenDates, TimelineWorld } from './timeline.ts'

/** Where the law sets nothing, a proposal takes these days; the organisation changes them as it likes. */
const customary = { payment: 3, marking: 3, approval: 3 } as const

export interface Wish {
  readonly enrolmentFrom: Day
  readonly examFrom: Day
  readonly examTo: Day
}

const earlier = (one: Day, other: Day): Day => (one < other ? one : other)

const reviewEnd = (
  { regime, calendar }: TimelineWorld,
  enrolmentTo: Day,
): Verdict<Day, 'CALENDAR_YEAR_UNKNOWN'> => {
  const within = statedValue(regime.eligibility.reviewWithin)
  if (!within) return accept(addDays(enrolmentTo, 1))
  return within.kind === 'working'
    ? addWorkingDays(calendar, enrolmentTo, within.days)
    : accept(addDays(enrolmentTo, within.days))
}

/** From the first day of enrolment and the days of the exam, all other dates of a batch (SDS-3.1-07). */
export const proposeDates = (
  world: TimelineWorld,
  { enrolmentFrom, examFrom, examTo }: Wish,
): Verdict<ChosenDates, 'CALENDAR_YEAR_UNKNOWN'> => {
  const window = statedValue(world.regime.enrolment.window)
  const enrolmentTo = addDays(enrolmentFrom, (window?.kind === 'exactly' ? window.days : 1) - 1)
  const review = reviewEnd(world, enrolmentTo)
  if (review.refused) return review
  const issue = statedValue(world.regime.ticket.issue)
  const opens = issue?.by === 'candidate' ? issue.opensDaysBeforeExam : (issue?.daysBeforeExam ?? 1)
  // One day at least stays between the last payment and the tickets, for seating.
  const paymentUntil = earlier(addDays(review.value, customary.payment), addDays(examFrom, -opens - 2))
  const publicityFrom = nthWorkingDay(world.calendar, addDays(examTo, customary.marking + 1), 1)
  if (publicityFrom.refused) return publicityFrom
  const publicityTo = shortestPublicity(world, publicityFrom.value)
  if (publicityTo.refused) return publicityTo as Verdict<never, 'CALENDAR_YEAR_UNKNOWN'>
  const issueOn = addWorkingDays(world.calendar, publicityTo.value, customary.approval)
  if (issueOn.refused) return issueOn
  return accept({
    enrolmentFrom,
    enrolmentTo,
    reviewUntil: review.value,
    paymentUntil,
    examFrom,
    examTo,
    publicityFrom: publicityFrom.value,
    publicityTo: publicityTo.value,
    issueOn: issueOn.value,
  })
}
