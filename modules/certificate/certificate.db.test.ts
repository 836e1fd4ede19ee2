import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { verifyAudit } from '#platform/audit/verify.ts'
import { openWorld } from '#platform/command/testing.ts'
import { passedBatch, people } from './batch.fixture.ts'
import {
  approveCertificates,
  batchDetail,
  confirmIssue,
  issueCertificates,
  markHandwritten,
  prepareCertificates,
  printCertificates,
  publicQuery,
  returnCertificates,
  submitCertificates,
} from './contract.ts'
import { issueConfirmed } from './facts.ts'
import { approved, depsOf, issued, jobOf, rowsOf, submitted } from './issue.fixture.ts'
import { certificateEntries } from './register.ts'
import { takeSerials } from './store/certificate.store.ts'
import { certificateTasks } from './tasks.ts'

const world = await openWorld({ entries: certificateEntries, at: '2026-11-06' })
after(() => world.close())
const nobody = world.actor('public', '00000000-0000-0000-0000-000000000000', {
  roles: [],
  reach: [],
  accountId: null,
})
const pattern = /^[SY]\d{12}\d{2}[1-5]\d{6}$/
const serialOf = (number: string) => Number(number.slice(16))

test('SDS-6.1-01 45 passed candidates get 45 different numbers of the rule, without a gap', async () => {
  const batch = await passedBatch(world, { passed: people(45) })
  const reply = await approved(world, batch)
  const numbers = (await rowsOf(world, batch)).map(({ number }) => number)
  assert.equal(new Set(numbers).size, 45)
  for (const number of numbers) {
    assert.match(number, pattern)
    assert.equal(number.slice(0, 13), batch.code)
    assert.equal(number.slice(13, 16), '264')
  }
  assert.deepEqual(
    numbers.map(serialOf),
    Array.from({ length: 45 }, (_, n) => n + 1),
  )
  assert.deepEqual([reply.count, reply.first, reply.last], [45, numbers[0], numbers.at(-1)])
})

test('SDS-6.1-01 the next batch of the year goes on, a level and a year each have their own sequence', async () => {
  const first = await passedBatch(world, { passed: [...people(2), { name: '高级甲', level: 3 }] })
  await approved(world, first)
  const { organisationId } = first
  const second = await passedBatch(world, { passed: [{ name: '次批甲' }], organisationId, sequence: 2 })
  await approved(world, second)
  const tails = async (batch: typeof first) =>
    (await rowsOf(world, batch)).map(({ number }) => number.slice(13))
  assert.deepEqual(await tails(first), ['263000001', '264000001', '264000002'])
  assert.deepEqual(await tails(second), ['264000003'])
})

test('SDS-6.1-01 many allocations at once, a third of them rolled back, leave neither gap nor double', async () => {
  const organisationId = await world.organisation()
  const key = { organisationId, year: 2026, level: 4 }
  const { app } = world.database.connection
  const rolledBack = new Error('rolled back')
  const take = (n: number) =>
    app
      .transaction()
      .execute(async (tx) => {
        await import('kysely').then(({ sql }) =>
          sql`SELECT set_config('app.reach', ${organisationId}, true)`.execute(tx),
        )
        const count = 1 + (n % 4)
        const first = (await takeSerials(tx, key, count))!
        if (n % 3 === 0) throw rolledBack
        return Array.from({ length: count }, (_, at) => first + at)
      })
      .catch((error: unknown) => {
        assert.equal(error, rolledBack)
        return []
      })
  const taken = (await Promise.all(Array.from({ length: 120 }, (_, n) => take(n))))
    .flat()
    .sort((a, b) => a - b)
  assert.deepEqual(
    taken,
    Array.from({ length: taken.length }, (_, n) => n + 1),
  )
  assert.ok(taken.length > 150)
})

test('SDS-6.1-01 when the serials of a year run out the approval is refused and takes none', async () => {
  const batch = await passedBatch(world, { passed: people(2) })
  const { organisationId } = batch
  await world.database.connection.owner
    .insertInto('certificateCounter')
    .values({ organisationId, year: 2026, level: 4, lastSerial: 999_998 })
    .execute()
  const sent = await submitted(world, batch)
  const outcome = await world.run(approveCertificates, { organisationId, ...sent }, batch.city)
  assert.equal(outcome.refused && outcome.code, 'CERTIFICATE_SERIAL_EXHAUSTED')
  assert.equal((await rowsOf(world, batch)).length, 0)
})

test('SDS-6.1-02 a coded certificate that is not yet issued is not found by the public query', async () => {
  const batch = await passedBatch(world, { passed: [{ name: '未公开甲' }] })
  const { documentNumber } = batch.people[0]!
  const ask = () => world.run(publicQuery, { name: '未公开甲', documentNumber }, nobody)
  await submitted(world, batch)
  const before = await ask()
  assert.equal(before.refused && before.code, 'CERTIFICATE_NOT_FOUND')
  const detail = await world.done(
    batchDetail,
    { organisationId: batch.organisationId, batchId: batch.batchId },
    batch.city,
  )
  const { certificateBatchId, version, hash } = detail
  const input = {
    organisationId: batch.organisationId,
    certificateBatchId: certificateBatchId!,
    version: version!,
    hash: hash!,
  }
  await world.done(approveCertificates, input, batch.city)
  const [row] = await rowsOf(world, batch)
  assert.equal(row!.state, 'approved')
  const coded = await ask()
  assert.deepEqual(coded, before)
  const byNumber = await world.run(publicQuery, { name: '未公开甲', number: row!.number }, nobody)
  assert.deepEqual(byNumber, before)
})

test('SDS-6.1-02 only the city approves: the organisation itself and the province have no such step', async () => {
  const batch = await passedBatch(world, { passed: people(1) })
  const sent = await submitted(world, batch)
  const input = { organisationId: batch.organisationId, ...sent }
  for (const actor of [batch.head, batch.exam, world.actor('province', batch.organisationId)]) {
    const outcome = await world.run(approveCertificates, input, actor)
    assert.equal(outcome.refused && outcome.code, 'ROLE_MISSING')
  }
  const elsewhere = world.actor('city', batch.organisationId, { reach: [] })
  const foreign = await world.run(approveCertificates, input, elsewhere)
  assert.equal(foreign.refused && foreign.code, 'NOT_FOUND')
})

test('SDS-1.0-04 a certificate of batch B by organisation A cannot carry organisation C as issuer; the trail shows A', async () => {
  const batch = await passedBatch(world, { passed: people(1) })
  const other = await passedBatch(world, { passed: people(1) })
  const outcome = await world.run(prepareCertificates, { batchId: batch.batchId }, other.exam)
  assert.equal(outcome.refused && outcome.code, 'ISSUER_NOT_EVALUATOR')
  assert.deepEqual(outcome.refused && outcome.clauses, ['SDS-1.0-04'])
  await approved(world, batch)
  const [row] = await rowsOf(world, batch)
  assert.equal(row!.issuerName, batch.organisationName)
  const { owner } = world.database.connection
  await assert.rejects(
    owner
      .insertInto('certificate')
      .values({ ...row!, organisationId: other.organisationId, issuerName: other.organisationName })
      .execute(),
    /foreign key/,
  )
  const facts = await owner
    .selectFrom('fact')
    .select(['organisationId', 'data'])
    .where('subjectId', '=', row!.id)
    .execute()
  assert.deepEqual(
    facts.map(({ organisationId }) => organisationId),
    [batch.organisationId],
  )
  const trail = await owner
    .selectFrom('fact')
    .select('data')
    .where('organisationId', '=', batch.organisationId)
    .where('type', '=', 'certificates-approved')
    .executeTakeFirstOrThrow()
  assert.equal((trail.data as { issuer: string }).issuer, batch.organisationName)
})

test('certificates wait for the end of the publicity and need somebody who passed', async () => {
  const open = await passedBatch(world, { passed: people(1), publicityClosed: false })
  const early = await world.run(prepareCertificates, { batchId: open.batchId }, open.exam)
  assert.equal(early.refused && early.code, 'RESULTS_NOT_CONFIRMED')
  const none = await passedBatch(world, { passed: people(1) })
  await world.database.connection.owner
    .updateTable('result')
    .set({ passed: false })
    .where('batchId', '=', none.batchId)
    .execute()
  const empty = await world.run(prepareCertificates, { batchId: none.batchId }, none.exam)
  assert.equal(empty.refused && empty.code, 'NOTHING_TO_CERTIFY')
})

test('what was frozen is what is approved: a result changed behind it is refused at submit and at approval', async () => {
  const batch = await passedBatch(world, { passed: people(3) })
  const { owner } = world.database.connection
  const change = (theory: number) =>
    owner
      .updateTable('result')
      .set({ theory })
      .where('applicationId', '=', batch.people[0]!.applicationId)
      .execute()
  const prepared = await world.done(prepareCertificates, { batchId: batch.batchId }, batch.exam)
  const { certificateBatchId, version } = prepared
  await change(61)
  const late = await world.run(submitCertificates, { certificateBatchId, version }, batch.exam)
  assert.equal(late.refused && late.code, 'DATA_CHANGED')
  const sent = await submitted(world, batch)
  await change(62)
  const { organisationId } = batch
  const refused = await world.run(approveCertificates, { organisationId, ...sent }, batch.city)
  assert.equal(refused.refused && refused.code, 'DATA_CHANGED')
  await change(61)
  const otherHash = await world.run(
    approveCertificates,
    { organisationId, ...sent, hash: 'f'.repeat(64) },
    batch.city,
  )
  assert.equal(otherHash.refused && otherHash.code, 'DATA_CHANGED')
  assert.equal((await world.done(approveCertificates, { organisationId, ...sent }, batch.city)).count, 3)
})

test('SDS-7.1-04 data returned by the city come back corrected, and the day is counted in working days', async () => {
  const batch = await passedBatch(world, { passed: people(1) })
  const sent = await submitted(world, batch)
  const { organisationId, batchId } = batch
  const back = {
    organisationId,
    certificateBatchId: sent.certificateBatchId,
    version: sent.version,
    note: '职业名称与计划不一致',
  }
  assert.equal((await world.done(returnCertificates, back, batch.city)).state, 'returned')
  const detail = await world.done(batchDetail, { organisationId, batchId }, batch.exam)
  assert.equal(detail.decisionNote, '职业名称与计划不一致')
  assert.match(detail.correctionDue!.unknown!, /2026年.*尚未录入/)
  assert.deepEqual(
    detail.availableActions.map(({ action }) => action),
    ['prepare'],
  )
  assert.equal((await approved(world, batch)).count, 1)
})

test('a stale version is a conflict, not a second approval', async () => {
  const batch = await passedBatch(world, { passed: people(1) })
  const { certificateBatchId, version } = await approved(world, batch)
  const stale = await world.run(issueCertificates, { certificateBatchId, version: version - 1 }, batch.exam)
  assert.equal(stale.refused && stale.code, 'VERSION_CONFLICT')
})

test('certificates are not made before the day they bear', async () => {
  const batch = await passedBatch(world, { passed: people(1), issueOn: '2026-11-20' })
  const { certificateBatchId, version, issuedOn } = await approved(world, batch)
  assert.equal(issuedOn, '2026-11-20')
  const early = await world.run(issueCertificates, { certificateBatchId, version }, batch.exam)
  assert.equal(early.refused && early.code, 'ISSUE_TOO_EARLY')
})

test('an approval later than the planned day dates the certificates on the day of approval', async () => {
  const batch = await passedBatch(world, { passed: people(1), issueOn: '2026-10-30' })
  assert.equal((await approved(world, batch)).issuedOn, '2026-11-06')
})

test('SDS-6.2-01 the issuing job makes every certificate once, also when a run is cut off and another begins', async () => {
  const batch = await passedBatch(world, { passed: people(60) })
  const { certificateBatchId, version } = await approved(world, batch)
  const { jobId } = await world.done(issueCertificates, { certificateBatchId, version }, batch.exam)
  const deps = depsOf(world, batch.exam)
  let parts = 0
  const cutOff = certificateTasks({
    ...deps,
    carryOut: async (spec, input, as) => {
      const outcome = await deps.carryOut(spec, input, as)
      parts += 1
      if (parts === 1) throw new Error('killed after the commit')
      return outcome
    },
  })['certificate.issueBatch']!
  await assert.rejects(cutOff(jobOf(batch, certificateBatchId, jobId)), /killed/)
  assert.equal((await rowsOf(world, batch)).filter(({ state }) => state === 'issued').length, 25)
  await certificateTasks(deps)['certificate.issueBatch']!(jobOf(batch, certificateBatchId, jobId))
  const rows = await rowsOf(world, batch)
  assert.ok(
    rows.every(({ state, printCount, version: v }) => state === 'issued' && printCount === 1 && v === 2),
  )
  assert.equal(new Set(rows.map(({ fileId }) => fileId)).size, 60)
  const { count } = await world.database.connection.owner
    .selectFrom('storedFile')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('organisationId', '=', batch.organisationId)
    .executeTakeFirstOrThrow()
  assert.equal(Number(count), 60)
  const detail = await world.done(
    batchDetail,
    { organisationId: batch.organisationId, batchId: batch.batchId },
    batch.exam,
  )
  assert.equal(detail.state, 'issued')
})

test('SDS-6.2-05 a name with a missing character is listed before printing and needs the tick before the issue is confirmed', async () => {
  const batch = await passedBatch(world, { passed: [{ name: '李𫖮' }, { name: '王明' }] })
  const { organisationId, batchId } = batch
  const numbered = await approved(world, batch)
  const listed = await world.done(batchDetail, { organisationId, batchId }, batch.exam)
  assert.deepEqual(
    listed.handwriting.map(({ name, unprintable, fileId }) => [name, unprintable, fileId]),
    [['李𫖮', '𫖮', null]],
  )
  const { certificateBatchId, version } = numbered
  await world.done(issueCertificates, { certificateBatchId, version }, batch.exam)
  await certificateTasks(depsOf(world, batch.exam))['certificate.issueBatch']!(
    jobOf(batch, certificateBatchId),
  )
  const made = await world.done(batchDetail, { organisationId, batchId }, batch.head)
  const confirm = { certificateBatchId, version: made.version! }
  const open = await world.run(confirmIssue, confirm, batch.head)
  assert.equal(open.refused && open.code, 'HANDWRITING_OPEN')
  assert.match(open.refused ? open.sentence : '', /李𫖮/)
  assert.equal(
    await world.database.connection.owner
      .transaction()
      .execute((tx) => issueConfirmed(tx, organisationId, batchId)),
    false,
  )

  const [listedRow] = made.handwriting
  await world.done(
    markHandwritten,
    { certificateId: listedRow!.certificateId, version: listedRow!.version },
    batch.exam,
  )
  assert.equal((await world.done(confirmIssue, confirm, batch.head)).state, 'confirmed')
  assert.equal(
    await world.database.connection.owner
      .transaction()
      .execute((tx) => issueConfirmed(tx, organisationId, batchId)),
    true,
  )
  const [ticked] = (await world.done(batchDetail, { organisationId, batchId }, batch.exam)).handwriting
  assert.deepEqual([ticked!.handwritingDoneBy, ticked!.handwritingDoneAt !== null], [batch.exam.name, true])
  const message = await world.database.connection.owner
    .selectFrom('outbox')
    .select('payload')
    .where('topic', '=', 'certificate.issueConfirmed')
    .executeTakeFirstOrThrow()
  assert.deepEqual(message.payload, { batchId, organisationId })
})

test('certificates are printed again for the printer, whole or over printed blanks, only once they are made', async () => {
  const batch = await passedBatch(world, { passed: people(2) })
  await approved(world, batch)
  const certificateIds = (await rowsOf(world, batch)).map(({ id }) => id)
  const early = await world.run(printCertificates, { certificateIds, mode: 'overprint' }, batch.exam)
  assert.equal(early.refused && early.code, 'WRONG_STATE')
  const done = await passedBatch(world, { passed: people(2) })
  await issued(world, done)
  const ids = (await rowsOf(world, done)).map(({ id }) => id)
  const file = await world.done(
    printCertificates,
    { certificateIds: ids, mode: 'overprint', offsetX: 1, offsetY: -1 },
    done.exam,
  )
  assert.equal(file.organisationId, done.organisationId)
  const foreign = await world.run(printCertificates, { certificateIds: ids, mode: 'full' }, batch.exam)
  assert.equal(foreign.refused && foreign.code, 'NOT_FOUND')
})

test('every row and fact of all this holds under verification, but for what the tests wrote behind its back', async () => {
  const { findings } = await verifyAudit(world.database.connection)
  const own = findings.filter(({ where }) => /certificate/.test(where))
  assert.deepEqual(own, [])
})
