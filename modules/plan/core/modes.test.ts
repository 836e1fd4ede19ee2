import assert from 'node:assert/strict'
import { test } from 'node:test'
import { regime } from '#modules/policy/core/regime.ts'
import { day } from '#platform/clock/day.ts'
import { lineRequest, lineWorld } from '../rules.fixture.ts'
import { planLine, subjectsOf } from './line.rule.ts'
import { practicalModesOf } from './modes.ts'

const on = day('2026-11-26')
const shandong = regime('shandong-social', on)
const henan = regime('henan-social', on)

const planned = (regimeOf: typeof shandong, level: number, changes: object) => {
  const key = { occupationCode: '6-31-01-03', trade: '', level }
  const world = {
    regime: regimeOf,
    published: [{ ...key, feeCents: 1 }],
    filed: [{ ...key, occupationName: '电工', standard: '国家职业技能标准' }],
  }
  return planLine(world, lineRequest({ level, ...changes }))
}

test('SDS-4.2-05 the plan offers on-site, computer and paper for skill and keeps one for each occupation and level', () => {
  const modes = practicalModesOf(shandong)
  assert.deepEqual(modes, ['实际操作', '上机考试', '纸笔作答'])
  for (const practicalMode of modes) {
    const line = planLine(lineWorld, lineRequest({ practicalMode }))
    assert.equal(!line.refused && line.value.practicalMode, practicalMode)
  }
  const other = planLine(lineWorld, lineRequest({ practicalMode: '模拟操作' }))
  assert.equal(other.refused && other.code, 'MODE_UNKNOWN')
})

test('HN-1.8.2-08 in Henan the list has four values and one is kept for each occupation', () => {
  assert.deepEqual(practicalModesOf(henan), ['笔试', '机考', '模拟操作', '现场操作'])
  const line = planned(henan, 4, { practicalMode: '模拟操作' })
  assert.equal(!line.refused && line.value.practicalMode, '模拟操作')
  const foreign = planned(henan, 4, { practicalMode: '实际操作' })
  assert.equal(foreign.refused && foreign.code, 'MODE_UNKNOWN')
})

test('SDS-A3-14 the scheme’s review is of one of five modes, and of no other', () => {
  const five = ['纸笔作答', '上机考试', '口头答辩', '项目评定', '业绩评审']
  for (const reviewMode of five) assert.equal(planned(shandong, 2, { reviewMode }).refused, false)
  const other = planned(shandong, 2, { reviewMode: '论文答辩' })
  assert.deepEqual(other.refused && [other.code, other.clauses], ['MODE_UNKNOWN', ['SDS-A3-14']])
})

test('HN-1.8.2-09 a plan for level 2 has three subjects, one for level 3 has two; the review in a listed mode', () => {
  assert.deepEqual(subjectsOf(henan, 2), ['theory', 'practical', 'review'])
  assert.deepEqual(subjectsOf(henan, 3), ['theory', 'practical'])
  const defended = planned(henan, 2, { practicalMode: '现场操作', reviewMode: '论文答辩' })
  assert.equal(defended.refused, false)
  const none = planned(henan, 3, { practicalMode: '现场操作', reviewMode: '论文答辩' })
  assert.equal(none.refused && none.code, 'MODE_UNKNOWN')
})
