import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { Actor } from '#platform/command/context.ts'
import { openWorld, type World } from '#platform/command/testing.ts'
import { shownText } from '#platform/spreadsheet/cell.ts'
import { openWorkbook } from '#platform/spreadsheet/reader.ts'
import { writeWorkbook } from '#platform/spreadsheet/writer.ts'
import * as contract from '../contract.ts'
import { jobActor, publishedBatch, runJob as runQueued, storedFile } from '../enrolment.fixture.ts'
import { enrolmentEntries } from '../register.ts'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const roster = readFileSync('demo/data/roster-electrician-4.xlsx')

let world: World
let organisationId: string
let batchId: string
before(async () => {
  world = await openWorld({ entries: enrolmentEntries, at: '2026-12-02' })
  organisationId = await world.organisation()
  worker = jobActor(world, organisationId)
  batchId = (await publishedBatch(world, organisationId)).batchId
})
after(() => world.close())

const exam = () => world.actor('org-exam', organisationId)

let worker: Actor
const runJob = (jobId: string) => runQueued(world, jobId, worker)

const dryRun = async (bytes: Uint8Array, name = '报名表.xlsx', batch = batchId) => {
  const fileId = await storedFile(world, { organisationId, name, mediaType: xlsx, bytes })
  const { importId, jobId } = await world.done(contract.dryRunRoster, { batchId: batch, fileId }, exam())
  await runJob(jobId)
  return world.done(contract.rosterImport, { importId }, exam())
}
const commit = async (importId: string, mode: 'all-or-nothing' | 'skip-bad-rows') => {
  const { version } = await world.done(contract.rosterImport, { importId }, exam())
  const { jobId } = await world.done(contract.commitRoster, { importId, version, mode }, exam())
  const result = await runJob(jobId)
  return { jobId, result, seen: await world.done(contract.rosterImport, { importId }, exam()) }
}
const count = async (table: 'application' | 'person') => {
  const { rows } = await world.database.connection.ownerPool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${table}`,
  )
  return rows[0]!.n
}

test('a dry run of the demo roster writes nobody and lists the 55 refused rows and the separator', async () => {
  const seen = await dryRun(roster)
  assert.deepEqual(
    { state: seen.state, ...seen.counts },
    { state: 'checked', total: 2000, good: 1945, bad: 55, unchanged: 0, unknownColumns: [] },
  )
  assert.equal(seen.issueTotal, 56)
  assert.equal(await count('application'), 0)
  assert.equal(await count('person'), 0)
  const phone = seen.issues.find(({ row }) => row === 144)!.problems[0]!
  assert.equal(phone.code, 'PHONE_MALFORMED')
  assert.doesNotMatch(phone.value, /^\d+$/, 'a number is shown masked')
})

test('all-or-nothing is refused while rows are bad, and nothing is written', async () => {
  const seen = await dryRun(roster)
  const outcome = await world.run(
    contract.commitRoster,
    { importId: seen.importId, version: seen.version, mode: 'all-or-nothing' },
    exam(),
  )
  assert.ok(outcome.refused && outcome.code === 'ROSTER_HAS_ERRORS')
  assert.equal(await count('application'), 0)
})

test('SDS-3.2-03 skip-bad-rows writes exactly the 1,945, numbers encrypted, every row sealed by a fact', async () => {
  const seen = await dryRun(roster)
  const { seen: done } = await commit(seen.importId, 'skip-bad-rows')
  assert.equal(done.state, 'committed')
  assert.equal(await count('application'), 1945)
  assert.equal(await count('person'), 1945)
  const { rows } = await world.database.connection.ownerPool.query(
    `SELECT a.name, a.document_masked, a.phone_masked, p.document_number, a.phone, a.state, a.details,
            row_seal(to_jsonb(a)) = f.row_seal AS sealed
     FROM application a JOIN person p ON p.id = a.person_id
     JOIN fact f ON f.subject_id = a.id AND f.subject_version = a.version`,
  )
  assert.equal(rows.length, 1945)
  assert.ok(rows.every(({ sealed }) => sealed === true))
  const peng = rows.find(({ name }) => name === '潘佳竹')
  assert.equal(peng.document_masked, '371321********9941')
  assert.equal(peng.phone_masked, '150****4743')
  assert.equal(peng.document_number.includes('371321'), false)
  assert.equal(peng.details.roster.民族, '汉族')
})

test('the same file again changes nothing', async () => {
  const facts = async () =>
    (
      await world.database.connection.ownerPool.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM fact WHERE subject_table = 'application'`,
      )
    ).rows[0]!.n
  const before = await facts()
  const seen = await dryRun(roster)
  assert.equal(seen.counts.unchanged, 1945)
  const { seen: done } = await commit(seen.importId, 'skip-bad-rows')
  assert.deepEqual([done.counts.good, done.counts.unchanged, done.counts.bad], [1945, 1945, 55])
  assert.equal(await count('application'), 1945)
  assert.equal(await facts(), before)
})

test('a job that runs again after its commit answers the same and writes nothing twice', async () => {
  const seen = await dryRun(roster)
  const { jobId, result } = await commit(seen.importId, 'skip-bad-rows')
  assert.deepEqual(await runJob(jobId), result)
  assert.equal(await count('application'), 1945)
})

const rowsOf = async (bytes: Uint8Array): Promise<string[][]> => {
  const book = await openWorkbook(bytes)
  assert.ok(!book.refused)
  const rows: string[][] = []
  for await (const { cells } of book.value.rows(0)) rows.push(cells.map(shownText))
  book.value.close()
  return rows
}

test('the error workbook gives back the original rows with reasons, and imports after fixing', async () => {
  const seen = await dryRun(roster)
  const row = await world.database.connection.owner
    .selectFrom('storedFile')
    .select('hash')
    .where('id', '=', seen.errorFile!.fileId)
    .executeTakeFirstOrThrow()
  const [header, ...errors] = await rowsOf((await world.services.blobs.get(row.hash))!)
  assert.equal(errors.length, 55)
  const at = (title: string) => header!.indexOf(title)
  const bad = errors.find((cells) => cells[at('原行号')] === '144')!
  assert.equal(bad[at('姓名')], '陆勇晨')
  assert.match(bad[at('退回原因')]!, /手机号码应为1开头的11位数字/)
  bad[at('手机号码')] = '13800000144'
  const fixed = await writeWorkbook({
    sheets: [{ name: '考生报名信息', columns: header!.map((title) => ({ title })), rows: [bad] }],
  })
  const again = await dryRun(fixed, '改正.xlsx')
  assert.deepEqual([again.counts.good, again.counts.bad, again.counts.unknownColumns], [1, 0, []])
  await commit(again.importId, 'all-or-nothing')
  assert.equal(await count('application'), 1946)
})

test('SDS-3.3-12 a changed row of someone enrolled already, or another name under his number, is refused by name', async () => {
  const [header, first, second] = await rowsOf(roster)
  const at = (title: string) => header!.indexOf(title)
  first![at('通讯地址')] = '山东省澜川市示例路1号'
  second![at('姓名')] = '孙怡然'
  const bytes = await writeWorkbook({
    sheets: [{ name: '名单', columns: header!.map((title) => ({ title })), rows: [first!, second!] }],
  })
  const seen = await dryRun(bytes)
  assert.deepEqual(
    seen.issues.map(({ problems }) => problems.map(({ code }) => code)),
    [['ALREADY_ENROLLED'], ['PERSON_MISMATCH']],
  )
})

test('SDS-3.1-04 a roster is refused outside the enrolment window', async () => {
  const fileId = await storedFile(world, { organisationId, name: 'a.xlsx', mediaType: xlsx, bytes: roster })
  for (const [on, refused] of [
    ['2026-11-30', true],
    ['2026-12-01', false],
    ['2026-12-07', false],
    ['2026-12-08', true],
  ] as const) {
    world.at(on)
    assert.equal((await world.run(contract.dryRunRoster, { batchId, fileId }, exam())).refused, refused, on)
  }
  world.at('2026-12-02')
})

test('SDS-3.1-04 a batch whose window has 6 or 8 days takes no enrolment', async () => {
  const fileId = await storedFile(world, { organisationId, name: 'a.xlsx', mediaType: xlsx, bytes: roster })
  for (const [sequence, enrolmentTo] of [
    [2, '2026-12-06'],
    [3, '2026-12-08'],
  ] as const) {
    const other = await publishedBatch(world, organisationId, {
      sequence,
      enrolmentTo,
      name: `批次${sequence}`,
    })
    const outcome = await world.run(contract.dryRunRoster, { batchId: other.batchId, fileId }, exam())
    assert.ok(outcome.refused && outcome.code === 'WINDOW_LENGTH')
  }
})

test('a file that is no workbook ends with its reason and stays unreadable', async () => {
  const seen = await dryRun(new TextEncoder().encode('not a workbook'))
  assert.equal(seen.state, 'unreadable')
  assert.match(seen.trouble!.sentence, /不是 Excel 工作簿/)
  const outcome = await world.run(
    contract.commitRoster,
    { importId: seen.importId, version: seen.version, mode: 'skip-bad-rows' },
    exam(),
  )
  assert.ok(outcome.refused && outcome.code === 'IMPORT_NOT_READY')
})

test('the template is read back as an empty roster without a missing column', async () => {
  const file = await world.done(contract.rosterTemplate, { batchId }, exam())
  const row = await world.database.connection.owner
    .selectFrom('storedFile')
    .select('hash')
    .where('id', '=', file.fileId)
    .executeTakeFirstOrThrow()
  const seen = await dryRun((await world.services.blobs.get(row.hash))!)
  assert.deepEqual([seen.state, seen.counts.total], ['checked', 0])
})

test('another organisation sees neither the import nor the batch', async () => {
  const other = world.actor('org-exam', await world.organisation())
  const seen = await dryRun(roster)
  assert.ok((await world.run(contract.rosterImport, { importId: seen.importId }, other)).refused)
})
