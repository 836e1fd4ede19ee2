import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { openWorkbook } from '#platform/spreadsheet/reader.ts'
import { plain } from '../core/rich.ts'
import { itemList } from '../item/contract.ts'
import {
  auditFindings,
  type Bench,
  bank,
  commitStaged,
  openBench,
  stageFile,
  stock,
  taskDepsOf,
  uploadFile,
} from '../itembank.fixture.ts'
import {
  amendImportRow,
  commitImport,
  discardImport,
  importDetail,
  importErrors,
  importRows,
  mapImport,
  nextImportRow,
  setImportRows,
  stageImport,
  viewImport,
  viewImportRow,
} from './contract.ts'
import { errorTitles } from './core/excel-layouts.ts'
import { generatedWorkbook, optionsOf } from './excel-a.fixture.ts'
import { collect } from './import/rows.ts'
import { demoFile } from './import/workbook.fixture.ts'
import { textRows } from './import/workbook.ts'
import { clearExchange } from './tasks.ts'

let bench: Bench
before(async () => {
  bench = await openBench()
  await stock(bench)
})
after(() => bench.close())

const itemsInBank = async (): Promise<number> =>
  (await bench.world.done(itemList, { page: 1, pageSize: 1, bank }, bench.author)).total

const statesOf = async (itemImportId: string) => {
  const { rows } = await bench.world.done(importRows, { itemImportId, page: 1, pageSize: 200 }, bench.author)
  return rows
}

test('HN-1.8.3.7-03 a template with 100 items, 3 of them faulty, imports 97 and names the 3 lines', async () => {
  const { world, author } = bench
  const faults: Record<number, object> = { 10: { key: 'E' }, 20: { stem: '' }, 30: { difficulty: '九' } }
  const before = await itemsInBank()
  const staged = await stageFile(bench, await generatedWorkbook(100, (at) => faults[at] ?? {}))
  const { itemImportId, version } = staged
  const whole = { itemImportId, version, mode: 'all-or-nothing', origin: 'own' } as const
  const refused = await world.run(commitImport, whole, author)
  assert.equal(refused.refused && refused.code, 'ROWS_REFUSED')
  const { report } = await commitStaged(bench, itemImportId, 'skip-bad-rows')
  assert.deepEqual(report, { found: 100, imported: 97, refused: 3, duplicate: 0, excluded: 0, near: 0 })
  assert.equal(report.found, report.imported + report.refused + report.duplicate)
  assert.equal(await itemsInBank(), before + 97)
  assert.deepEqual(
    (await statesOf(itemImportId)).map(({ place, state, problems }) => [place, state, problems]),
    [
      ['第12行', 'problem', ['KEY_OUTSIDE_OPTIONS']],
      ['第22行', 'problem', ['STEM_MISSING']],
      ['第32行', 'problem', ['GRADE_UNREADABLE']],
    ],
  )
  const errors = await world.done(importErrors, { itemImportId }, author)
  const book = await openWorkbook(Buffer.from(errors.file, 'base64'))
  assert.ok(!book.refused)
  const rows = await collect(textRows(book.value, 0))
  book.value.close()
  const at = rows[0]!.cells.indexOf(errorTitles[0])
  assert.deepEqual(
    rows.slice(1).map(({ cells }) => [cells[at], String(cells[at + 1]).split('。')[0]]),
    [
      ['第12行', '答案E不在选项之中'],
      ['第22行', '题干为空'],
      ['第32行', '难度代码“九”不是1至5'],
    ],
  )
  assert.ok(rows[1]!.cells.some((cell) => /示例第11题/.test(String(cell))))
})

test('HN-1.8.3.5-05 1,000 items uploaded are acknowledged with 1,000; committing again answers the same and writes nothing', async () => {
  const { world, author } = bench
  const before = await itemsInBank()
  const staged = await stageFile(
    bench,
    await generatedWorkbook(1000, (at) => ({ code: '', stem: `千题之${at}：应选（ ）。` })),
  )
  const done = await commitStaged(bench, staged.itemImportId, 'all-or-nothing')
  assert.deepEqual(done.report, {
    found: 1000,
    imported: 1000,
    refused: 0,
    duplicate: 0,
    excluded: 0,
    near: 0,
  })
  assert.equal(await itemsInBank(), before + 1000)
  const again = {
    itemImportId: staged.itemImportId,
    version: staged.version,
    mode: 'all-or-nothing',
    origin: 'own',
  } as const
  const { jobId } = await world.done(commitImport, again, author)
  assert.equal(jobId, done.jobId)
  await bench.runJob(jobId)
  assert.equal(await itemsInBank(), before + 1000)
  // Codes that the file did not bring go on from the bank's highest of each type and point.
  const { rows } = await world.done(
    itemList,
    { page: 1, pageSize: 200, bank, type: 'B', point: 'A-A-A-001' },
    author,
  )
  assert.equal(new Set(rows.map(({ code }) => code)).size, rows.length)
  assert.deepEqual(await auditFindings(bench), [])
})

test('HN-1.8.3.5-04 an item without a link to a point of the standard is refused until it has one', async () => {
  const { world, author } = bench
  const file = await generatedWorkbook(3, (at) => ({
    ...{ code: '', stem: `要点题${at}（ ）。` },
    ...(at === 0 ? { pointCode: '' } : at === 1 ? { pointCode: 'Z-Z-Z-999' } : {}),
  }))
  const { itemImportId, counts } = await stageFile(bench, file)
  assert.deepEqual([counts?.good, counts?.problem], [1, 2])
  const shown = await world.done(viewImportRow, { itemImportId, ordinal: 1 }, author)
  assert.deepEqual(
    shown.problems.map(({ code, clauses }) => [code, clauses]),
    [['POINT_MISSING', ['HN-1.8.3.5-04']]],
  )
  const unknown = await world.done(viewImportRow, { itemImportId, ordinal: 2 }, author)
  assert.deepEqual(
    unknown.problems.map(({ code, clauses }) => [code, clauses]),
    [['POINT_UNKNOWN', ['HN-1.8.3.5-04']]],
  )
  const mapped = await world.done(mapImport, { itemImportId, points: [], otherwise: 'A-A-A-001' }, author)
  assert.deepEqual([mapped.counts.good, mapped.counts.problem], [2, 1])
  const set = await world.done(setImportRows, { itemImportId, ordinals: [2], pointCode: 'A-A-B-001' }, author)
  assert.equal(set.counts.good, 3)
  const { report } = await commitStaged(bench, itemImportId, 'all-or-nothing')
  assert.equal(report?.imported, 3)
})

test('SDS-5.1-05 an import with another key for an item of the bank is refused for that row and changes nothing', async () => {
  const { world, author } = bench
  const first = await generatedWorkbook(2, (at) => ({
    code: `B-A-A-A-001-90${at}`,
    pointCode: 'A-A-A-001',
    stem: `不变${at}（ ）。`,
  }))
  await commitStaged(bench, (await stageFile(bench, first)).itemImportId, 'all-or-nothing')
  const before = await itemsInBank()
  const changed = await generatedWorkbook(3, (at) => ({
    ...{ code: `B-A-A-A-001-90${at}`, pointCode: 'A-A-A-001', stem: `不变${at}（ ）。` },
    ...(at === 0 ? { key: 'C' } : {}),
    // The same question under another code, answered otherwise.
    ...(at === 2
      ? {
          stem: '不变1（ ）。',
          ...optionsOf('不变1（ ）。'),
          key: 'D',
        }
      : {}),
  }))
  const { itemImportId, counts } = await stageFile(bench, changed)
  assert.deepEqual([counts?.good, counts?.problem, counts?.duplicate], [0, 2, 1])
  const taken = await world.done(viewImportRow, { itemImportId, ordinal: 1 }, author)
  assert.deepEqual(
    taken.problems.map(({ code, clauses }) => [code, clauses]),
    [['CODE_TAKEN', ['SDS-5.1-05']]],
  )
  assert.ok(taken.twin?.draft, 'the item of the bank stands beside it')
  const conflict = await world.done(viewImportRow, { itemImportId, ordinal: 3 }, author)
  assert.deepEqual(
    conflict.problems.map(({ code }) => code),
    ['KEY_CONFLICT'],
  )
  const { version } = await world.done(importDetail, { itemImportId }, author)
  const outcome = await world.run(
    commitImport,
    { itemImportId, version, mode: 'skip-bad-rows', origin: 'own' },
    author,
  )
  assert.equal(outcome.refused && outcome.code, 'NOTHING_TO_IMPORT')
  assert.equal(await itemsInBank(), before)
})

test('a faulty row is mended in place and judged at once; a row left out frees the one that repeats it', async () => {
  const { world, author } = bench
  const file = await generatedWorkbook(3, (at) => ({
    ...{
      code: '',
      stem: at === 2 ? '改正题（ ）。' : '重复题（ ）。',
      optionA: '甲',
      optionB: '乙',
      optionC: '丙',
      optionD: '丁',
    },
    ...{ key: at === 2 ? 'H' : 'A' },
  }))
  const { itemImportId, counts } = await stageFile(bench, file)
  assert.deepEqual([counts?.good, counts?.problem, counts?.duplicate], [1, 1, 1])
  const { ordinal } = await world.done(nextImportRow, { itemImportId, after: 0, states: ['problem'] }, author)
  assert.equal(ordinal, 3)
  const { draft } = await world.done(viewImportRow, { itemImportId, ordinal: 3 }, author)
  const amended = await world.done(
    amendImportRow,
    { itemImportId, ordinal: 3, draft: { ...draft, key: plain('B') as never } },
    author,
  )
  assert.equal(amended.state, 'good')
  const left = await world.done(setImportRows, { itemImportId, ordinals: [1], excluded: true }, author)
  assert.deepEqual(left.counts, { found: 3, good: 2, problem: 0, duplicate: 0, near: 0, excluded: 1 })
  const { report } = await commitStaged(bench, itemImportId, 'all-or-nothing')
  assert.deepEqual(report, { found: 3, imported: 2, refused: 1, duplicate: 0, excluded: 1, near: 0 })
  const { owner } = world.database.connection
  const facts = await owner
    .selectFrom('fact')
    .select('data')
    .where('type', '=', 'import-row-amended')
    .execute()
  assert.deepEqual(
    facts.map(({ data }) => data),
    [{ ordinal: 3, fields: ['key'] }],
  )
})

test('what the bank took in after the reading is seen when the items are written', async () => {
  const { world, author } = bench
  const file = () => generatedWorkbook(2, (at) => ({ code: '', stem: `先后题${at}（ ）。` }))
  const one = await stageFile(bench, await file())
  const two = await stageFile(bench, await file())
  assert.equal(two.counts?.good, 2)
  await commitStaged(bench, one.itemImportId, 'all-or-nothing')
  const { report } = await commitStaged(bench, two.itemImportId, 'all-or-nothing')
  assert.deepEqual(report, { found: 2, imported: 0, refused: 0, duplicate: 2, excluded: 0, near: 0 })
  const { itemImportId } = two
  assert.equal((await world.done(importDetail, { itemImportId }, author)).stateWord, '已导入')
})

test('SDS-5.1-03 an uploaded file lies sealed, is removed once it is read, and is its own person’s alone', async () => {
  const { world, author, reviewer } = bench
  const text = '保密探针文字甲乙丙丁'
  const bytes = await generatedWorkbook(1, () => ({ code: '', stem: `${text}（ ）。` }))
  const itemUploadId = await uploadFile(bench, bytes, { by: author })
  const { owner } = world.database.connection
  const row = await owner
    .selectFrom('itemUpload')
    .selectAll()
    .where('id', '=', itemUploadId)
    .executeTakeFirstOrThrow()
  const sealed = await world.services.blobs.get(row.blob)
  assert.ok(sealed && !Buffer.from(sealed).includes(Buffer.from(bytes).subarray(0, 64)))
  const stolen = await world.run(stageImport, { bank, itemUploadId }, reviewer)
  assert.equal(stolen.refused && stolen.code, 'FILE_MISSING')
  const { itemImportId, jobId } = await world.done(stageImport, { bank, itemUploadId }, author)
  await bench.runJob(jobId)
  assert.equal(await world.services.blobs.has(row.blob), false)
  assert.equal(
    (await owner.selectFrom('itemUpload').selectAll().where('id', '=', itemUploadId).execute()).length,
    0,
  )
  const { rows } = await sql<{
    text: string
  }>`SELECT to_jsonb(r)::text AS text FROM item_import_row r`.execute(owner)
  assert.ok(
    rows.every((each) => !each.text.includes(text) && !each.text.includes(Buffer.from(text).toString('hex'))),
  )
  const commandId = randomUUID()
  const look = { itemImportId, ordinal: 1 }
  assert.ok(!(await world.run(viewImportRow, look, { actor: author, commandId })).refused)
  const again = await world.run(viewImportRow, look, { actor: author, commandId })
  assert.equal(again.refused && again.code, 'NOT_FOUND', 'what was shown is not kept to be shown again')
})

test('a file that cannot be read is found again with its reason; a wrong ending does not matter', async () => {
  const noise = Buffer.from('这不是表格'.repeat(40))
  const failed = await stageFile(bench, noise, { name: '题库.xlsx' })
  assert.deepEqual([failed.state, failed.stateWord], ['failed', '未能读取'])
  assert.match(failed.trouble?.sentence ?? '', /没有读到试题|没有识别出试题|试题/)
  const other = await stageFile(bench, demoFile('rooms.xlsx'))
  assert.match(other.trouble?.sentence ?? '', /表头缺少列/)
  const picture = await stageFile(bench, new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]), { name: '题.xlsx' })
  assert.match(picture.trouble?.sentence ?? '', /图片/)
  const right = await stageFile(
    bench,
    await generatedWorkbook(1, () => ({ code: '', stem: '改名（ ）。' })),
    {
      name: '题库.txt',
    },
  )
  assert.deepEqual([right.state, right.formatName], ['ready', '国家题库模板（17列）'])
})

test('an import is given up at once, and cleared when its days have passed', async () => {
  const { world, author } = bench
  const file = await generatedWorkbook(2, (at) => ({ code: '', stem: `放弃题${at}（ ）。` }))
  const one = await stageFile(bench, file)
  await world.done(discardImport, { itemImportId: one.itemImportId }, author)
  assert.deepEqual(await statesOf(one.itemImportId), [])
  const two = await stageFile(bench, file)
  assert.equal(two.sameFile, null, 'what was given up does not count')
  world.at('2026-11-30')
  await clearExchange(taskDepsOf(bench), world.services.clock.now())
  world.at('2026-11-20')
  const { state } = await world.done(importDetail, { itemImportId: two.itemImportId }, author)
  assert.equal(state, 'expired')
  assert.deepEqual(await statesOf(two.itemImportId), [])
  const { owner } = world.database.connection
  assert.deepEqual(await owner.selectFrom('itemImportRow').select('ordinal').execute(), [])
  assert.deepEqual(await auditFindings(bench), [])
})

test('what the file says of itself is shown on request and that it was asked for is on record', async () => {
  const { world, author } = bench
  const { itemImportId } = await stageFile(
    bench,
    await generatedWorkbook(1, () => ({ code: '', stem: '自述（ ）。' })),
  )
  const found = await world.done(viewImport, { itemImportId }, author)
  assert.deepEqual(found, { bank, losses: [], knowledge: [] })
  const { owner } = world.database.connection
  const facts = await owner.selectFrom('fact').select('clauses').where('type', '=', 'import-viewed').execute()
  assert.deepEqual(facts, [{ clauses: ['SDS-4.2-07', 'SDS-5.1-03'] }])
})
