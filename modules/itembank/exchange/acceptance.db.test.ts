import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorkbook } from '#platform/spreadsheet/reader.ts'
import { itemList } from '../item/contract.ts'
import {
  activateAll,
  auditFindings,
  type Bench,
  bank,
  commitStaged,
  openBench,
  stageFile,
  stock,
} from '../itembank.fixture.ts'
import {
  acceptImportRows,
  commitImport,
  discardImport,
  importErrors,
  setImportRows,
  viewImportRow,
} from './contract.ts'
import { generatedWorkbook } from './excel-a.fixture.ts'
import { collect } from './import/rows.ts'
import { textRows } from './import/workbook.ts'

let bench: Bench
before(async () => {
  bench = await openBench()
  await stock(bench)
})
after(() => bench.close())

const itemsInBank = async (): Promise<number> =>
  (await bench.world.done(itemList, { page: 1, pageSize: 1, bank }, bench.author)).total

const electric = [
  { code: 'B-A-A-A-001-801', stem: '验电器使用前应当在有电设备上检验其是否完好（ ）。' },
  { code: 'B-A-A-A-001-802', stem: '验电器使用前应当在有电设备上试验其是否完好（ ）。' },
]
const nearCells = (at: number) => ({
  ...{ ...electric[at]!, pointCode: 'A-A-A-001', key: 'A' },
  ...{ optionA: '正在带电的设备', optionB: '停电的设备', optionC: '接地的金属外壳', optionD: '绝缘的手柄' },
})

test('HN-1.8.3.7-03 what is near another item is shown with its twin and waits for the person’s word', async () => {
  const { world, author } = bench
  const before = await itemsInBank()
  const { itemImportId, version, counts } = await stageFile(bench, await generatedWorkbook(2, nearCells))
  assert.deepEqual([counts?.good, counts?.near], [1, 1])
  const look = () => world.done(viewImportRow, { itemImportId, ordinal: 2 }, author)
  const near = await look()
  assert.deepEqual([near.state, near.acceptable, near.accepted], ['near-duplicate', 'near', []])
  assert.match(near.twin?.words ?? '', /^与文件中的第2行题目相近（\d\d%）$/)
  assert.ok(near.twin?.draft, 'the twin stands beside it')
  const { file } = await world.done(importErrors, { itemImportId }, author)
  const book = await openWorkbook(Buffer.from(file, 'base64'))
  assert.ok(!book.refused)
  const [, row, ...more] = await collect(textRows(book.value, 0))
  book.value.close()
  assert.ok(row?.cells.some((cell) => /相近。与文件中的第2行题目相近/.test(String(cell))))
  assert.deepEqual(more, [])
  const whole = { itemImportId, version, mode: 'all-or-nothing', origin: 'own' } as const
  const refused = await world.run(commitImport, whole, author)
  assert.match((refused.refused && refused.sentence) || '', /1道题与其他试题相近，尚未确认/)
  const said = await world.done(
    acceptImportRows,
    { itemImportId, as: 'near', ordinals: [2], accepted: true },
    author,
  )
  assert.deepEqual([said.counts.good, said.counts.near, said.rows], [2, 0, 1])
  const back = await world.done(
    acceptImportRows,
    { itemImportId, as: 'near', ordinals: [2], accepted: false },
    author,
  )
  assert.deepEqual([back.counts.good, back.counts.near], [1, 1])
  const { report } = await commitStaged(bench, itemImportId, 'skip-bad-rows')
  assert.deepEqual(report, { found: 2, imported: 1, refused: 1, duplicate: 0, excluded: 0, near: 1 })
  assert.equal(await itemsInBank(), before + 1)
  // The other one, sent again, is near the bank's item now and taken when the person says so of all.
  const again = await stageFile(bench, await generatedWorkbook(1, () => nearCells(1)))
  assert.equal(again.counts?.near, 1)
  const shown = await world.done(viewImportRow, { itemImportId: again.itemImportId, ordinal: 1 }, author)
  assert.match(shown.twin?.words ?? '', /^与题库中的B-A-A-A-001-801题目相近/)
  await world.done(acceptImportRows, { itemImportId: again.itemImportId, as: 'near', accepted: true }, author)
  const done = await commitStaged(bench, again.itemImportId, 'all-or-nothing')
  assert.equal(done.report?.imported, 1)
})

test('a near row whose twin is left out is free, and a bank that has grown near since the reading is noticed', async () => {
  const { world, author } = bench
  const other = (at: number) => ({
    ...nearCells(at),
    ...{ code: '', stem: electric[at]!.stem.replaceAll('验电器', '兆欧表').replace('设备上', '线圈上') },
    ...{ optionA: '断开被测回路', optionB: '短接被测回路', optionC: '接通被测电源', optionD: '拆除接地引线' },
  })
  const first = await stageFile(bench, await generatedWorkbook(2, other))
  assert.deepEqual([first.counts?.good, first.counts?.near], [1, 1])
  const { itemImportId } = first
  const left = await world.done(setImportRows, { itemImportId, ordinals: [1], excluded: true }, author)
  assert.deepEqual([left.counts.good, left.counts.near, left.counts.excluded], [1, 0, 1])
  const second = await stageFile(bench, await generatedWorkbook(1, () => other(0)))
  assert.equal(second.counts?.good, 1)
  await commitStaged(bench, itemImportId, 'all-or-nothing')
  const given = await commitStaged(bench, second.itemImportId, 'all-or-nothing')
  assert.equal(given.state, 'ready', 'given back')
  assert.match(given.trouble?.sentence ?? '', /相近，尚未确认/)
})

test('SDS-5.1-05 HN-1.8.3.5-03 changed content under a code of the bank is its next edition only when the person says so', async () => {
  const { world, author } = bench
  const first = await generatedWorkbook(2, (at) => ({
    ...{ code: `B-A-A-A-001-85${at}`, pointCode: 'A-A-A-001', stem: `新版题${at}（ ）。`, key: 'A' },
  }))
  await commitStaged(bench, (await stageFile(bench, first)).itemImportId, 'all-or-nothing')
  const changed = await generatedWorkbook(2, (at) => ({
    ...{ code: `B-A-A-A-001-85${at}`, pointCode: 'A-A-A-001', stem: `新版题${at}（ ）。`, key: 'B' },
  }))
  const drafts = await stageFile(bench, changed)
  const all = { as: 'edition', accepted: true } as const
  const hindered = await world.done(acceptImportRows, { itemImportId: drafts.itemImportId, ...all }, author)
  assert.equal(hindered.counts.problem, 2, 'a draft has no next edition')
  await world.done(discardImport, { itemImportId: drafts.itemImportId }, author)
  await activateAll(bench)
  const { itemImportId, counts } = await stageFile(bench, changed)
  assert.deepEqual([counts?.good, counts?.problem], [0, 2])
  const shown = await world.done(viewImportRow, { itemImportId, ordinal: 1 }, author)
  assert.deepEqual([shown.acceptable, shown.problems.map(({ code }) => code)], ['edition', ['CODE_TAKEN']])
  await world.done(acceptImportRows, { itemImportId, ...all, ordinals: [1] }, author)
  const { report } = await commitStaged(bench, itemImportId, { mode: 'skip-bad-rows', origin: 'purchased' })
  assert.deepEqual([report?.imported, report?.refused], [1, 1])
  const { rows } = await world.done(
    itemList,
    { page: 1, pageSize: 200, bank, point: 'A-A-A-001', origin: 'purchased' },
    author,
  )
  // HN-1.8.3.5-01: what the person chose as its origin stands with it.
  assert.deepEqual(
    rows.map(({ code, edition, state, originName }) => [code, edition, state, originName]),
    [['B-A-A-A-001-850', 2, 'draft', '购入']],
  )
  const { total } = await world.done(
    itemList,
    { page: 1, pageSize: 200, bank, point: 'A-A-A-001', state: 'active', origin: 'purchased' },
    author,
  )
  assert.equal(total, 0, 'the edition in use stays as it was')
  assert.deepEqual(await auditFindings(bench), [])
})
