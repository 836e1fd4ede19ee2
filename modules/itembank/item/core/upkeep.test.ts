import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byOperator } from '#modules/policy/core/parameter.ts'
import { regime } from '#modules/policy/core/regime.ts'
import { day } from '#platform/clock/day.ts'
import { limitsInWords, retirementReasons } from './retirement.rule.ts'
import { areSound, discriminationOf, rightShare } from './statistics.ts'

const today = day('2026-11-26')
const law = regime('henan-social', today)

test('HN-1.8.7-04 an item is proposed for retirement by age, exposure, difficulty and discrimination, each with its reason', () => {
  const limits = law.paper.retirement.value
  const sound = { activeSince: day('2025-01-01'), uses: 1, answered: 500, right: 0.6, discrimination: 0.4 }
  const reasons = (changes: Partial<typeof sound>) =>
    retirementReasons({ ...sound, ...changes }, limits, today)
  assert.deepEqual(reasons({}), [])
  assert.equal(limits.uses, 5)
  assert.deepEqual(reasons({ uses: 4 }), [])
  assert.deepEqual(reasons({ uses: 5 }), ['已用于5份试卷，达到上限5份'])
  assert.deepEqual(reasons({ activeSince: day('2021-11-27') }), [])
  assert.deepEqual(reasons({ activeSince: day('2021-11-26') }), ['启用已满5年'])
  assert.equal(reasons({ right: 0.97 }).length, 1)
  assert.equal(reasons({ right: 0.1, discrimination: -0.2 }).length, 2)
  assert.deepEqual(reasons({ right: 0.1, discrimination: -0.2, answered: 99 }), [])
  const two = byOperator({ ...limits, uses: 2 }, '本机构从严').value
  assert.deepEqual(retirementReasons({ ...sound, uses: 2 }, two, today), ['已用于2份试卷，达到上限2份'])
  assert.match(limitsInWords(limits), /5份试卷/)
})

test('difficulty is the share of right answers, discrimination the best group’s less the worst’s', () => {
  const counts = {
    ...{ answered: 100, correct: 60 },
    ...{ upper: { size: 27, correct: 27 }, lower: { size: 27, correct: 0 } },
  }
  assert.deepEqual([rightShare(counts), discriminationOf(counts)], [0.6, 1])
  assert.equal(discriminationOf({ ...counts, lower: null }), null)
  assert.equal(discriminationOf({ ...counts, upper: { size: 0, correct: 0 } }), null)
  assert.equal(rightShare({ ...counts, answered: 0, correct: 0 }), 0)
  assert.ok(areSound(counts))
  assert.ok(!areSound({ ...counts, correct: 101 }))
  assert.ok(!areSound({ ...counts, upper: { size: 3, correct: 4 } }))
})
