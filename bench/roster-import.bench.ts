// Roster import of the demo's 2,000 rows and of generated files: wall time of reading with judging and of the commit, and the
// process's peak memory. `npm run bench -- roster-import`
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { from, to } from 'pg-copy-streams'
import {
  applyRoster,
  checkRoster,
  commitRoster,
  dryRunRoster,
  rosterImport,
} from '#modules/enrolment/contract.ts'
import { rosterColumns } from '#modules/enrolment/core/roster-columns.ts'
import { jobActor, publishedBatch, residentNumber, storedFile } from '#modules/enrolment/enrolment.fixture.ts'
import { enrolmentEntries } from '#modules/enrolment/register.ts'
import { addDays, day } from '#platform/clock/day.ts'
import { openWorld, type World } from '#platform/command/testing.ts'
import { writeWorkbook } from '#platform/spreadsheet/writer.ts'
import type { Figure } from './figure.ts'

const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许'
const given = '示例样本演练甲乙丙丁戊己庚辛'
const rowOf = (at: number): string[] => {
  const number = residentNumber(addDays(day('1970-01-01'), at % 9000), 900 + Math.floor(at / 9000))
  const values: Record<string, string> = {
    serial: String(at + 1),
    occupation: '电工',
    level: '四级/中级工',
    condition: '累计从事本职业或相关职业工作满5年',
    documentType: '居民身份证',
    documentNumber: number,
    name: surnames[at % 20]! + given[at % 14]! + given[(at >> 4) % 14]!,
    sex: Number(number[16]) % 2 === 1 ? '男' : '女',
    birthDate: addDays(day('1970-01-01'), at % 9000),
    phone: `1380000${String(at % 10_000).padStart(4, '0')}`,
    hasCertificate: '否',
    education: '高中',
    region: '山东省',
    category: '私营企业',
    employer: `示例电气有限公司第${at % 97}分公司`,
    enrolledBy: '澜川市技能评价服务中心',
    assessmentKind: '初次认定',
    major: '',
    examKind: '正考',
    ethnicity: '汉族',
    workFrom: '2015-06-01',
    workYears: '11',
    household: '山东省澜川市云台区',
    politicalStatus: '群众',
    address: `山东省澜川市望江路${at % 300}号`,
    certificateDelivery: '自取',
    postcode: '270000',
  }
  return rosterColumns.map(({ key }) => values[key] ?? '')
}
export const generated = (count: number) =>
  writeWorkbook({
    sheets: [
      {
        name: '考生报名信息',
        columns: rosterColumns.map(({ title }) => ({ title })),
        rows: Array.from({ length: count }, (_, at) => rowOf(at)),
      },
    ],
  })

/** Made by another process, whose memory is not counted. */
const generatedApart = (count: number): Uint8Array => {
  const script = `const { generated } = await import(${JSON.stringify(import.meta.url)}); process.stdout.write(await generated(${count}))`
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', script], { maxBuffer: 64 << 20 })
  if (child.status !== 0) throw new Error(child.stderr.toString())
  return child.stdout
}

/** Seconds that the database takes to copy the written rows into tables without keys, checks or seals. */
const copyFloor = async (world: World): Promise<number> => {
  const client = await world.database.connection.ownerPool.connect()
  let seconds = 0
  for (const table of ['person', 'application']) {
    const rows = await buffer(client.query(to(`COPY ${table} TO STDOUT`)))
    await client.query(`CREATE TABLE bare_${table} AS SELECT * FROM ${table} WITH NO DATA`)
    const began = performance.now()
    await pipeline(Readable.from([rows]), client.query(from(`COPY bare_${table} FROM STDIN`)))
    seconds += (performance.now() - began) / 1000
  }
  client.release()
  return seconds
}

const measure = async (bytes: Uint8Array) => {
  const world = await openWorld({ entries: enrolmentEntries, at: '2026-12-02' })
  const organisationId = await world.organisation()
  const { batchId } = await publishedBatch(world, organisationId)
  const actor = world.actor('org-exam', organisationId)
  const worker = jobActor(world, organisationId)
  const fileId = await storedFile(world, {
    organisationId,
    name: '名单.xlsx',
    mediaType: 'application/octet-stream',
    bytes,
  })
  const { importId } = await world.done(dryRunRoster, { batchId, fileId }, actor)
  const started = performance.now()
  await world.done(checkRoster, { importId, jobId: randomUUID() }, worker)
  const checked = performance.now()
  const { version } = await world.done(rosterImport, { importId }, actor)
  await world.done(commitRoster, { importId, version, mode: 'skip-bad-rows' }, actor)
  const before = performance.now()
  const counts = await world.done(applyRoster, { importId, jobId: randomUUID() }, worker)
  const done = performance.now()
  const peak = process.resourceUsage().maxRSS / 1024
  const floor = await copyFloor(world)
  await world.close()
  return {
    ...{ dryRun: (checked - started) / 1000, commit: (done - before) / 1000 },
    ...{ floor, rows: counts.good, peak },
  }
}

/** A process of its own for each size, so that its peak memory is that of one import and nothing else. */
const measuredApart = (count: number): Awaited<ReturnType<typeof measure>> => {
  const child = spawnSync(process.execPath, [import.meta.filename, String(count)], {
    encoding: 'utf8',
    maxBuffer: 1 << 20,
  })
  if (child.status !== 0) throw new Error(child.stderr)
  return JSON.parse(child.stdout)
}

const figure = (
  name: string,
  value: number,
  limit: { readonly unit: string; readonly most: number; readonly floor?: number },
): Figure => ({
  name,
  value: Number(value.toFixed(2)),
  unit: limit.unit,
  floor: limit.floor ?? null,
  ratio: limit.floor ? value / limit.floor : null,
  target: `≤ ${limit.most} ${limit.unit}`,
  ok: value <= limit.most,
})

/** 2,000 rows of the demo's file and 50,000 generated ones; the commit against a bare copy of the rows it wrote. */
export const run = async (): Promise<readonly Figure[]> =>
  [2000, 50_000].flatMap((count) => {
    const { dryRun, commit, floor, peak } = measuredApart(count)
    return [
      figure(`roster of ${count}: dry run`, dryRun, { unit: 's', most: 30 }),
      figure(`roster of ${count}: commit`, commit, { unit: 's', most: 30, floor }),
      figure(`roster of ${count}: peak memory of the process`, peak, { unit: 'MB', most: 400 }),
    ]
  })

if (import.meta.main) {
  const count = Number(process.argv[2])
  const bytes = count === 2000 ? readFileSync('demo/data/roster-electrician-4.xlsx') : generatedApart(count)
  console.log(JSON.stringify(await measure(bytes)))
}
