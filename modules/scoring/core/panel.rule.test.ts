import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ScoringPanel } from '#modules/policy/core/exam-parameters.ts'
import type { Known } from '#modules/policy/core/parameter.ts'
import { regime } from '#modules/policy/core/regime.ts'
import { day } from '#platform/clock/day.ts'
import { checkLeader, isOpenToPanel, type Panellist, panelScores } from './panel.rule.ts'

const inForce = regime('shandong-social', day('2026-12-26'))
const rule = inForce.staffing.panel as Known<ScoringPanel>
const given = { rule, limit: inForce.practical.discrepancy, decided: new Map<string, number>() }
const member = (accountId: string, isLeader = false): Panellist => ({
  accountId,
  name: `考评员${accountId}`,
  isLeader,
})
const panel = [member('a', true), member('b'), member('c')]
const locked = (...totals: [string, number][]) =>
  totals.map(([examinerAccountId, total]) => ({ applicationId: 'x', examinerAccountId, total }))
const candidates = [{ applicationId: 'x', name: '张小三' }]

test('SDS-4.3-11 a panel without leader or with two cannot be released', () => {
  for (const wrong of [
    [member('a'), member('b')],
    [member('a', true), member('b', true)],
  ]) {
    const verdict = checkLeader(wrong, 'a')
    assert.equal(verdict.refused && verdict.code, 'PANEL_LEADER')
    assert.deepEqual(verdict.refused && verdict.clauses, ['SDS-4.3-11'])
  }
})

test('SDS-4.3-11 only the leader signs', () => {
  const verdict = checkLeader(panel, 'b')
  assert.equal(verdict.refused && verdict.code, 'NOT_LEADER')
  assert.equal(checkLeader(panel, 'a').refused, false)
})

test('points are open to the panel when all of it have locked, not when three others have', () => {
  assert.equal(isOpenToPanel(panel, locked(['a', 80], ['b', 80])), false)
  assert.equal(isOpenToPanel(panel, locked(['a', 80], ['b', 80], ['stranger', 80])), false)
  assert.equal(isOpenToPanel(panel, locked(['a', 80], ['b', 80], ['c', 80])), true)
  assert.equal(isOpenToPanel([], []), false)
})

test('a panel scores its candidates when every sheet is locked; an open one is named', () => {
  const verdict = panelScores(panel, candidates, {
    locked: locked(['a', 80], ['b', 81], ['c', 83]),
    ...given,
  })
  assert.equal(!verdict.refused && verdict.value.get('x'), 81.3)
  const open = panelScores(panel, candidates, { locked: locked(['a', 80], ['b', 81]), ...given })
  assert.equal(open.refused && open.code, 'SHEETS_MISSING')
  assert.match(open.refused ? open.sentence : '', /张小三/)
})

test('SDS-4.3-11 sheets further apart than the rule allows wait for the leader, whose decision then counts', () => {
  const apart = locked(['a', 60], ['b', 70], ['c', 60 + inForce.practical.discrepancy.value + 0.5])
  const open = panelScores(panel, candidates, { locked: apart, ...given })
  assert.equal(open.refused && open.code, 'ARBITRATION_OPEN')
  const decided = panelScores(panel, candidates, { locked: apart, ...given, decided: new Map([['x', 68]]) })
  assert.equal(!decided.refused && decided.value.get('x'), 68)
  const within = locked(['a', 60], ['b', 70], ['c', 60 + inForce.practical.discrepancy.value])
  assert.equal(panelScores(panel, candidates, { locked: within, ...given }).refused, false)
})
