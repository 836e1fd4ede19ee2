import type { QueryContext } from '#platform/command/context.ts'
import { type WorkingCalendar, workingCalendar } from './core/working-calendar.ts'
import { calendarYears } from './store.ts'

/** The working-day calendar as entered; years that have not been entered stay unknown. */
export const loadCalendar = async (tx: QueryContext['tx']): Promise<WorkingCalendar> => {
  const years = await calendarYears(tx)
  return workingCalendar(
    years.map(({ year }) => year),
    years.flatMap(({ exceptions }) => exceptions),
  )
}
