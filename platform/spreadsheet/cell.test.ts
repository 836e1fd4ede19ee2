import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#platform/clock/day.ts'
import { dateCell, dayOfSerial, serialOfDay, showsDate } from './cell.ts'
import { parseReference } from './merges.ts'
import { columnName } from './sheet-writer.ts'

test('serials of the 1900 system: 1 is New Year 1900, 60 never was, 61 is 1 March', () => {
  assert.equal(dayOfSerial(1), '1900-01-01')
  assert.equal(dayOfSerial(59), '1900-02-28')
  assert.equal(dayOfSerial(60), undefined)
  assert.equal(dayOfSerial(61), '1900-03-01')
  assert.equal(dayOfSerial(26_732), '1973-03-09')
  assert.equal(dayOfSerial(2_958_465), '9999-12-31')
})

test('serials of the 1904 system count from 1904-01-01', () => {
  assert.equal(dayOfSerial(0, 1904), '1904-01-01')
  assert.equal(dayOfSerial(26_732 - 1462, 1904), '1973-03-09')
})

test('what is no day of a sheet is none', () => {
  for (const serial of [0, 0.5, -1, Number.NaN, Number.POSITIVE_INFINITY, 2_958_466])
    assert.equal(dayOfSerial(serial), undefined)
})

test('a serial and its day are inverse for every day of a leap year', () => {
  const first = serialOfDay(day('2024-01-01'))
  for (let at = 0; at < 366; at++) assert.equal(serialOfDay(dayOfSerial(first + at)!), first + at)
  assert.throws(() => serialOfDay(day('1900-02-28')), RangeError)
})

test('a fraction is the time of day, rounded to the second, the last one rolling over', () => {
  assert.deepEqual(dateCell(46_382.375, 1900), {
    kind: 'date',
    day: '2026-12-26',
    serial: 46_382.375,
    time: '09:00:00',
  })
  assert.deepEqual(dateCell(46_381.999999, 1900), { kind: 'date', day: '2026-12-26', serial: 46_381.999999 })
})

test('formats that show dates are told from those that do not', () => {
  for (const code of [
    'yyyy-mm-dd',
    'yyyy"年"m"月"d"日"',
    '[$-804]yyyy/m/d',
    '[h]:mm',
    'm/d/yy h:mm;@',
    '[Red]yyyy',
  ]) {
    assert.equal(showsDate(164, code), true, code)
  }
  for (const code of ['General', '0.00', '0"days"', '[Red]0', '#,##0\\d', '@', '[DBNum1]0', '_d0'])
    assert.equal(showsDate(164, code), false, code)
  assert.equal(showsDate(14, undefined), true)
  assert.equal(showsDate(31, undefined), true)
  assert.equal(showsDate(49, undefined), false)
})

test('column names and references agree', () => {
  for (const column of [0, 25, 26, 51, 701, 702, 16_383]) {
    assert.deepEqual(parseReference(`${columnName(column)}7`), { column, row: 7 })
  }
  for (const text of ['', 'A', '7', 'A0', 'a1', 'ABCD1', 'A1.5'])
    assert.equal(parseReference(text), undefined, text)
})
