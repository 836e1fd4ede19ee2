// Import of 20,000 items in template A: wall time from the upload to the committed bank, by its parts, and the process's
// peak memory. `npm run bench -- item-import`
import { spawnSync } from 'node:child_process'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { from, to } from 'pg-copy-streams'
import { commitImport, importDetail, stageImport } from '#modules/itembank/exchange/contract.ts'
import { generatedWorkbook } from '#modules/itembank/exchange/excel-a.fixture.ts'
import {
  bank,
  base64,
  electrician,
  openBench,
  signAll,
  uploadFile,
} from '#modules/itembank/itembank.fixture.ts'
import { importTree } from '#modules/itembank/knowledge/contract.ts'
import type { World } from '#platform/command/testing.ts'
import type { Figure } from './figure.ts'

const count = 20_000

/** Made by another process, whose memory is not counted. */
const generatedApart = (): Uint8Array => {
  const script = `const { generated } = await import(${JSON.stringify(import.meta.url)}); process.stdout.write(await generated())`
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', script], { maxBuffer: 64 << 20 })
  if (child.status !== 0) throw new Error(child.stderr.toString())
  return child.stdout
}
export const generated = () =>
  generatedWorkbook(count, (at) => ({ explanation: `依据相关规程第${at}条，按负荷计算后选择。`.repeat(3) }))

/** Keeps the rows of a table in the database, for measuring afterwards what bare copying of them takes. */
const keepRows = (world: World, table: string) =>
  world.database.connection.ownerPool.query(`CREATE TABLE kept_${table} AS SELECT * FROM ${table}`)

/** Seconds that the database takes to copy these rows into a table without keys, checks or seals. */
const copyFloor = async (world: World, table: string): Promise<number> => {
  const client = await world.database.connection.ownerPool.connect()
  const rows = await buffer(client.query(to(`COPY kept_${table} TO STDOUT`)))
  await client.query(`CREATE TABLE bare_${table} AS SELECT * FROM kept_${table} WITH NO DATA`)
  const began = performance.now()
  await pipeline(Readable.from([rows]), client.query(from(`COPY bare_${table} FROM STDIN`)))
  client.release()
  return (performance.now() - began) / 1000
}

const timed = async <T>(work: () => Promise<T>): Promise<readonly [T, number]> => {
  const began = performance.now()
  const value = await work()
  return [value, (performance.now() - began) / 1000]
}

const measure = async () => {
  const bytes = generatedApart()
  const bench = await openBench()
  const { world, author } = bench
  await signAll(bench, [author])
  await world.done(importTree, { file: base64('blueprint-electrician-4.xlsx'), ...electrician }, author)
  const [itemUploadId, upload] = await timed(() => uploadFile(bench, bytes, { by: author }))
  const { itemImportId, jobId } = await world.done(stageImport, { bank, itemUploadId }, author)
  const [, read] = await timed(() => bench.runJob(jobId))
  const readPeak = process.resourceUsage().maxRSS / 1024
  await keepRows(world, 'item_import_row')
  const { version } = await world.done(importDetail, { itemImportId }, author)
  const commit = await world.done(
    commitImport,
    { itemImportId, version, mode: 'all-or-nothing', origin: 'own' },
    author,
  )
  const [, write] = await timed(() => bench.runJob(commit.jobId))
  const peak = process.resourceUsage().maxRSS / 1024
  const { report } = await world.done(importDetail, { itemImportId }, author)
  if (report?.imported !== count) throw new Error(`imported ${report?.imported} of ${count}`)
  await keepRows(world, 'item')
  const [readFloor, writeFloor] = [await copyFloor(world, 'item_import_row'), await copyFloor(world, 'item')]
  await bench.close()
  return { upload, read, write, readFloor, writeFloor, readPeak, peak }
}

/** A process of its own, so that its peak memory is that of one import and nothing else. */
const measuredApart = (): Awaited<ReturnType<typeof measure>> => {
  const child = spawnSync(process.execPath, [import.meta.filename], { encoding: 'utf8', maxBuffer: 1 << 20 })
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

export const run = async (): Promise<readonly Figure[]> => {
  const { upload, read, write, readFloor, writeFloor, readPeak, peak } = measuredApart()
  const name = (part: string) => `items of a ${count}-row workbook: ${part}`
  return [
    figure(name('upload to committed'), upload + read + write, {
      ...{ unit: 's', most: 20, floor: readFloor + writeFloor },
    }),
    figure(name('reading and judging'), read, { unit: 's', most: 12, floor: readFloor }),
    figure(name('writing'), write, { unit: 's', most: 12, floor: writeFloor }),
    figure(name('peak memory after reading'), readPeak, { unit: 'MB', most: 400 }),
    figure(name('peak memory of the process'), peak, { unit: 'MB', most: 400 }),
  ]
}

if (import.meta.main) console.log(JSON.stringify(await measure()))
