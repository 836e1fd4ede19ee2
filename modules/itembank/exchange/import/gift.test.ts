import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textOf } from '../../core/rich.ts'
import { checkItem } from '../../item/core/item.rule.ts'
import { writeGift } from '../export/gift.ts'
import { readGiftItems } from './gift.ts'
import { someItems, somePictures } from './items.fixture.ts'
import { codeOf, parsed, provesRoundTrip } from './roundtrip.fixture.ts'

const one = async (text: string) => {
  const { items } = await parsed(readGiftItems, text)
  assert.equal(items.length, 1)
  return items[0]!
}
const seen = async (text: string) => {
  const { draft, losses, problems } = await one(text)
  return {
    type: draft.type,
    stem: textOf(draft.stem),
    options: draft.options.map(textOf),
    key: textOf(draft.key),
    lost: losses.map(({ what }) => what),
    problems: problems.length,
  }
}

test('HN-1.8.3.7-03 items written as GIFT read back identical: code, point, grades, source, parts, pictures', async () => {
  const { back } = await provesRoundTrip(writeGift, readGiftItems)
  assert.equal(back.bank, '电工（四级）/理论')
  assert.ok(back.items.every(({ draft, knowledge }) => knowledge.at(-1) === draft.pointCode))
})

test('HN-1.8.3.7-03 a GIFT file of 100 items, 3 of them faulty: 97 become items, the 3 are named by their lines', async () => {
  const pictures = await somePictures()
  const items = someItems('hundred', 300, pictures)
    .filter(({ type }) => type !== 'F')
    .slice(0, 100)
  const written = new TextDecoder().decode(writeGift({ bank: '电工', items, pictures }).bytes)
  const faults: readonly (readonly [code: string, from: RegExp, to: string])[] = [
    [items[10]!.code, /\[tag:难度:\d\]/, '[tag:难度:9]'],
    [items[50]!.code, /\[tag:一致性:\d\]/, ''],
    [items[90]!.code, /\[id:[^\]]+\]/, '[id:第91题]'],
  ]
  const lines = written.split('\n')
  const faulty = faults.map(([code, from, to]) => {
    const at = lines.findIndex((line) => line.startsWith(`// [id:${code}]`))
    const [id = '', text = ''] = lines.slice(at, at + 2).map((line) => line.replace(from, to))
    assert.notDeepEqual([id, text], lines.slice(at, at + 2))
    lines.splice(at, 2, id, text)
    return `第${at + 2}行`
  })
  const { items: read } = await parsed(readGiftItems, lines.join('\n'))
  const refused = read.filter(({ draft }) => checkItem(draft).problems.length > 0)
  assert.equal(read.length, 100)
  assert.deepEqual(
    refused.map(({ place }) => place),
    faulty,
  )
})

test('every question form of GIFT is read as Moodle reads it', async () => {
  const plainOnes = { lost: [], problems: 0 }
  assert.deepEqual(await seen("Who's buried in Grant's tomb?{~Grant ~Jefferson =no one}"), {
    ...{
      type: 'B',
      stem: "Who's buried in Grant's tomb?",
      options: ['Grant', 'Jefferson', 'no one'],
      key: 'C',
    },
    ...plainOnes,
  })
  assert.deepEqual(await seen('Grant is {~buried =entombed ~living} in his tomb.'), {
    ...{ type: 'B', stem: 'Grant is ____ in his tomb.', options: ['buried', 'entombed', 'living'], key: 'B' },
    ...plainOnes,
  })
  assert.deepEqual(await seen('哪些是安全用具？{\n~%50%绝缘手套\n~%50%验电器\n~%-100%布手套\n}'), {
    ...{ type: 'G', stem: '哪些是安全用具？', options: ['绝缘手套', '验电器', '布手套'], key: 'AB' },
    ...plainOnes,
  })
  assert.deepEqual(await seen('先停电。{T}'), {
    type: 'C',
    stem: '先停电。',
    options: [],
    key: '正确',
    ...plainOnes,
  })
  assert.deepEqual(await seen('先停电。{FALSE#错了#对了}'), {
    ...{ type: 'C', stem: '先停电。', options: [], key: '错误', lost: ['选项反馈'], problems: 0 },
  })
  assert.deepEqual(await seen('二加二等于{=四 =4}。'), {
    ...{ type: 'T', stem: '二加二等于____。', options: [], key: '四|4', ...plainOnes },
  })
  assert.deepEqual(await seen('π 是多少？{#3.14:0.005}'), {
    ...{ type: 'T', stem: 'π 是多少？', options: [], key: '3.14', lost: ['数值误差范围'], problems: 0 },
  })
  assert.deepEqual(await seen('几年？{#=1822:0 =%50%1822:2}'), {
    ...{ type: 'T', stem: '几年？', options: [], key: '1822|1822', lost: ['数值误差范围'], problems: 0 },
  })
  assert.deepEqual(await seen('论述安全用电。{}'), {
    ...{ type: 'D', stem: '论述安全用电。', options: [], key: '', ...plainOnes },
  })
})

test('what an item cannot hold is refused with its reason or listed, never dropped', async () => {
  const match = await one('连线。{=加拿大->渥太华 =意大利->罗马}')
  assert.equal(match.draft.type, '')
  assert.match(match.problems[0]!.sentence, /匹配题/)
  assert.match((await one('只是说明。')).problems[0]!.sentence, /说明文字/)
  assert.match((await one('没有闭合{=甲 ~乙')).problems[0]!.sentence, /花括号/)
  const partial = await one('::标题::甲？{=对#不错 ~%30%半对 ~错####解析在此}')
  assert.deepEqual(partial.losses.map(({ what }) => what).sort(), ['选项反馈', '部分得分', '题目标题'].sort())
  assert.equal(textOf(partial.draft.explanation), '解析在此')
})

test('titles, comments, categories, formats, escapes and tags', async () => {
  const file = await parsed(
    readGiftItems,
    [
      '// 随手的注释',
      '$CATEGORY: $course$/top/电工//钳工/第一章',
      '',
      '// [id:甲1] [tag:易] [tag:难度:2]',
      '::Q1:: [html]<p>\\{a\\} \\= b\\: \\\\(x\\\\) <b>粗</b></p>{ =[plain]甲\\~ ~乙\\n丙 }',
      '',
      '[markdown]*强调* 文字{T}',
    ].join('\n'),
  )
  const [first, second] = file.items
  assert.deepEqual(first!.knowledge, ['电工/钳工', '第一章'])
  assert.deepEqual([first!.place, second!.place], ['第5行', '第7行'])
  assert.equal(textOf(first!.draft.stem), '{a} = b: $x$ 粗')
  assert.deepEqual(first!.draft.options.map(textOf), ['甲~', '乙 丙'])
  assert.equal(first!.draft.difficulty, '2')
  assert.deepEqual(
    first!.losses.map(({ what }) => what),
    ['标签或编号', '题目标题'],
  )
  assert.deepEqual(
    second!.losses.map(({ what }) => what),
    ['Markdown 排版'],
  )
  assert.deepEqual(
    file.losses.map(({ what, sample }) => [what, sample]),
    [['注释', '随手的注释']],
  )
})

test('text in UTF-8, UTF-16 and GB 18030, with and without a mark, is the same text', async () => {
  const text = '先停电，后验电。{T}'
  const wide = Buffer.from(`\ufeff${text}`, 'utf16le')
  const chinese = Buffer.from('cfc8cda3b5e7a3acbaf3d1e9b5e7a1a37b547d', 'hex')
  for (const bytes of [
    Buffer.from(text),
    Buffer.from(`\ufeff${text}`),
    wide,
    Buffer.from(wide).swap16(),
    chinese,
  ]) {
    const { items } = await parsed(readGiftItems, bytes)
    assert.equal(textOf(items[0]!.draft.stem), '先停电，后验电。')
  }
})

test('what is no GIFT text is refused by name', async () => {
  assert.equal(await codeOf(readGiftItems, ''), 'file-empty')
  assert.equal(await codeOf(readGiftItems, ' \n '), 'file-empty')
  assert.equal(await codeOf(readGiftItems, new Uint8Array([0x50, 0x4b, 3, 4, 0, 1, 2])), 'file-not-text')
  assert.equal(await codeOf(readGiftItems, '// 只有注释'), 'file-no-questions')
  assert.equal(await codeOf(readGiftItems, new Uint8Array(65 * 1024 * 1024).fill(65)), 'file-too-large')
})
