import type { Day } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { type WorkingCalendar, workingCalendar } from './core/working-calendar.ts'

type Tx = QueryContext['tx']

/** The calendar of working days as entered: the years known and the days that deviate from the week. */
export const loadCalendar = async (tx: Tx): Promise<WorkingCalendar> => {
  const years = await tx.selectFrom('calendarYear').select('year').execute()
  const days = await tx.selectFrom('calendarDay').select(['day', 'kind']).execute()
  return workingCalendar(
    years.map(({ year }) => year),
    days.map(({ day, kind }) => ({ day: day as Day, kind: kind as 'work' | 'rest' })),
  )
}
