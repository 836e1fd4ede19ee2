import chineseDays from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { type Day, day, yearOf } from '#platform/clock/day.ts'

export interface OfficialException {
  readonly day: Day
  readonly kind: 'work' | 'rest'
  /** The holiday the day belongs to, 春节. */
  readonly name: string
}

/** The years the package is taken for. Others are entered by the operator from the State Council's notice. */
export const officialYears: readonly number[] = [2020, 2021, 2022, 2023, 2024, 2025, 2026]

/** The package writes `Spring Festival,春节,4`. */
const nameOf = (entry: string): string => entry.split(',')[1] ?? entry

const read = (days: Readonly<Record<string, string>>, kind: 'work' | 'rest'): OfficialException[] =>
  Object.entries(days)
    .map(([text, entry]) => ({ day: day(text), kind, name: nameOf(entry) }))
    .filter((exception) => officialYears.includes(yearOf(exception.day)))

/**
 * The holidays and make-up working days of 2020–2026 as the State Council announced them, in order of date; the first
 * content of the calendar table, which the operator edits from then on. Source: npm package chinese-days.
 */
export const officialExceptions = (): readonly OfficialException[] =>
  [...read(chineseDays.holidays, 'rest'), ...read(chineseDays.workdays, 'work')].sort((a, b) =>
    a.day < b.day ? -1 : 1,
  )
