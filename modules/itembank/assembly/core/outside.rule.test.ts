import assert from 'node:assert/strict'
import { test } from 'node:test'
import { regime } from '#modules/policy/core/regime.ts'
import { day } from '#platform/clock/day.ts'
import { judgeOutside } from './outside.rule.ts'

const on = day('2026-01-05')
const people = { author: '张三', checker: '李四' }

test('SDS-4.2-01 where papers come from the own bank alone, one from outside is refused by that clause', () => {
  const { source } = regime('shandong-social', on).paper
  const refusal = judgeOutside(people, source)
  assert.equal(refusal?.code, 'NOT_FROM_OWN_BANK')
  assert.ok(refusal?.clauses.includes('SDS-4.2-01'))
})

test('SDE-4.5-26 SPC-A1.4-01 HN-1.8.3.5-01 where experts compose, it is taken, made and checked by two persons', () => {
  for (const pack of ['shandong-enterprise', 'shandong-special', 'henan-social'] as const) {
    const { source } = regime(pack, on).paper
    assert.equal(judgeOutside(people, source), undefined, pack)
    assert.equal(judgeOutside({ author: '张三', checker: '张三 ' }, source)?.code, 'AUTHOR_IS_CHECKER', pack)
  }
})

test('where it is not known which rules hold, nothing from outside is taken', () => {
  assert.equal(judgeOutside(people, undefined)?.code, 'NOT_FROM_OWN_BANK')
})
