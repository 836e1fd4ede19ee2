import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shownText } from '#platform/spreadsheet/cell.ts'
import { openWorkbook } from '#platform/spreadsheet/reader.ts'
import type { SheetRow } from '../../exchange/import/rows.ts'
import { demoBlueprint, demoFile } from '../../exchange/import/workbook.fixture.ts'
import { smallTree } from '../core/tree.fixture.ts'
import { importanceShares, type KnowledgeTree } from '../core/tree.ts'
import { type Described, treeErrorWorkbook, treeWorkbook } from '../export/tree-workbook.ts'
import { readTree } from './tree.ts'
import { readTreeWorkbook, type TreeReading } from './tree-workbook.ts'

const reading = async (bytes: Uint8Array): Promise<TreeReading> => {
  const read = await readTreeWorkbook(bytes)
  assert.ok(!read.refused)
  return read.value
}
const demo = await reading(demoFile('blueprint-electrician-4.xlsx'))

const changed = (
  rows: readonly SheetRow[],
  [rowNumber, column]: readonly [number, number],
  cell: string | number | null,
) => rows.map((row) => (row.rowNumber === rowNumber ? { ...row, cells: row.cells.with(column, cell) } : row))

test('the demonstration tree: 2, 6 and 18 ranges, 90 points, every full code as the sheet writes it', () => {
  assert.deepEqual(demo.problems, [])
  assert.deepEqual(
    [1, 2, 3].map((level) => demo.tree.ranges.filter((range) => range.level === level).length),
    [2, 6, 18],
  )
  assert.equal(demo.tree.points.length, 90)
  const rows = demo.rows.filter(({ rowNumber }) => rowNumber >= 4)
  assert.deepEqual(
    demo.tree.points.map(({ code, name, importance }) => [code, name, importance]),
    rows.map(({ cells }) => [cells[14], cells[12], cells[13]]),
    'each point is exactly what its row says',
  )
  const weights = demo.rows.flatMap(({ cells, rowNumber }) =>
    rowNumber >= 4 && cells[8] ? [Number(cells[8])] : [],
  )
  assert.deepEqual(
    demo.tree.ranges.filter(({ level }) => level === 3).map(({ weight }) => weight),
    weights,
  )
  const { X, Y, Z } = importanceShares(demo.tree)
  assert.ok(X >= 80 && Y <= 15 && Z <= 5)
  assert.deepEqual(demo.about, {
    ...{ bank: '电工（四级）理论', occupationCode: '6-31-01-03', level: 4 },
    ...{ trade: '', part: 'theory', standardVersion: '' },
  })
})

const about: Described = {
  ...{ bank: '电工（四级）理论', occupationCode: '6-31-01-03', level: 4, trade: '维修电工' },
  ...{ part: 'skill', standardVersion: '2018年版', edition: 3 },
}

test('what is exported is read again as the same tree of the same bank, and once more as the same bytes', async () => {
  const odd: KnowledgeTree = {
    ranges: [
      ...smallTree.ranges,
      { code: 'B-B', name: '=1+1 公式样的名称', level: 2, weight: 0 },
      { code: 'C', name: '还没有下级', level: 1, weight: 0.5 },
    ],
    points: smallTree.points,
  }
  for (const tree of [demo.tree, smallTree, odd]) {
    const bytes = await treeWorkbook(tree, about)
    const again = await reading(bytes)
    assert.deepEqual(again.tree, tree)
    const { edition: _, ...said } = about
    assert.deepEqual(again.about, said)
    assert.deepEqual(await treeWorkbook(again.tree, about), bytes)
  }
})

test('an exported sheet is laid out as the form is: ranges merged over what lies below them', async () => {
  const opened = await openWorkbook(await treeWorkbook(demo.tree, about))
  assert.ok(!opened.refused)
  const codes: unknown[] = []
  for await (const { rowNumber, cells } of opened.value.rows(0, { fillMerges: true })) {
    if (rowNumber < 4) continue
    const shown = [0, 4, 7, 9].map((at) => (cells[at] ? shownText(cells[at]) : ''))
    codes.push(shown.join('-'))
  }
  opened.value.close()
  assert.deepEqual(
    codes,
    demo.tree.points.map(({ code }) => code),
    'every row of the merged form names its whole code',
  )
})

test('rows that name their ranges again, without merged cells, are the same tree', async () => {
  const { tree: rows } = await demoBlueprint()
  const last: (string | number | null)[] = []
  const filled = rows.map((row) => {
    if (row.rowNumber < 4) return row
    const cells = row.cells.map((cell, at) => (at < 9 ? (cell ?? last[at] ?? null) : cell))
    for (let at = 0; at < 9; at++) last[at] = cells[at] ?? null
    return { ...row, cells }
  })
  assert.deepEqual(readTree(filled).value, demo.tree)
})

test('columns are found by their headers, without the column of a fourth level and in full width', async () => {
  const { tree: rows } = await demoBlueprint()
  const narrow = rows.map(({ rowNumber, cells }) => ({
    rowNumber: rowNumber + 2,
    cells: [...cells.slice(0, 9), ...cells.slice(11)].map((cell) => (cell === 'X' ? 'Ｘ' : cell)),
  }))
  assert.deepEqual(readTree(narrow).value, demo.tree)
})

const said = (rows: readonly SheetRow[]) => readTree(rows).problems.map(({ sentence }) => sentence)

test('bad rows are told by number and reason, all of them, and no row is dropped in silence', async () => {
  const { tree: rows } = await demoBlueprint()
  let bad = changed(rows, [5, 13], 'W')
  bad = changed(bad, [6, 12], null)
  bad = changed(bad, [7, 11], '二')
  bad = changed(bad, [8, 8], null)
  bad = changed(bad, [9, 14], 'A-B-A-009')
  bad = changed(bad, [10, 10], 'A')
  bad = changed(bad, [11, 11], null)
  bad = changed(bad, [12, 7], null)
  bad = changed(bad, [12, 6], '没有代码的范围')
  assert.deepEqual(said(bad), [
    '“鉴定要素细目表”第5行：重要程度不是X、Y、Z之一。',
    '“鉴定要素细目表”第6行：鉴定点A-A-B-001没有名称。',
    '“鉴定要素细目表”第7行：鉴定点代码“二”不是三位数字。',
    '“鉴定要素细目表”第8行：鉴定范围A-B-A没有比重。',
    '“鉴定要素细目表”第9行：认定点全码“A-B-A-009”与各级代码A-B-A-002不一致。',
    '“鉴定要素细目表”第10行：第四级鉴定范围不能导入，细目表为三级。',
    '“鉴定要素细目表”第11行：鉴定点“正弦交流电的基本概念”没有代码。',
    '“鉴定要素细目表”第12行：鉴定范围“没有代码的范围”没有代码。',
  ])
  assert.match(said(rows.slice(3))[0] ?? '', /缺少表头/)
  assert.match(said([])[0] ?? '', /缺少表头/)
})

test('the error workbook holds the rows as they were with the reasons, and reads again once it is mended', async () => {
  const { tree: sheet } = await demoBlueprint()
  const bad = changed(sheet, [5, 13], 'W')
  const bytes = await treeErrorWorkbook(bad, readTree(bad).problems)
  const opened = await openWorkbook(bytes)
  assert.ok(!opened.refused)
  assert.deepEqual(
    opened.value.sheets.map(({ name }) => name),
    ['鉴定要素细目表', '问题清单'],
  )
  opened.value.close()
  const again = await reading(bytes)
  assert.deepEqual(
    again.problems.map(({ sentence }) => sentence),
    ['“鉴定要素细目表”第5行：重要程度不是X、Y、Z之一。'],
  )
  const shown = again.rows.find(({ rowNumber }) => rowNumber === 5)
  assert.deepEqual(
    [shown?.cells[13], shown?.cells[15]],
    ['W', '“鉴定要素细目表”第5行：重要程度不是X、Y、Z之一。'],
  )
  assert.deepEqual(readTree(changed(again.rows, [5, 13], 'X')).value, demo.tree)
})

test('what a rule finds wrong is told with the row of its code', async () => {
  const doubled = { ...smallTree, points: [...smallTree.points, smallTree.points[4]!] }
  const { problems } = await reading(await treeWorkbook(doubled, about))
  assert.deepEqual(
    problems.map(({ code, details }) => [code, details?.rowNumber]),
    [['CODE_REPEATED', 9]],
  )
})

test('a workbook without the sheet is refused by its name', async () => {
  const read = await readTreeWorkbook(demoFile('items-electrician-4.xlsx'))
  assert.equal(read.refused && read.code, 'spreadsheet-no-such-sheet')
})
