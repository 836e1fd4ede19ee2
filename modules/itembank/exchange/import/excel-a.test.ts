import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readBlueprint } from '../../knowledge/import/blueprint.ts'
import { readItems } from './excel-a.ts'
import type { SheetRow } from './rows.ts'
import { demoBlueprint, demoFile, demoSheets } from './workbook.fixture.ts'
import { readItemWorkbook } from './workbook.ts'

const [sheet = []] = await demoSheets('items-electrician-4.xlsx', ['题库模板'])
const [header, first] = sheet as readonly [SheetRow, SheetRow]
/** A copy of the first item row with some cells changed, by header. */
const row = (rowNumber: number, changes: Record<string, string | null>): SheetRow => ({
  rowNumber,
  cells: header.cells.map((name, at) => {
    const change = changes[String(name)]
    return change === undefined ? (first.cells[at] ?? null) : change
  }),
})
const read = async (...rows: SheetRow[]) => {
  const verdict = await readItems([header, ...rows])
  assert.ok(!verdict.refused)
  return verdict.value
}

test('the demonstration bank: 360 items found, 220 B, 90 C, 50 G, over the 90 points of its tree; none refused', async () => {
  const { value } = await readBlueprint(await demoBlueprint())
  const points = new Set(value?.tree.points.map(({ code }) => code))
  const verdict = await readItemWorkbook(demoFile('items-electrician-4.xlsx'), points)
  assert.ok(!verdict.refused)
  const { bank, found, blank, items, refused, duplicates } = verdict.value
  assert.deepEqual(
    [bank, found, blank, items.length, refused, duplicates],
    ['电工（四级）理论', 360, 0, 360, [], []],
  )
  const count = (type: string) => items.filter(({ item }) => item.type === type).length
  assert.deepEqual([count('B'), count('C'), count('G')], [220, 90, 50])
  assert.equal(new Set(items.map(({ item }) => item.pointCode)).size, 90)
  assert.ok(items.every(({ item }) => item.explanation.length > 0))
})

test('the first row arrives with labels stripped from type and grades', async () => {
  const { items } = await read(first)
  const { item, rowNumber } = items[0]!
  assert.equal(rowNumber, 2)
  assert.deepEqual([item.code, item.type, item.difficulty, item.consistency], ['B-A-A-A-001-001', 'B', 2, 3])
  assert.deepEqual(item.key, { kind: 'choice', labels: ['B'] })
  assert.equal(item.options.length, 4)
})

test('every bad row is refused with its own reasons, and the counts add up', async () => {
  const result = await read(
    first,
    row(3, { ID: 'B-A-A-001' }),
    row(4, { ID: 'B-A-A-A-001-009', 题型代码: 'Q' }),
    row(5, { ID: 'B-A-A-A-001-010', 正确答案: 'E' }),
    row(6, { ID: 'B-A-A-A-001-011', 正确答案: 'A,B' }),
    row(7, { ID: 'B-A-A-A-001-012', '试题（题干）': ' ', 难度代码: '6' }),
    row(8, { ID: 'C-A-A-A-001-013' }),
    row(9, { ID: 'B-A-A-A-001-014', 认定点代码: 'A-A-A-002' }),
    row(10, { ID: 'B-A-A-A-001-015', '试题（选项B）': null }),
    { rowNumber: 11, cells: [null, ' ', null] },
    row(12, {}),
    row(13, { ID: 'B-A-A-A-001-016', '试题（题干）': '职业道德是指从业人员，在职业活动中应当遵循的( )' }),
  )
  const reasons = result.refused.map(({ rowNumber, reasons: list }) => [
    rowNumber,
    ...list.map(({ code }) => code),
  ])
  assert.deepEqual(reasons, [
    [3, 'CODE_MALFORMED'],
    [4, 'TYPE_UNKNOWN'],
    [5, 'KEY_OUTSIDE_OPTIONS'],
    [6, 'KEY_UNREADABLE'],
    [7, 'STEM_MISSING', 'GRADE_UNREADABLE'],
    [8, 'TYPE_CODE_MISMATCH'],
    [9, 'POINT_CODE_MISMATCH'],
    [10, 'OPTIONS_GAP', 'KEY_OUTSIDE_OPTIONS'],
  ])
  assert.deepEqual(result.duplicates, [
    { rowNumber: 12, code: 'B-A-A-A-001-001', firstRow: 2, same: 'code' },
    { rowNumber: 13, code: 'B-A-A-A-001-016', firstRow: 2, same: 'content' },
  ])
  assert.deepEqual([result.found, result.items.length, result.blank], [11, 1, 1])
  assert.equal(result.found, result.items.length + result.refused.length + result.duplicates.length)
})

test('a point that the tree does not have is refused', async () => {
  const verdict = await readItems([header, first], new Set(['B-B-B-001']))
  assert.ok(!verdict.refused)
  assert.deepEqual(
    verdict.value.refused[0]?.reasons.map(({ code }) => code),
    ['POINT_UNKNOWN'],
  )
})

test('headers may differ in width, spaces and order; rows may come from a stream', async () => {
  const rows = [
    {
      rowNumber: 1,
      cells: [
        '正确答案',
        ' id ',
        '题型代码',
        '认定点代码',
        '试题(题干)',
        '试题 (选项A)',
        '试题(选项B)',
        '难度代码',
        '一致性代码',
      ],
    },
    { rowNumber: 2, cells: ['a', 'B-A-A-A-001-001', 'b', 'A-A-A-001', '题干', '甲', '乙', 3, 4] },
  ]
  const verdict = await readItems(
    (async function* () {
      yield* rows
    })(),
  )
  assert.ok(!verdict.refused)
  assert.equal(verdict.value.items.length, 1)
})

test('a sheet without the needed headers, or without any row, is refused naming them', async () => {
  const verdict = await readItems([{ rowNumber: 1, cells: ['ID', '题型代码'] }])
  assert.equal(verdict.refused && verdict.code, 'HEADER_MISSING')
  assert.match(verdict.refused ? verdict.sentence : '', /正确答案/)
  assert.equal((await readItems([])).refused, true)
})
