import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { shownText } from './cell.ts'
import type { SpreadsheetLimits } from './limits.ts'
import { asVerdict, openWorkbook, type ReadOptions } from './reader.ts'
import type { SheetRow } from './rows.ts'
import { writeWorkbook } from './writer.ts'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relationNames = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${relationNames}/${type}" Target="${target}"/>`

interface Crafted {
  readonly sheet?: string
  readonly strings?: string
  readonly styles?: string
  readonly workbook?: string
  readonly more?: Readonly<Record<string, string>>
}

/** A workbook of hand-written parts, as writers other than ours make them. */
const craft = ({ sheet = '', strings = '', styles = '', workbook = '', more = {} }: Crafted): Uint8Array => {
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships>${relation('a', 'officeDocument', '/xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relationNames}">${workbook}<sheets><sheet name="一" r:id="s"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relation('s', 'worksheet', 'worksheets/sheet1.xml')}${relation('t', 'sharedStrings', 'sharedStrings.xml')}${relation('u', 'styles', 'styles.xml')}</Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}">${sheet}</worksheet>`,
    'xl/sharedStrings.xml': `<sst>${strings}</sst>`,
    'xl/styles.xml': `<styleSheet>${styles}</styleSheet>`,
    ...more,
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))
}

const rowsOf = async (
  bytes: Uint8Array,
  options: ReadOptions & {
    readonly limits?: Partial<SpreadsheetLimits>
    readonly sheet?: string | number
  } = {},
) => {
  const book = await openWorkbook(bytes, options.limits)
  if (book.refused) return book
  const verdict = await asVerdict(async () => {
    const rows: SheetRow[] = []
    for await (const row of book.value.rows(options.sheet ?? 0, options)) rows.push(row)
    return rows
  })
  book.value.close()
  return verdict
}
const accepted = async (...args: Parameters<typeof rowsOf>): Promise<SheetRow[]> => {
  const verdict = await rowsOf(...args)
  assert.ok(!verdict.refused, JSON.stringify(verdict))
  return verdict.value
}
const codeOf = async (...args: Parameters<typeof rowsOf>) => {
  const verdict = await rowsOf(...args)
  return verdict.refused ? verdict.code : 'accepted'
}
const demo = (name: string) => readFileSync(path.resolve('demo/data', name))

test('cells of every kind: shared, inline and rich strings, booleans, errors, ISO dates, long numbers as written', async () => {
  const cells =
    '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><r><t>内</t></r><r><t>联</t></r></is></c>' +
    '<c r="D1" t="b"><v>1</v></c><c r="E1" t="e"><v>#N/A</v></c><c r="F1" t="d"><v>2026-12-26T09:00:00</v></c><c r="G1"><v>370101199001010011</v></c>'
  const strings =
    '<si><t xml:space="preserve"> 甲 </t></si><si><r><t>重</t></r><r><t>庆</t></r><rPh sb="0" eb="1"><t>チョン</t></rPh></si>'
  const [row] = await accepted(craft({ sheet: `<sheetData><row r="1">${cells}</row></sheetData>`, strings }))
  assert.deepEqual(row!.cells.map(shownText), [
    ' 甲 ',
    '重庆',
    '内联',
    'TRUE',
    '#N/A',
    '2026-12-26 09:00:00',
    '370101199001010011',
  ])
  assert.deepEqual(
    row!.cells.map((cell) => cell?.kind),
    ['text', 'text', 'text', 'boolean', 'error', 'date', 'number'],
  )
})

test('a formula keeps its last value and says that it is a formula, a shared one and one without a value too', async () => {
  const cells =
    '<c t="str"><f>A2&amp;"x"</f><v>甲x</v></c><c><f t="shared" si="0"/><v>3</v></c><c><f>NOW()</f></c>'
  const [row] = await accepted(craft({ sheet: `<sheetData><row>${cells}</row></sheetData>` }))
  assert.deepEqual(row!.cells, [
    { kind: 'formula', formula: 'A2&"x"', value: { kind: 'text', text: '甲x' } },
    { kind: 'formula', formula: '', value: { kind: 'number', number: 3, raw: '3' } },
    { kind: 'formula', formula: 'NOW()', value: null },
  ])
})

test('rows and cells without references follow those before them; gaps stay gaps', async () => {
  const sheet =
    '<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row></sheetData>'
  const rows = await accepted(craft({ sheet }))
  assert.deepEqual(
    rows.map((row) => [row.rowNumber, row.cells.map(shownText)]),
    [
      [1, ['1', '2']],
      [5, ['', '', '3', '4']],
      [6, ['5']],
    ],
  )
})

test('a namespace prefix on every element changes nothing', async () => {
  const prefixed = `<x:worksheet xmlns:x="${main}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>`
  const rows = await accepted(craft({ more: { 'xl/worksheets/sheet1.xml': prefixed } }))
  assert.equal(shownText(rows[0]!.cells[0]!), '7')
})

test('numbers are dates where their format shows dates, in both date systems', async () => {
  const styles =
    '<numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs>'
  const sheet =
    '<sheetData><row><c><v>46382</v></c><c s="1"><v>46382</v></c><c s="2"><v>46382</v></c></row></sheetData>'
  const read = async (workbook: string) =>
    (await accepted(craft({ sheet, styles, workbook })))[0]!.cells.map(shownText)
  assert.deepEqual(await read(''), ['46382', '2026-12-26', '2026-12-26'])
  assert.deepEqual(await read('<workbookPr date1904="1"/>'), ['46382', '2030-12-27', '2030-12-27'])
})

test('a vertical merge gives its value to the rows below when asked, and only then', async () => {
  const sheet =
    '<sheetData><row r="1"><c r="B1" t="inlineStr"><is><t>上级</t></is></c></row><row r="2"><c r="A2"><v>2</v></c></row><row r="3"><c r="C3"><v>3</v></c></row><row r="4"><c r="A4"><v>4</v></c></row></sheetData><mergeCells><mergeCell ref="B1:B3"/><mergeCell ref="A4:C4"/></mergeCells>'
  const shown = (rows: SheetRow[]) => rows.map((row) => row.cells.map(shownText))
  const filled = await accepted(craft({ sheet }), { fillMerges: true })
  assert.deepEqual(shown(filled), [['', '上级'], ['2', '上级'], ['', '上级', '3'], ['4']])
  assert.deepEqual(filled[3]!.merges, [{ top: 4, bottom: 4, left: 0, right: 2 }])
  assert.deepEqual(shown(await accepted(craft({ sheet }))), [['', '上级'], ['2'], ['', '', '3'], ['4']])
})

test('hidden sheets and rows and blank formatted rows are told', async () => {
  const sheet =
    '<sheetData><row r="1" hidden="1"><c><v>1</v></c></row><row r="2"><c s="1"/></row></sheetData>'
  const workbook = `<workbook xmlns:r="${relationNames}"><sheets><sheet name="一" state="veryHidden" r:id="s"/></sheets></workbook>`
  const bytes = craft({ sheet, more: { 'xl/workbook.xml': workbook } })
  const book = await openWorkbook(bytes)
  assert.ok(!book.refused)
  assert.deepEqual(book.value.sheets, [{ name: '一', hidden: true }])
  book.value.close()
  const rows = await accepted(bytes)
  assert.deepEqual(
    rows.map(({ hidden, blank }) => ({ hidden, blank })),
    [
      { hidden: true, blank: false },
      { hidden: false, blank: true },
    ],
  )
})

test('other files are told by content, whatever their name says', async () => {
  const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504)])
  assert.equal(await codeOf(new Uint8Array()), 'spreadsheet-empty')
  assert.equal(
    await codeOf(Buffer.concat([compound, Buffer.from('Workbook', 'utf16le')])),
    'spreadsheet-legacy-xls',
  )
  assert.equal(
    await codeOf(Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')])),
    'spreadsheet-encrypted',
  )
  assert.equal(await codeOf(Buffer.from('姓名,证件号码\n甲,1')), 'spreadsheet-wrong-type')
  assert.equal(await codeOf(demo('items-tea-5.docx')), 'spreadsheet-wrong-type')
  assert.equal(await codeOf(zipSync({ 'a.txt': strToU8('a') })), 'spreadsheet-wrong-type')
})

test('a broken file is refused as broken: cut short, a flipped byte, unclosed XML, a string that is not there', async () => {
  const whole = demo('roster-electrician-4.xlsx')
  assert.equal(await codeOf(whole.subarray(0, whole.length >> 1)), 'spreadsheet-corrupt')
  const flipped = Buffer.from(whole)
  flipped[Math.floor(whole.length / 3)]! ^= 0xff
  assert.equal(await codeOf(flipped), 'spreadsheet-corrupt')
  assert.equal(await codeOf(craft({ sheet: '<sheetData><row>' })), 'spreadsheet-corrupt')
  assert.equal(
    await codeOf(craft({ sheet: '<sheetData><row><c t="s"><v>9</v></c></row></sheetData>' })),
    'spreadsheet-corrupt',
  )
  assert.equal(
    await codeOf(craft({ sheet: '<sheetData><row r="2"/><row r="1"/></sheetData>' })),
    'spreadsheet-corrupt',
  )
})

test('a document type declaration is refused, so no entity is ever defined or fetched', async () => {
  const bomb =
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c><v>&a;</v></c></row></sheetData></worksheet>'
  assert.equal(
    await codeOf(craft({ more: { 'xl/worksheets/sheet1.xml': bomb } })),
    'spreadsheet-document-type',
  )
})

test('a path that leaves the package is refused', async () => {
  assert.equal(await codeOf(craft({ more: { '../evil.xml': 'x' } })), 'spreadsheet-unsafe-path')
  assert.equal(await codeOf(craft({ more: { '/evil.xml': 'x' } })), 'spreadsheet-unsafe-path')
})

test('each limit has its own refusal', async () => {
  const bomb = craft({ sheet: `<sheetData/><!--${' '.repeat(4_000_000)}-->` })
  assert.equal(await codeOf(bomb), 'spreadsheet-ratio')
  assert.equal(
    await codeOf(bomb, { limits: { maxUncompressedBytes: 3_000_000, maxRatio: 1e9 } }),
    'spreadsheet-too-large',
  )
  assert.equal(await codeOf(craft({}), { limits: { maxEntries: 3 } }), 'spreadsheet-too-many-parts')
  const three =
    '<sheetData><row><c><v>1</v></c></row><row/><row><c><v>1</v></c><c><v>2</v></c></row></sheetData>'
  assert.equal(await codeOf(craft({ sheet: three }), { limits: { maxRows: 1 } }), 'spreadsheet-too-many-rows')
  assert.equal(await codeOf(craft({ sheet: three }), { limits: { maxRows: 2 } }), 'accepted')
  assert.equal(
    await codeOf(craft({ sheet: three }), { limits: { maxColumns: 1 } }),
    'spreadsheet-too-many-columns',
  )
  assert.equal(await codeOf(craft({}), { sheet: '无此表' }), 'spreadsheet-no-such-sheet')
})

test('a directory that lies about sizes is found out while unpacking', async () => {
  const lying = Buffer.from(craft({ sheet: `<sheetData/>${'<!--x-->'.repeat(1000)}` }))
  const at = lying.lastIndexOf('xl/worksheets/sheet1.xml') - 46
  lying.writeUInt32LE(100, at + 24)
  assert.equal(await codeOf(lying), 'spreadsheet-corrupt')
})

test('a changed character that leaves the XML well-formed is found by its checksum', async () => {
  const text = '<worksheet><sheetData><row><c><v>100</v></c></row></sheetData></worksheet>'
  const stored = (value: string) =>
    zipSync({ ...unpacked, 'xl/worksheets/sheet1.xml': [strToU8(text.replace('100', value)), { level: 0 }] })
  const unpacked = unzipSync(craft({}))
  const altered = Buffer.from(stored('100'))
  altered[altered.indexOf('<v>100')! + 3] = '9'.charCodeAt(0)
  assert.equal(await codeOf(stored('900')), 'accepted')
  assert.equal(await codeOf(altered), 'spreadsheet-corrupt')
})

test('the demo roster: 2,000 candidates under 33 headers, its formula told, its true dates read, its merges filled', async () => {
  const rows = await accepted(demo('roster-electrician-4.xlsx'), { fillMerges: true, sheet: '考生报名信息' })
  const at = (rowNumber: number) => rows.find((row) => row.rowNumber === rowNumber)!
  assert.equal(rows[0]!.cells.length, 33)
  assert.equal(rows.filter((row) => row.cells[0]?.kind === 'number').length, 2000)
  assert.deepEqual(
    rows.filter((row) => row.blank).map((row) => row.rowNumber),
    [457, 1419],
  )
  assert.equal(at(1229).cells[6]?.kind, 'formula')
  assert.equal(at(1737).cells[6]?.kind, 'text')
  assert.equal(shownText(at(180).cells[8]!), '1986-09-04')
  assert.equal(at(83).cells[8]?.kind, 'number')
  assert.equal(shownText(at(214).cells[17]!), '澜川市技能评价服务中心')
  assert.deepEqual(at(1763).merges, [{ top: 1763, bottom: 1763, left: 0, right: 32 }])
})

test('every sheet of every demo workbook is read to its end', async () => {
  for (const name of [
    'blueprint-electrician-4',
    'items-electrician-4',
    'practical-electrician-4',
    'rooms',
    'staff',
  ]) {
    const bytes = demo(`${name}.xlsx`)
    const book = await openWorkbook(bytes)
    assert.ok(!book.refused)
    for (const sheet of book.value.sheets)
      assert.ok((await accepted(bytes, { sheet: sheet.name, fillMerges: true })).length > 0, sheet.name)
    book.value.close()
  }
})

test('two readings of one workbook do not disturb each other', async () => {
  const bytes = await writeWorkbook({
    sheets: [
      { name: '一', columns: [{ title: 'x' }], rows: Array.from({ length: 500 }, (_, at) => [`${at}`]) },
    ],
  })
  const book = await openWorkbook(bytes)
  assert.ok(!book.refused)
  const count = async () => {
    let rows = 0
    for await (const _ of book.value.rows(0)) rows++
    return rows
  }
  assert.deepEqual(await Promise.all([count(), count()]), [501, 501])
  book.value.close()
})
