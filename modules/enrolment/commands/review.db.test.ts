import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { partyEntries } from '#modules/party/register.ts'
import type { Actor } from '#platform/command/context.ts'
import { openWorld, type World } from '#platform/command/testing.ts'
import * as contract from '../contract.ts'
import { agreed, candidate, pdf, publishedBatch, readyDraft, storedFile } from '../enrolment.fixture.ts'
import { admittedApplications } from '../facts.ts'
import { enrolmentEntries } from '../register.ts'

let world: World
let at: { organisationId: string; batchId: string; lineId: string }
let sequences = 0
before(async () => {
  world = await openWorld({ entries: [...partyEntries, ...enrolmentEntries], at: '2026-12-02' })
  at = { organisationId: await world.organisation(), batchId: '', lineId: '' }
})
after(() => world.close())

const reviewer = () => world.actor('org-review', at.organisationId, { name: '审核员甲' })
const code = (outcome: { refused: boolean; code?: string }) => (outcome.refused ? outcome.code : 'accepted')
const ticks = { completeness: true, accuracy: true, authenticity: true }

let person = 900
const scheme = { planName: '示例计划', other: '', attachments: [] }

/** A batch of its own for each test, in its enrolment window. */
const newBatch = async () => {
  sequences += 1
  world.at('2026-12-02')
  at = {
    ...at,
    ...(await publishedBatch(world, at.organisationId, {
      sequence: sequences,
      name: `第${sequences}期`,
      scheme: JSON.stringify(scheme),
    })),
  }
}
const submitted = async (data: Record<string, unknown> = {}) => {
  person += 1
  const actor = await candidate(world, { name: '赵示例', birthDate: '1990-01-01', sequence: person })
  const draft = await readyDraft(world, actor, { ...at, data })
  await world.done(contract.submitApplication, { ...draft, ...agreed }, actor)
  return { ...draft, actor }
}
const rowOf = (id: string) =>
  world.database.connection.owner
    .selectFrom('application')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
const decide = async (applicationId: string, values: Record<string, unknown> = {}) => {
  const { version } = await rowOf(applicationId)
  return world.run(
    contract.review,
    { applicationId, version, decision: 'pass', ticks, note: '', ...values } as never,
    reviewer(),
  )
}
const stored = (bytes = pdf) =>
  storedFile(world, {
    organisationId: at.organisationId,
    name: '扫描件.pdf',
    mediaType: 'application/pdf',
    bytes,
  })
const seated = async () =>
  world.database.connection.owner
    .transaction()
    .execute((tx) => admittedApplications(tx, at.organisationId, at.batchId))

test('SDS-3.3-01 a decision before enrolment closes is refused; inside the window it is stored with reviewer and time; after it refused', async () => {
  await newBatch()
  const [first, second] = [await submitted(), await submitted()]
  world.at('2026-12-07')
  assert.equal(code(await decide(first.applicationId)), 'REVIEW_CLOSED')
  world.at('2026-12-08')
  assert.equal(code(await decide(first.applicationId)), 'accepted')
  const { review } = (await rowOf(first.applicationId)) as unknown as {
    review: { reviewer: string; at: string; ticks: object }
  }
  assert.equal(review.reviewer, '审核员甲')
  assert.match(review.at, /^2026-12-08T/)
  assert.deepEqual(review.ticks, ticks)
  world.at('2026-12-11')
  assert.equal(code(await decide(second.applicationId)), 'REVIEW_CLOSED')
})

test('SDS-3.1-05 applications undecided after the review window are listed as overdue, and only those', async () => {
  await newBatch()
  const [late, done] = [await submitted(), await submitted()]
  world.at('2026-12-09')
  await decide(done.applicationId)
  const overdue = async () =>
    (
      await world.done(contract.applicationList, { batchId: at.batchId, overdue: 'yes' }, reviewer())
    ).rows.map(({ applicationId }) => applicationId)
  world.at('2026-12-10')
  assert.deepEqual(await overdue(), [])
  world.at('2026-12-11')
  assert.deepEqual(await overdue(), [late.applicationId])
})

test('SDS-3.3-09 approval needs all three ticks', async () => {
  await newBatch()
  const { applicationId } = await submitted()
  world.at('2026-12-08')
  for (const missing of ['completeness', 'accuracy', 'authenticity'])
    assert.equal(
      code(await decide(applicationId, { ticks: { ...ticks, [missing]: false } })),
      'TICKS_MISSING',
    )
  assert.equal(code(await decide(applicationId)), 'accepted')
})

test('SDS-3.3-08 someone computed at 3 of 5 years is refused by approval and does not appear in the seating list', async () => {
  await newBatch()
  const { applicationId } = await submitted()
  const { version } = await rowOf(applicationId)
  await world.done(
    contract.correct,
    { applicationId, version, field: 'workFrom', value: '2023-06-01', reason: '合同日期为准' },
    world.actor('org-exam', at.organisationId),
  )
  world.at('2026-12-08')
  const outcome = await decide(applicationId)
  assert.ok(outcome.refused && outcome.code === 'CONDITION_NOT_MET')
  assert.deepEqual(outcome.clauses, ['SDS-3.3-08', 'SDS-3.3-11'])
  assert.equal(
    code(
      await world.run(contract.admit, { batchId: at.batchId, applicationIds: [applicationId] }, reviewer()),
    ),
    'ACTION_NOT_AVAILABLE',
  )
  assert.deepEqual(await seated(), [])
})

test('SDS-3.2-07 SDS-3.3-02 SDS-3.3-05 a file without signature or written commitment cannot be approved, and says what is missing', async () => {
  await newBatch()
  const { applicationId } = await submitted()
  await world.database.connection.owner
    .updateTable('application')
    .set({ signatureFileId: null })
    .where('id', '=', applicationId)
    .execute()
  world.at('2026-12-08')
  const unsigned = await decide(applicationId)
  assert.ok(unsigned.refused && unsigned.code === 'MATERIAL_MISSING')
  assert.match(unsigned.sentence, /缺少：考生本人签名的申报表/)
  const detail = await world.done(contract.applicationDetail, { applicationId }, reviewer())
  assert.equal(detail.materials.find(({ kind }) => kind === 'application-form')!.onFile, false)
  const covered = await world.done(
    contract.recordGroupMaterial,
    {
      batchId: at.batchId,
      kind: 'application-form',
      fileId: await stored(),
      applicationIds: [applicationId],
      statement: '本机构已核对签名',
    },
    reviewer(),
  )
  assert.equal(covered.covered, 1)
  assert.equal(code(await decide(applicationId)), 'accepted')
})

test('SDS-3.3-06 a certificate that was cited cannot be approved without the result of the online query, with checker and time', async () => {
  await newBatch()
  const priorCertificate = {
    type: '职业技能等级证书',
    title: '电工',
    level: '五级/初级工',
    number: 'S000037000918205000633',
    issuedOn: '2018-05-01',
    issuer: '示例评价机构',
  }
  const { applicationId } = await submitted({ priorCertificate })
  world.at('2026-12-08')
  assert.equal(code(await decide(applicationId)), 'CERTIFICATE_NOT_VERIFIED')
  const verify = (result: '一致' | '查无此证') =>
    world.done(
      contract.verifyCertificates,
      { applicationIds: [applicationId], result, source: '技能人才评价证书全国联网查询', note: '' },
      reviewer(),
    )
  const waiting = async () =>
    (await world.done(contract.unverifiedCertificates, { batchId: at.batchId }, reviewer())).rows
  assert.deepEqual(
    (await waiting()).map((row) => [row.applicationId, row.number]),
    [[applicationId, priorCertificate.number]],
  )
  await verify('查无此证')
  assert.deepEqual(await waiting(), [])
  assert.equal(code(await decide(applicationId)), 'CERTIFICATE_NOT_VERIFIED')
  await verify('一致')
  const { certificateCheck } = await world.done(contract.applicationDetail, { applicationId }, reviewer())
  assert.equal(certificateCheck!.checker, '审核员甲')
  assert.equal(code(await decide(applicationId)), 'accepted')
})

test('SDS-3.3-10 an application in further check is approved only with a note, which stays on record', async () => {
  await newBatch()
  const { applicationId } = await submitted({ workFrom: '2002-06-01', workYears: 20 })
  world.at('2026-12-08')
  assert.equal(code(await decide(applicationId)), 'NOTE_MISSING')
  assert.equal(code(await decide(applicationId, { note: '电话核实，参加工作时间应为2008年' })), 'accepted')
  const detail = await world.done(contract.applicationDetail, { applicationId }, reviewer())
  assert.equal(detail.furtherCheck, '电话核实，参加工作时间应为2008年')
  assert.equal(detail.contradictions[0]!.kind, 'work-vs-birth')
})

test('SDS-3.3-10 returning and rejecting want a reason; a returned application comes back and goes through', async () => {
  await newBatch()
  const { actor, ...draft } = await submitted()
  world.at('2026-12-08')
  assert.equal(code(await decide(draft.applicationId, { decision: 'return' })), 'NOTE_MISSING')
  assert.equal(
    code(await decide(draft.applicationId, { decision: 'return', note: '单位名称不全' })),
    'accepted',
  )
  const { version } = await rowOf(draft.applicationId)
  const saved = await world.done(
    contract.saveDraft,
    {
      organisationId: draft.organisationId,
      applicationId: draft.applicationId,
      version,
      data: { employer: '示例电气有限公司第二分公司' },
    },
    actor,
  )
  await world.done(contract.submitApplication, { ...draft, version: saved.version, ...agreed }, actor)
  assert.equal(code(await decide(draft.applicationId)), 'accepted')
})

test('SDS-3.4-01 of 50 applications with 47 confirmed, arrangement is offered exactly 47', async () => {
  await newBatch()
  const first = await submitted()
  const template = await rowOf(first.applicationId)
  // Forty-nine more rows like the first, so that the test looks at the review and not at fifty forms being filled.
  await world.database.connection.ownerPool.query(
    `INSERT INTO application SELECT (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'person_id', gen_random_uuid()))).*
     FROM application a, generate_series(1, 49) WHERE a.id = $1`,
    [template.id],
  )
  world.at('2026-12-08')
  const queue = await world.done(contract.reviewQueue, { batchId: at.batchId }, reviewer())
  assert.deepEqual([queue.total, queue.clean], [50, 50])
  const chosen = queue.rows.slice(0, 47).map(({ applicationId }) => applicationId)
  const result = await world.done(
    contract.reviewClean,
    { batchId: at.batchId, applicationIds: chosen, ticks },
    reviewer(),
  )
  assert.equal(result.passed, 47)
  await world.done(contract.admit, { batchId: at.batchId }, reviewer())
  assert.deepEqual((await seated()).map(({ id }) => id).toSorted(), chosen.toSorted())
})

test('bulk approval leaves what is not clean, each with its reasons', async () => {
  await newBatch()
  const [clean, doubtful] = [await submitted(), await submitted({ workFrom: '2002-06-01', workYears: 20 })]
  world.at('2026-12-08')
  assert.equal(
    code(
      await world.run(
        contract.reviewClean,
        { batchId: at.batchId, ticks: { ...ticks, accuracy: false } },
        reviewer(),
      ),
    ),
    'TICKS_MISSING',
  )
  const result = await world.done(contract.reviewClean, { batchId: at.batchId, ticks }, reviewer())
  assert.equal(result.passed, 1)
  assert.deepEqual(
    result.left.map(({ applicationId, reasons }) => [applicationId, reasons]),
    [[doubtful.applicationId, ['信息存疑']]],
  )
  assert.equal((await rowOf(clean.applicationId)).state, 'qualified')
})

test('SDS-3.4-02 SDS-3.4-03 SDS-A4-02 a batch is forwarded only when decided, with scheme and signed, sealed commitment', async () => {
  await newBatch()
  const { applicationId } = await submitted()
  world.at('2026-12-08')
  const forward = () => world.run(contract.forwardBatch, { batchId: at.batchId }, reviewer())
  assert.equal(code(await forward()), 'REVIEW_UNFINISHED')
  await decide(applicationId)
  await world.done(contract.admit, { batchId: at.batchId }, reviewer())
  const owner = world.database.connection.owner
  await owner.updateTable('batch').set({ scheme: '{}' }).where('id', '=', at.batchId).execute()
  assert.equal(code(await forward()), 'SCHEME_MISSING')
  await owner
    .updateTable('batch')
    .set({ scheme: JSON.stringify(scheme) })
    .where('id', '=', at.batchId)
    .execute()
  assert.equal(code(await forward()), 'COMMITMENT_MISSING')
  const commitment = {
    batchId: at.batchId,
    fileId: await stored(),
    signatory: '负责人甲',
    signedOn: '2026-12-08',
    sealed: true,
  }
  const record = (values: object) =>
    world.run(contract.recordReviewCommitment, { ...commitment, ...values }, reviewer())
  for (const values of [{ signatory: ' ' }, { sealed: false }, { signedOn: '2026-12-09' }])
    assert.equal(code(await record(values)), 'SIGNATURE_MISSING')
  assert.equal(code(await record({})), 'accepted')
  assert.equal(code(await forward()), 'accepted')
  assert.equal(code(await forward()), 'ALREADY_FORWARDED')
})

test('SDS-A4-01 the commitment of annex 4 is printed with the name of the batch', async () => {
  await newBatch()
  const file = await world.done(contract.printReviewCommitment, { batchId: at.batchId }, reviewer())
  const row = await world.database.connection.owner
    .selectFrom('storedFile')
    .select(['name', 'mediaType'])
    .where('id', '=', file.fileId)
    .executeTakeFirstOrThrow()
  assert.deepEqual(row, { name: `审核承诺书-第${sequences}期.pdf`, mediaType: 'application/pdf' })
})

test('SDS-A2-08 whoever is unpaid at the deadline is waived and gets no seat; a draft is waived when enrolment closes', async () => {
  await newBatch()
  const [paid, unpaid] = [await submitted(), await submitted()]
  person += 1
  const idle = await candidate(world, { name: '钱示例', birthDate: '1990-01-01', sequence: person })
  const draft = await readyDraft(world, idle, at)
  world.at('2026-12-08')
  for (const { applicationId } of [paid, unpaid]) await decide(applicationId)
  await world.done(contract.admit, { batchId: at.batchId }, reviewer())
  const system: Actor = world.actor('system', at.organisationId)
  const scope = { organisationId: at.organisationId, batchId: at.batchId }
  const pay = { ...scope, step: 'pay' as const, applicationIds: [unpaid.applicationId] }
  world.at('2026-12-12')
  assert.equal(code(await world.run(contract.waive, pay, system)), 'NOT_YET_DUE')
  assert.equal(code(await world.run(contract.waive, pay, reviewer())), 'ROLE_MISSING')
  assert.equal((await world.done(contract.waive, { ...scope, step: 'enrol' }, system)).waived, 1)
  assert.equal((await rowOf(draft.applicationId)).state, 'waived')
  world.at('2026-12-13')
  assert.equal((await world.done(contract.waive, pay, system)).waived, 1)
  assert.equal((await rowOf(unpaid.applicationId)).state, 'waived')
  assert.deepEqual(
    (await seated()).map(({ id }) => id),
    [paid.applicationId],
  )
})

test('the staff of another organisation neither sees nor decides', async () => {
  await newBatch()
  const { applicationId } = await submitted()
  world.at('2026-12-08')
  const other = world.actor('org-review', await world.organisation())
  assert.equal(code(await world.run(contract.applicationDetail, { applicationId }, other)), 'NOT_FOUND')
  const { version } = await rowOf(applicationId)
  assert.equal(
    code(
      await world.run(contract.review, { applicationId, version, decision: 'pass', ticks, note: '' }, other),
    ),
    'NOT_FOUND',
  )
  assert.equal(code(await world.run(contract.admit, { batchId: at.batchId }, other)) === 'accepted', false)
})
