import assert from 'node:assert/strict'
import { test } from 'node:test'
import { writeWorkbook } from '#platform/spreadsheet/writer.ts'
import { textOf } from '../../core/rich.ts'
import { checkItem } from '../../item/core/item.rule.ts'
import type { ParsedItem } from '../core/parsed.ts'
import { readExcelItems } from './excel-items.ts'
import { dot, type Parts, relationships, rowXml, workbookOf } from './package.fixture.ts'
import { demoFile } from './workbook.fixture.ts'

const titles =
  '题库名称 ID 序号 认定点代码 题型代码 题号 试题（题干） 试题（选项A） 试题（选项B） 试题（选项C） 试题（选项D） 试题（选项E） 【图】及位置 正确答案 难度代码 一致性代码 解析'.split(
    ' ',
  )
/** A row of template A; the columns not named are those of a good single choice. */
const cells = (changes: Readonly<Record<string, string>> = {}): string[] => {
  const good: Readonly<Record<string, string>> = {
    ...{
      ID: 'B-A-A-A-001-001',
      认定点代码: 'A-A-A-001',
      题型代码: 'B（单选题）',
      '试题（题干）': '先做什么（ ）。',
    },
    ...{
      '试题（选项A）': '停电',
      '试题（选项B）': '验电',
      正确答案: 'A',
      难度代码: '3（中等）',
      一致性代码: '５',
    },
    ...changes,
  }
  return titles.map((title) => good[title] ?? '')
}
const read = async (bytes: Uint8Array) => {
  const verdict = await readExcelItems(bytes)
  assert.ok(!verdict.refused, JSON.stringify(verdict))
  return verdict.value
}
const sheetOf = (...rows: readonly (readonly string[])[]) =>
  `<sheetData>${[titles, ...rows].map((row, at) => rowXml(at + 1, row)).join('')}</sheetData>`
const readRows = (rows: readonly (readonly string[])[], more: Parts = {}) =>
  read(workbookOf(sheetOf(...rows), more))
const itemOf = (parsed: ParsedItem | undefined) => {
  assert.ok(parsed)
  const { item, problems } = checkItem(parsed.draft)
  assert.ok(item, JSON.stringify(problems))
  return item
}

test('the demonstration bank: 360 items in the order of their rows, all of them good', async () => {
  const { format, bank, items, losses } = await read(demoFile('items-electrician-4.xlsx'))
  assert.deepEqual([format, bank, items.length], ['excel-a', '电工（四级）理论', 360])
  const good = items.map(itemOf)
  const count = (type: string) => good.filter((item) => item.type === type).length
  assert.deepEqual([count('B'), count('C'), count('G')], [220, 90, 50])
  assert.deepEqual([items[0]?.place, items.at(-1)?.place], ['第2行', '第361行'])
  assert.match(items[0]?.source ?? '', /^题库名称：电工（四级）理论\nID：B-A-A-A-001-001\n/)
  assert.deepEqual(losses, [{ what: '不是同一模板的工作表', sample: '使用说明' }])
})

test('HN-1.8.3.7-03 a template with 100 items, 3 of them faulty, gives 97 good ones and names the 3 lines', async () => {
  const faults: Readonly<Record<number, Record<string, string>>> = {
    17: { 正确答案: 'E' },
    50: { '试题（题干）': ' ' },
    99: { 难度代码: '6' },
  }
  const rows = Array.from({ length: 100 }, (_, at) => {
    const sequence = String(at + 1).padStart(3, '0')
    return cells({ ID: `B-A-A-A-001-${sequence}`, '试题（题干）': `第${sequence}题`, ...faults[at + 1] })
  })
  const sheet = { name: '题库模板', columns: titles.map((title) => ({ title })), rows }
  const { items } = await read(await writeWorkbook({ sheets: [sheet] }))
  const judged = items.map(({ place, draft }) => ({ place, ...checkItem(draft) }))
  assert.equal(judged.filter(({ item }) => item).length, 97)
  assert.deepEqual(
    judged.flatMap(({ place, item, problems }) => (item ? [] : [[place, problems.map(({ code }) => code)]])),
    [
      ['第18行', ['KEY_OUTSIDE_OPTIONS']],
      ['第51行', ['STEM_MISSING']],
      ['第100行', ['GRADE_UNREADABLE']],
    ],
  )
})

test('a name of a bank longer than one may be is cut, and that is said', async () => {
  const { bank, items, losses } = await readRows([cells({ 题库名称: '电'.repeat(300) })])
  assert.deepEqual([bank, items.length], ['电'.repeat(100), 1])
  assert.deepEqual(
    losses.map(({ what }) => what),
    ['题库名称（只保留前100字）'],
  )
})

test('answers in every way people write them', async () => {
  const choices = { '试题（选项C）': '丙', '试题（选项D）': '丁' }
  const several = [
    'A,C',
    'AC',
    'Ａ，Ｃ',
    'A、C',
    'a;c',
    ' C A ',
    '（A）（C）',
    'A和C',
    '答案：A、C。',
    '【AC】',
    'A|C',
    '选AC',
  ]
  const { items } = await readRows(
    several.map((key) => cells({ ...choices, ID: 'G-A-A-A-001-001', 题型代码: 'G', 正确答案: key })),
  )
  for (const item of items.map(itemOf)) assert.deepEqual(item.key, { kind: 'choice', labels: ['A', 'C'] })
  const judged = ['正确', '√', '对。', '(√)', 'T', 'true', '<c t="b"><v>1</v></c>', '是', '✓']
  const { items: right } = await readRows(
    judged.map((key) =>
      cells({
        ...{ ID: 'C-A-A-A-001-001', 题型代码: '判断题', '试题（选项A）': '', '试题（选项B）': '' },
        正确答案: key,
      }),
    ),
  )
  for (const item of right.map(itemOf)) assert.deepEqual(item.key, { kind: 'judgement', correct: true })
  const spelt = {
    ID: 'C-A-A-A-001-001',
    题型代码: 'C',
    '试题（选项A）': '正确',
    '试题（选项B）': '错误',
    正确答案: 'B',
  }
  const [item] = (await readRows([cells(spelt)])).items
  assert.deepEqual(itemOf(item).key, { kind: 'judgement', correct: false })
  assert.deepEqual(item?.losses, [{ what: '判断题的选项', sample: '正确、错误' }])
})

test('cells as sheets hold them: formulas by their last value, text that looks like one, numbers as shown, marks', async () => {
  const rich =
    '<c t="inlineStr"><is><r><t>10</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>3</t></r><r><rPr><b/><i val="0"/></rPr><t>重</t></r></is></c>'
  const { items } = await readRows([
    cells({
      '试题（题干）': '=SUM(1,2)是什么？设$R=\\frac{1}{2}$，价格为\\$5',
      '试题（选项A）': '<c t="str"><f>A1&amp;"甲"</f><v>甲</v></c>',
      '试题（选项B）': '<c s="1"><v>0.5</v></c>',
      '试题（选项C）': '<c><v>3.1400000000000001</v></c>',
      '试题（选项D）': '<c s="2"><v>1.5</v></c>',
      '试题（选项E）': rich,
    }),
    cells({ '试题（选项A）': '<c><f>NOW()</f></c>', '试题（选项B）': '<c t="e"><v>#N/A</v></c>' }),
  ])
  const item = itemOf(items[0])
  assert.deepEqual(item.stem, [
    {
      kind: 'paragraph',
      content: [
        { kind: 'text', text: '=SUM(1,2)是什么？设' },
        { kind: 'formula', latex: 'R=\\frac{1}{2}' },
        { kind: 'text', text: '，价格为$5' },
      ],
    },
  ])
  assert.deepEqual(
    item.options.map(({ content }) => textOf(content)),
    ['甲', '50%', '3.14', '1.50', '103重'],
  )
  assert.deepEqual(item.options[4]?.content, [
    {
      kind: 'paragraph',
      content: [
        { kind: 'text', text: '10' },
        { kind: 'text', text: '3', marks: ['superscript'] },
        { kind: 'text', text: '重', marks: ['bold'] },
      ],
    },
  ])
  assert.deepEqual(
    items[1]?.problems.map(({ field }) => field),
    ['options.0', 'options.1'],
  )
})

test('blank, hidden and merged rows: nothing is an item that is none, nothing is dropped in silence', async () => {
  const rows = [
    rowXml(1, ['某市题库（2026）']),
    rowXml(2, [...titles, '备注']),
    rowXml(3, [...cells(), '难']),
    rowXml(
      4,
      cells({
        ID: '',
        认定点代码: '',
        题型代码: '',
        '试题（题干）': '',
        '试题（选项A）': '',
        '试题（选项B）': '',
        正确答案: '',
        难度代码: '',
        一致性代码: '',
      }),
    ),
    rowXml(5, cells({ ID: 'B-A-A-A-001-002', 认定点代码: '', '试题（题干）': '第二题' }), ' hidden="1"'),
    rowXml(6, ['', '', '', '', '', '', ' ']),
  ]
  const merges = '<mergeCells><mergeCell ref="D3:D5"/><mergeCell ref="G3:G4"/></mergeCells>'
  const { items, losses } = await read(workbookOf(`<sheetData>${rows.join('')}</sheetData>${merges}`))
  assert.deepEqual(
    items.map((parsed) => [parsed.place, itemOf(parsed).pointCode]),
    [
      ['第3行', 'A-A-A-001'],
      ['第5行', 'A-A-A-001'],
    ],
  )
  assert.deepEqual(losses, [
    { what: '列“备注”', sample: '难' },
    { what: '空行', sample: '第4行等2处' },
    { what: '隐藏行（已照常读取）', sample: '第5行' },
  ])
})

const drawing = (...anchors: readonly (readonly [row: number, column: number, picture: string])[]) =>
  `<wsDr>${anchors
    .map(
      ([row, column, picture]) =>
        `<oneCellAnchor><from><col>${column}</col><row>${row - 1}</row></from><ext cx="190500" cy="95250"/><pic><nvPicPr><cNvPr name="x" descr="接线图"/></nvPicPr><blipFill><blip embed="${picture}"/></blipFill></pic></oneCellAnchor>`,
    )
    .join('')}</wsDr>`

test('pictures go to the item, the cell and the place they are anchored in; those that cannot be held are losses by name', async () => {
  const parts: Parts = {
    'xl/worksheets/_rels/sheet1.xml.rels': relationships(
      'd drawing ../drawings/drawing1.xml',
      'n comments ../c.xml',
    ),
    'xl/drawings/drawing1.xml': drawing(
      [2, 6, 'r'],
      [2, 7, 'b'],
      [3, 12, 'r'],
      [3, 6, 'e'],
      [3, 6, 'x'],
      [9, 1, 'r'],
    ),
    'xl/drawings/_rels/drawing1.xml.rels': relationships(
      'r image ../media/r.png',
      'b image ../media/b.png',
      'e image ../media/e.emf',
      'x image http://127.0.0.1/x.png',
    ),
    'xl/media/r.png': await dot('#f00'),
    'xl/media/b.png': await dot('#00f'),
    'xl/media/e.emf': 'not a picture anybody shows',
    'xl/cellimages.xml':
      '<cellImages><cellImage><pic><nvPicPr><cNvPr name="ID_1" descr="表计"/></nvPicPr><blipFill><blip r:embed="b"/></blipFill></pic></cellImage></cellImages>',
    'xl/_rels/cellimages.xml.rels': relationships('b image media/b.png'),
  }
  const inCell = '<c t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>'
  const { items, pictures, losses } = await readRows(
    [cells({ '试题（题干）': '如【图1】所示' }), cells({ ID: 'B-A-A-A-001-002', '试题（选项B）': inCell })],
    parts,
  )
  const [first, second] = items.map(itemOf)
  assert.equal(textOf(first!.stem), '如【图：接线图】所示')
  assert.equal(textOf(first!.options[0]!.content), '停电\n【图：接线图】')
  assert.equal(textOf(second!.stem), '先做什么（ ）。\n【图：接线图】')
  assert.equal(textOf(second!.options[1]!.content), '【图：表计】')
  assert.equal(pictures.length, 2)
  const [shown] = first!.stem[0]!.kind === 'paragraph' ? first!.stem[0]!.content.slice(1) : []
  assert.deepEqual(shown, {
    ...{
      kind: 'picture',
      digest: pictures.find(({ digest }) => JSON.stringify(first).includes(digest))?.digest,
    },
    ...{ alt: '接线图', width: 20 },
  })
  assert.deepEqual(
    items[1]?.losses.map(({ what }) => what),
    ['图片（EMF）', '图形、图表或链接的图片'],
  )
  assert.deepEqual(losses, [
    { what: '图片（所在行没有试题）', sample: '第9行' },
    { what: '批注', sample: '工作表“一”' },
  ])
})

test('rows numbered 5.1 and 5.2 below the composite numbered 5 are its questions, with their shares', async () => {
  const none = { '试题（选项A）': '', '试题（选项B）': '', 正确答案: '' }
  const part = { ID: '', 认定点代码: '', 难度代码: '', 一致性代码: '' }
  const { items } = await readRows([
    cells({
      ...none,
      ID: 'F-A-A-A-001-001',
      题型代码: 'F（综合题）',
      题号: '5',
      '试题（题干）': '阅读材料。',
    }),
    cells({ ...part, 题号: '5.1（2分）', '试题（题干）': '第一问（ ）。' }),
    cells({ ...part, ...none, 题号: '５．２', 题型代码: 'C', '试题（题干）': '第二问。', 正确答案: '×' }),
    cells({ ID: 'B-A-A-A-001-002', 题号: '6' }),
  ])
  assert.equal(items.length, 2)
  assert.deepEqual(
    itemOf(items[0]).parts.map(({ type, share, key }) => [type, share, key]),
    [
      ['B', 2, { kind: 'choice', labels: ['A'] }],
      ['C', 1, { kind: 'judgement', correct: false }],
    ],
  )
})

test('headers may differ in width, spaces and order; without them the workbook is refused by their names', async () => {
  const turned = [...titles].reverse().map((title) => ` ${title.normalize('NFKC').toLowerCase()} `)
  const sheet = `<sheetData>${rowXml(1, turned)}${rowXml(2, cells().reverse())}</sheetData>`
  assert.equal((await read(workbookOf(sheet))).items.length, 1)
  const verdict = await readExcelItems(workbookOf(`<sheetData>${rowXml(1, ['ID', '题型代码'])}</sheetData>`))
  assert.equal(verdict.refused && verdict.code, 'HEADER_MISSING')
  assert.match(verdict.refused ? verdict.sentence : '', /正确答案/)
  assert.equal((await readExcelItems(workbookOf('<sheetData/>'))).refused, true)
  const bare = await readExcelItems(workbookOf(`<sheetData>${rowXml(1, turned)}</sheetData>`))
  assert.equal(bare.refused && bare.code, 'file-no-questions')
})
