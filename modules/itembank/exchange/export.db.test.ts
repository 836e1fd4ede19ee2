import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor } from '#platform/command/context.ts'
import { carryOut } from '#platform/command/pipeline.ts'
import { itemList } from '../item/contract.ts'
import {
  auditFindings,
  type Bench,
  bank,
  openBench,
  stageFile,
  stock,
  taskDepsOf,
} from '../itembank.fixture.ts'
import { type TakenExport, takeExport } from './commands/export.ts'
import { exportItems, exportList } from './contract.ts'
import { clearExchange } from './tasks.ts'

let bench: Bench
before(async () => {
  bench = await openBench()
  await stock(bench)
})
after(() => bench.close())

const ordered = async (filter: { readonly type?: string } = {}) => {
  const { world, author } = bench
  const order = { bank, format: 'excel-a', ...filter } as const
  const { itemExportId, jobId } = await world.done(exportItems, order, author)
  await bench.runJob(jobId)
  return itemExportId
}

const take = (itemExportId: string, actor: Actor) => {
  const pipeline = { database: bench.world.database.connection.app, services: bench.world.services }
  return carryOut(pipeline, { entry: takeExport, actor, input: { itemExportId } })
}

test('SDS-4.2-07 an exported file lies sealed, goes to the person who asked for it once, and both are on record', async () => {
  const { world, author, reviewer } = bench
  const itemExportId = await ordered()
  const { owner } = world.database.connection
  const row = await owner
    .selectFrom('itemExport')
    .selectAll()
    .where('id', '=', itemExportId)
    .executeTakeFirstOrThrow()
  const sealed = await world.services.blobs.get(row.blob ?? '')
  assert.ok(sealed && Buffer.from(sealed.subarray(0, 64)).indexOf('PK') < 0)
  assert.equal((await take(itemExportId, reviewer)).refused, true, 'another person gets nothing')
  const taken = await take(itemExportId, author)
  assert.ok(!taken.refused)
  const { name, bytes } = taken.value as TakenExport
  assert.equal(name, `${bank}-国家题库模板（17列）.xlsx`)
  assert.equal((await take(itemExportId, author)).refused, true, 'once')
  const facts = await owner
    .selectFrom('fact')
    .select(['type', 'actorName'])
    .where('subjectId', '=', itemExportId)
    .execute()
  assert.deepEqual(facts.map(({ type, actorName }) => [type, actorName]).sort(), [
    ['items-export-ordered', author.name],
    ['items-export-taken', author.name],
    ['items-exported', author.name],
  ])
  const { counts } = await stageFile(bench, bytes)
  assert.deepEqual(
    [counts?.found, counts?.duplicate],
    [360, 360],
    'what is written reads back as the same items',
  )
  await clearExchange(taskDepsOf(bench), world.services.clock.now())
  assert.equal(await world.services.blobs.has(row.blob ?? ''), false, 'what was taken is removed')
  assert.deepEqual(await auditFindings(bench), [])
})

test('an export keeps to its filter, says what the format cannot carry, and a format without writer is refused', async () => {
  const { world, author } = bench
  const itemExportId = await ordered({ type: 'C' })
  const { rows } = await world.done(exportList, { page: 1, pageSize: 10 }, author)
  const { total } = await world.done(itemList, { page: 1, pageSize: 1, bank, type: 'C' }, author)
  const row = rows.find((each) => each.itemExportId === itemExportId)
  assert.deepEqual([row?.items, row?.losses, row?.canTake], [total, [], true])
  const other = await world.run(exportItems, { bank, format: 'word-plain' }, author)
  assert.equal(other.refused && other.code, 'FORMAT_NOT_WRITTEN')
  const none = await world.run(exportItems, { bank, format: 'excel-a', point: 'Z' }, author)
  assert.equal(none.refused && none.code, 'NOTHING_TO_EXPORT')
})
