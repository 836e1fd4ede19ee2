import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { importRules } from './assembly/contract.ts'
import { textOf } from './core/rich.ts'
import { importDetail, importList, importRows, stageImport, viewImportRow } from './exchange/contract.ts'
import { demoItems } from './exchange/import/demo-items.fixture.ts'
import { itemList, viewItem } from './item/contract.ts'
import {
  activateAll,
  auditFindings,
  type Bench,
  bank,
  base64,
  commitStaged,
  electrician,
  itemsFile,
  openBench,
  signAll,
  stageFile,
} from './itembank.fixture.ts'
import { bankList, coverage, importTree } from './knowledge/contract.ts'
import { readUndertaking, signUndertaking } from './undertaking/contract.ts'

let bench: Bench
before(async () => {
  bench = await openBench()
})
after(() => bench.close())

/** What the tables say, as text. The knowledge tree is left out: the name of a point may be an option's text. */
const everything = async (): Promise<string> => {
  const { owner } = bench.world.database.connection
  const tables = [
    ...['item', 'fact', 'command_log', 'audit_entry', 'paper', 'stored_file', 'job', 'item_import'],
    ...['item_import_row', 'item_import_picture', 'item_upload', 'item_export'],
  ]
  const texts: string[] = []
  for (const table of tables) {
    const { rows } = await sql<{ text: string }>`
      SELECT to_jsonb(t)::text AS text FROM ${sql.table(table)} t`.execute(owner)
    texts.push(...rows.map(({ text }) => text))
  }
  return texts.join('\n')
}
const hexOf = (text: string) => Buffer.from(text).toString('hex')

test('SDS-4.2-07 without a signed undertaking every reading and every change of the bank is refused', async () => {
  const { world, author } = bench
  const outcomes = [
    await world.run(bankList, {}, author),
    await world.run(itemList, { page: 1, pageSize: 20 }, author),
    await world.run(coverage, { bank }, author),
    await world.run(stageImport, { bank, text: '一道题' }, author),
    await world.run(importList, { page: 1, pageSize: 20 }, author),
    await world.run(importDetail, { itemImportId: bench.organisationId }, author),
    await world.run(importRows, { itemImportId: bench.organisationId, page: 1, pageSize: 20 }, author),
    await world.run(viewImportRow, { itemImportId: bench.organisationId, ordinal: 1 }, author),
    await world.run(viewItem, { itemId: bench.organisationId }, author),
  ]
  for (const outcome of outcomes) {
    assert.ok(outcome.refused)
    assert.deepEqual([outcome.code, outcome.clauses], ['UNDERTAKING_MISSING', ['SDS-4.2-07']])
  }
})

test('SDS-4.2-07 the undertaking in force is signed once and the signature is on record', async () => {
  const { world, author } = bench
  const shown = await world.done(readUndertaking, {}, author)
  assert.equal(shown.signedAt, null)
  const outdated = await world.run(signUndertaking, { version: '2019-1' }, author)
  assert.equal(outdated.refused && outdated.code, 'UNDERTAKING_OUTDATED')
  const first = await world.done(signUndertaking, { version: shown.version }, author)
  assert.deepEqual(await world.done(signUndertaking, { version: shown.version }, author), first)
  assert.equal((await world.done(readUndertaking, {}, author)).signedAt, first.signedAt)
  assert.deepEqual(await world.done(bankList, {}, author), { banks: [] })
})

const hasItems = ({ byDifficulty }: ReplyOf<typeof coverage>['points'][number]) =>
  byDifficulty.some((count) => count > 0)

test('360 items: reading writes nothing to the bank, the import writes all, again it changes nothing', async () => {
  const { world, author } = bench
  const workbook = base64('blueprint-electrician-4.xlsx')
  await world.done(importTree, { file: workbook, ...electrician }, author)
  await world.done(importRules, { file: workbook }, author)
  const staged = await stageFile(bench, itemsFile())
  assert.deepEqual([staged.state, staged.counts?.found, staged.counts?.good], ['ready', 360, 360])
  assert.equal((await world.done(itemList, { page: 1, pageSize: 20 }, author)).total, 0)
  const { report } = await commitStaged(bench, staged.itemImportId, 'all-or-nothing')
  assert.deepEqual(report, { found: 360, imported: 360, refused: 0, duplicate: 0, near: 0, excluded: 0 })
  const before = await everything()
  const again = await stageFile(bench, itemsFile())
  assert.deepEqual([again.counts?.found, again.counts?.good, again.counts?.duplicate], [360, 0, 360])
  assert.ok(again.sameFile, 'the same file is recognised')
  const { total } = await world.done(itemList, { page: 1, pageSize: 20 }, author)
  assert.equal(total, 360)
  assert.equal((await everything()).split('"item-imported"').length, before.split('"item-imported"').length)
  assert.deepEqual(await auditFindings(bench), [])
})

test('HN-1.8.3.5-03 imported items are drafts until two experts have passed them', async () => {
  const { world, author, experts } = bench
  await signAll(bench, experts)
  const drafts = await world.done(itemList, { page: 1, pageSize: 1, state: 'draft' }, author)
  assert.equal(drafts.total, 360)
  assert.deepEqual((await world.done(coverage, { bank }, author)).points.filter(hasItems), [])
  await activateAll(bench)
  const active = await world.done(itemList, { page: 1, pageSize: 1, state: 'active' }, author)
  assert.equal(active.total, 360)
})

test('the list tells what items are about, filtered by type, point and difficulty; the coverage counts every item', async () => {
  const { world, author } = bench
  const page = { page: 1, pageSize: 20 }
  const byType = await world.done(itemList, { ...page, type: 'C' }, author)
  assert.ok(byType.rows.every(({ typeName }) => typeName === '判断题'))
  const byPoint = await world.done(itemList, { ...page, point: 'a-a-a-001' }, author)
  assert.ok(byPoint.total > 0 && byPoint.rows.every(({ pointCode }) => pointCode === 'A-A-A-001'))
  assert.ok(byPoint.rows.every(({ pointName }) => pointName !== null))
  const byGrade = await world.done(itemList, { ...page, difficulty: 3 }, author)
  const { points, ranges } = await world.done(coverage, { bank }, author)
  assert.equal(points.length, 90)
  assert.equal(
    points.reduce((sum, { byDifficulty }) => sum + byDifficulty[2]!, 0),
    byGrade.total,
  )
  assert.equal(
    ranges.flatMap(({ types }) => types).reduce((sum, { asked }) => sum + asked, 0),
    100,
  )
})

test('SDS-5.1-03 neither stem nor option nor key nor explanation lies in clear in any row, and the workbook is not kept', async () => {
  const all = await everything()
  for (const item of await demoItems()) {
    const secrets = [item.stem, item.explanation, ...item.options.map(({ content }) => content)]
    for (const text of secrets.map(textOf)) {
      // Very short texts, as a number, stand in other columns by chance.
      if ([...text].length < 6) continue
      assert.ok(!all.includes(text), text)
      assert.ok(!all.includes(hexOf(text)), text)
    }
  }
  assert.ok(!all.includes('"labels"') && !all.includes(hexOf('"labels"')))
  const { owner } = bench.world.database.connection
  assert.deepEqual(await owner.selectFrom('storedFile').select('id').execute(), [])
})

test('SDS-4.2-07 SDS-5.1-03 looking at an item is a record; its content is not kept with the answer', async () => {
  const { world, author } = bench
  const { rows } = await world.done(itemList, { page: 1, pageSize: 1, type: 'B' }, author)
  const { itemId, code } = rows[0]!
  const commandId = randomUUID()
  const shown = await world.done(viewItem, { itemId }, author)
  assert.ok(!(await world.run(viewItem, { itemId }, { actor: author, commandId })).refused)
  const again = await world.run(viewItem, { itemId }, { actor: author, commandId })
  assert.equal(again.refused && again.code, 'NOT_FOUND', 'a reply that was not kept cannot be given again')
  const original = (await demoItems()).find((item) => item.code === code)!
  assert.deepEqual(shown.draft.stem, original.stem)
  assert.deepEqual(
    shown.draft.options,
    original.options.map(({ content }) => content),
  )
  assert.match(textOf(shown.draft.key), /^[A-E]$/)
  const { owner } = world.database.connection
  const facts = await owner
    .selectFrom('fact')
    .select(['actorName', 'clauses'])
    .where('type', '=', 'item-viewed')
    .execute()
  const fact = { actorName: author.name, clauses: ['HN-3.1.1-14', 'SDS-4.2-07', 'SDS-5.1-03'] }
  assert.deepEqual(facts, [fact, fact])
  assert.ok(!(await everything()).includes(textOf(original.stem)))
})

test('SDS-4.2-01 another organisation sees nothing of the bank, and its import makes a bank of its own', async () => {
  const { world } = bench
  const stranger = world.actor('org-itembank', await world.organisation(), { name: '外单位' })
  await signAll(bench, [stranger])
  assert.deepEqual(await world.done(bankList, {}, stranger), { banks: [] })
  assert.equal((await world.done(itemList, { page: 1, pageSize: 20, bank }, stranger)).total, 0)
  assert.deepEqual((await world.done(coverage, { bank }, stranger)).points, [])
  const { rows } = await world.done(itemList, { page: 1, pageSize: 1 }, bench.author)
  const peep = await world.run(viewItem, { itemId: rows[0]!.itemId }, stranger)
  assert.equal(peep.refused && peep.code, 'NOT_FOUND')
  const blueprint = { file: base64('blueprint-electrician-4.xlsx'), ...electrician }
  await world.done(importTree, blueprint, stranger)
  const { counts, sameFile } = await stageFile(bench, itemsFile(), { by: stranger })
  assert.deepEqual([counts?.found, counts?.good, sameFile], [360, 360, null])
})
