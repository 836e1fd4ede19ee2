import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unzipSync } from 'fflate'
import sharp from 'sharp'
import { safePicture } from '#platform/image/safe-picture.ts'
import { openWorkbook } from '#platform/spreadsheet/reader.ts'
import type { Item } from '../../core/item.ts'
import { plain } from '../../core/rich.ts'
import { checkItem } from '../../item/core/item.rule.ts'
import type { NewPicture } from '../../item/store/picture.store.ts'
import type { ExcelFormat } from '../core/excel-layouts.ts'
import { readExcelItems } from '../import/excel-items.ts'
import { dot } from '../import/package.fixture.ts'
import { demoFile } from '../import/workbook.fixture.ts'
import { writeErrorWorkbook } from './error-workbook.ts'
import { writeExcelItems } from './excel-items.ts'
import { someItems } from './items.fixture.ts'

const safe = async (bytes: Uint8Array): Promise<NewPicture> => {
  const verdict = await safePicture(bytes)
  assert.ok(!verdict.refused)
  return verdict.value
}
const photo = sharp({
  create: {
    width: 60,
    height: 45,
    channels: 3,
    background: '#888',
    noise: { type: 'gaussian', mean: 120, sigma: 40 },
  },
})
const pictures = [
  await safe(await dot('#f00')),
  await safe(await photo.clone().jpeg({ quality: 70 }).toBuffer()),
]
const holds = {
  options: 5,
  breaks: false,
  tables: false,
  source: false,
  explanation: true,
  figure: true,
  pictures,
}

const write = (format: ExcelFormat, items: readonly Item[]) =>
  writeExcelItems({ format, items, pictures, bank: '电工题库' })
const readBack = async (bytes: Uint8Array) => {
  const verdict = await readExcelItems(bytes)
  assert.ok(!verdict.refused, JSON.stringify(verdict))
  return verdict.value
}
const itemsOf = async (bytes: Uint8Array) =>
  (await readBack(bytes)).items.map(({ draft }) => {
    const { item, problems } = checkItem(draft)
    assert.ok(item, JSON.stringify([problems, draft]))
    return item
  })

test('template A to items to template A: items of all nine types come back identical, pictures, marks and formulas too', async () => {
  for (const seed of ['甲', '乙', '丙', '丁']) {
    const items = someItems(seed, 90, holds)
    const { bytes, losses } = await write('excel-a', items)
    assert.deepEqual(losses, [])
    assert.deepEqual(await itemsOf(bytes), items)
    const { bank, pictures: held } = await readBack(bytes)
    assert.equal(bank, '电工题库')
    assert.ok(held.every(({ digest }) => pictures.some((picture) => picture.digest === digest)))
  }
})

test('the demonstration bank goes out as template A and comes back identical', async () => {
  const items = await itemsOf(demoFile('items-electrician-4.xlsx'))
  const { bytes, losses } = await write('excel-a', items)
  assert.deepEqual(losses, [])
  assert.deepEqual(await itemsOf(bytes), items)
})

test('template C holds the same and the source; template B all but composites and what it has no column for', async () => {
  const items = someItems('丙', 90, { ...holds, source: true, figure: false })
  const { bytes, losses } = await write('excel-c', items)
  assert.deepEqual(losses, [])
  assert.deepEqual(await itemsOf(bytes), items)
  const toB = await write('excel-b', items)
  assert.deepEqual(
    new Set(toB.losses.map(({ what }) => what)),
    new Set(['试题ID', '解析', '出处', '综合题（未写出）']),
  )
  const back = (await readBack(toB.bytes)).items.map(({ draft }) => draft)
  const kept = items.filter(({ type }) => type !== 'F')
  const completed = back.map((draft, at) => checkItem({ ...draft, code: kept[at]!.code }).item)
  assert.deepEqual(
    completed,
    kept.map((item) => ({ ...item, explanation: [], source: '' })),
  )
})

test('what template A cannot hold is listed by name: a sixth option, a source, a table, a list, a soft break', async () => {
  const [item] = someItems('丁', 1, { ...holds, pictures: [] })
  const labels = ['A', 'B', 'C', 'D', 'E', 'F'] as const
  const { losses } = await write('excel-a', [
    {
      ...item!,
      stem: [
        { kind: 'table', rows: [[{ content: [{ kind: 'text', text: '甲' }] }]] },
        { kind: 'list', ordered: true, items: [[{ kind: 'text', text: '乙' }, { kind: 'break' }]] },
      ],
      options: labels.map((label) => ({ label, content: plain(label) })),
      source: '《手册》',
    },
  ])
  assert.deepEqual(
    losses.map(({ what }) => what),
    ['表格（保留文字）', '列表（保留文字）', '段内换行（改为分段）', '选项F', '出处'],
  )
})

test('a WebP picture goes out as PNG, which Excel shows, and that is said', async () => {
  const webp = await safe(await photo.clone().webp().toBuffer())
  const [item] = someItems('辛', 1, { ...holds, pictures: [] })
  const stem = [
    { kind: 'paragraph' as const, content: [{ kind: 'picture' as const, digest: webp.digest, alt: '照片' }] },
  ]
  const { bytes, losses } = await writeExcelItems({
    format: 'excel-a',
    items: [{ ...item!, stem }],
    pictures: [webp],
    bank: '',
  })
  assert.deepEqual(losses, [{ what: '图片格式（WebP改为PNG）', sample: '照片' }])
  const [held] = (await readBack(bytes)).pictures
  assert.deepEqual([held?.mediaType, held?.width, held?.height], ['image/png', 60, 45])
})

test('a cell that begins like a formula is text that Excel does not run', async () => {
  const [item] = someItems('戊', 1, { ...holds, pictures: [] })
  const { bytes } = await write('excel-a', [
    { ...item!, stem: plain("=cmd|'/c calc'!A1"), explanation: plain('+1') },
  ])
  const sheet = Buffer.from(unzipSync(bytes)['xl/worksheets/sheet1.xml']!).toString()
  assert.doesNotMatch(sheet, /<f>/)
  assert.match(sheet, /t="inlineStr"><is><t xml:space="preserve">=cmd\|/)
  const styles = Buffer.from(unzipSync(bytes)['xl/styles.xml']!).toString()
  assert.match(styles, /quotePrefix="1"/)
})

test('HN-1.8.3.7-03 refused items come back in their template with the reasons beside them, and can be sent again corrected', async () => {
  const { items, pictures: held } = await readBack((await write('excel-a', someItems('己', 9, holds))).bytes)
  const refused = items.slice(0, 3).map((item) => ({
    item,
    reasons: [{ sentence: '正确答案不在选项之中。', remedy: '请改正。', clauses: ['HN-1.8.3.7-03'] }],
  }))
  const bytes = await writeErrorWorkbook({ format: 'excel-a', bank: '题库', refused, pictures: held })
  const opened = await openWorkbook(bytes)
  assert.ok(!opened.refused)
  const rows = []
  for await (const row of opened.value.rows(0)) rows.push(row)
  opened.value.close()
  const shown = rows.map(({ cells }) =>
    cells.slice(17).map((cell) => (cell?.kind === 'text' ? cell.text : '')),
  )
  assert.deepEqual(shown[0], ['位置', '错误原因', '依据'])
  assert.deepEqual(shown[1], ['第2行', '正确答案不在选项之中。请改正。', 'HN-1.8.3.7-03'])
  const again = await readBack(bytes)
  assert.deepEqual(again.losses, [])
  assert.deepEqual(
    again.items.map(({ draft }) => draft),
    items.slice(0, 3).map(({ draft }) => draft),
  )
})

test('refused items of other formats are listed by place with their source', async () => {
  const parsed = (await readBack((await write('excel-a', someItems('庚', 1, holds))).bytes)).items[0]!
  const refused = [
    {
      item: { ...parsed, place: '第34段', source: '=原文' },
      reasons: [{ sentence: '没有答案。', clauses: [] }],
    },
  ]
  const bytes = await writeErrorWorkbook({ format: 'word-plain', bank: '', refused, pictures: [] })
  const opened = await openWorkbook(bytes)
  assert.ok(!opened.refused)
  const rows = []
  for await (const { cells } of opened.value.rows('错误'))
    rows.push(cells.map((cell) => (cell?.kind === 'text' ? cell.text : '')))
  opened.value.close()
  assert.deepEqual(rows, [
    ['位置', '原文', '错误原因', '依据'],
    ['第34段', '=原文', '没有答案。'],
  ])
})
