import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PaperEntry } from '../../assembly/core/draw.ts'
import type { Item } from '../../core/item.ts'
import { plain } from '../../core/rich.ts'
import { seatTypeOf, writePaper } from './paper-content.ts'

const item = (changes: Partial<Item>): Item => ({
  ...{ code: 'B-A-A-A-001-001', type: 'B', pointCode: 'A-A-A-001', sequence: 1, stem: plain('题干甲') },
  options: [
    { label: 'A', content: plain('选项一') },
    { label: 'B', content: plain('选项二') },
  ],
  parts: [],
  key: { kind: 'choice', labels: ['B'] },
  ...{ difficulty: 3, consistency: 4, figure: '', explanation: plain('解析甲'), source: '' },
  ...changes,
})
const single = item({})
const several = item({ code: 'G-A-A-A-001-002', type: 'G', key: { kind: 'choice', labels: ['A', 'B'] } })
const judge = item({
  ...{ code: 'C-A-A-A-001-003', type: 'C', stem: plain('题干丙'), options: [] },
  key: { kind: 'judgement', correct: false },
})
const entries: readonly PaperEntry[] = [single, several, judge].map(({ code, type }, at) => ({
  ...{ position: at + 1, code, type, points: at === 1 ? 2 : 1 },
}))
const items = new Map([single, several, judge].map((one) => [one.code, one]))
const head = { paperId: 'p', title: '试卷甲', subject: '理论知识' }

test('SDS-5.1-03 the paper for the room holds neither key nor explanation nor the place in the bank', () => {
  const { paper } = writePaper(head, entries, items)
  assert.deepEqual(paper.items[0], {
    ...{ id: 'q001', type: 'single', stem: '题干甲', points: 1 },
    options: [
      { label: 'A', text: '选项一' },
      { label: 'B', text: '选项二' },
    ],
  })
  assert.doesNotMatch(JSON.stringify(paper), /解析|A-A-A|answer|labels/)
})

test('the key answers each item by its id with the labels that a seat sends; a judgement is A or B', () => {
  const { paper, key } = writePaper(head, entries, items)
  assert.deepEqual(
    key.map(({ id, type, points, answer }) => [id, type, points, answer]),
    [
      ['q001', 'single', 1, ['B']],
      ['q002', 'multiple', 2, ['A', 'B']],
      ['q003', 'judge', 1, ['B']],
    ],
  )
  assert.deepEqual(paper.items[2]?.options, [
    { label: 'A', text: '正确' },
    { label: 'B', text: '错误' },
  ])
})

test('a type that people mark cannot stand in a paper on screen, nor an item that is not there', () => {
  assert.deepEqual(
    [seatTypeOf('B'), seatTypeOf('G'), seatTypeOf('C'), seatTypeOf('D')],
    ['single', 'multiple', 'judge', null],
  )
  assert.throws(() => writePaper(head, entries, new Map([[single.code, single]])), /not in the bank/)
  const text = item({
    code: 'D-A-A-A-001-004',
    type: 'D',
    options: [],
    key: { kind: 'text', content: plain('略') },
  })
  const entry: PaperEntry = { position: 1, code: text.code, type: 'D', points: 5 }
  assert.throws(() => writePaper(head, [entry], new Map([[text.code, text]])), /not answered on screen/)
})
