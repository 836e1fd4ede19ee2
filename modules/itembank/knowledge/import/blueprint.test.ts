import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SheetRow } from '../../exchange/import/rows.ts'
import { demoBlueprint, demoFile } from '../../exchange/import/workbook.fixture.ts'
import { readBlueprintWorkbook } from '../../exchange/import/workbook.ts'
import { importanceShares } from '../core/tree.ts'
import { readBlueprint } from './blueprint.ts'

const changed = (
  rows: readonly SheetRow[],
  [rowNumber, column]: readonly [number, number],
  cell: string | number | null,
) => rows.map((row) => (row.rowNumber === rowNumber ? { ...row, cells: row.cells.with(column, cell) } : row))
const codesOf = async (sheets: Awaited<ReturnType<typeof demoBlueprint>>) =>
  (await readBlueprint(sheets)).problems.map(({ code, field }) => `${code} ${field}`)

test('the demonstration blueprint: 2, 6 and 18 ranges, 90 points, 80 B and 20 C of one point, 90 minutes', async () => {
  const read = await readBlueprintWorkbook(demoFile('blueprint-electrician-4.xlsx'))
  assert.ok(!read.refused)
  const { value, problems } = read.value
  assert.deepEqual(problems, [])
  assert.ok(value)
  const { tree, blueprint } = value
  assert.deepEqual(
    [1, 2, 3].map((level) => tree.ranges.filter((range) => range.level === level).length),
    [2, 6, 18],
  )
  assert.equal(tree.points.length, 90)
  assert.deepEqual(tree.points[0], { code: 'A-A-A-001', name: '职业道德的内涵与作用', importance: 'Y' })
  assert.deepEqual(
    tree.ranges.find(({ code }) => code === 'B-A-B'),
    {
      code: 'B-A-B',
      name: '电动机控制线路装调',
      level: 3,
      weight: 12,
    },
  )
  assert.deepEqual(blueprint.types, [
    { type: 'B', count: 80, points: 1 },
    { type: 'C', count: 20, points: 1 },
  ])
  assert.deepEqual(blueprint.ranges[1], { code: 'A-A-B', weight: 3, counts: { B: 2, C: 1 } })
  assert.deepEqual([blueprint.bank, blueprint.minutes, blueprint.totalPoints], ['电工（四级）理论', 90, 100])
})

test('the points of the demonstration tree keep the national shares of importance', async () => {
  const { value } = await readBlueprint(await demoBlueprint())
  const { X, Y, Z } = importanceShares(value!.tree)
  assert.ok(X >= 80 && Y <= 15 && Z <= 5, `${X} ${Y} ${Z}`)
  assert.ok(Math.abs(X + Y + Z - 100) < 1e-9)
})

test('a weight changed in the tree breaks the sum of its level, of its parent and the blueprint', async () => {
  const sheets = await demoBlueprint()
  const found = await codesOf({ ...sheets, tree: changed(sheets.tree, [4, 8], 4) })
  assert.deepEqual(found, ['WEIGHTS_NOT_WHOLE level-3', 'WEIGHT_NOT_SUM_OF_PARTS A-A', 'RANGE_UNKNOWN A-A-A'])
})

test('a count changed in one range breaks the type total and the range weight', async () => {
  const sheets = await demoBlueprint()
  const found = await codesOf({ ...sheets, ranges: changed(sheets.ranges, [2, 8], 3) })
  assert.deepEqual(found, ['TYPE_COUNT_NOT_SUM_OF_RANGES B', 'RANGE_COUNT_NOT_WEIGHT A-A-A'])
})

test('a paper whose points are not its total is refused', async () => {
  const sheets = await demoBlueprint()
  assert.ok(
    (await codesOf({ ...sheets, types: changed(sheets.types, [3, 3], 2) })).includes(
      'POINTS_NOT_TOTAL types',
    ),
  )
})

test('unreadable rows are named with sheet and row', async () => {
  const sheets = await demoBlueprint()
  const { problems } = await readBlueprint({
    ...sheets,
    tree: changed(sheets.tree, [5, 13], 'Q'),
    types: changed(sheets.types, [2, 1], '选择'),
    ranges: changed(sheets.ranges, [3, 6], '三'),
  })
  assert.deepEqual(
    problems.map(({ field, details }) => [field, details?.rowNumber]),
    [
      ['鉴定要素细目表', 5],
      ['题型分布', 2],
      ['知识点分布', 3],
    ],
  )
})

test('sheets without their headers are named', async () => {
  const sheets = await demoBlueprint()
  const found = await codesOf({ ...sheets, types: [], ranges: [], parameters: [] })
  assert.deepEqual(found, [
    'SHEET_UNREADABLE 题型分布',
    'SHEET_UNREADABLE 知识点分布',
    'SHEET_UNREADABLE 组卷参数',
  ])
})

test('a workbook without the sheets of a blueprint is refused by the name of the sheet', async () => {
  const read = await readBlueprintWorkbook(demoFile('items-electrician-4.xlsx'))
  assert.equal(read.refused && read.code, 'spreadsheet-no-such-sheet')
})
