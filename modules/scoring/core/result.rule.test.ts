import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Publicity } from '#modules/policy/core/exam-parameters.ts'
import type { Known } from '#modules/policy/core/parameter.ts'
import { regime } from '#modules/policy/core/regime.ts'
import { workingCalendar } from '#modules/policy/core/working-calendar.ts'
import { officialExceptions, officialYears } from '#modules/policy/seed/official-exceptions.ts'
import { day } from '#platform/clock/day.ts'
import { mayClose, publicityEnds } from './publicity.deadline.ts'
import { isPassed, type SubjectScore, withStatus } from './result.rule.ts'

const pack = regime('shandong-social', day('2026-12-26'))
const passRule = pack.results.passRule as Parameters<typeof isPassed>[1]
const publicity = pack.publicity.results as Known<Publicity>
const calendar = workingCalendar(officialYears, officialExceptions())

const scored = (subject: SubjectScore['subject'], points: number | null): SubjectScore => ({
  subject,
  points,
  status: points === null ? null : 'scored',
})
const passed = (...scores: SubjectScore[]) => {
  const verdict = isPassed(scores, passRule)
  return verdict.refused ? verdict.code : verdict.value
}

test('each subject must reach 60: 60.0 and 60.0 pass, 100 and 59.9 do not', () => {
  assert.equal(passed(scored('theory', 60), scored('practical', 60)), true)
  assert.equal(passed(scored('theory', 100), scored('practical', 59.9)), false)
})

test('absent and cheating are 0 and never pass, whatever had been scored', () => {
  const absent = withStatus(scored('theory', 90), 'absent')
  assert.equal(absent.points, 0)
  assert.equal(passed(absent, scored('practical', 90)), false)
  assert.equal(withStatus(scored('practical', 95), 'cheating').points, 0)
})

test('an open subject gives no result at all', () => {
  assert.equal(passed(scored('theory', 80), scored('practical', null)), 'SUBJECT_OPEN')
  assert.equal(passed(), 'SUBJECT_OPEN')
})

test('SDS-5.2-02 started 2023-04-28 the fifth working day is 2023-05-08; closing on 2023-05-06 is refused', () => {
  const ends = publicityEnds(publicity, day('2023-04-28'), calendar)
  assert.equal(!ends.refused && ends.value, '2023-05-08')
  const window = { startsOn: day('2023-04-28'), endsOn: day('2023-05-08'), openObjections: 0 }
  for (const early of ['2023-05-06', '2023-05-08']) {
    const verdict = mayClose(publicity, window, day(early))
    assert.equal(verdict.refused && verdict.code, 'PUBLICITY_RUNNING')
    assert.match(verdict.refused ? verdict.sentence : '', /2023年5月8日/)
  }
  assert.equal(mayClose(publicity, window, day('2023-05-09')).refused, false)
})

test('SDS-5.2-02 a publicity that runs into a year without calendar says so', () => {
  const ends = publicityEnds(publicity, day('2026-12-28'), calendar)
  assert.equal(ends.refused && ends.code, 'CALENDAR_YEAR_UNKNOWN')
})

test('SDS-5.2-03 results are not confirmed over an open objection', () => {
  const window = { startsOn: day('2023-04-28'), endsOn: day('2023-05-08'), openObjections: 1 }
  const verdict = mayClose(publicity, window, day('2023-05-10'))
  assert.equal(verdict.refused && verdict.code, 'OBJECTION_OPEN')
})
