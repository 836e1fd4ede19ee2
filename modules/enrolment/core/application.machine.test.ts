import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  applicationMachine,
  applicationStates,
  isCorrectable,
  isOpenToCandidate,
  stateTitles,
} from './application.machine.ts'

test('every state has a title in Chinese and none is shown twice', () => {
  assert.equal(new Set(Object.values(stateTitles)).size, applicationStates.length)
})

test('SDS-3.4-01 nobody is admitted who has not been found qualified', () => {
  for (const state of applicationStates)
    assert.equal(applicationMachine.next(state, 'admit'), state === 'qualified' ? 'admitted' : undefined)
})

test('SDS-3.3-08 a rejected, withdrawn or waived application has no way on', () => {
  for (const state of ['rejected', 'withdrawn', 'waived'] as const)
    assert.deepEqual(
      applicationMachine.transitions.filter(({ from }) => from.includes(state)),
      [],
    )
})

test('SDS-A2-08 only the system waives, and the unpaid are waived from qualified and admitted alike', () => {
  assert.deepEqual(
    applicationMachine
      .available('qualified', ['candidate', 'org-exam', 'org-review', 'org-head'])
      .map(({ action }) => action),
    ['admit'],
  )
  assert.equal(applicationMachine.next('qualified', 'waive'), 'waived')
  assert.equal(applicationMachine.next('admitted', 'waive'), 'waived')
  assert.equal(applicationMachine.next('submitted', 'waive'), undefined)
})

test('SDS-3.3-12 the candidate writes only in a draft or a returned application', () => {
  assert.deepEqual(applicationStates.filter(isOpenToCandidate), ['draft', 'returned'])
  assert.equal(isCorrectable('admitted'), true)
  assert.equal(isCorrectable('draft'), false)
  assert.equal(isCorrectable('withdrawn'), false)
})

test('a candidate sees submit and withdraw in a draft, and nothing once decided', () => {
  assert.deepEqual(
    applicationMachine.available('draft', ['candidate']).map(({ action }) => action),
    ['submit', 'withdraw'],
  )
  assert.deepEqual(applicationMachine.available('qualified', ['candidate']), [])
})
