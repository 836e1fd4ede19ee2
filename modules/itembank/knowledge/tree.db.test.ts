import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { InputOf } from '#platform/contract/contract.ts'
import { withReach } from '#platform/jobs/runner.ts'
import { importRows } from '../exchange/contract.ts'
import { workbookWith } from '../exchange/import/changed-workbook.fixture.ts'
import {
  activateAll,
  auditFindings,
  type Bench,
  bank,
  base64,
  commitStaged,
  electrician,
  openBench,
  signAll,
  stageFile,
} from '../itembank.fixture.ts'
import {
  checkTree,
  coverage,
  createBank,
  discardTree,
  draftTree,
  enforceTree,
  exportTree,
  importTree,
  saveTree,
  treeDetail,
  treeDifferences,
} from './contract.ts'
import type { KnowledgeTree } from './core/tree.ts'
import { remove, rename, reweigh } from './core/tree-edit.ts'
import { basis, fileAsBase64, fileUnder } from './knowledge.fixture.ts'
import { bankNamed, treeOf } from './store/bank.store.ts'

let bench: Bench
before(async () => {
  bench = await openBench()
  await fileUnder(bench, 'henan-social')
  await signAll(bench, [bench.author, bench.reviewer])
})
after(() => bench.close())

const workbook = () => base64('blueprint-electrician-4.xlsx')
const refusalOf = async <S extends { readonly name: string }>(spec: S, input: InputOf<S>) => {
  const outcome = await bench.world.run(spec, input, bench.author)
  assert.ok(outcome.refused)
  return outcome
}
const changedWorkbook = (row: number, column: number, cell: string) =>
  workbookWith('blueprint-electrician-4.xlsx', '鉴定要素细目表', (cells, number) =>
    number === row ? cells.with(column, cell) : cells,
  )

let bankId = ''
const detail = (edition?: number) =>
  bench.world.done(
    treeDetail,
    { bankId, part: 'theory', ...(edition === undefined ? {} : { edition }) },
    bench.author,
  )
const treeShown = async (edition?: number): Promise<KnowledgeTree & { treeId: string; version: number }> => {
  const { shown } = await detail(edition)
  assert.ok(shown)
  return shown
}

test('a wrong workbook writes no tree: it comes back with the reasons and, mended, goes in', async () => {
  const { world, author } = bench
  const file = await changedWorkbook(5, 13, 'W')
  const found = await world.done(checkTree, { file }, author)
  assert.deepEqual(
    found.problems.map(({ row, sentence }) => [row, sentence]),
    [[5, '“鉴定要素细目表”第5行：重要程度不是X、Y、Z之一。']],
  )
  assert.equal((await refusalOf(importTree, { file })).code, 'TREE_REFUSED')
  const returned = await fileAsBase64(bench, found.errorFile!.fileId)
  assert.equal(
    (await world.done(checkTree, { file: returned, bank, ...electrician }, author)).problems.length,
    1,
  )
  const { rows } = await world.database.connection.owner
    .selectFrom('itemBank')
    .select((e) => e.fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow()
  assert.equal(Number(rows), 0)
})

test('the demonstration tree is imported wholly, registers its bank, and is in force', async () => {
  const { world, author, organisationId } = bench
  const dry = await world.done(checkTree, { file: workbook() }, author)
  assert.deepEqual([dry.bank, dry.partName, dry.ranges, dry.points], [bank, '理论知识', 26, 90])
  assert.deepEqual([dry.problems, dry.errorFile, dry.differences], [[], null, 116])
  assert.deepEqual(dry.advice, ['鉴定点共90个，建议不少于200个。'])
  const done = await world.done(importTree, { file: workbook() }, author)
  bankId = done.bankId
  assert.deepEqual([done.bank, done.edition, done.points, done.changed], [bank, 1, 90, true])
  assert.equal((await world.done(importTree, { file: workbook() }, author)).changed, false)
  const tree = await withReach(world.database.connection, organisationId, (tx) =>
    treeOf(tx, organisationId, bank),
  )
  assert.deepEqual([tree?.ranges.length, tree?.points.length], [26, 90])
  const row = await withReach(world.database.connection, organisationId, (tx) =>
    bankNamed(tx, organisationId, bank),
  )
  assert.deepEqual([row?.name, row?.occupationCode, row?.level], [bank, electrician.occupationCode, 4])
  const { advice, editions } = await detail()
  assert.deepEqual(
    [advice?.minShareX, advice?.maxShareY, advice?.maxShareZ, advice?.minPoints],
    [80, 15, 5, 200],
  )
  assert.match(advice?.source ?? '', /题库开发技术规程/)
  assert.deepEqual(
    editions.map(({ edition, stateWord, enforcedBy }) => [edition, stateWord, enforcedBy]),
    [[1, '施行中', author.name]],
  )
})

test('a workbook that does not say which bank it is for, or names one of another level, is refused', async () => {
  const nameless = await workbookWith('blueprint-electrician-4.xlsx', '组卷参数', (cells, row) =>
    row === 5 ? cells.with(1, null) : cells,
  )
  assert.equal((await refusalOf(importTree, { file: nameless })).code, 'BANK_UNNAMED')
  const wrong = { file: workbook(), bank, occupationCode: electrician.occupationCode, level: 3 }
  assert.equal((await refusalOf(importTree, wrong)).code, 'BANK_OF_OTHER_LEVEL')
  const other = { name: '电工（三级）理论', occupationCode: '6-31-01-03', level: 3, ...basis, sources: [] }
  await bench.world.done(createBank, other, bench.author)
  assert.equal(
    (await refusalOf(checkTree, { file: workbook(), bank: other.name })).code,
    'BANK_OF_OTHER_LEVEL',
  )
  assert.equal(
    (await refusalOf(importTree, { file: Buffer.from('这不是表格'.repeat(9)).toString('base64') })).code,
    'FILE_UNREADABLE',
  )
})

test('HN-1.8.3.5-04 an item without link to a knowledge point of the standard is refused, the others go in', async () => {
  const { world, author } = bench
  const file = await workbookWith('items-electrician-4.xlsx', '题库模板', (cells, row) =>
    row === 2
      ? cells.map((cell) => (typeof cell === 'string' ? cell.replace('A-A-A-001', 'A-A-A-099') : cell))
      : cells,
  )
  const staged = await stageFile(bench, Buffer.from(file, 'base64'))
  assert.deepEqual([staged.counts?.found, staged.counts?.good, staged.counts?.problem], [360, 359, 1])
  const { itemImportId } = staged
  const listed = { itemImportId, page: 1, pageSize: 10, states: ['problem' as const] }
  const { rows } = await world.done(importRows, listed, author)
  assert.deepEqual([rows[0]?.place, rows[0]?.problems], ['第2行', ['POINT_UNKNOWN']])
  const done = await commitStaged(bench, itemImportId, 'skip-bad-rows')
  assert.equal(done.report?.imported, 359)
})

test('an exported edition is imported without editing and is the same, to the last weight', async () => {
  const { world, author } = bench
  const { treeId } = await treeShown()
  const { fileId, name } = await world.done(exportTree, { treeId }, author)
  assert.equal(name, '电工（四级）理论 理论知识鉴定要素细目表 第1版.xlsx')
  const file = await fileAsBase64(bench, fileId)
  assert.equal((await world.done(importTree, { file }, author)).changed, false)
  const copy = { name: '电工（四级）副本', ...electrician, ...basis, sources: [] }
  await world.done(createBank, copy, author)
  const into = await world.done(importTree, { file, bank: copy.name, ...electrician }, author)
  assert.deepEqual([into.changed, into.points], [true, 90])
  const { shown } = await world.done(treeDetail, { bankId: into.bankId, part: 'theory' }, author)
  const original = await treeShown()
  assert.deepEqual([shown?.ranges, shown?.points], [original.ranges, original.points])
})

test('the next edition is drafted, saved even while it is wrong, and put in force only when it is right', async () => {
  const { world, author } = bench
  const { edition } = await world.done(draftTree, { bankId, part: 'theory' }, author)
  assert.equal(edition, 2)
  assert.equal((await refusalOf(draftTree, { bankId, part: 'theory' })).code, 'DRAFT_EXISTS')
  const wrongFile = await changedWorkbook(4, 12, '职业道德的含义')
  assert.equal((await refusalOf(importTree, { file: wrongFile })).code, 'DRAFT_EXISTS')
  const draft = await treeShown()
  const { treeId } = draft
  const words = { standardVersion: '2026年版', note: '按新标准修订' }
  const wrong = reweigh(draft, 'A-A-A', 4)
  const saved = await world.done(
    saveTree,
    { treeId, version: 1, ...words, ranges: [...wrong.ranges], points: [...wrong.points] },
    author,
  )
  const enforced = await refusalOf(enforceTree, { treeId, version: saved.version, abandon: [] })
  assert.deepEqual([enforced.code, enforced.clauses], ['TREE_REFUSED', ['HN-1.8.3.5-04']])
  assert.match(
    enforced.sentence,
    /三级鉴定范围的比重合计为102，应为100。鉴定范围A-A的比重为5，其下级合计为7。/,
  )
  const right = rename(reweigh(reweigh(draft, 'A-A-A', 1), 'A-A-B', 4), 'A-A-A-001', '职业道德的含义')
  const next = await world.done(
    saveTree,
    { treeId, version: 2, ...words, ranges: [...right.ranges], points: [...right.points] },
    author,
  )
  const stale = await refusalOf(saveTree, { treeId, version: 2, ...words, ranges: [], points: [] })
  assert.equal(stale.code, 'VERSION_CONFLICT')
  assert.equal(
    (await world.done(enforceTree, { treeId, version: next.version, abandon: [] }, author)).edition,
    2,
  )
  assert.equal(
    (await refusalOf(saveTree, { treeId, version: 4, ...words, ranges: [], points: [] })).code,
    'TREE_STATE',
  )
  const { editions } = await detail()
  assert.deepEqual(
    editions.map((one) => [one.edition, one.stateWord, one.standardVersion, one.supersededAt !== null]),
    [
      [2, '施行中', '2026年版', false],
      [1, '已被替代', '', true],
    ],
  )
  const { differences } = await world.done(
    treeDifferences,
    { bankId, part: 'theory', from: 1, to: 2 },
    author,
  )
  assert.deepEqual(
    differences.map(({ kindWord, code, was, now }) => [kindWord, code, was, now]),
    [
      ['改比重', 'A-A-A', '2%', '1%'],
      ['改比重', 'A-A-B', '3%', '4%'],
      ['改名', 'A-A-A-001', '职业道德的内涵与作用', '职业道德的含义'],
    ],
  )
  assert.equal(
    (await treeShown(1)).points[0]?.name,
    '职业道德的内涵与作用',
    'the first edition is kept as it was',
  )
})

test('HN-1.8.3.5-04 a point that items stand on is not removed without saying so; the refusal counts them', async () => {
  const { world, author } = bench
  await world.done(draftTree, { bankId, part: 'theory' }, author)
  const draft = await treeShown()
  const { treeId } = draft
  await signAll(bench, bench.experts)
  await activateAll(bench)
  const less = remove(draft, 'A-A-A-002')
  const words = { standardVersion: '', note: '' }
  await world.done(
    saveTree,
    { treeId, version: 1, ...words, ranges: [...less.ranges], points: [...less.points] },
    author,
  )
  const { items } = await detail()
  const count = items.find(({ code }) => code === 'A-A-A-002')!.count
  const refused = await refusalOf(enforceTree, { treeId, version: 2, abandon: [] })
  assert.equal(refused.code, 'POINTS_IN_USE')
  assert.match(refused.sentence, new RegExp(`1个被移除的鉴定点仍对应${count}道试题：A-A-A-002`))
  await world.done(enforceTree, { treeId, version: 2, abandon: ['A-A-A-002'] }, author)
  const { points } = await world.done(coverage, { bank }, author)
  const lost = points.find(({ code }) => code === 'A-A-A-002')
  assert.deepEqual([lost?.name, lost?.importance], [null, null], 'its items are shown beside the tree')
  const facts = await world.database.connection.owner
    .selectFrom('fact')
    .select('data')
    .where('type', '=', 'tree-enforced')
    .where('subjectId', '=', treeId)
    .execute()
  assert.deepEqual(facts[0]?.data, { edition: 3, part: 'theory', abandoned: ['A-A-A-002'] })
})

test('an import over a bank with items is held to the same rule, and may wait as a draft that is discarded', async () => {
  const { world, author } = bench
  const restored = await world.done(importTree, { file: workbook(), asDraft: true }, author)
  assert.deepEqual([restored.edition, restored.changed], [4, true])
  const draft = await treeShown()
  assert.equal((await world.done(discardTree, { treeId: draft.treeId, version: 1 }, author)).edition, 4)
  assert.equal((await detail()).shown?.edition, 3)
  assert.equal((await world.done(importTree, { file: workbook() }, author)).edition, 5)
  const short = await workbookWith('blueprint-electrician-4.xlsx', '鉴定要素细目表', (cells, number) =>
    number === 5 ? cells.map((cell, at) => (at > 10 ? null : cell)) : cells,
  )
  assert.equal((await refusalOf(importTree, { file: short })).code, 'POINTS_IN_USE')
  const taken = await world.done(importTree, { file: short, abandon: ['A-A-A-002'] }, author)
  assert.deepEqual([taken.edition, taken.points], [6, 89])
})

test('SDS-4.2-01 another organisation reaches neither bank nor tree', async () => {
  const { world } = bench
  const stranger = world.actor('org-itembank', await world.organisation(), { name: '外单位' })
  await signAll(bench, [stranger])
  const { treeId, version } = await treeShown()
  const outcomes = [
    await world.run(treeDetail, { bankId, part: 'theory' }, stranger),
    await world.run(exportTree, { treeId }, stranger),
    await world.run(discardTree, { treeId, version }, stranger),
    await world.run(draftTree, { bankId, part: 'theory' }, stranger),
  ]
  for (const outcome of outcomes) assert.equal(outcome.refused && outcome.code, 'NOT_FOUND')
})

test('every edition and every step is sealed in the audit chain', async () => {
  const findings = await auditFindings(bench)
  assert.deepEqual(
    findings.filter(({ where }) => !where.startsWith('表 filing ')),
    [],
  )
})
