import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { zipSync } from 'fflate'
import { verifyAudit } from '#platform/audit/verify.ts'
import type { Actor } from '#platform/command/context.ts'
import { openWorld, type World } from '#platform/command/testing.ts'
import * as contract from '../contract.ts'
import { jobActor, publishedBatch, runJob, storedFile } from '../enrolment.fixture.ts'
import { enrolmentEntries } from '../register.ts'

interface Truth {
  readonly photos: readonly {
    readonly file: string
    readonly verdict: 'good' | 'bad'
    readonly reason: string | null
    readonly candidate: { readonly name: string; readonly id: string }
  }[]
}
interface Report {
  readonly attached: number
  readonly refused: readonly { file: string; name: string | null; sentence: string; clauses: string[] }[]
}

const folder = 'demo/data/photos'
const truth = JSON.parse(readFileSync('demo/data/photos.truth.json', 'utf8')) as Truth
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

let world: World
let organisationId: string
let batchId: string
const exam = () => world.actor('org-exam', organisationId)
let worker: Actor
const work = (jobId: string) => runJob(world, jobId, worker)

const sent = async (name: string, bytes: Uint8Array, mediaType = 'image/jpeg') =>
  storedFile(world, { organisationId, name, mediaType, bytes })
const attach = async (fileIds: string[]) => {
  const { jobId } = await world.done(contract.attachPhotos, { batchId, fileIds }, exam())
  return { jobId, report: (await work(jobId)) as unknown as Report }
}
const photographed = () =>
  world.database.connection.owner
    .selectFrom('application')
    .innerJoin('storedFile', 'storedFile.id', 'application.photoFileId')
    .select(['application.name', 'storedFile.hash', 'storedFile.personId', 'application.personId as owner'])
    .where('application.batchId', '=', batchId)
    .execute()

before(async () => {
  world = await openWorld({ entries: enrolmentEntries, at: '2026-12-02' })
  organisationId = await world.organisation()
  worker = jobActor(world, organisationId)
  batchId = (await publishedBatch(world, organisationId)).batchId
  const roster = await sent('报名表.xlsx', readFileSync('demo/data/roster-electrician-4.xlsx'), xlsx)
  const { importId, jobId } = await world.done(contract.dryRunRoster, { batchId, fileId: roster }, exam())
  await work(jobId)
  const { version } = await world.done(contract.rosterImport, { importId }, exam())
  const mode = 'skip-bad-rows' as const
  await work((await world.done(contract.commitRoster, { importId, version, mode }, exam())).jobId)
})
after(() => world.close())

const words: Readonly<Record<string, RegExp>> = {
  'png-format': /须为JPG格式/u,
  'png-content-named-jpg': /须为JPG格式/u,
  'executable-renamed': /须为JPG格式/u,
  'over-20-kb': /超过20KB/u,
  'blue-background': /背景不是白色/u,
  landscape: /不是竖幅/u,
  'too-small-50x70': /50×70像素/u,
  truncated: /已损坏/u,
  'corrupted-bytes': /已损坏|须为JPG格式/u,
  'polyglot-jpeg-plus-zip': /夹带其他内容/u,
}

test('SDS-3.2-04 SDS-3.2-05 a zip of 40 photos: 30 go to their candidates, 10 are refused each with its reason', async () => {
  const files = Object.fromEntries(
    readdirSync(folder).map((file) => [`照片/${file}`, new Uint8Array(readFileSync(`${folder}/${file}`))]),
  )
  const { report, jobId } = await attach([await sent('照片.zip', zipSync(files), 'application/zip')])
  assert.equal(report.attached, 30)
  assert.equal(report.refused.length, 10)
  const placed = await photographed()
  assert.deepEqual(
    placed.map(({ name }) => name).sort(),
    truth.photos.flatMap(({ verdict, candidate }) => (verdict === 'good' ? [candidate.name] : [])).sort(),
  )
  assert.ok(placed.every(({ personId, owner }) => personId === owner))
  for (const { candidate, reason } of truth.photos.filter(({ verdict }) => verdict === 'bad')) {
    const refused = report.refused.find(({ name }) => name === candidate.name)
    assert.match(refused?.sentence ?? '', words[reason!]!, reason!)
    assert.deepEqual(refused?.clauses, ['SDS-3.2-04', 'SDS-3.2-05'])
    assert.equal(JSON.stringify(refused).includes(candidate.id), false)
  }
  assert.deepEqual(await work(jobId), report)
})

test('SDS-3.2-04 single pictures: an unknown number, a wrong name and a nameless file are refused, and nothing else changes', async () => {
  const good = truth.photos.find(({ verdict }) => verdict === 'good')!
  const bytes = new Uint8Array(readFileSync(`${folder}/${good.file}`))
  const { id } = good.candidate
  const names = ['370102199001011231.jpg', `某某某-${id}.jpg`, '照片1.jpg', `${id}.jpg`]
  const before = await photographed()
  const { report } = await attach(await Promise.all(names.map((name) => sent(name, bytes))))
  assert.equal(report.attached, 1)
  assert.deepEqual(
    report.refused.map(({ sentence }) => sentence),
    [
      '本批次没有该证件号码的考生。',
      '文件名中的姓名与该证件号码的考生不一致。',
      '文件名中没有可以识别的证件号码。',
    ],
  )
  assert.equal((await photographed()).length, before.length)
})

test('a file that calls itself a zip and is none is refused as a whole', async () => {
  const broken = new Uint8Array([0x50, 0x4b, 0x03, 0x04, 1, 2, 3])
  const { report } = await attach([await sent('照片.zip', broken, 'application/zip')])
  assert.equal(report.attached, 0)
  assert.equal(report.refused.length, 1)
})

test('another organisation neither starts the job on this batch nor reads its files', async () => {
  const other = world.actor('org-exam', await world.organisation())
  const fileId = await sent('370102199001011231.jpg', new Uint8Array([0xff, 0xd8, 0xff]))
  const outcome = await world.run(contract.attachPhotos, { batchId, fileIds: [fileId] }, other)
  assert.equal(outcome.refused && outcome.code, 'NOT_FOUND')
})

test('every photo put with a candidate is on the record', async () => {
  const { findings } = await verifyAudit(world.database.connection)
  assert.deepEqual(
    findings.filter(({ where }) => where.includes('application')),
    [],
  )
})
