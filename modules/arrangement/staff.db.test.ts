import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { verifyAudit } from '#platform/audit/verify.ts'
import { openWorld, type World } from '#platform/command/testing.ts'
import { verifyPassword } from '#platform/session/password.ts'
import * as contract from './contract.ts'
import { firstPassword } from './core/first-password.ts'
import { sha256 } from './digest.ts'
import { examDayIn } from './exam-day.fixture.ts'
import { schemeRooms, sessionMayStart } from './facts.ts'
import { arrangementEntries } from './register.ts'
import * as staffContract from './staff.contract.ts'

let world: World
before(async () => {
  world = await openWorld({ entries: arrangementEntries, at: '2026-12-26' })
})
after(() => world.close())

const { declare, drawnFor, examDay, headed, of, uploaded, workbook } = examDayIn(() => world)

test('SDS-4.3-12 the roster is imported once: 140 staff, and the same file again changes nothing', async () => {
  const made = await examDay(5)
  const again = await world.done(
    staffContract.importStaff,
    { fileId: await uploaded(made.fixture, workbook) },
    made.actor,
  )
  assert.deepEqual([again.added, again.changed, again.unchanged], [0, 0, 140])
  const pool = await world.done(staffContract.staffPool, { batchId: made.fixture.batchId }, made.actor)
  assert.equal(pool.eligible + pool.eligibleWithAvoidance, 35)
})

test('SDS-4.3-08 an examiner picked by hand without a reason is refused, with one it is stored', async () => {
  const made = await examDay()
  const session = of(made, 'practical')
  const { rooms } = await world.done(staffContract.staffing, { sessionId: session.id }, made.actor)
  const input = {
    sessionId: session.id,
    staffId: await made.staffId('A008'),
    role: '考评人员' as const,
    roomId: rooms[0]!.roomId,
  }
  const outcome = await world.run(staffContract.assignDuty, input, made.actor)
  assert.ok(outcome.refused && outcome.code === 'DRAW_REQUIRED' && outcome.clauses.includes('SDS-4.3-08'))
  await world.done(staffContract.assignDuty, { ...input, reason: '抽中人员临时缺席' }, made.actor)
  const { duties } = await world.done(staffContract.staffing, { sessionId: session.id }, made.actor)
  assert.equal(duties[0]!.reason, '抽中人员临时缺席')
})

test('SDS-4.3-02 SDS-4.3-10 who has a declared relative in a room cannot be assigned to it', async () => {
  const made = await examDay()
  const { owner } = world.database.connection
  for (const [subject, staffNumber, role, clause] of [
    ['theory', 'A004', '监考人员', 'SDS-4.3-02'],
    ['practical', 'A008', '考评人员', 'SDS-4.3-10'],
  ] as const) {
    const session = of(made, subject)
    const place = await owner
      .selectFrom('placement')
      .select(['personId', 'roomId'])
      .where('sessionId', '=', session.id)
      .executeTakeFirstOrThrow()
    await declare(made, staffNumber, { personId: place.personId, reason: '亲属（父子）' })
    const outcome = await world.run(
      staffContract.assignDuty,
      {
        sessionId: session.id,
        staffId: await made.staffId(staffNumber),
        role,
        roomId: place.roomId,
        reason: '人手不足，临时指定',
      },
      made.actor,
    )
    assert.ok(outcome.refused && outcome.code === 'MUST_AVOID' && outcome.clauses.includes(clause))
  }
})

test('SDS-4.3-04 a second head of a site on the same day is refused', async () => {
  const made = await examDay()
  await headed(made)
  const input = {
    sessionId: of(made, 'practical').id,
    staffId: await made.staffId('B030'),
    role: '考点负责人' as const,
    siteId: made.fixture.siteId,
  }
  const outcome = await world.run(staffContract.assignDuty, input, made.actor)
  assert.ok(outcome.refused && outcome.code === 'HEAD_TAKEN' && outcome.clauses.includes('SDS-4.3-04'))
})

test('SDS-4.3-13 SDS-4.3-14 a session without a qualified supervisor cannot be released or start; with one it can', async () => {
  const made = await examDay()
  const session = of(made, 'theory')
  await headed(made)
  await drawnFor(made, { sessionId: session.id, role: '监考人员' })
  const release = { sessionId: session.id, version: 1 }
  const refused = await world.run(staffContract.releaseDuties, release, made.actor)
  assert.ok(refused.refused && refused.code === 'ROSTER_INCOMPLETE')
  assert.deepEqual(refused.clauses, ['SDS-4.3-13'])
  const start = () =>
    world.database.connection.owner
      .transaction()
      .execute((tx) => sessionMayStart(tx, made.fixture.organisationId, session.id))
  assert.equal((await start()).refused, true)
  const unqualified = await world.run(
    staffContract.assignDuty,
    { sessionId: session.id, staffId: await made.staffId('A001'), role: '内部质量督导员' },
    made.actor,
  )
  assert.ok(unqualified.refused && unqualified.clauses.includes('SDS-4.3-14'))
  await world.done(
    staffContract.assignDuty,
    { sessionId: session.id, staffId: await made.staffId('A005'), role: '内部质量督导员' },
    made.actor,
  )
  await world.done(staffContract.releaseDuties, release, made.actor)
  assert.equal((await start()).refused, false)
})

test('SDS-A3-03 SDS-A3-04 SDS-A3-16 the scheme lists two theory rooms with 2 invigilators each and the practical rooms with their examiners', async () => {
  const made = await examDay()
  await headed(made)
  await drawnFor(made, { sessionId: of(made, 'theory').id, role: '监考人员' })
  await drawnFor(made, { sessionId: of(made, 'practical').id, role: '考评人员' })
  const lines = await world.database.connection.owner
    .transaction()
    .execute((tx) => schemeRooms(tx, made.fixture.organisationId, made.fixture.batchId))
  const theory = lines.filter(({ part }) => part === 'theory')
  assert.deepEqual(
    theory.map(({ invigilators, candidates }) => [invigilators.length, candidates]),
    [
      [2, 30],
      [2, 30],
    ],
  )
  assert.equal(theory[0]!.time, '2026-12-26 09:00-10:30')
  assert.deepEqual(
    lines.filter(({ part }) => part === 'practical').map(({ examiners }) => examiners.length),
    [7, 7],
  )
})

test('SDS-3.4-02 SDS-A3-03 SDS-A3-04 annex 3 is printed with rooms once the scheme is entered, and is on record', async () => {
  const made = await examDay()
  await headed(made)
  await drawnFor(made, { sessionId: of(made, 'theory').id, role: '监考人员' })
  const { owner } = world.database.connection
  const { batchId } = made.fixture
  const without = await world.run(contract.printScheme, { batchId }, made.actor)
  assert.equal(without.refused && without.code, 'SCHEME_MISSING')
  const { name } = await owner
    .selectFrom('batch')
    .select('name')
    .where('id', '=', batchId)
    .executeTakeFirstOrThrow()
  const scheme = JSON.stringify({ planName: name, other: '', attachments: [] })
  await owner.updateTable('batch').set({ scheme }).where('id', '=', batchId).execute()
  const { fileId } = await world.done(contract.printScheme, { batchId }, made.actor)
  const file = await owner
    .selectFrom('storedFile')
    .selectAll()
    .where('id', '=', fileId)
    .executeTakeFirstOrThrow()
  const bytes = await world.services.blobs.get(file.hash)
  assert.equal(Buffer.from(bytes!.subarray(0, 5)).toString(), '%PDF-')
  const fact = await owner
    .selectFrom('fact')
    .select('clauses')
    .where('type', '=', 'scheme-printed')
    .where('organisationId', '=', made.fixture.organisationId)
    .executeTakeFirstOrThrow()
  assert.ok(fact.clauses.includes('SDS-A3-03'))
  const stranger = world.actor('org-exam', await world.organisation())
  const refused = await world.run(contract.printScheme, { batchId }, stranger)
  assert.equal(refused.refused, true)
})

test('SDS-4.4-13 those on duty get accounts once, and everything that happened is sealed in the audit chain', async () => {
  const made = await examDay()
  await headed(made)
  await drawnFor(made, { sessionId: of(made, 'theory').id, role: '监考人员' })
  const { accounts } = await world.done(
    staffContract.openStaffAccounts,
    { batchId: made.fixture.batchId, secret: 'ab'.repeat(32) },
    made.actor,
  )
  assert.equal(accounts.length, 5)
  const [first] = accounts
  const { passwordHash } = await world.database.connection.owner
    .selectFrom('account')
    .select('passwordHash')
    .where('login', '=', first!.login)
    .where('organisationId', '=', made.fixture.organisationId)
    .executeTakeFirstOrThrow()
  assert.equal(
    await verifyPassword(firstPassword(sha256(`${'ab'.repeat(32)}\n${first!.staffNumber}`)), passwordHash),
    true,
  )
  const again = await world.done(
    staffContract.openStaffAccounts,
    { batchId: made.fixture.batchId, secret: 'ab'.repeat(32) },
    made.actor,
  )
  assert.equal(again.accounts.length, 0)
  const own = [
    'exam_session',
    'placement',
    'ticket',
    'arrangement',
    'duty',
    'staff_member',
    'staff_draw',
    'account',
  ]
  const { findings } = await verifyAudit(world.database.connection)
  assert.deepEqual(
    findings.filter(({ where }) => own.some((table) => where.includes(`表 ${table} `))),
    [],
  )
})
