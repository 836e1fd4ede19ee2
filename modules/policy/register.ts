import type { Day } from '#platform/clock/day.ts'
import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { calendarYearList, enterCalendarYear } from './contract.ts'
import { checkCalendarYear } from './core/calendar-year.rule.ts'
import { calendarYears, saveCalendarYear } from './store.ts'

export const policyEntries: readonly Entry[] = [
  handles(enterCalendarYear, async (context, { year, source, version, exceptions }) => {
    const days = exceptions.map((exception) => ({ ...exception, day: exception.day as Day }))
    const believable = checkCalendarYear(year, days)
    if (believable.refused) return believable
    const row = await saveCalendarYear(context, { year, source, version, exceptions: days })
    context.record({
      type: 'calendar-year-entered',
      table: 'calendarYear',
      row,
      data: { year },
      clauses: ['SDS-5.2-02'],
    })
    return accept({ year })
  }),
  answers(calendarYearList, async ({ tx }) =>
    accept({
      years: (await calendarYears(tx)).map((year) => ({ ...year, exceptions: [...year.exceptions] })),
    }),
  ),
]
