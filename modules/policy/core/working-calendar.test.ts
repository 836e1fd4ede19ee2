import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, type Day, day } from '#platform/clock/day.ts'
import { officialExceptions, officialYears } from '../seed/official-exceptions.ts'
import {
  addWorkingDays,
  type CalendarVerdict,
  isWorkingDay,
  nthWorkingDay,
  workingCalendar,
  workingDaysBetween,
} from './working-calendar.ts'

const calendar = workingCalendar(officialYears, officialExceptions())
const empty = workingCalendar([], [])

const known = <T>(verdict: CalendarVerdict<T>): T => {
  if (verdict.refused) throw new Error(verdict.sentence)
  return verdict.value
}
const works = (text: string): boolean => known(isWorkingDay(calendar, day(text)))

test('SDS-5.2-02 a publicity begun on 2023-04-28 has 2023-05-08 as its fifth working day', () => {
  assert.equal(known(nthWorkingDay(calendar, day('2023-04-28'), 5)), '2023-05-08')
})

test('SDS-5.2-02 the make-up Saturday 2023-05-06 counts and is only the fourth', () => {
  assert.ok(works('2023-05-06'))
  assert.equal(known(nthWorkingDay(calendar, day('2023-04-28'), 4)), '2023-05-06')
  assert.equal(known(nthWorkingDay(calendar, day('2023-04-28'), 1)), '2023-04-28')
})

test('SDS-5.2-02 a publicity begun on a holiday counts from the first working day after it', () => {
  assert.equal(known(nthWorkingDay(calendar, day('2023-04-29'), 1)), '2023-05-04')
  assert.equal(known(nthWorkingDay(calendar, day('2026-10-01'), 1)), '2026-10-08')
})

test('SDS-7.1-01 data of a certificate issued on 2023-05-22 are due on 2023-07-04', () => {
  assert.equal(known(addWorkingDays(calendar, day('2023-05-22'), 30)), '2023-07-04')
})

test('SDS-7.1-04 a correction is due fifteen working days after the return', () => {
  assert.equal(known(addWorkingDays(calendar, day('2026-11-02'), 15)), '2026-11-23')
})

test('SDE-4.4-01 ten working days before a start are counted backwards', () => {
  assert.equal(known(addWorkingDays(calendar, day('2026-11-23'), -10)), '2026-11-09')
  assert.equal(known(addWorkingDays(calendar, day('2026-10-09'), -2)), '2026-09-30')
})

test('adding nothing stays on the day, working day or not', () => {
  assert.equal(known(addWorkingDays(calendar, day('2026-10-01'), 0)), '2026-10-01')
})

test('weekends rest, holidays rest, make-up days work', () => {
  assert.ok(works('2026-11-20'))
  assert.ok(!works('2026-11-21'))
  assert.ok(!works('2026-11-22'))
  for (const rest of ['2026-01-01', '2026-02-16', '2026-10-07', '2025-10-08', '2024-02-16', '2020-01-31'])
    assert.ok(!works(rest), rest)
  for (const work of [
    '2026-02-14',
    '2026-02-28',
    '2026-05-09',
    '2026-09-20',
    '2026-10-10',
    '2023-06-25',
    '2020-10-10',
  ])
    assert.ok(works(work), work)
})

test('a year without an official calendar is never guessed', () => {
  const verdict = isWorkingDay(calendar, day('2027-01-04'))
  assert.ok(verdict.refused)
  assert.equal(verdict.code, 'CALENDAR_YEAR_UNKNOWN')
  assert.match(verdict.sentence, /2027年/u)
  assert.match(verdict.remedy, /录入2027年/u)
  assert.deepEqual(verdict.details, { year: 2027 })
})

test('a computation that crosses into an unknown year says so, one that stops before does not', () => {
  assert.equal(known(addWorkingDays(calendar, day('2026-12-28'), 3)), '2026-12-31')
  const crossing = addWorkingDays(calendar, day('2026-12-28'), 4)
  assert.ok(crossing.refused)
  assert.deepEqual(crossing.details, { year: 2027 })
  assert.ok(nthWorkingDay(calendar, day('2026-12-31'), 2).refused)
  assert.ok(workingDaysBetween(calendar, day('2026-12-30'), day('2027-01-01')).refused)
  assert.ok(addWorkingDays(calendar, day('2020-01-02'), -1).refused)
})

test('a calendar without any year answers nothing but zero', () => {
  assert.ok(isWorkingDay(empty, day('2026-01-05')).refused)
  assert.ok(addWorkingDays(empty, day('2026-01-05'), 1).refused)
  assert.equal(known(addWorkingDays(empty, day('2026-01-05'), 0)), '2026-01-05')
  assert.equal(known(workingDaysBetween(empty, day('2026-01-05'), day('2026-01-05'))), 0)
})

test('working days between two days are the days to add', () => {
  assert.equal(known(workingDaysBetween(calendar, day('2023-05-22'), day('2023-07-04'))), 30)
  assert.equal(known(workingDaysBetween(calendar, day('2023-04-28'), day('2023-05-08'))), 4)
  assert.equal(known(workingDaysBetween(calendar, day('2026-11-20'), day('2026-11-22'))), 0)
  assert.equal(known(workingDaysBetween(calendar, day('2026-11-23'), day('2026-11-19'))), -2)
})

test('for every day of 2024 and every count to 40, adding and counting agree', () => {
  for (let on: Day = day('2024-01-01'); on < '2025-01-01'; on = addDays(on, 1))
    for (const n of [1, 5, 15, 40]) {
      const later = known(addWorkingDays(calendar, on, n))
      assert.equal(known(workingDaysBetween(calendar, on, later)), n, `${on} + ${n}`)
      assert.ok(known(isWorkingDay(calendar, later)))
    }
})

test('going there and back ends on the working day one came from', () => {
  for (let on: Day = day('2025-01-20'); on < '2025-03-01'; on = addDays(on, 1)) {
    if (!known(isWorkingDay(calendar, on))) continue
    assert.equal(known(addWorkingDays(calendar, known(addWorkingDays(calendar, on, 7)), -7)), on)
  }
})

test('the leap day of 2024 is a working Thursday, and is counted', () => {
  assert.ok(works('2024-02-29'))
  assert.equal(known(addWorkingDays(calendar, day('2024-02-28'), 2)), '2024-03-01')
})

test('parts of days and counts below one are defects', () => {
  assert.throws(() => addWorkingDays(calendar, day('2026-11-20'), 1.5), RangeError)
  assert.throws(() => nthWorkingDay(calendar, day('2026-11-20'), 0), RangeError)
  assert.throws(() => nthWorkingDay(calendar, day('2026-11-20'), Number.NaN), RangeError)
})

test('the seed has every year from 2020 to 2026, one row a day, in order, with the holiday named', () => {
  const rows = officialExceptions()
  for (const year of officialYears)
    assert.ok(rows.filter((row) => row.day.startsWith(`${year}`)).length >= 30, `${year}`)
  assert.equal(new Set(rows.map((row) => row.day)).size, rows.length)
  assert.deepEqual(
    rows.map((row) => row.day),
    rows.map((row) => row.day).toSorted(),
  )
  assert.equal(rows.find((row) => row.day === '2026-02-17')?.name, '春节')
  assert.ok(rows.every((row) => /\p{Script=Han}/u.test(row.name)))
})

test('every make-up day of the seed is a weekend and every workday turned rest is named', () => {
  for (const row of officialExceptions())
    if (row.kind === 'work') {
      const weekday = new Date(`${row.day}T00:00:00Z`).getUTCDay()
      assert.ok(weekday === 0 || weekday === 6, row.day)
    }
})
