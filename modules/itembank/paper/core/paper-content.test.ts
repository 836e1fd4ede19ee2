import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PaperEntry } from '../../assembly/core/draw.ts'
import type { Item, Part } from '../../core/item.ts'
import { plain } from '../../core/rich.ts'
import { fitsScreen, isScreenPaper, type PaperParts, typeFitsScreen, writePaper } from './paper-content.ts'

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
const mathml = (latex: string) => `<math><mtext>${latex}</mtext></math>`
const parts = (of: readonly Item[] = [...items.values()], pictures: PaperParts['pictures'] = new Map()) => ({
  items: new Map(of.map((one) => [one.code, one])),
  pictures,
  mathml,
})
const oneForm = (of: readonly PaperEntry[]) => ({
  entries: of,
  forms: [{ name: '', codes: of.map(({ code }) => code) }],
})

test('SDS-5.1-03 the paper for the room holds neither key nor explanation nor the place in the bank', () => {
  const { paper } = writePaper(head, oneForm(entries), parts())
  assert.deepEqual(paper.items[0], {
    ...{ id: 'q001', section: 'B', type: 'single', stem: plain('题干甲'), points: 1 },
    options: [
      { label: 'A', content: plain('选项一') },
      { label: 'B', content: plain('选项二') },
    ],
  })
  assert.doesNotMatch(JSON.stringify(paper), /解析|A-A-A|answer|labels/)
  assert.ok(isScreenPaper(paper))
})

test('the key answers each item by its id with the labels that a seat sends; a judgement is A or B', () => {
  const { paper, key } = writePaper(head, oneForm(entries), parts())
  assert.deepEqual(
    key.map(({ id, type, points, answer }) => [id, type, points, answer]),
    [
      ['q001', 'single', 1, ['B']],
      ['q002', 'multiple', 2, ['A', 'B']],
      ['q003', 'judge', 1, ['B']],
    ],
  )
  assert.deepEqual(paper.items[2]?.options, [
    { label: 'A', content: plain('正确') },
    { label: 'B', content: plain('错误') },
  ])
})

test('a composite stands as its questions, each with the material, and the points are shared out to the tenth', () => {
  const part = (share: number): Part => ({ ...single, type: 'B', share })
  const composite = item({
    ...{ code: 'F-A-A-A-001-005', type: 'F', stem: plain('材料'), options: [], key: { kind: 'parts' } },
    parts: [part(1), part(1), part(1)],
  })
  const entry: PaperEntry = { position: 1, code: composite.code, type: 'F', points: 10 }
  const { paper, key } = writePaper(head, oneForm([entry]), parts([composite]))
  assert.deepEqual(
    paper.items.map(({ id, section, type, points, material }) => [id, section, type, points, material]),
    [
      ['q001-1', 'F', 'single', 3.4, plain('材料')],
      ['q001-2', 'F', 'single', 3.3, plain('材料')],
      ['q001-3', 'F', 'single', 3.3, plain('材料')],
    ],
  )
  assert.deepEqual(paper.forms, [{ name: '', items: ['q001-1', 'q001-2', 'q001-3'] }])
  assert.ok(key.every(({ code, answer }) => code === composite.code && answer[0] === 'B'))
  assert.ok(fitsScreen(composite))
  assert.ok(!fitsScreen({ ...composite, parts: [{ ...part(1), type: 'D' }] }))
})

test('forms name what their candidates get out of one pool; pictures and formulas come along', () => {
  const digest = 'e'.repeat(64)
  const drawn = item({
    ...{ code: 'B-A-A-A-001-006' },
    stem: [
      {
        kind: 'paragraph',
        content: [
          { kind: 'picture', digest, alt: '' },
          { kind: 'formula', latex: 'U=IR' },
        ],
      },
    ],
  })
  const pool = [single, drawn].map(({ code }, at) => ({
    position: at + 1,
    code,
    type: 'B' as const,
    points: 1,
  }))
  const forms = [
    { name: 'A', codes: [single.code, drawn.code] },
    { name: 'B', codes: [drawn.code] },
  ]
  const given = parts([single, drawn], new Map([[digest, 'data:image/png;base64,AA']]))
  const { paper } = writePaper(head, { entries: pool, forms }, given)
  assert.deepEqual(paper.forms, [
    { name: 'A', items: ['q001', 'q002'] },
    { name: 'B', items: ['q002'] },
  ])
  assert.deepEqual(paper.pictures, { [digest]: 'data:image/png;base64,AA' })
  assert.deepEqual(paper.formulas, { 'U=IR': mathml('U=IR') })
  assert.throws(() => writePaper(head, { entries: pool, forms }, parts([single, drawn])), /picture/)
  const unknown = { entries: pool, forms: [{ name: 'A', codes: ['x'] }] }
  assert.throws(() => writePaper(head, unknown, given), /not in the pool/)
})

test('an item that people mark is for paper, with its reference in the key; one that is not there fails', () => {
  assert.deepEqual((['B', 'G', 'C', 'D', 'T'] as const).map(typeFitsScreen), [true, true, true, false, false])
  assert.throws(() => writePaper(head, oneForm(entries), parts([single])), /not in the bank/)
  const text = item({
    code: 'D-A-A-A-001-004',
    type: 'D',
    options: [],
    key: { kind: 'text', content: plain('略') },
  })
  const entry: PaperEntry = { position: 1, code: text.code, type: 'D', points: 5 }
  const { paper, key } = writePaper(head, oneForm([entry]), parts([text]))
  assert.ok(!isScreenPaper(paper))
  assert.deepEqual([key[0]?.answer, key[0]?.reference], [[], plain('略')])
})
