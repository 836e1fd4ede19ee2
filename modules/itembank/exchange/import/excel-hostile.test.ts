import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inWorker } from '#platform/upload/in-worker.ts'
import { readExcelItems } from './excel-items.ts'
import { packageOf, relationships, rowXml, workbookOf } from './package.fixture.ts'

const titles =
  '鉴定点代码 题目类型代码 试题(题干) 选项A 选项B 选项C 选项D 选项E 答案 难度代码 一致性代码'.split(' ')
const good = ['A-A-A-001', 'B', '题干（ ）', '甲', '乙', '', '', '', 'A', '3', '5']
const sheet = (...cells: readonly string[][]) =>
  `<sheetData>${[titles, ...cells].map((row, at) => rowXml(at + 1, row)).join('')}</sheetData>`

const hostile: Readonly<Record<string, () => Uint8Array>> = {
  'spreadsheet-empty': () => new Uint8Array(0),
  'spreadsheet-legacy-xls': () => new Uint8Array([0x09, 0x08, 0x08, 0x00, ...new Array(100).fill(0)]),
  'spreadsheet-wrong-type': () => new TextEncoder().encode('ID,题型代码\n1,B'),
  'spreadsheet-corrupt': () => workbookOf(sheet(good)).subarray(0, 500),
  'spreadsheet-unsafe-path': () =>
    packageOf({ '../x': '', '[Content_Types].xml': '', 'xl/workbook.xml': '' }),
  'spreadsheet-document-type': () =>
    workbookOf('', {
      'xl/worksheets/sheet1.xml': '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
    }),
  'spreadsheet-ratio': () => workbookOf(`<sheetData>${' '.repeat(30_000_000)}</sheetData>`),
  'spreadsheet-too-many-columns': () =>
    workbookOf(`<sheetData>${rowXml(1, titles)}<row r="2"><c r="ZZZ2"><v>1</v></c></row></sheetData>`),
}

test('hostile and broken workbooks are refused by name, with what to do', async () => {
  for (const [code, bytes] of Object.entries(hostile)) {
    const verdict = await readExcelItems(bytes())
    assert.equal(verdict.refused ? verdict.code : 'accepted', code)
    assert.match(verdict.refused ? verdict.remedy : '', /。$/)
  }
})

test('a sheet listed twice and a row within a row are refused: two items would stand in one place', async () => {
  const names = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
  const listing = (...sheets: readonly string[]) =>
    workbookOf(sheet(good), {
      'xl/workbook.xml': `<workbook ${names}><sheets>${sheets.join('')}</sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': relationships(
        's worksheet worksheets/sheet1.xml',
        't worksheet worksheets/sheet2.xml',
      ),
      'xl/worksheets/sheet2.xml': `<worksheet>${sheet(good)}</worksheet>`,
    })
  const [first, renamed, namesake] = [
    '<sheet name="一" r:id="s"/>',
    '<sheet name="二" r:id="s"/>',
    '<sheet name="一" r:id="t"/>',
  ]
  const inText = `<sheetData>${rowXml(1, titles)}${rowXml(2, good).replace('<is>', '<is><row r="9"><is/></row>')}</sheetData>`
  const nested = `<sheetData>${rowXml(1, titles)}${rowXml(2, good).replace('</row>', rowXml(3, good))}</row></sheetData>`
  for (const bytes of [
    listing(first, first),
    listing(first, renamed),
    listing(first, namesake),
    workbookOf(nested),
    workbookOf(inText),
  ]) {
    const verdict = await readExcelItems(bytes)
    assert.equal(verdict.refused && verdict.code, 'spreadsheet-corrupt')
  }
  const two = await readExcelItems(listing(first, '<sheet name="二" r:id="t"/>'))
  assert.deepEqual(two.refused ? [] : two.value.items.map(({ place }) => place), ['“一”第2行', '“二”第2行'])
})

test('a cell of more lines than an item holds is cut, and its item says so', async () => {
  const long = Array.from({ length: 300 }, (_, at) => `第${at}行`).join('\n')
  const verdict = await readExcelItems(workbookOf(sheet(good.with(2, long))))
  assert.ok(!verdict.refused)
  const [item] = verdict.value.items
  assert.ok(item && item.draft.stem.length <= 200)
  assert.deepEqual(
    item.problems.map(({ field }) => field),
    ['stem'],
  )
})

test('a part whose kind is the name of something every object has is no loss by that name', async () => {
  const verdict = await readExcelItems(
    workbookOf(sheet(good), {
      'xl/worksheets/_rels/sheet1.xml.rels': relationships('a constructor ../a.xml', 'b comments ../b.xml'),
    }),
  )
  assert.ok(!verdict.refused)
  assert.deepEqual(verdict.value.losses, [{ what: '批注', sample: '工作表“一”' }])
})

test('a picture outside the file is not fetched, a bomb of a picture is not unfolded; both are losses of their item', async () => {
  const bytes = workbookOf(`${sheet(good)}<drawing r:id="d"/>`, {
    'xl/worksheets/_rels/sheet1.xml.rels': relationships('d drawing ../drawings/drawing1.xml'),
    'xl/drawings/drawing1.xml': `<wsDr>${['x', 's']
      .map(
        (id) =>
          `<oneCellAnchor><from><col>2</col><row>1</row></from><pic><blipFill><blip r:link="${id}" r:embed="${id}"/></blipFill></pic></oneCellAnchor>`,
      )
      .join('')}</wsDr>`,
    'xl/drawings/_rels/drawing1.xml.rels': relationships(
      'x image http://127.0.0.1:9/x.png',
      's image ../media/s.svg',
    ),
    'xl/media/s.svg':
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>',
  })
  const verdict = await readExcelItems(bytes)
  assert.ok(!verdict.refused)
  const [item] = verdict.value.items
  assert.deepEqual(
    item?.losses.map(({ what }) => what),
    ['图形、图表或链接的图片', '图片（SVG）'],
  )
  assert.deepEqual(verdict.value.pictures, [])
})

test('a file of 200 MB is refused before a byte of it is read', async () => {
  const verdict = await inWorker({
    module: new URL('./excel-items.ts', import.meta.url),
    export: 'readExcelItems',
    input: new Uint8Array(200 * 1024 * 1024),
    limits: { bytes: 50_000_000, milliseconds: 20_000, memory: 400 },
  })
  assert.equal(verdict.refused && verdict.code, 'upload-too-large')
})

test('the readers run in the upload worker as they are', async () => {
  const verdict = await inWorker<{ items: readonly unknown[] }, string>({
    module: new URL('./excel-items.ts', import.meta.url),
    export: 'readExcelItems',
    input: workbookOf(sheet(good, good)),
    limits: { bytes: 50_000_000, milliseconds: 20_000, memory: 400 },
  })
  assert.equal(verdict.refused ? verdict.sentence : verdict.value.items.length, 2)
})
