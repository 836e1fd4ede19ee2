import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { registerCandidate } from '#modules/party/contract.ts'
import { partyEntries } from '#modules/party/register.ts'
import { type Actor, platformOrganisation } from '#platform/command/context.ts'
import { openWorld, type World } from '#platform/command/testing.ts'
import * as contract from '../contract.ts'
import {
  agreed,
  candidate,
  goodPhoto,
  pdf,
  publishedBatch,
  readyDraft,
  residentNumber,
  storedFile,
} from '../enrolment.fixture.ts'
import { enrolmentEntries } from '../register.ts'

let world: World
let at: { organisationId: string; batchId: string; lineId: string }
before(async () => {
  world = await openWorld({ entries: [...partyEntries, ...enrolmentEntries], at: '2026-12-02' })
  const organisationId = await world.organisation({ name: '澜川市示例评价中心' })
  at = { organisationId, ...(await publishedBatch(world, organisationId)) }
})
after(() => world.close())

let sequence = 900
const someone = (name = '林示例', birthDate = '1990-01-01') => {
  sequence += 1
  return candidate(world, { name, birthDate, sequence })
}
const office = (role = 'org-exam') => world.actor(role, at.organisationId)
const code = (outcome: { refused: boolean; code?: string }) => (outcome.refused ? outcome.code : 'accepted')

const upload = async (actor: Actor, bytes: Uint8Array) => ({
  organisationId: platformOrganisation,
  fileId: await storedFile(world, {
    organisationId: platformOrganisation,
    personId: actor.personId!,
    name: '上传',
    mediaType: 'application/octet-stream',
    bytes,
  }),
})
const stateOf = async (applicationId: string) =>
  world.database.connection.owner
    .selectFrom('application')
    .selectAll()
    .where('id', '=', applicationId)
    .executeTakeFirstOrThrow()

test('SDS-3.2-01 enrolment without login is refused, and a second account for the same number is refused', async () => {
  const nobody = {
    ...world.actor('candidate', platformOrganisation),
    accountId: null,
    personId: null,
    roles: [],
  }
  assert.equal(code(await world.run(contract.startApplication, at, nobody)), 'LOGIN_REQUIRED')
  const person = {
    name: '周示例',
    documentType: '居民身份证',
    documentNumber: residentNumber('1991-02-03', 931),
    phone: '13800000002',
    password: 'Lanchuan-2026',
  }
  assert.equal(code(await world.run(registerCandidate, person, nobody)), 'accepted')
  assert.equal(
    code(await world.run(registerCandidate, { ...person, documentType: '身份证' }, nobody)),
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
    assert.equal(code(await world.run(contract.startApplication, at, actor)), 'ENROLMENT_CLOSED')
  }
  world.at('2026-12-07')
  const draft = await readyDraft(world, actor, at)
  world.at('2026-12-08')
  assert.equal(
    code(await world.run(contract.submitApplication, { ...draft, ...agreed }, actor)),
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
  assert.equal(code(await attach(ofSize(21 * 1024), 1)), 'PHOTO_TOO_LARGE')
  assert.ok(noise.length > 9000 && noise.length < 20_480, String(noise.length))
  assert.equal(code(await attach(new Uint8Array(noise), 1)), 'PHOTO_FORMAT')
  assert.equal(code(await attach(ofSize(20 * 1024), 1)), 'accepted')
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
  assert.equal(code(await world.run(contract.review, pass, office('org-review'))), 'PHOTO_UNDECIDED')
  assert.equal(
    code(await world.run(contract.review, { ...pass, photoAccepted: true }, office('org-review'))),
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
    code(
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
  assert.equal(code(await world.run(contract.startApplication, at, actor)), 'PERSONAL_DATA_MISSING')
  assert.equal(
    code(await world.run(contract.startApplication, { ...at, sex: '女', birthDate: '1990-05-05' }, actor)),
    'accepted',
  )
  await world.database.connection.owner
    .updateTable('person')
    .set({ documentType: '军官证' })
    .where('id', '=', personId)
    .execute()
  const second = { ...at, ...(await publishedBatch(world, at.organisationId, { sequence: 9 })) }
  assert.equal(code(await world.run(contract.startApplication, second, actor)), 'DOCUMENT_NOT_ACCEPTED')
})

test('SDS-A2-02 a fourth category is refused; SDS-A2-05 no subject is refused and one alone accepted', async () => {
  const actor = await someone()
  const { version: started, ...key } = await world.done(contract.startApplication, at, actor)
  const save = (data: object, version: number) =>
    world.run(contract.saveDraft, { ...key, version, data }, actor)
  assert.equal(code(await save({ category: '退休人员甲' }, started)), 'CATEGORY_UNKNOWN')
  assert.equal(code(await save({ subjects: [] }, started)), 'SUBJECTS_INVALID')
  assert.equal(code(await save({ subjects: ['review'] }, started)), 'SUBJECTS_INVALID')
  assert.equal(code(await save({ subjects: ['practical'], category: '其他' }, started)), 'accepted')
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
        code(await world.run(contract.saveDraft, { ...key, version, data: { priorCertificate } }, actor)),
        'CERTIFICATE_INCOMPLETE',
      )
    }
  const priorCertificate = { type: '职业技能等级证书' as const, ...full }
  assert.equal(
    code(await world.run(contract.saveDraft, { ...key, version, data: { priorCertificate } }, actor)),
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
    code(await world.run(contract.saveDraft, { ...draft, data: { conditionCode: '7' } }, actor)),
    'CONDITION_UNKNOWN',
  )
})

test('SDS-3.2-03 SDS-3.3-13 submitting without the commitment or the notice is refused; SDS-A2-06 the acceptance names version and time', async () => {
  const actor = await someone()
  const draft = await readyDraft(world, actor, at)
  assert.equal(
    code(
      await world.run(
        contract.submitApplication,
        { ...draft, acceptCommitment: false, acceptNoChange: true },
        actor,
      ),
    ),
    'COMMITMENT_NOT_ACCEPTED',
  )
  assert.equal(
    code(
      await world.run(
        contract.submitApplication,
        { ...draft, acceptCommitment: true, acceptNoChange: false },
        actor,
      ),
    ),
    'NO_CHANGE_NOT_ACCEPTED',
  )
  await world.done(contract.submitApplication, { ...draft, ...agreed }, actor)
  const { commitment } = (await stateOf(draft.applicationId)) as unknown as {
    commitment: { version: string; acceptedAt: string; noChangeAcceptedAt: string }
  }
  assert.equal(commitment.version, '鲁就人〔2023〕6号 附件2（2023版）')
  assert.match(commitment.acceptedAt, /^2026-12-02T/)
  assert.equal(commitment.noChangeAcceptedAt, commitment.acceptedAt)
})

test('SDS-3.3-12 after submission the candidate cannot write; his request is decided by the organisation, old and new value kept', async () => {
  const actor = await someone('韩示例')
  const draft = await readyDraft(world, actor, at)
  const { version } = await world.done(contract.submitApplication, { ...draft, ...agreed }, actor)
  const key = { organisationId: draft.organisationId, applicationId: draft.applicationId }
  assert.equal(
    code(await world.run(contract.saveDraft, { ...key, version, data: { employer: '另一单位' } }, actor)),
    'ACTION_NOT_AVAILABLE',
  )
  const { correctionId } = await world.done(
    contract.requestCorrection,
    { ...key, field: 'phone', value: '13900000009', reason: '换了号码' },
    actor,
  )
  const detail = await world.done(
    contract.applicationDetail,
    { applicationId: draft.applicationId },
    office(),
  )
  assert.equal(detail.corrections[0]!.newValue, '139****0009')
  await world.done(contract.decideCorrection, { correctionId, version: 1, accept: true, note: '' }, office())
  assert.equal((await stateOf(draft.applicationId)).phoneMasked, '139****0009')
  const named = await world.done(
    contract.correct,
    {
      applicationId: draft.applicationId,
      version: (await stateOf(draft.applicationId)).version,
      field: 'name',
      value: '韩示范',
      reason: '公安机关已更名',
    },
    office(),
  )
  assert.ok(named.version > 1)
  const { timeline } = await world.done(contract.myApplication, key, actor)
  assert.match(timeline.at(-1)!.note, /姓名：“韩示例”改为“韩示范”，理由：公安机关已更名/)
})

test('SDS-3.3-10 work begun at twelve puts the application in further check at once', async () => {
  const actor = await someone()
  const draft = await readyDraft(world, actor, { ...at, data: { workFrom: '2002-06-01', workYears: 20 } })
  assert.equal(
    (await world.done(contract.submitApplication, { ...draft, ...agreed }, actor)).state,
    'further-check',
  )
})

test('SDS-3.3-08 SDS-3.3-11 three full years of four or five asked for are not met, and submission is refused', async () => {
  const actor = await someone()
  const draft = await readyDraft(world, actor, { ...at, data: { workFrom: '2023-06-01', workYears: 3 } })
  const outcome = await world.run(contract.submitApplication, { ...draft, ...agreed }, actor)
  assert.ok(outcome.refused && outcome.code === 'CONDITION_NOT_MET')
  assert.match(outcome.sentence, /满5年，实际为3年/)
})

test('SDS-3.3-04 SDS-3.3-05 a condition on schooling wants its proof, one on years the written commitment', async () => {
  const actor = await someone()
  const draft = await readyDraft(world, actor, { ...at, data: { conditionCode: '3' } })
  assert.equal(
    code(await world.run(contract.submitApplication, { ...draft, ...agreed }, actor)),
    'EVIDENCE_MISSING',
  )
  const { version } = await world.done(
    contract.attach,
    { ...draft, kind: 'education-proof', file: await upload(actor, pdf) },
    actor,
  )
  assert.equal(
    code(await world.run(contract.submitApplication, { ...draft, version, ...agreed }, actor)),
    'accepted',
  )
})

test('SDS-3.2-06 the form is refused before submission and printed after, with all 18 fields of SDS-A2-01 in order', async () => {
  const actor = await someone('许示例')
  const draft = await readyDraft(world, actor, at)
  const key = { organisationId: draft.organisationId, applicationId: draft.applicationId }
  assert.equal(code(await world.run(contract.printApplicationForm, key, actor)), 'NOT_SUBMITTED')
  await world.done(contract.submitApplication, { ...draft, ...agreed }, actor)
  const file = await world.done(contract.printApplicationForm, key, actor)
  const row = await world.database.connection.owner
    .selectFrom('storedFile')
    .select(['hash', 'mediaType'])
    .where('id', '=', file.fileId)
    .executeTakeFirstOrThrow()
  assert.equal(row.mediaType, 'application/pdf')
  const bytes = (await world.services.blobs.get(row.hash))!
  assert.equal(Buffer.from(bytes.subarray(0, 5)).toString(), '%PDF-')
  // The template names the fields of annex 2 in the order the pack lists them.
  const source = readFileSync('modules/enrolment/documents/application-form.typ', 'utf8').replaceAll(
    /\\ /gu,
    '',
  )
  const labels = [
    '申报人姓名',
    '性别',
    'photo.jpg',
    '出生日期',
    '学历及专业名称',
    '证件类型',
    '证件号码',
    '手机号码',
    '考生类别',
    '工作单位',
    '证书信息',
    '申报职业（工种）',
    '申报等级',
    '申报科目',
    '申报条件',
    '个人承诺',
    '申报人签名',
    'data.date',
  ]
  const places = labels.map((label) => source.indexOf(label))
  assert.equal(places.includes(-1), false)
  assert.deepEqual(
    places,
    places.toSorted((a, b) => a - b),
  )
})

test('a candidate reaches nobody else’s application, and one batch takes him once', async () => {
  const [mine, other] = [await someone(), await someone()]
  const draft = await readyDraft(world, mine, at)
  const key = { organisationId: draft.organisationId, applicationId: draft.applicationId }
  assert.equal(code(await world.run(contract.myApplication, key, other)), 'NOT_FOUND')
  assert.equal(code(await world.run(contract.submitApplication, { ...draft, ...agreed }, other)), 'NOT_FOUND')
  assert.equal(code(await world.run(contract.startApplication, at, mine)), 'ALREADY_ENROLLED')
})

test('what was shown before another change is refused as stale', async () => {
  const actor = await someone()
  const draft = await readyDraft(world, actor, at)
  assert.equal(
    code(
      await world.run(
        contract.saveDraft,
        { ...draft, version: draft.version - 1, data: { employer: '甲' } },
        actor,
      ),
    ),
    'VERSION_CONFLICT',
  )
})
