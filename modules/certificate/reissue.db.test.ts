import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Actor } from '#platform/command/context.ts'
import { openWorld } from '#platform/command/testing.ts'
import { type PassedBatch, passedBatch, people } from './batch.fixture.ts'
import {
  applyReissue,
  decideReissue,
  issueReissue,
  myCertificates,
  publicQuery,
  registerReissue,
  reissueList,
  revokeCertificate,
} from './contract.ts'
import { issued, rowsOf } from './issue.fixture.ts'
import { certificateEntries } from './register.ts'

const world = await openWorld({ entries: certificateEntries, at: '2026-11-06' })
after(() => world.close())
const nobody: Actor = {
  ...world.actor('public', '00000000-0000-0000-0000-000000000000'),
  roles: [],
  reach: [],
  accountId: null,
}

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const materials = [{ kind: '身份证件', name: '身份证.png', content: pixel.toString('base64') }]
const reason = '原证书在搬家时遗失'

const holderOf = (batch: PassedBatch, at = 0) =>
  world.actor('candidate', batch.organisationId, { personId: batch.people[at]!.personId })
const issuedBatch = async (count = 1) => {
  const batch = await passedBatch(world, { passed: people(count) })
  await issued(world, batch)
  const rows = await rowsOf(world, batch)
  return { batch, rows }
}

test('SDS-6.3-03 the reissue has the same number, and the print count rises from 1 to 2', async () => {
  const { batch, rows } = await issuedBatch()
  const [before] = rows
  assert.equal(before!.printCount, 1)
  const { requestId } = await world.done(
    applyReissue,
    { certificateId: before!.id, reason, materials },
    holderOf(batch),
  )
  const note = '材料齐全，同意补办'
  const decided = await world.done(decideReissue, { requestId, version: 1, approve: true, note }, batch.exam)
  assert.equal(decided.state, 'approved')
  const reply = await world.done(issueReissue, { requestId, version: 2 }, batch.exam)
  const [row] = await rowsOf(world, batch)
  assert.deepEqual([reply.number, reply.printCount], [before!.number, 2])
  assert.deepEqual(
    [row!.number, row!.printCount, row!.state, row!.issuedOn],
    [before!.number, 2, 'reissued', before!.issuedOn],
  )
  assert.notEqual(row!.fileId, before!.fileId)
  const [mine] = (await world.done(myCertificates, {}, holderOf(batch))).certificates
  assert.deepEqual(
    [mine!.stateTitle, mine!.requests[0]!.state, mine!.canApply],
    ['有效（已补发）', 'issued', true],
  )
})

test('SDS-6.3-01 a reissue request for another organisation’s certificate is refused', async () => {
  const { rows } = await issuedBatch()
  const other = await passedBatch(world, { passed: people(1) })
  const foreign = await world.run(registerReissue, { number: rows[0]!.number, reason, materials }, other.exam)
  assert.equal(foreign.refused && foreign.code, 'NOT_ISSUER')
  assert.deepEqual(foreign.refused && foreign.clauses, ['SDS-6.3-01'])
})

test('SDS-6.3-01 the issuer takes the request of its own certificate at the counter', async () => {
  const { batch, rows } = await issuedBatch()
  await world.done(registerReissue, { number: rows[0]!.number, reason, materials }, batch.exam)
  const { rows: requests } = await world.done(reissueList, { page: 1, pageSize: 20 }, batch.exam)
  assert.deepEqual(
    requests.map(({ number, state, materials: kept, availableActions }) => [
      number,
      state,
      kept.length,
      availableActions.map(({ action }) => action),
    ]),
    [[rows[0]!.number, 'submitted', 1, ['approve', 'refuse']]],
  )
})

test('SDS-6.3-02 a request without an attachment is refused, and so is one whose attachment is no picture', async () => {
  const { batch, rows } = await issuedBatch()
  const certificateId = rows[0]!.id
  const bare = await world.run(applyReissue, { certificateId, reason, materials: [] }, holderOf(batch))
  assert.equal(bare.refused && bare.code, 'MATERIAL_MISSING')
  assert.deepEqual(bare.refused && bare.clauses, ['SDS-6.3-02'])
  const content = Buffer.from('<html>not a picture</html>').toString('base64')
  const broken = await world.run(
    applyReissue,
    { certificateId, reason, materials: [{ kind: '身份证件', name: 'a.png', content }] },
    holderOf(batch),
  )
  assert.equal(broken.refused && broken.code, 'MATERIAL_UNREADABLE')
})

test('SDS-6.3-02 the decision is recorded with its reason; a refused holder may apply again, an open request stands alone', async () => {
  const { batch, rows } = await issuedBatch()
  const apply = () =>
    world.run(applyReissue, { certificateId: rows[0]!.id, reason, materials }, holderOf(batch))
  const first = await apply()
  assert.equal(first.refused, false)
  const second = await apply()
  assert.equal(second.refused && second.code, 'REQUEST_OPEN')
  const { requestId } = (first as { value: { requestId: string } }).value
  const note = '证件照片不清晰，请重新提交'
  await world.done(decideReissue, { requestId, version: 1, approve: false, note }, batch.head)
  const [mine] = (await world.done(myCertificates, {}, holderOf(batch))).certificates
  assert.deepEqual([mine!.requests[0]!.state, mine!.requests[0]!.note], ['refused', note])
  const late = await world.run(issueReissue, { requestId, version: 2 }, batch.exam)
  assert.equal(late.refused && late.code, 'WRONG_STATE')
  assert.equal((await apply()).refused, false)
})

test('a holder applies for his own certificate only, and the issuer decides on its own requests only', async () => {
  const { batch, rows } = await issuedBatch(2)
  const certificateId = rows.find(({ personId }) => personId === batch.people[0]!.personId)!.id
  const foreign = await world.run(applyReissue, { certificateId, reason, materials }, holderOf(batch, 1))
  assert.equal(foreign.refused && foreign.code, 'NOT_FOUND')
  const { requestId } = await world.done(applyReissue, { certificateId, reason, materials }, holderOf(batch))
  const other = await passedBatch(world, { passed: people(1) })
  const outsider = await world.run(
    decideReissue,
    { requestId, version: 1, approve: true, note: '同意补办' },
    other.exam,
  )
  assert.equal(outsider.refused && outsider.code, 'NOT_FOUND')
})

test('a revoked certificate says so in the public query, cannot be reissued and keeps its number', async () => {
  const { batch, rows } = await issuedBatch()
  const [row] = rows
  const key = { organisationId: batch.organisationId, certificateId: row!.id, version: row!.version }
  const why = '经查实，申报材料系伪造'
  const other = await passedBatch(world, { passed: people(1) })
  const foreign = await world.run(revokeCertificate, { ...key, reason: why }, other.head)
  assert.equal(foreign.refused && foreign.code, 'NOT_FOUND')
  await world.done(revokeCertificate, { ...key, reason: why }, batch.city)
  const ask = await world.done(publicQuery, { name: row!.name, number: row!.number }, nobody)
  assert.deepEqual(
    ask.certificates.map(({ state, stateTitle, revokedOn }) => [state, stateTitle, revokedOn]),
    [['revoked', '已注销', '2026-11-06']],
  )
  const late = await world.run(applyReissue, { certificateId: row!.id, reason, materials }, holderOf(batch))
  assert.equal(late.refused && late.code, 'WRONG_STATE')
})
