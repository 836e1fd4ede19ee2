import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { registerCandidate } from '#modules/party/contract.ts'
import { platformOrganisation } from '#platform/command/context.ts'
import { type CandidateScene, candidateScene, codeOf } from '../candidate.fixture.ts'
import * as contract from '../contract.ts'
import { agreed, goodPhoto, publishedBatch, readyDraft, residentNumber } from '../enrolment.fixture.ts'

let { world, at, someone, office, upload, stateOf } = {} as CandidateScene
before(async () => {
  ;({ world, at, someone, office, upload, stateOf } = await candidateScene())
})
after(() => world.close())

test('SDS-3.2-01 enrolment without login is refused, and a second account for the same number is refused', async () => {
  const nobody = {
    ...world.actor('candidate', platformOrganisation),
    accountId: null,
    personId: null,
    roles: [],
  }
  assert.equal(codeOf(await world.run(contract.startApplication, at, nobody)), 'LOGIN_REQUIRED')
  const person = {
    name: '周示例',
    documentType: '居民身份证',
    documentNumber: residentNumber('1991-02-03', 931),
    phone: '13800000002',
    password: 'Lanchuan-2026',
  }
  assert.equal(codeOf(await world.run(registerCandidate, person, nobody)), 'accepted')
  assert.equal(
    codeOf(await world.run(registerCandidate, { ...person, documentType: '身份证' }, nobody)),
    'ALREADY_REGISTERED',
  )
})

test('SDS-3.2-02 only organisations with a window open today are offered, and SDS-3.1-04 only windows of seven days', async () => {
  const actor = await someone()
  const offered = async () =>
    (await world.done(contract.openPlans, {}, actor)).batches.map(({ batchId }) => batchId)
  const other = await world.organisation()
  await publishedBatch(world, other, { enrolmentFrom: '2026-12-08', enrolmentTo: '2026-12-14' })
  await publishedBatch(world, other, { sequence: 2, enrolmentTo: '2026-12-06' })
  await publishedBatch(world, other, { sequence: 3, state: 'submitted', publishedAt: null })
  assert.deepEqual(await offered(), [at.batchId])
  world.at('2026-12-08')
  assert.equal((await offered()).includes(at.batchId), false)
  world.at('2026-12-02')
})

test('SDS-3.1-04 nobody starts or submits outside the window', async () => {
  const actor = await someone()
  for (const on of ['2026-11-30', '2026-12-08']) {
    world.at(on)
    assert.equal(codeOf(await world.run(contract.startApplication, at, actor)), 'ENROLMENT_CLOSED')
  }
  world.at('2026-12-07')
  const draft = await readyDraft(world, actor, at)
  world.at('2026-12-08')
  assert.equal(
    codeOf(await world.run(contract.submitApplication, { ...draft, ...agreed }, actor)),
    'ENROLMENT_CLOSED',
  )
  world.at('2026-12-02')
})

test('SDS-3.2-04 a 21 KB JPG and a 10 KB PNG are refused, a JPG of exactly 20 KB is accepted', async () => {
  const actor = await someone()
  const started = await world.done(contract.startApplication, at, actor)
  // A comment segment brings a good picture to any size without touching it.
  const ofSize = (size: number) => {
    const length = size - goodPhoto.length - 2
    return new Uint8Array(
      Buffer.concat([
        goodPhoto.subarray(0, 2),
        Buffer.from([0xff, 0xfe, length >> 8, length & 0xff]),
        Buffer.alloc(length - 2, 32),
        goodPhoto.subarray(2),
      ]),
    )
  }
  const noise = await sharp({
    create: {
      width: 60,
      height: 60,
      channels: 3,
      background: '#fff',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .png()
    .toBuffer()
  const attach = async (bytes: Uint8Array, version: number) =>
    world.run(
      contract.attach,
      {
        organisationId: at.organisationId,
        applicationId: started.applicationId,
        version,
        kind: 'photo',
        file: await upload(actor, bytes),
      },
      actor,
    )
  assert.equal(ofSize(20 * 1024).length, 20 * 1024)
  assert.equal(codeOf(await attach(ofSize(21 * 1024), 1)), 'PHOTO_TOO_LARGE')
  assert.ok(noise.length > 9000 && noise.length < 20_480, String(noise.length))
  assert.equal(codeOf(await attach(new Uint8Array(noise), 1)), 'PHOTO_FORMAT')
  assert.equal(codeOf(await attach(ofSize(20 * 1024), 1)), 'accepted')
})

test('SDS-3.2-05 a blue border raises a warning that stays until the reviewer decides', async () => {
  const actor = await someone()
  const draft = await readyDraft(world, actor, at)
  const truth = JSON.parse(readFileSync('demo/data/photos.truth.json', 'utf8')) as {
    photos: { file: string; reason: string | null }[]
  }
  const blue = truth.photos.find(({ reason }) => reason === 'blue-background')!.file
  const file = await upload(actor, new Uint8Array(readFileSync(`demo/data/photos/${blue}`)))
  const attached = await world.done(contract.attach, { ...draft, kind: 'photo', file }, actor)
  assert.deepEqual(attached.warnings, ['照片背景不是白色。'])
  await world.done(contract.submitApplication, { ...draft, version: attached.version, ...agreed }, actor)
  world.at('2026-12-08')
  const ticks = { completeness: true, accuracy: true, authenticity: true }
  const { version } = await stateOf(draft.applicationId)
  const pass = { applicationId: draft.applicationId, version, decision: 'pass' as const, ticks, note: '' }
  assert.equal(codeOf(await world.run(contract.review, pass, office('org-review'))), 'PHOTO_UNDECIDED')
  assert.equal(
    codeOf(await world.run(contract.review, { ...pass, photoAccepted: true }, office('org-review'))),
    'accepted',
  )
  world.at('2026-12-02')
})

test('SDS-3.3-03 a driving licence is refused at registration; a Taiwan candidate with a 台湾居民来往大陆通行证 enrols', async () => {
  const nobody = {
    ...world.actor('candidate', platformOrganisation),
    accountId: null,
    personId: null,
    roles: [],
  }
  const base = { name: '陈示例', phone: '13800000003', password: 'Lanchuan-2026' }
  assert.equal(
    codeOf(
      await world.run(
        registerCandidate,
        { ...base, documentType: '机动车驾驶证', documentNumber: '370102199001019015' },
        nobody,
      ),
    ),
    'DOCUMENT_INVALID',
  )
  const { accountId } = await world.done(
    registerCandidate,
    { ...base, documentType: '台湾居民来往大陆通行证', documentNumber: '00000901' },
    nobody,
  )
  const { personId } = await world.database.connection.owner
    .selectFrom('account')
    .select('personId')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  const actor = world.actor('candidate', platformOrganisation, { accountId, personId })
  assert.equal(codeOf(await world.run(contract.startApplication, at, actor)), 'PERSONAL_DATA_MISSING')
  assert.equal(
    codeOf(await world.run(contract.startApplication, { ...at, sex: '女', birthDate: '1990-05-05' }, actor)),
    'accepted',
  )
  await world.database.connection.owner
    .updateTable('person')
    .set({ documentType: '军官证' })
    .where('id', '=', personId)
    .execute()
  const second = { ...at, ...(await publishedBatch(world, at.organisationId, { sequence: 9 })) }
  assert.equal(codeOf(await world.run(contract.startApplication, second, actor)), 'DOCUMENT_NOT_ACCEPTED')
})

test('SDS-A2-02 a fourth category is refused; SDS-A2-05 no subject is refused and one alone accepted', async () => {
  const actor = await someone()
  const { version: started, ...key } = await world.done(contract.startApplication, at, actor)
  const save = (data: object, version: number) =>
    world.run(contract.saveDraft, { ...key, version, data }, actor)
  assert.equal(codeOf(await save({ category: '退休人员甲' }, started)), 'CATEGORY_UNKNOWN')
  assert.equal(codeOf(await save({ subjects: [] }, started)), 'SUBJECTS_INVALID')
  assert.equal(codeOf(await save({ subjects: ['review'] }, started)), 'SUBJECTS_INVALID')
  assert.equal(codeOf(await save({ subjects: ['practical'], category: '其他' }, started)), 'accepted')
})

test('SDS-A2-03 SDS-A2-04 choosing a certificate type makes its five fields mandatory', async () => {
  const actor = await someone()
  const { version, ...key } = await world.done(contract.startApplication, at, actor)
  const full = {
    title: '电工',
    level: '五级/初级工',
    number: 'S000037000933205000633',
    issuedOn: '2020-05-01',
    issuer: '示例评价机构',
  }
  for (const type of ['职业技能等级证书', '其他证书'] as const)
    for (const field of Object.keys(full) as (keyof typeof full)[]) {
      const priorCertificate = { type, ...full, [field]: '' }
      assert.equal(
        codeOf(await world.run(contract.saveDraft, { ...key, version, data: { priorCertificate } }, actor)),
        'CERTIFICATE_INCOMPLETE',
      )
    }
  const priorCertificate = { type: '职业技能等级证书' as const, ...full }
  assert.equal(
    codeOf(await world.run(contract.saveDraft, { ...key, version, data: { priorCertificate } }, actor)),
    'accepted',
  )
})

test('SDS-3.3-07 the conditions offered are those of the standard in force, and no other is taken', async () => {
  const actor = await someone()
  const draft = await readyDraft(world, actor, at)
  const { conditions } = await world.done(
    contract.myApplication,
    { organisationId: draft.organisationId, applicationId: draft.applicationId },
    actor,
  )
  assert.deepEqual(
    conditions.map(({ code: id }) => id),
    ['1', '2', '3'],
  )
  assert.equal(
    codeOf(await world.run(contract.saveDraft, { ...draft, data: { conditionCode: '7' } }, actor)),
    'CONDITION_UNKNOWN',
  )
})
