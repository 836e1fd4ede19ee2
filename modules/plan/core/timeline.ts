import type { Regime } from '#modules/policy/core/pack.ts'
import type { ClauseId } from '#modules/policy/core/parameter.ts'
import { type WorkingCalendar, workingDaysBetween } from '#modules/policy/core/working-calendar.ts'
import type { Day } from '#platform/clock/day.ts'
import { stagesOf } from './stages.ts'

/** Every date of a batch. `ticketFrom` follows from the pack; the others are chosen within its limits. */
export interface BatchDates {
  readonly createdOn: Day
  readonly enrolmentFrom: Day
  readonly enrolmentTo: Day
  readonly reviewUntil: Day
  readonly paymentUntil: Day
  readonly ticketFrom: Day
  readonly examFrom: Day
  readonly examTo: Day
  readonly publicityFrom: Day
  readonly publicityTo: Day
  readonly issueOn: Day
}

export type ChosenDates = Omit<BatchDates, 'createdOn' | 'ticketFrom'>

export type SegmentKey =
  | 'created'
  | 'enrolment'
  | 'review'
  | 'payment'
  | 'arrangement'
  | 'ticket'
  | 'exam'
  | 'marking'
  | 'publicity'
  | 'numbering'
  | 'issue'
  | 'reporting'
  | 'archive'

/** One stage of a batch. Each begins on the day after the one before has ended, so the list has no gap. */
export interface Segment {
  readonly key: SegmentKey
  readonly title: string
  readonly from: Day | null
  /** Last day; null when it lies in a year whose working days are not known yet. */
  readonly to: Day | null
  readonly clauses: readonly ClauseId[]
  /** How `to` follows, in words. */
  readonly arithmetic: string
  readonly state: 'past' | 'current' | 'future'
  /** Working days from today to `to`; null when not counted (not current, or an unknown year). */
  readonly workingDaysLeft: number | null
}

export interface TimelineWorld {
  readonly regime: Regime
  readonly calendar: WorkingCalendar
}

/** A segment before it is placed in time. */
export type Stage = Omit<Segment, 'state' | 'workingDaysLeft'>

const standing = ({ from, to }: Stage, today: Day): Segment['state'] => {
  if (from === null || today < from) return 'future'
  return to !== null && today > to ? 'past' : 'current'
}

const leftOf = (calendar: WorkingCalendar, today: Day, to: Day | null): number | null => {
  const left = to === null ? null : workingDaysBetween(calendar, today, to)
  return left === null || left.refused ? null : left.value
}

/**
 * The stages of a batch in order, from the plan to the archive, each with its days, clauses and arithmetic. The same
 * object feeds the ribbon on screen, the rules and their tests (SDS-3.1-07).
 */
export const timelineOf = (world: TimelineWorld, dates: BatchDates, today: Day): readonly Segment[] => {
  return stagesOf(world, dates).map((stage) => {
    const state = standing(stage, today)
    const workingDaysLeft = state === 'current' ? leftOf(world.calendar, today, stage.to) : null
    return { ...stage, state, workingDaysLeft }
  })
}
