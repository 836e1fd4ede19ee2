import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import Type from 'typebox'
import { enterCalendarYear } from '#modules/policy/contract.ts'
import { policyEntries } from '#modules/policy/register.ts'
import { verifyAudit } from '../audit/verify.ts'
import { query } from '../contract/contract.ts'
import { answers } from '../contract/registry.ts'
import { accept } from '../contract/verdict.ts'
import { platformOrganisation } from './context.ts'
import { openWorld, type World } from './testing.ts'

let world: World
const oneRow = query({
  name: 'probe.row',
  title: '一条记录',
  input: Type.Object({ id: Type.String({ format: 'uuid' }), day: Type.String({ format: 'date' }) }),
  reply: Type.Object({}),
  roles: 'anyone',
})
before(async () => {
  world = await openWorld({ entries: [...policyEntries, answers(oneRow, async () => accept({}))] })
})
after(() => world.close())

const arrangement = (year: number) => ({
  year,
  source: '测试用安排',
  version: 0,
  exceptions: [{ day: `${year}-01-01`, kind: 'rest' as const, name: '元旦' }],
})
const province = () => world.actor('province', platformOrganisation)
const count = async (table: 'fact' | 'auditEntry' | 'calendarYear') => {
  const row = await world.database.connection.owner
    .selectFrom(table)
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

test('a command writes its row, a fact with clauses and one link of the chain, all in one transaction', async () => {
  await world.done(enterCalendarYear, arrangement(2030), province())
  const fact = await world.database.connection.owner.selectFrom('fact').selectAll().executeTakeFirstOrThrow()
  assert.equal(fact.type, 'calendar-year-entered')
  assert.deepEqual(fact.clauses, ['SDS-5.2-02'])
  assert.equal(await count('auditEntry'), 1)
  assert.deepEqual((await verifyAudit(world.database.connection)).findings, [])
})

test('the same command id again answers the same and changes nothing', async () => {
  const [id, actor] = [randomUUID(), province()]
  const first = await world.run(enterCalendarYear, arrangement(2031), { actor, commandId: id })
  const facts = await count('fact')
  assert.deepEqual(await world.run(enterCalendarYear, arrangement(2031), { actor, commandId: id }), first)
  assert.equal(await count('fact'), facts)
})

test('a refusal leaves nothing behind: no row, no fact, no link', async () => {
  const before = [await count('fact'), await count('auditEntry'), await count('calendarYear')]
  const workOnMonday = {
    ...arrangement(2032),
    exceptions: [{ day: '2032-01-05', kind: 'work' as const, name: '调休' }],
  }
  const outcome = await world.run(enterCalendarYear, workOnMonday, province())
  assert.equal(outcome.refused && outcome.code, 'CALENDAR_IMPLAUSIBLE')
  assert.deepEqual([await count('fact'), await count('auditEntry'), await count('calendarYear')], before)
})

test('role, login and schema are checked before anything is read', async () => {
  const asCity = await world.run(
    enterCalendarYear,
    arrangement(2033),
    world.actor('city', platformOrganisation),
  )
  assert.equal(asCity.refused && asCity.code, 'ROLE_MISSING')
  const nobody = { ...world.actor('x', platformOrganisation), accountId: null, roles: [] }
  const anonymous = await world.run(enterCalendarYear, arrangement(2033), nobody)
  assert.equal(anonymous.refused && anonymous.code, 'LOGIN_REQUIRED')
  const malformed = await world.run(enterCalendarYear, { ...arrangement(2033), year: 20.5 }, province())
  assert.equal(malformed.refused && malformed.code, 'INPUT_INVALID')
  assert.equal(malformed.refused && malformed.field, 'year')
})

test('an address with an id that is none is a record not found; another wrong field is named', async () => {
  const codeFor = async (input: { id: string; day: string }) => {
    const outcome = await world.run(oneRow, input, province())
    return outcome.refused && outcome.code
  }
  assert.equal(await codeFor({ id: 'abc', day: '2030-01-01' }), 'NOT_FOUND')
  assert.equal(await codeFor({ id: 'abc', day: 'soon' }), 'INPUT_INVALID')
  assert.equal(await codeFor({ id: randomUUID(), day: '2030-01-01' }), false)
})

test('commands at the same time keep one unbroken chain', async () => {
  const years = Array.from({ length: 12 }, (_, index) => 2040 + index)
  const outcomes = await Promise.all(
    years.map((year) => world.run(enterCalendarYear, arrangement(year), province())),
  )
  assert.deepEqual(
    outcomes.filter(({ refused }) => refused),
    [],
  )
  assert.deepEqual((await verifyAudit(world.database.connection)).findings, [])
})

test('a stale version is refused as a conflict', async () => {
  const outcome = await world.run(enterCalendarYear, { ...arrangement(2030), version: 7 }, province())
  assert.equal(outcome.refused && outcome.code, 'VERSION_CONFLICT')
})

test('SDS-5.1-02 a change made outside the application is found and named, wherever it was made', async (t) => {
  const { owner } = world.database.connection
  const kindsAfter = async (change: ReturnType<typeof sql>) => {
    await change.execute(owner)
    return (await verifyAudit(world.database.connection)).findings.map(
      ({ kind, where }) => `${kind} ${where}`,
    )
  }
  await t.test('in an audited row', async () => {
    const found = await kindsAfter(sql`UPDATE calendar_year SET source = '测试用安拼' WHERE year = 2030`)
    assert.match(found.join(), /row-altered 表 calendar_year 记录/)
    await sql`UPDATE calendar_year SET source = '测试用安排' WHERE year = 2030`.execute(owner)
  })
  await t.test('in a fact', async () => {
    const found = await kindsAfter(sql`UPDATE fact SET actor_name = '别人' WHERE data ->> 'year' = '2031'`)
    assert.match(found.join(), /facts-altered 操作 policy\.enterCalendarYear/)
    await sql`UPDATE fact SET actor_name = 'province甲' WHERE data ->> 'year' = '2031'`.execute(owner)
  })
  await t.test('in the chain', async () => {
    const found = await kindsAfter(sql`UPDATE audit_entry SET actor_name = '别人' WHERE seq = 2`)
    assert.match(found.join(), /entry-altered 审计链 .* 第 2 条/)
    await sql`UPDATE audit_entry SET actor_name = 'province甲' WHERE seq = 2`.execute(owner)
  })
  await t.test('a row written or deleted by hand', async () => {
    const written = await kindsAfter(
      sql`INSERT INTO calendar_year VALUES (${platformOrganisation}, gen_random_uuid(), 1, 2099, '手写', '[]')`,
    )
    assert.match(written.join(), /row-unrecorded 表 calendar_year/)
    const deleted = await kindsAfter(sql`DELETE FROM calendar_year WHERE year IN (2099, 2040)`)
    assert.match(deleted.join(), /row-missing 表 calendar_year/)
  })
})

test('the application role can neither change nor delete evidence', async () => {
  const { app } = world.database.connection
  await assert.rejects(sql`UPDATE fact SET actor_name = '别人'`.execute(app), /permission denied/)
  await assert.rejects(sql`DELETE FROM audit_entry`.execute(app), /permission denied/)
})
