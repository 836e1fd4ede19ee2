import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SheetRow } from '../../exchange/import/rows.ts'
import { demoBlueprint } from '../../exchange/import/workbook.fixture.ts'
import { checkBlueprint } from '../core/rule-check.ts'
import { readRuleSheets } from './rule-sheets.ts'

const changed = (
  rows: readonly SheetRow[],
  [rowNumber, column]: readonly [number, number],
  cell: string | number | null,
) => rows.map((row) => (row.rowNumber === rowNumber ? { ...row, cells: row.cells.with(column, cell) } : row))

const codesOf = async (sheets: Awaited<ReturnType<typeof demoBlueprint>>) => {
  const { value, problems } = await readRuleSheets(sheets)
  const found = value ? checkBlueprint(value) : problems
  return found.map(({ code, field }) => `${code} ${field}`)
}

test('the demonstration rules: 80 B and 20 C of one point, 18 ranges, 90 minutes', async () => {
  const { value, problems } = await readRuleSheets(await demoBlueprint())
  assert.deepEqual(problems, [])
  assert.deepEqual(value?.types, [
    { type: 'B', count: 80, points: 1 },
    { type: 'C', count: 20, points: 1 },
  ])
  assert.equal(value?.ranges.length, 18)
  assert.deepEqual(value?.ranges[1], { code: 'A-A-B', weight: 3, counts: { B: 2, C: 1 } })
  assert.deepEqual([value?.bank, value?.minutes, value?.totalPoints], ['电工（四级）理论', 90, 100])
})

test('a count changed in one range breaks the type total and the range weight', async () => {
  const sheets = await demoBlueprint()
  const found = await codesOf({ ...sheets, ranges: changed(sheets.ranges, [2, 8], 3) })
  assert.deepEqual(found, ['TYPE_COUNT_NOT_SUM_OF_RANGES B', 'RANGE_COUNT_NOT_WEIGHT A-A-A'])
})

test('a paper whose points are not its total is refused', async () => {
  const sheets = await demoBlueprint()
  const found = await codesOf({ ...sheets, types: changed(sheets.types, [3, 3], 2) })
  assert.ok(found.includes('POINTS_NOT_TOTAL types'))
})

test('unreadable rows are named with sheet and row, sheets without their headers by name', async () => {
  const sheets = await demoBlueprint()
  const { problems } = await readRuleSheets({
    ...sheets,
    types: changed(sheets.types, [2, 1], '选择'),
    ranges: changed(sheets.ranges, [3, 6], '三'),
  })
  assert.deepEqual(
    problems.map(({ field, details }) => [field, details?.rowNumber]),
    [
      ['题型分布', 2],
      ['知识点分布', 3],
    ],
  )
  assert.deepEqual(await codesOf({ ...sheets, types: [], ranges: [], parameters: [] }), [
    'SHEET_UNREADABLE 题型分布',
    'SHEET_UNREADABLE 知识点分布',
    'SHEET_UNREADABLE 组卷参数',
  ])
})
