import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { verifyAudit } from '#platform/audit/verify.ts'
import { day, instantOf } from '#platform/clock/day.ts'
import type { Actor } from '#platform/command/context.ts'
import { openWorld, type World } from '#platform/command/testing.ts'
import { verifyPassword } from '#platform/session/password.ts'
import { arrangementFixture, type Fixture } from './arrangement.fixture.ts'
import * as contract from './contract.ts'
import { drawnOrder } from './core/draw.ts'
import { firstPassword } from './core/first-password.ts'
import { sha256 } from './digest.ts'
import { dutiesOf, schemeRooms, sessionMayStart } from './facts.ts'
import { arrangementEntries } from './register.ts'
import * as staffContract from './staff.contract.ts'

let world: World
before(async () => {
  world = await openWorld({ entries: arrangementEntries, at: '2026-12-26' })
})
after(() => world.close())

const workbook = readFileSync(fileURLToPath(new URL('../../demo/data/staff.xlsx', import.meta.url)))

interface Day {
  readonly fixture: Fixture
  readonly actor: Actor
  readonly sessions: readonly { id: string; subject: string; version: number }[]
  staffId(staffNumber: string): Promise<string>
}

const uploaded = async (fixture: Fixture, bytes: Uint8Array): Promise<string> => {
  const { hash, size } = await world.services.blobs.put(bytes, { mediaType: 'application/octet-stream' })
  const id = randomUUID()
  await world.database.connection.owner
    .insertInto('storedFile')
    .values({
      organisationId: fixture.organisationId,
      id,
      audience: [],
      hash,
      name: 'staff.xlsx',
      mediaType: 'x',
      size,
      createdAt: new Date(0),
    })
    .execute()
  return id
}

/** A confirmed arrangement with two theory sessions and one practical, and the roster imported. */
const examDay = async (people = 60): Promise<Day> => {
  const fixture = await arrangementFixture(world, {
    people,
    workshops: [
      [3, 10],
      [3, 10],
    ],
  })
  const actor = world.actor('org-exam', fixture.organisationId)
  const at = (time: string) => instantOf(day('2026-12-26'), time).toISOString()
  const session = (subject: 'theory' | 'practical', from: string, to: string) => ({
    lineId: fixture.lineId,
    subject,
    startsAt: at(from),
    endsAt: at(to),
  })
  const sessions = [session('theory', '09:00', '10:30'), session('practical', '16:30', '18:30')]
  const { version } = await world.done(
    contract.saveSessions,
    { batchId: fixture.batchId, version: 0, restMinutes: 30, sessions },
    actor,
  )
  await world.done(contract.seatCandidates, { batchId: fixture.batchId, version }, actor)
  await world.done(contract.confirmArrangement, { batchId: fixture.batchId, version: version + 1 }, actor)
  await world.done(staffContract.importStaff, { fileId: await uploaded(fixture, workbook) }, actor)
  const overview = await world.done(contract.overview, { batchId: fixture.batchId }, actor)
  const staffId = async (staffNumber: string) => {
    const pool = await world.done(staffContract.staffPool, { batchId: fixture.batchId }, actor)
    return pool.staff.find((each) => each.staffNumber === staffNumber)!.id
  }
  return { fixture, actor, sessions: overview.sessions, staffId }
}

const of = (made: Day, subject: string) => made.sessions.find((session) => session.subject === subject)!
const headed = async (made: Day, subject = 'theory') =>
  world.done(
    staffContract.assignDuty,
    {
      sessionId: of(made, subject).id,
      staffId: await made.staffId('B024'),
      role: '考点负责人',
      siteId: made.fixture.siteId,
    },
    made.actor,
  )

/** Declares that someone of the staff must avoid a candidate. */
const declare = async (
  made: Day,
  staffNumber: string,
  { personId, reason }: { readonly personId: string; readonly reason: string },
) => {
  const { owner } = world.database.connection
  const person = await owner
    .selectFrom('person')
    .select('documentIndex')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  await owner
    .insertInto('staffRelation')
    .values({
      organisationId: made.fixture.organisationId,
      staffId: await made.staffId(staffNumber),
      documentIndex: person.documentIndex,
      kind: 'relative',
      reason,
    })
    .execute()
}

type Role = '监考人员' | '考评人员'
interface Wanted {
  readonly sessionId: string
  readonly role: Role
  readonly reason?: string
}

const announced = (made: Day, { sessionId, role, reason }: Wanted) =>
  world.run(
    staffContract.announceDraw,
    { sessionId, siteId: made.fixture.siteId, role, ...(reason && { reason }) },
    made.actor,
  )

const drawnFor = async (made: Day, wanted: Wanted) => {
  const announcement = await announced(made, wanted)
  if (announcement.refused) throw new Error(announcement.sentence)
  return {
    ...announcement.value,
    ...(await world.done(staffContract.draw, { drawId: announcement.value.drawId, version: 1 }, made.actor)),
  }
}

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

test('SDS-4.4-13 the draw of invigilators on the day is stored with seed, pool, result and time, and not repeated without reason', async () => {
  const made = await examDay()
  const session = of(made, 'theory')
  await headed(made)
  const first = await drawnFor(made, { sessionId: session.id, role: '监考人员' })
  assert.deepEqual(
    first.drawn.map(({ names }) => names.length),
    [2, 2],
  )
  const again = await announced(made, { sessionId: session.id, role: '监考人员' })
  assert.ok(again.refused && again.code === 'DRAW_REPEATED' && again.clauses.includes('SDS-4.4-13'))
  await drawnFor(made, { sessionId: session.id, role: '监考人员', reason: '一名监考人员突发疾病' })
  const { draws, duties } = await world.done(staffContract.staffing, { sessionId: session.id }, made.actor)
  assert.deepEqual(
    draws.map(({ state, holds }) => `${state} ${holds}`),
    ['superseded true', 'drawn true'],
  )
  assert.ok(
    draws.every(
      ({ seed, pool, order, drawnAt, ledBy }) =>
        seed && pool.length > 4 && order.length === pool.length && drawnAt && ledBy,
    ),
  )
  assert.equal(duties.filter(({ role }) => role === '监考人员').length, 4)
})

test('SDS-4.3-08 the recorded seed and pool give the same result again; before the draw only the hash is known', async () => {
  const made = await examDay()
  const session = of(made, 'practical')
  const announcement = await announced(made, { sessionId: session.id, role: '考评人员' })
  assert.ok(!announcement.refused)
  const before = await world.done(staffContract.staffing, { sessionId: session.id }, made.actor)
  assert.deepEqual(
    [before.draws[0]!.seed, before.draws[0]!.commitment],
    [null, announcement.value.commitment],
  )
  const { seed } = await world.done(
    staffContract.draw,
    { drawId: announcement.value.drawId, version: 1 },
    made.actor,
  )
  const [row] = (await world.done(staffContract.staffing, { sessionId: session.id }, made.actor)).draws
  assert.deepEqual(drawnOrder({ seed, label: row!.label, pool: row!.pool }, sha256), row!.order)
  assert.equal(row!.pool.length, 35)
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

test('SDS-4.3-07 SDS-4.3-11 each practical room gets an odd panel by ratio with exactly one leader', async () => {
  const made = await examDay()
  const { drawn } = await drawnFor(made, { sessionId: of(made, 'practical').id, role: '考评人员' })
  assert.deepEqual(
    drawn.map(({ names }) => names.length),
    [7, 7],
  )
  const duties = await world.database.connection.owner
    .transaction()
    .execute((tx) => dutiesOf(tx, made.fixture.organisationId, { batchId: made.fixture.batchId }))
  for (const panel of Map.groupBy(duties, ({ roomId }) => roomId).values())
    assert.equal(panel.filter(({ isLeader }) => isLeader).length, 1)
})

test('SDS-4.4-14 sessions at 09:00 and 14:00 have two separate draw records', async () => {
  const fixture = await arrangementFixture(world, { people: 60, theoryRooms: [[5, 6]], subjects: ['theory'] })
  const actor = world.actor('org-exam', fixture.organisationId)
  const at = (time: string) => instantOf(day('2026-12-26'), time).toISOString()
  const sessions = [
    ['09:00', '10:30'],
    ['14:00', '15:30'],
  ].map(([from, to]) => ({
    lineId: fixture.lineId,
    subject: 'theory' as const,
    startsAt: at(from!),
    endsAt: at(to!),
  }))
  const { version } = await world.done(
    contract.saveSessions,
    { batchId: fixture.batchId, version: 0, restMinutes: 30, sessions },
    actor,
  )
  await world.done(contract.seatCandidates, { batchId: fixture.batchId, version }, actor)
  await world.done(contract.confirmArrangement, { batchId: fixture.batchId, version: version + 1 }, actor)
  await world.done(staffContract.importStaff, { fileId: await uploaded(fixture, workbook) }, actor)
  const overview = await world.done(contract.overview, { batchId: fixture.batchId }, actor)
  const pool = await world.done(staffContract.staffPool, { batchId: fixture.batchId }, actor)
  const made: Day = {
    fixture,
    actor,
    sessions: overview.sessions,
    staffId: async (number) => pool.staff.find(({ staffNumber }) => staffNumber === number)!.id,
  }
  await headed(made)
  const draws = []
  for (const session of overview.sessions)
    draws.push(await drawnFor(made, { sessionId: session.id, role: '监考人员' }))
  assert.equal(new Set(draws.map(({ drawId }) => drawId)).size, 2)
  assert.equal(new Set(draws.map(({ seed }) => seed)).size, 2)
})

test('SDS-4.4-13 invigilators are drawn on the examination day only, led by the head of the site', async () => {
  const made = await examDay()
  const session = of(made, 'theory')
  const announcement = await announced(made, { sessionId: session.id, role: '监考人员' })
  assert.ok(!announcement.refused)
  const draw = { drawId: announcement.value.drawId, version: 1 }
  const headless = await world.run(staffContract.draw, draw, made.actor)
  assert.ok(headless.refused && headless.code === 'HEAD_MISSING')
  await headed(made)
  world.at('2026-12-25')
  const early = await world.run(staffContract.draw, draw, made.actor)
  assert.ok(early.refused && early.code === 'NOT_THE_DAY')
  world.at('2026-12-26')
  assert.equal((await world.run(staffContract.draw, draw, made.actor)).refused, false)
})

test('SDS-4.3-06 teacher T with trainee C in room 2 is never drawn for room 2', async () => {
  const made = await examDay()
  const session = of(made, 'theory')
  await headed(made)
  const { owner } = world.database.connection
  const { rooms } = await world.done(staffContract.staffing, { sessionId: session.id }, made.actor)
  const second = rooms[1]!
  const trainee = await owner
    .selectFrom('placement')
    .select('personId')
    .where('sessionId', '=', session.id)
    .where('roomId', '=', second.roomId)
    .executeTakeFirstOrThrow()
  const pool = await world.done(staffContract.staffPool, { batchId: made.fixture.batchId }, made.actor)
  const invigilators = pool.staff.filter(({ roles }) => roles.includes('监考人员'))
  const teachers = invigilators.slice(0, invigilators.length - 3)
  for (const teacher of teachers)
    await declare(made, teacher.staffNumber, { personId: trainee.personId, reason: '任教班级 DQ2401' })
  const { drawn } = await drawnFor(made, { sessionId: session.id, role: '监考人员' })
  const inSecond = drawn.find(({ roomName }) => roomName === second.roomName)!.names
  assert.equal(inSecond.length, 2)
  assert.ok(!inSecond.some((name) => teachers.some((teacher) => teacher.name === name)))
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
