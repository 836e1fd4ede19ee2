import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { type CandidateScene, candidateScene, codeOf } from '../candidate.fixture.ts'
import * as contract from '../contract.ts'
import { agreed, pdf, readyDraft } from '../enrolment.fixture.ts'

let { world, at, someone, office, upload, stateOf } = {} as CandidateScene
before(async () => {
  ;({ world, at, someone, office, upload, stateOf } = await candidateScene())
})
after(() => world.close())

test('SDS-3.2-03 SDS-3.3-13 submitting without the commitment or the notice is refused; SDS-A2-06 the acceptance names version and time', async () => {
  const actor = await someone()
  const draft = await readyDraft(world, actor, at)
  assert.equal(
    codeOf(
      await world.run(
        contract.submitApplication,
        { ...draft, acceptCommitment: false, acceptNoChange: true },
        actor,
      ),
    ),
    'COMMITMENT_NOT_ACCEPTED',
  )
  assert.equal(
    codeOf(
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
    codeOf(await world.run(contract.saveDraft, { ...key, version, data: { employer: '另一单位' } }, actor)),
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
    codeOf(await world.run(contract.submitApplication, { ...draft, ...agreed }, actor)),
    'EVIDENCE_MISSING',
  )
  const { version } = await world.done(
    contract.attach,
    { ...draft, kind: 'education-proof', file: await upload(actor, pdf) },
    actor,
  )
  assert.equal(
    codeOf(await world.run(contract.submitApplication, { ...draft, version, ...agreed }, actor)),
    'accepted',
  )
})

test('SDS-3.2-06 the form is refused before submission and printed after, with all 18 fields of SDS-A2-01 in order', async () => {
  const actor = await someone('许示例')
  const draft = await readyDraft(world, actor, at)
  const key = { organisationId: draft.organisationId, applicationId: draft.applicationId }
  assert.equal(codeOf(await world.run(contract.printApplicationForm, key, actor)), 'NOT_SUBMITTED')
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
  assert.equal(codeOf(await world.run(contract.myApplication, key, other)), 'NOT_FOUND')
  assert.equal(
    codeOf(await world.run(contract.submitApplication, { ...draft, ...agreed }, other)),
    'NOT_FOUND',
  )
  assert.equal(codeOf(await world.run(contract.startApplication, at, mine)), 'ALREADY_ENROLLED')
})

test('what was shown before another change is refused as stale', async () => {
  const actor = await someone()
  const draft = await readyDraft(world, actor, at)
  assert.equal(
    codeOf(
      await world.run(
        contract.saveDraft,
        { ...draft, version: draft.version - 1, data: { employer: '甲' } },
        actor,
      ),
    ),
    'VERSION_CONFLICT',
  )
})
