import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textOf } from '../../core/rich.ts'
import { readPlainText } from './word-items.ts'

const read = (text: string) => {
  const verdict = readPlainText(text)
  assert.ok(!verdict.refused, JSON.stringify(verdict))
  return verdict.value
}
/** Type, stem, options and key of every item, as plain text. */
const said = (text: string) =>
  read(text).items.map(({ draft }) => [
    draft.type,
    textOf(draft.stem),
    draft.options.map(textOf).join('|'),
    textOf(draft.key),
  ])

test('an answer of more paragraphs than an item holds is cut, and its item says so', () => {
  const answer = Array.from({ length: 300 }, (_, at) => `要点${at + 1}`).join('\n')
  const [item] = read(`一、简答题\n1.怎样停电？\n答案：${answer}`).items
  assert.ok(item && item.draft.key.length <= 200)
  assert.deepEqual(
    item.problems.map(({ field }) => field),
    ['key'],
  )
})

test('questions as people type them: numbers, options below or on one line, answers, explanations, metadata', () => {
  const { format, items } = read(`某公司电工试卷
一、单项选择题（每题1分）
1.先做什么（ ）。
A.停电
B．验电
C、挂接地线
答案：C
解析：先停电。
再验电。
难度：3（中等）
知识点：安全操作
2、安全电压为（　　）V。 A.36 B.220 C.380
【答案】A【解析】见规程。
３．下列正确的是
(A)甲 (B)乙
(C)丙
正确答案：（Ｂ）
二、判断题
1. 电流的单位是安培。
答案：√
2.电压的单位是欧姆。（ × ）
三、简答题
1. 停电检修的步骤是什么？
答：1.停电；
2.验电；
3.挂接地线。

2. 什么是短路？
参考答案：电流不经负载。`)
  assert.equal(format, 'word-plain')
  assert.deepEqual(
    items.map(({ draft }) => [
      draft.type,
      textOf(draft.stem),
      draft.options.map(textOf).join('|'),
      textOf(draft.key),
    ]),
    [
      ['B', '先做什么（ ）。', '停电|验电|挂接地线', 'C'],
      ['B', '安全电压为（　　）V。', '36|220|380', 'A'],
      ['B', '下列正确的是', '甲|乙|丙', 'B'],
      ['C', '电流的单位是安培。', '', '正确'],
      ['C', '电压的单位是欧姆。（ ）', '', '错误'],
      ['D', '停电检修的步骤是什么？', '', '1.停电；\n2.验电；\n3.挂接地线。'],
      ['D', '什么是短路？', '', '电流不经负载。'],
    ],
  )
  assert.deepEqual(
    [textOf(items[0]!.draft.explanation), items[0]!.draft.difficulty, items[0]!.knowledge],
    ['先停电。\n再验电。', '3(中等)', ['安全操作']],
  )
  assert.equal(items[0]!.place, '第3行')
  assert.match(items[0]!.source, /^1\.先做什么（ ）。\nA\.停电/)
})

test('types follow from a tag, from options and answers, from drawn blanks', () => {
  assert.deepEqual(
    said(
      '1.[多选题]甲乙（ ）\nA.一\nB.二\n答案：AB\n2.三（ AC ）\nA.一 B.二 C.三\n3.地球是圆的\n答案：对\n4.先____后____\n答案：停电、验电\n5.为什么？\n答案：因为。',
    ),
    [
      ['G', '甲乙（ ）', '一|二', 'AB'],
      ['G', '三（ ）', '一|二|三', 'AC'],
      ['C', '地球是圆的', '', '正确'],
      ['T', '先____后____', '', '停电；验电'],
      ['D', '为什么？', '', '因为。'],
    ],
  )
})

const paper = `一、单选题
1. 甲（ ）
A. 一
B. 二
2. 乙（ ）
A. 一
B. 二
二、判断题
1. 丙。
2. 丁。
三、简答题
1. 戊？
`

test('answers in a list at the end find their questions: in pairs, in ranges, by section, over several lines', () => {
  const keys = ['A', 'B', '正确', '错误', '停电，\n验电。']
  const key = (text: string) => said(text).map(([, , , answer]) => answer)
  assert.deepEqual(
    key(`${paper}参考答案\n一、单选题 1.A 2.B\n二、判断题\n1.√ 2.×\n三、简答题\n1. 停电，\n验电。`),
    keys,
  )
  assert.deepEqual(key(`${paper}答案：\n1-2：AB\n1～2 √×\n1. 停电，\n验电。`), keys)
  assert.deepEqual(key('1.甲（ ）\nA.一\nB.二\n2.乙（ ）\nA.一\nB.二\n答案：1.A 2.B'), ['A', 'B'])
})

test('missing answers and doubled numbers are told, nothing is lost', () => {
  const { items, losses } = read(
    '1.甲（ ）\nA.一\nB.二\n1.乙（ ）\nA.一\nA.二\n答案：A\n答案：B\n5.丙（ ）\nA.一\nB.二\n答案：A',
  )
  assert.deepEqual(
    items.map(({ problems }) => problems.map(({ sentence }) => sentence)),
    [['没有找到这道题的答案。'], ['选项A出现了两次。', '同一题有两处答案。'], []],
  )
  assert.deepEqual(items[1]?.losses, [{ what: '题号重复', sample: '题号1' }])
  assert.deepEqual(losses, [])
  const doubled = read('1.甲（ ）\nA.一\nB.二\n1.乙（ ）\nA.一\nB.二\n答案：1.A 2.B')
  assert.match(doubled.items[0]?.problems[0]?.sentence ?? '', /题号1有2题/)
  assert.deepEqual(doubled.losses, [{ what: '没有对应试题的答案', sample: '第2题' }])
})

test('pasted text may be in the national grammar too; text without items is refused by name', () => {
  const { format, items } = read(
    'Ａ－Ｂ－Ａ－００１　Ｂ　３　５\n｛Ａ｝题干（ ）。\n（A）甲 （B）乙\n｛Ｂ｝ｂ',
  )
  assert.equal(format, 'word-national')
  assert.deepEqual(
    items.map(({ draft, place }) => [
      place,
      draft.pointCode,
      draft.type,
      draft.options.map(textOf),
      textOf(draft.key),
    ]),
    [['第1行', 'A-B-A-001', 'B', ['甲', '乙'], 'B']],
  )
  const none = readPlainText('一封信')
  assert.equal(none.refused && none.code, 'ITEMS_MISSING')
  const long = readPlainText('长'.repeat(2_000_001))
  assert.equal(long.refused && long.code, 'TEXT_TOO_LONG')
})

test('5,000 paragraphs are read whole', () => {
  const text = Array.from(
    { length: 1000 },
    (_, at) => `${at + 1}.第${at}题（ ）。\nA.甲\nB.乙\nC.丙\n答案：A`,
  ).join('\n')
  assert.equal(read(text).items.length, 1000)
})
