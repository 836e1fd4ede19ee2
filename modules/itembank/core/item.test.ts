import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bareCode, checkItem, contentKeyOf, type ItemDraft } from '../item/core/item.rule.ts'
import { type Answer, type ItemType, parseAnswer, parseItemCode, rangeOfPoint } from './item.ts'
import { plain } from './rich.ts'

const draft: ItemDraft = {
  code: 'G-A-B-C-001-002',
  type: 'G（多选题）',
  pointCode: 'A-B-C-001',
  stem: plain('下列属于电工安全用具的有（ ）。'),
  options: ['绝缘手套', '验电器', '布手套', '', ''].map(plain),
  key: plain('A、B'),
  parts: [],
  difficulty: '3（中等）',
  consistency: '4',
  ...{ figure: '', explanation: [], source: '' },
}
const problemsOf = (changes: Partial<ItemDraft>) =>
  checkItem({ ...draft, ...changes }).problems.map(({ code }) => code)
const choice = (...labels: ('A' | 'B' | 'C' | 'D' | 'E')[]): Answer => ({ kind: 'choice', labels })

test('an item id is type, three ranges, point and sequence', () => {
  assert.deepEqual(parseItemCode('B-A-B-C-001-002'), {
    type: 'B',
    rangeCode: 'A-B-C',
    pointCode: 'A-B-C-001',
    sequence: 2,
  })
  assert.equal(rangeOfPoint('A-B-C-001'), 'A-B-C')
  for (const text of [
    '',
    'B-A-B-C-001',
    'Q-A-B-C-001-002',
    'B-A-B-C-1-002',
    'b-a-b-c-001-002',
    'B-A-B-C-001-002 ',
  ]) {
    assert.equal(parseItemCode(text), undefined, text)
  }
})

test('answers are read in every way people write them', () => {
  for (const text of ['A,C', 'AC', 'A，C', 'A、C', 'A;C', 'a；c', ' C A ', 'Ａ，Ｃ']) {
    assert.deepEqual(parseAnswer('G', text), choice('A', 'C'), text)
  }
  for (const text of ['正确', '对', '√', 't'])
    assert.deepEqual(parseAnswer('C', text), { kind: 'judgement', correct: true }, text)
  for (const text of ['错误', '错', '×', 'F'])
    assert.deepEqual(parseAnswer('C', text), { kind: 'judgement', correct: false }, text)
  assert.deepEqual(parseAnswer('B', 'ｂ'), choice('B'))
  assert.deepEqual(parseAnswer('D', ' 先验电 '), { kind: 'text', content: plain('先验电') })
  assert.deepEqual(parseAnswer('T', '断电； 验电|试电'), {
    kind: 'blanks',
    blanks: [['断电'], ['验电', '试电']],
  })
})

test('what is no answer of the type is not read', () => {
  const bad: readonly (readonly [ItemType, string])[] = [
    ['B', ''],
    ['B', 'J'],
    ['B', 'AB'],
    ['G', 'A,A'],
    ['G', 'A,J'],
    ['C', 'A'],
    ['C', ''],
    ['D', '  '],
    ['T', '甲；；乙'],
  ]
  for (const [type, text] of bad) assert.equal(parseAnswer(type, text), undefined, `${type} ${text}`)
})

test('a sound draft becomes an item', () => {
  const { item } = checkItem(draft)
  assert.ok(item)
  assert.deepEqual([item.type, item.difficulty, item.consistency, item.sequence], ['G', 3, 4, 2])
  assert.deepEqual(item.key, choice('A', 'B'))
  assert.deepEqual(
    item.options.map(({ label }) => label),
    ['A', 'B', 'C'],
  )
})

test('everything wrong with a draft is said, each with its field', () => {
  assert.deepEqual(problemsOf({ key: plain('A') }), ['KEY_TOO_SMALL'])
  assert.deepEqual(problemsOf({ key: plain('A,D') }), ['KEY_OUTSIDE_OPTIONS'])
  assert.deepEqual(problemsOf({ options: ['甲', '甲', '乙'].map(plain), key: plain('A,C') }), [
    'OPTIONS_REPEATED',
  ])
  assert.deepEqual(problemsOf({ options: ['甲', '', '乙'].map(plain), key: plain('A,C') }), ['OPTIONS_GAP'])
  assert.deepEqual(problemsOf({ options: [plain('甲')], key: plain('A,B') }), [
    'OPTIONS_TOO_FEW',
    'KEY_OUTSIDE_OPTIONS',
  ])
  assert.deepEqual(problemsOf({ code: 'C-A-B-C-001-002', type: 'C', key: plain('对') }), [
    'OPTIONS_UNEXPECTED',
  ])
  assert.deepEqual(problemsOf({ difficulty: '0', consistency: '' }), ['GRADE_UNREADABLE', 'GRADE_UNREADABLE'])
  const all = checkItem({ ...draft, code: 'x', type: 'Q', stem: [], key: [], difficulty: '' })
  assert.ok(all.problems.length >= 4)
  assert.ok(
    all.problems.every(({ field, sentence, remedy }) => field && sentence.endsWith('。') && remedy !== ''),
  )
})

test('a true/false item needs no options', () => {
  const { item } = checkItem({ ...draft, code: 'C-A-B-C-001-002', type: 'C', options: [], key: plain('√') })
  assert.deepEqual(item?.key, { kind: 'judgement', correct: true })
})

test('labels in cells are stripped; equal questions have equal content keys', () => {
  assert.equal(bareCode('B（单选题）'), 'B')
  assert.equal(bareCode(' 3(中等) '), '3')
  const item = checkItem(draft).item!
  const same = checkItem({
    ...draft,
    stem: plain('下列，属于电工安全用具的有( )'),
    options: ['布手套', '绝缘手套', '验电器'].map(plain),
    key: plain('BC'),
  })
  assert.equal(contentKeyOf(same.item!), contentKeyOf(item))
  const other = checkItem({ ...draft, options: ['绝缘手套', '验电器', '绝缘靴'].map(plain) })
  assert.notEqual(contentKeyOf(other.item!), contentKeyOf(item))
})

test('a composite is its parts: at least one, none of them a composite, each complete and with a share', () => {
  const part = {
    type: 'B',
    stem: plain('第一问（ ）。'),
    options: ['甲', '乙'].map(plain),
    key: plain('A'),
    share: '2',
  }
  const composite: Partial<ItemDraft> = {
    ...{ code: 'F-A-B-C-001-002', type: 'F（综合题）', stem: plain('阅读材料。'), options: [], key: [] },
    parts: [part, { ...part, type: 'C', options: [], key: plain('错'), share: '1' }],
  }
  const { item } = checkItem({ ...draft, ...composite })
  assert.deepEqual(
    item?.parts.map(({ type, share }) => [type, share]),
    [
      ['B', 2],
      ['C', 1],
    ],
  )
  assert.deepEqual(item?.key, { kind: 'parts' })
  assert.deepEqual(problemsOf({ ...composite, parts: [] }), ['PARTS_MISSING'])
  assert.deepEqual(problemsOf({ parts: [part] }), ['PARTS_UNEXPECTED'])
  const bad = checkItem({ ...draft, ...composite, parts: [part, { ...part, key: plain('C'), share: '0' }] })
  assert.deepEqual(
    bad.problems.map(({ code, field }) => [code, field]),
    [
      ['KEY_OUTSIDE_OPTIONS', 'parts.1.key'],
      ['SHARE_UNREADABLE', 'parts.1.share'],
    ],
  )
})

test('a stem with marked blanks has as many as its key', () => {
  const stem: ItemDraft['stem'] = [
    {
      kind: 'paragraph',
      content: [{ kind: 'text', text: '先' }, { kind: 'blank' }, { kind: 'text', text: '后验电' }],
    },
  ]
  const fill: Partial<ItemDraft> = { code: 'T-A-B-C-001-002', type: 'T', stem, options: [] }
  assert.deepEqual(problemsOf({ ...fill, key: plain('停电|断电') }), [])
  assert.deepEqual(problemsOf({ ...fill, key: plain('停电；断电') }), ['BLANKS_MISMATCH'])
})
