import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  balance,
  checkReceipt,
  countBeforeHandingOut,
  countCollected,
  countHandedOver,
  tookLonger,
} from './count.rule.ts'

const receipt = { quantity: 30, occupationRight: true, levelRight: true, sealIntact: true }

test('SDS-4.4-17 entering 29 instead of 30 papers on receipt opens an incident', () => {
  const expected = { quantity: 30, label: '电工四级' }
  assert.deepEqual(checkReceipt(expected, receipt), [])
  const [found] = checkReceipt(expected, { ...receipt, quantity: 29 })
  assert.deepEqual(
    [found?.kind, found?.found, found?.clauses],
    ['receipt', '试卷29份', ['SDS-4.4-17', 'SDE-4.6-07']],
  )
  assert.equal(
    checkReceipt(expected, { ...receipt, sealIntact: false, levelRight: false })[0]?.found,
    '等级不符，密封不完好',
  )
})

test('SDS-4.4-44 30 papers issued with 28 answers and 2 blanks collected balance to 30; 29 opens an incident', () => {
  assert.deepEqual(balance(30, { answered: 28, blank: 2 }), [])
  const [found] = balance(30, { answered: 28, blank: 1 })
  assert.deepEqual([found?.expected, found?.found], ['发出30份', '答卷28份，空白1份，合计29份'])
})

test('HN-2.6-04 a difference in papers, answer cards or sheets opens an incident', () => {
  const expected = { 试卷: 32, 答题卡: 32, 答题纸: 64 }
  assert.deepEqual(countBeforeHandingOut(expected, { ...expected }), [])
  const [found] = countBeforeHandingOut(expected, { ...expected, 答题卡: 31 })
  assert.deepEqual(
    [found?.kind, found?.expected, found?.found],
    ['before-handing-out', '答题卡32', '答题卡31'],
  )
})

test('HN-3.1.4-12 a missing scrap sheet opens an incident', () => {
  const out = { 试卷: 30, 答题卡: 30, 草稿纸: 30 }
  const [found] = countCollected(out, { ...out, 草稿纸: 29 })
  assert.deepEqual([found?.found, found?.clauses], ['草稿纸29', ['HN-3.1.4-12', 'SDE-4.6-12']])
})

test('HN-2.3.6-03 an issue of 32 and a receipt of 31 open an incident', () => {
  assert.deepEqual(countHandedOver(32, { quantity: 32, sealIntact: true }), [])
  const [found] = countHandedOver(32, { quantity: 31, sealIntact: true })
  assert.deepEqual([found?.kind, found?.expected, found?.found], ['quantity', '32份', '31份'])
})

test('HN-2.3.6-01 a transport of 3 hours on a route of 1 hour took longer', () => {
  const departed = new Date('2026-12-25T08:00:00+08:00')
  assert.equal(tookLonger(60, departed, new Date('2026-12-25T11:00:00+08:00')), true)
  assert.equal(tookLonger(60, departed, new Date('2026-12-25T09:00:00+08:00')), false)
})
