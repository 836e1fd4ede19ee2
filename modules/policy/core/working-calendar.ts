import { addDays, type Day, weekdayOf, yearOf } from '#platform/clock/day.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'

/** The yearly holiday notice as data: days that deviate from the week, for the years it has been published for. */
export interface WorkingCalendar {
  readonly years: ReadonlySet<number>
  readonly exceptions: ReadonlyMap<Day, 'work' | 'rest'>
}

export type CalendarVerdict<T> = Verdict<T, 'CALENDAR_YEAR_UNKNOWN'>

const unknownYear = (year: number): CalendarVerdict<never> =>
  refuse('CALENDAR_YEAR_UNKNOWN', {
    sentence: `${year}年的法定节假日和调休安排尚未录入，无法推算工作日。`,
    remedy: `请由系统管理员录入${year}年的工作日历后重试。`,
    clauses: ['SDS-5.2-02', 'SDS-7.1-01'],
    details: { year },
  })

/** Whether the day is a working day; refused when its year has no official calendar. Never guesses. */
export const isWorkingDay = (calendar: WorkingCalendar, on: Day): CalendarVerdict<boolean> => {
  if (!calendar.years.has(yearOf(on))) return unknownYear(yearOf(on))
  const exception = calendar.exceptions.get(on)
  if (exception) return accept(exception === 'work')
  const weekday = weekdayOf(on)
  return accept(weekday !== 0 && weekday !== 6)
}

/** The `n`-th working day met when walking from `from` (which is looked at first) in steps of `step` days. */
const walk = (
  calendar: WorkingCalendar,
  from: Day,
  course: { n: number; step: 1 | -1 },
): CalendarVerdict<Day> => {
  let on = from
  let left = course.n
  for (;;) {
    const working = isWorkingDay(calendar, on)
    if (working.refused) return working
    if (working.value) left -= 1
    if (left === 0) return accept(on)
    on = addDays(on, course.step)
  }
}

const wholeNumber = (n: number): void => {
  if (!Number.isInteger(n)) throw new RangeError(`not a whole number of days: ${n}`)
}

/**
 * The working day `n` working days after `from` (before it when `n` is negative); `from` itself is not counted.
 * With 0 the day itself is returned, a working day or not. “Within 30 working days after issue” ends on
 * `addWorkingDays(calendar, issued, 30)`.
 */
export const addWorkingDays = (calendar: WorkingCalendar, from: Day, n: number): CalendarVerdict<Day> => {
  wholeNumber(n)
  if (n === 0) return accept(from)
  const step = n > 0 ? 1 : -1
  return walk(calendar, addDays(from, step), { n: Math.abs(n), step })
}

/**
 * The `n`-th working day (1, 2, …) counted from `start`, which is the first when it is a working day. A publicity of
 * five working days started on 2023-04-28 has 2023-05-08 as its fifth (SDS-5.2-02).
 */
export const nthWorkingDay = (calendar: WorkingCalendar, start: Day, n: number): CalendarVerdict<Day> => {
  wholeNumber(n)
  if (n < 1) throw new RangeError(`working days are counted from 1: ${n}`)
  return walk(calendar, start, { n, step: 1 })
}

/**
 * Working days after `from` up to and including `to`; negative, counted alike, when `to` is earlier. It is the `n`
 * for which `addWorkingDays(calendar, from, n)` is `to`, when `to` is a working day.
 */
export const workingDaysBetween = (
  calendar: WorkingCalendar,
  from: Day,
  to: Day,
): CalendarVerdict<number> => {
  const step = to >= from ? 1 : -1
  let count = 0
  for (let on = from; on !== to; ) {
    on = addDays(on, step)
    const working = isWorkingDay(calendar, on)
    if (working.refused) return working
    if (working.value) count += step
  }
  return accept(count)
}

/** Builds the value from rows of the calendar table. A day may stand in it once. */
export const workingCalendar = (
  years: Iterable<number>,
  exceptions: Iterable<{ readonly day: Day; readonly kind: 'work' | 'rest' }>,
): WorkingCalendar => ({
  years: new Set(years),
  exceptions: new Map(Array.from(exceptions, ({ day, kind }) => [day, kind])),
})
