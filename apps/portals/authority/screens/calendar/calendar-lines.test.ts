import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linesOf, readCalendarLines } from './calendar-lines.ts'

test('SDS-5.2-02 pasted lines of a holiday notice become rest days and make-up days, and read back the same', () => {
  const text = '2027-01-01 休 元旦\n\n2027年2月14日 班 春节\r\n2027/5/1　休　劳动节'
  const { days, wrong } = readCalendarLines(text)
  assert.deepEqual(wrong, [])
  assert.deepEqual(days, [
    { day: '2027-01-01', kind: 'rest', name: '元旦' },
    { day: '2027-02-14', kind: 'work', name: '春节' },
    { day: '2027-05-01', kind: 'rest', name: '劳动节' },
  ])
  assert.deepEqual(readCalendarLines(linesOf(days)).days, days)
})

test('a line that cannot be read is named by its number and nothing is guessed', () => {
  const { days, wrong } = readCalendarLines('2027-01-01 休 元旦\n元旦放假\n2027-01-02 元旦')
  assert.equal(days.length, 1)
  assert.deepEqual(wrong, [2, 3])
})
