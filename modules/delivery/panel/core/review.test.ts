import assert from 'node:assert/strict'
import { test } from 'node:test'
import { regime } from '#modules/policy/core/regime.ts'
import { day } from '#platform/clock/day.ts'
import { schedule } from './schedule.rule.ts'
import { checkScheme, tableLines } from './scheme.rule.ts'

const rule = regime('shandong-enterprise', day('2026-11-20')).practical.reviewContents
const part = (name: string, weight: number, ...focus: string[]) => ({ name, weight, focus })
const whole = [
  part('职业能力', 40, '执行操作规程', '安全生产'),
  part('工作业绩', 30, '完成工作任务', '创新成果'),
  part('职业道德', 15),
  part('工匠精神', 15),
]

test('SDE-4.3-03 a scheme that leaves out 工作业绩 is refused; each content has its part of the result', () => {
  const without = checkScheme(
    whole.filter(({ name }) => name !== '工作业绩'),
    rule,
  )
  assert.deepEqual(without.refused && [without.code, without.clauses], ['CONTENT_MISSING', ['SDE-4.3-03']])
  assert.match(without.refused ? without.sentence : '', /工作业绩/)
  assert.equal(checkScheme(whole, rule).refused, false)
  const short = checkScheme([...whole.slice(0, 3), part('工匠精神', 10)], rule)
  assert.equal(short.refused && short.code, 'WEIGHTS_WRONG')
})

test('SDE-4.3-04 the evaluation table has a line for each focus chosen, and none is invented', () => {
  assert.deepEqual(
    tableLines(whole).map(({ line }) => line),
    ['执行操作规程', '安全生产', '完成工作任务', '创新成果', '职业道德', '工匠精神'],
  )
  const foreign = checkScheme([part('职业能力', 40, '出勤'), ...whole.slice(1)], rule)
  assert.equal(foreign.refused && foreign.code, 'FOCUS_UNKNOWN')
})

test('SDE-A4-02 defences follow one another within the session, and are refused when they do not fit', () => {
  const session = { startsAt: new Date('2026-11-29T01:00:00Z'), endsAt: new Date('2026-11-29T02:00:00Z') }
  const three = schedule(['甲', '乙', '丙'], session, 20)
  assert.deepEqual(
    !three.refused && three.value.map(({ startsAt }) => startsAt.toISOString().slice(11, 16)),
    ['01:00', '01:20', '01:40'],
  )
  const four = schedule(['甲', '乙', '丙', '丁'], session, 20)
  assert.equal(four.refused && four.code, 'TIME_SHORT')
})
