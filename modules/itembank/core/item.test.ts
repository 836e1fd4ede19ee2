import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bareCode, checkItem, contentKeyOf, type ItemDraft } from '../item/core/item.rule.ts'
import {
  type Answer,
  type ItemType,
  isRight,
  parseAnswer,
  parseItemCode,
  rangeOfPoint,
  score,
} from './item.ts'

const draft: ItemDraft = {
  code: 'G-A-B-C-001-002',
  type: 'G（多选题）',
  pointCode: 'A-B-C-001',
  stem: '下列属于电工安全用具的有（ ）。',
  options: ['绝缘手套', '验电器', '布手套', '', ''],
  key: 'A、B',
  difficulty: '3（中等）',
  consistency: '4',
  figure: '',
  explanation: '',
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
  assert.deepEqual(parseAnswer('D', ' 先验电 '), { kind: 'text', text: '先验电' })
})

test('what is no answer of the type is not read', () => {
  const bad: readonly (readonly [ItemType, string])[] = [
    ['B', ''],
    ['B', 'F'],
    ['B', 'AB'],
    ['G', 'A,A'],
    ['G', 'A,F'],
    ['C', 'A'],
    ['C', ''],
    ['D', '  '],
  ]
  for (const [type, text] of bad) assert.equal(parseAnswer(type, text), undefined, `${type} ${text}`)
})

test('points: all or none, several choices only when complete, no answer earns none, texts wait for a marker', () => {
  const several = { key: choice('A', 'C') }
  assert.equal(score(several, choice('C', 'A'), 2), 2)
  assert.equal(score(several, choice('A'), 2), 0)
  assert.equal(score(several, choice('A', 'B', 'C'), 2), 0)
  assert.equal(score(several, undefined, 2), 0)
  assert.equal(
    score({ key: { kind: 'judgement', correct: false } }, { kind: 'judgement', correct: false }, 0.5),
    0.5,
  )
  assert.equal(score({ key: { kind: 'judgement', correct: false } }, undefined, 0.5), 0)
  assert.equal(isRight({ key: choice('A') }, { kind: 'judgement', correct: true }), false)
  assert.equal(score({ key: { kind: 'text', text: 'x' } }, { kind: 'text', text: 'x' }, 10), null)
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
  assert.deepEqual(problemsOf({ key: 'A' }), ['KEY_TOO_SMALL'])
  assert.deepEqual(problemsOf({ key: 'A,D' }), ['KEY_OUTSIDE_OPTIONS'])
  assert.deepEqual(problemsOf({ options: ['甲', '甲', '乙'], key: 'A,C' }), ['OPTIONS_REPEATED'])
  assert.deepEqual(problemsOf({ options: ['甲', '', '乙'], key: 'A,C' }), ['OPTIONS_GAP'])
  assert.deepEqual(problemsOf({ options: ['甲'], key: 'A,B' }), ['OPTIONS_TOO_FEW', 'KEY_OUTSIDE_OPTIONS'])
  assert.deepEqual(problemsOf({ code: 'C-A-B-C-001-002', type: 'C', key: '对' }), ['OPTIONS_UNEXPECTED'])
  assert.deepEqual(problemsOf({ difficulty: '0', consistency: '' }), ['GRADE_UNREADABLE', 'GRADE_UNREADABLE'])
  const all = checkItem({ ...draft, code: 'x', type: 'Q', stem: '', key: '', difficulty: '' })
  assert.ok(all.problems.length >= 4)
  assert.ok(
    all.problems.every(({ field, sentence, remedy }) => field && sentence.endsWith('。') && remedy !== ''),
  )
})

test('a true/false item needs no options', () => {
  const { item } = checkItem({ ...draft, code: 'C-A-B-C-001-002', type: 'C', options: [], key: '√' })
  assert.deepEqual(item?.key, { kind: 'judgement', correct: true })
})

test('labels in cells are stripped; equal questions have equal content keys', () => {
  assert.equal(bareCode('B（单选题）'), 'B')
  assert.equal(bareCode(' 3(中等) '), '3')
  const item = checkItem(draft).item!
  const same = checkItem({
    ...draft,
    stem: '下列，属于电工安全用具的有( )',
    options: ['布手套', '绝缘手套', '验电器'],
    key: 'BC',
  })
  assert.equal(contentKeyOf(same.item!), contentKeyOf(item))
  const other = checkItem({ ...draft, options: ['绝缘手套', '验电器', '绝缘靴'] })
  assert.notEqual(contentKeyOf(other.item!), contentKeyOf(item))
})
