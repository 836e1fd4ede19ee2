import { type Day, weekdayOf, yearOf } from '#platform/clock/day.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'

/** A day on which the year's official arrangement deviates from the week. */
export interface CalendarException {
  readonly day: Day
  readonly kind: 'work' | 'rest'
  readonly name: string
}

const isWeekend = (on: Day) => weekdayOf(on) === 0 || weekdayOf(on) === 6

/**
 * A year's arrangement is believable when every day lies in it, stands once, and really deviates: a make-up working
 * day is a weekend, and at least one day rests.
 */
export const checkCalendarYear = (
  year: number,
  exceptions: readonly CalendarException[],
): Verdict<true, 'CALENDAR_IMPLAUSIBLE'> => {
  const wrong = (sentence: string) =>
    refuse('CALENDAR_IMPLAUSIBLE', {
      sentence,
      remedy: '请对照国务院办公厅当年节假日安排通知逐日核对后重新录入。',
      clauses: ['SDS-5.2-02'],
      field: 'exceptions',
    })
  const outside = exceptions.find(({ day }) => yearOf(day) !== year)
  if (outside) return wrong(`${outside.day} 不在${year}年内。`)
  const days = exceptions.map(({ day }) => day)
  const twice = days.find((day, index) => days.indexOf(day) !== index)
  if (twice) return wrong(`${twice} 录入了两次。`)
  const plainWorkday = exceptions.find(({ day, kind }) => kind === 'work' && !isWeekend(day))
  if (plainWorkday) return wrong(`${plainWorkday.day} 本来就是工作日，不是调休上班日。`)
  if (!exceptions.some(({ kind }) => kind === 'rest')) return wrong('没有任何放假的日子。')
  return accept(true)
}
