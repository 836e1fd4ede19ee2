import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gapText, paperGaps } from './account.rule.ts'
import { mayInState } from './paper-room.machine.ts'

const out = { envelopes: 1, papers: 30, spares: 2, sheets: 30, blankSheets: 0, scratch: 30 }
const back = { ...out, sheets: 28, blankSheets: 2 }
const account = { out, in: back, spares: [], seated: 30, absent: 2 }

test('SDS-4.4-44 30 papers out with 28 answers and 2 blanks balance to 30; 29 do not', () => {
  assert.deepEqual(paperGaps(account, '备用卷'), [])
  const short = paperGaps({ ...account, in: { ...back, papers: 29 } }, '备用卷')
  assert.equal(gapText(short), '试卷应收 30，实收 29')
})

test('HN-2.3.4-25 an answer sheet that is missing of a candidate who came is a gap', () => {
  const gaps = paperGaps({ ...account, in: { ...back, sheets: 27, blankSheets: 3 } }, '备用卷')
  assert.equal(gapText(gaps), '已答答题卡应收 28，实收 27')
})

test('HN-3.1.6-09 a used spare comes back as a paper and lowers the stock of spares', () => {
  const spares = [{ by: '备用卷', count: 1 }]
  const gaps = paperGaps({ ...account, spares }, '备用卷')
  assert.equal(gapText(gaps), '试卷应收 31，实收 30；备用卷应收 1，实收 2')
  assert.deepEqual(paperGaps({ ...account, spares, in: { ...back, papers: 31, spares: 1 } }, '备用卷'), [])
})

test('HN-2.3.4-25, SDS-4.4-44 a room is sealed once its papers are collected, and never before', () => {
  assert.equal(mayInState('seal', 'distributed'), false)
  assert.equal(mayInState('seal', 'collected'), true)
  assert.equal(mayInState('hand-over', 'collected'), false)
})
