import assert from 'node:assert/strict'
import { test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import { day } from '#platform/clock/day.ts'
import { type CellValue, shownText } from './cell.ts'
import { openWorkbook } from './reader.ts'
import type { SheetRow } from './rows.ts'
import type { WriteCell } from './sheet-writer.ts'
import { streamWorkbook, writeWorkbook } from './writer.ts'

const read = async (bytes: Uint8Array, sheet: string | number = 0): Promise<SheetRow[]> => {
  const book = await openWorkbook(bytes)
  assert.ok(!book.refused)
  const rows: SheetRow[] = []
  for await (const row of book.value.rows(sheet)) rows.push(row)
  book.value.close()
  return rows
}

const columns = [
  { title: '姓名' },
  { title: '证件号码', width: 22 },
  { title: '日期', format: 'date' },
] as const
const write = (rows: readonly (readonly WriteCell[])[]) =>
  writeWorkbook({ sheets: [{ name: '名单', columns, rows }] })

test('what is written is read back: text, long numbers as text, numbers, booleans, days', async () => {
  const rows = await read(
    await write([['李𫖮', '370101199001010011', { day: day('2026-12-26') }, 3.5, true, null, '末']]),
  )
  const kinds: (CellValue | null)[] = [
    { kind: 'text', text: '李𫖮' },
    { kind: 'text', text: '370101199001010011' },
    { kind: 'date', day: day('2026-12-26'), serial: 46_382 },
    { kind: 'number', number: 3.5, raw: '3.5' },
    { kind: 'boolean', boolean: true },
    null,
    { kind: 'text', text: '末' },
  ]
  assert.deepEqual(rows[0]!.cells.map(shownText), ['姓名', '证件号码', '日期'])
  assert.deepEqual(rows[1], { rowNumber: 2, cells: kinds, hidden: false, blank: false, merges: [] })
})

test('spaces, line ends, markup, control characters and text that looks like an escape survive', async () => {
  const texts = [
    '  前后有空格  ',
    '第一行\n第二行',
    '<a href="x">&amp;</a>',
    'bell\u0007',
    '_x000D_ 原样',
    ']]>',
    '😀',
    'a\rb',
  ]
  const rows = await read(await write(texts.map((text) => [text])))
  assert.deepEqual(
    rows.slice(1).map((row) => shownText(row.cells[0] ?? null)),
    texts,
  )
})

test('half a surrogate pair becomes the replacement character, not a broken file', async () => {
  const rows = await read(await write([['甲\ud840乙']]))
  assert.equal(shownText(rows[1]!.cells[0]!), '甲\ufffd乙')
})

test('text that begins like a formula is written as text, marked so that editing does not revive it', async () => {
  const dangerous = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '=HYPERLINK("http://example.invalid","点我")']
  const bytes = await write(dangerous.map((text) => [text]))
  const rows = await read(bytes)
  assert.deepEqual(
    rows.slice(1).map((row) => row.cells[0]),
    dangerous.map((text) => ({ kind: 'text', text })),
  )
  const parts = unzipSync(bytes)
  assert.doesNotMatch(strFromU8(parts['xl/worksheets/sheet1.xml']!), /<f[ >]/)
  assert.match(strFromU8(parts['xl/styles.xml']!), /<xf numFmtId="49"[^>]*quotePrefix="1"/)
})

test('a title is one merged row above a frozen header, and a refused cell is filled red', async () => {
  const bytes = await writeWorkbook({
    sheets: [{ name: '错误', title: '导入错误', columns, rows: [[{ error: '坏' }, 'x']] }],
  })
  const sheet = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml']!)
  assert.match(sheet, /<mergeCell ref="A1:C1"\/>/)
  assert.match(sheet, /<pane ySplit="2" topLeftCell="A3"/)
  const style = /<c r="A3" s="(\d+)"/.exec(sheet)![1]
  const styles = strFromU8(unzipSync(bytes)['xl/styles.xml']!)
  const formats = [.../<cellXfs[^>]*>(.*)<\/cellXfs>/.exec(styles)![1]!.matchAll(/<xf /g)].length
  assert.ok(Number(style) < formats)
  assert.match(
    [.../<cellXfs[^>]*>(.*)<\/cellXfs>/.exec(styles)![1]!.matchAll(/<xf [^>]*>/g)][Number(style)]![0],
    /fillId="3"/,
  )
})

test('several sheets keep their order and names, and are read by name', async () => {
  const bytes = await writeWorkbook({
    sheets: [
      { name: '甲 & 乙', columns, rows: [['一']] },
      { name: '丙', columns, rows: [['二']] },
    ],
  })
  const book = await openWorkbook(bytes)
  assert.ok(!book.refused)
  assert.deepEqual(
    book.value.sheets.map(({ name }) => name),
    ['甲 & 乙', '丙'],
  )
  assert.equal(shownText((await read(bytes, '丙'))[1]!.cells[0]!), '二')
})

test('the same content gives the same bytes', async () => {
  assert.deepEqual(await write([['一', '二']]), await write([['一', '二']]))
})

test('rows are taken from their iteration while the file is being written, not before', async () => {
  let taken = 0
  const rows = (function* () {
    for (; taken < 20_000; taken++) yield [`第${taken}行`, 'x'.repeat(50)]
  })()
  const stream = streamWorkbook({ sheets: [{ name: '大表', columns, rows }] })
  const pieces = [(await stream.next()).value as Uint8Array]
  assert.ok(taken < 20_000)
  for await (const piece of stream) pieces.push(piece)
  assert.equal((await read(Buffer.concat(pieces))).length, 20_001)
})

test('what a workbook cannot hold is a fault before the file is used', async () => {
  const named = (name: string) => writeWorkbook({ sheets: [{ name, columns, rows: [] }] })
  await assert.rejects(named('a/b'), RangeError)
  await assert.rejects(named('长'.repeat(32)), RangeError)
  await assert.rejects(write([['长'.repeat(32_768)]]), RangeError)
})
