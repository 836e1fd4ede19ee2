import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { filingEntries } from '#modules/filing/register.ts'
import { verifyAudit } from '#platform/audit/verify.ts'
import { day } from '#platform/clock/day.ts'
import { openWorld, type World } from '#platform/command/testing.ts'
import { withReach } from '#platform/jobs/runner.ts'
import * as contract from './contract.ts'
import { filedScopeOn, firstPlanDue, requireScope } from './facts.ts'
import { centreOf, decision, electrician, grant } from './filing.fixture.ts'

let world: World
before(async () => {
  world = await openWorld({ entries: filingEntries, at: '2023-05-10' })
})
after(() => world.close())

const codeOf = (outcome: { refused: boolean; code?: string }) => (outcome.refused ? outcome.code : 'accepted')
const province = () => world.actor('province', '00000000-0000-0000-0000-000000000000')
let serial = 100
const nextCode = () => `S000037${String(++serial).padStart(6, '0')}`
const filed = async (change: Parameters<typeof grant>[1] = {}) => {
  const organisationId = await world.organisation()
  const input = grant(organisationId, { organisationCode: nextCode(), ...change })
  const { filingId } = await world.done(contract.grantFiling, input, province())
  return { organisationId, filingId, code: input.organisationCode }
}
const wanted = (organisationId: string, level: 1 | 2 | 3 | 4 | 5 = 4) => ({
  organisationId,
  day: day('2023-05-10'),
  occupationCode: '6-31-01-03',
  trade: '',
  level,
})
const scopeFor = (organisationId: string, level?: 2 | 4) =>
  withReach(world.database.connection, organisationId, (tx) =>
    requireScope(tx, wanted(organisationId, level)),
  )
const detailOf = (organisationId: string) => world.done(contract.filingDetail, { organisationId }, province())

test('SDS-1.0-01 an organisation whose filing has lapsed gets a refusal on 2023-05-10, and its scope again after renewal', async () => {
  const { organisationId, filingId } = await filed()
  assert.equal(codeOf(await scopeFor(organisationId)), 'accepted')
  const lapse = { organisationId, filingId, version: 1, ...decision }
  assert.deepEqual(await world.done(contract.lapseFiling, lapse, province()), { state: 'expired' })
  const refused = await scopeFor(organisationId)
  assert.equal(codeOf(refused), 'FILING_NOT_VALID')
  assert.deepEqual(refused.refused && refused.clauses, ['SDS-1.0-01'])
  const none = await withReach(world.database.connection, organisationId, (tx) =>
    filedScopeOn(tx, organisationId, day('2023-05-10')),
  )
  assert.equal(none, null)
  const renewal = { ...lapse, version: 2, validUntil: '2026-05-09' }
  await world.done(contract.renewFiling, renewal, province())
  assert.equal(codeOf(await scopeFor(organisationId)), 'accepted')
})

test('SDS-2.1-01 the fact read by later modules refuses a level that was not filed', async () => {
  const { organisationId } = await filed()
  const refused = await scopeFor(organisationId, 2)
  assert.equal(codeOf(refused), 'OUT_OF_SCOPE')
})

test('SDS-A1-03 a code of 12 characters is refused, and one code is never given twice', async () => {
  const organisationId = await world.organisation()
  const short = await world.run(
    contract.grantFiling,
    grant(organisationId, { organisationCode: 'S00003700001' }),
    province(),
  )
  assert.equal(codeOf(short), 'ORGANISATION_CODE_MALFORMED')
  const { code } = await filed()
  const twice = await world.run(
    contract.grantFiling,
    grant(organisationId, { organisationCode: code }),
    province(),
  )
  assert.equal(codeOf(twice), 'ORGANISATION_CODE_TAKEN')
})

test('an organisation has one filing; after a withdrawal a new one can be granted, with a new code', async () => {
  const { organisationId, filingId } = await filed()
  const again = grant(organisationId, { organisationCode: nextCode() })
  assert.equal(codeOf(await world.run(contract.grantFiling, again, province())), 'ALREADY_FILED')
  await world.done(contract.withdrawFiling, { organisationId, filingId, version: 1, ...decision }, province())
  await world.done(contract.grantFiling, again, province())
  assert.equal((await detailOf(organisationId)).filing?.code, again.organisationCode)
})

test('SDS-1.0-02 SDS-A1-04 a grant with one bad line writes nothing at all', async () => {
  const organisationId = await world.organisation()
  const bad = grant(organisationId, {
    organisationCode: nextCode(),
    items: [electrician(5), electrician(4, { standard: ' ' })],
  })
  assert.equal(codeOf(await world.run(contract.grantFiling, bad, province())), 'STANDARD_MISSING')
  const malformed = { ...bad, items: [electrician(4, { occupationCode: '6-31-1-3' })] }
  assert.equal(
    codeOf(await world.run(contract.grantFiling, malformed, province())),
    'OCCUPATION_CODE_MALFORMED',
  )
  const doubled = { ...bad, items: [electrician(4), electrician(4)] }
  assert.equal(codeOf(await world.run(contract.grantFiling, doubled, province())), 'SCOPE_DOUBLED')
  assert.equal((await detailOf(organisationId)).filing, null)
})

test('SDS-1.0-03 an organisation of Jinan is in the queue of Jinan only; the centre of Qingdao neither sees nor files it', async () => {
  const inJinan = await world.organisation({ cityCode: '3701', name: '济南示例评价机构' })
  const inQingdao = await world.organisation({ cityCode: '3702', name: '青岛示例评价机构' })
  const jinan = await centreOf(world, '3701', [inJinan])
  // Even a reach that is too wide does not widen a city's queue.
  const qingdao = await centreOf(world, '3702', [inQingdao, inJinan])
  const input = grant(inJinan, { organisationCode: nextCode() })
  assert.equal(codeOf(await world.run(contract.grantFiling, input, qingdao)), 'OTHER_CITY')
  const { filingId } = await world.done(contract.grantFiling, input, jinan)
  const names = async (actor: typeof jinan) =>
    (await world.done(contract.filingList, {}, actor)).rows.map(({ name }) => name)
  assert.deepEqual(await names(jinan), ['济南示例评价机构'])
  assert.deepEqual(await names(qingdao), ['青岛示例评价机构'])
  const suspend = { organisationId: inJinan, filingId, version: 1, ...decision }
  assert.equal(codeOf(await world.run(contract.suspendFiling, suspend, qingdao)), 'OTHER_CITY')
  assert.equal(
    codeOf(await world.run(contract.filingDetail, { organisationId: inJinan }, qingdao)),
    'NOT_FOUND',
  )
})

test('SDS-A1-05 the choice list of an organisation with 3 filed lines has 3 entries, and 2 after one is withdrawn', async () => {
  const { organisationId } = await filed()
  const exam = world.actor('org-exam', organisationId)
  const choices = async () => (await world.done(contract.scopeChoices, {}, exam)).choices
  assert.deepEqual(
    (await choices()).map(({ levelName }) => levelName),
    ['五级/初级工', '四级/中级工', '三级/高级工'],
  )
  const { filing } = await detailOf(organisationId)
  const line = filing!.items[1]!
  const input = { organisationId, scopeItemId: line.scopeItemId, version: line.version, ...decision }
  assert.deepEqual(await world.done(contract.suspendScope, input, province()), { state: 'suspended' })
  assert.equal((await choices()).length, 2)
  assert.deepEqual(await world.done(contract.resumeScope, { ...input, version: 2 }, province()), {
    state: 'active',
  })
  assert.equal((await choices()).length, 3)
  await world.done(contract.withdrawScope, { ...input, version: 3 }, province())
  assert.equal((await choices()).length, 2)
  const back = await world.run(contract.resumeScope, { ...input, version: 4 }, province())
  assert.equal(codeOf(back), 'STEP_NOT_OPEN')
})

test('a decision on a row that has changed meanwhile is refused, and every decision keeps document, day and reason', async () => {
  const { organisationId, filingId } = await filed()
  const suspend = { organisationId, filingId, version: 1, ...decision }
  await world.done(contract.suspendFiling, suspend, province())
  assert.equal(codeOf(await world.run(contract.resumeFiling, suspend, province())), 'VERSION_CONFLICT')
  const { filing } = await detailOf(organisationId)
  assert.equal(filing?.stateWord, '已暂停')
  assert.deepEqual(
    [filing?.decisionDocument, filing?.decidedOn, filing?.decisionReason],
    ['澜人社函〔2023〕8号', '2023-05-01', '整改未完成'],
  )
  assert.deepEqual(
    filing?.availableActions.map(({ action }) => action),
    ['resume', 'lapse', 'withdraw'],
  )
  const fact = await world.database.connection.owner
    .selectFrom('fact')
    .select(['data', 'clauses'])
    .where('subjectId', '=', filingId)
    .where('type', '=', 'filing-suspended')
    .executeTakeFirstOrThrow()
  assert.deepEqual(fact.data, { from: 'filed', to: 'suspended', ...decision })
  assert.ok(fact.clauses.includes('SDS-1.0-01'))
})

test('增量备案: lines are added under a valid filing, never twice, and not while it is suspended', async () => {
  const { organisationId, filingId } = await filed()
  const more = { organisationId, filingId, version: 1, ...decision, items: [electrician(2)] }
  await world.done(contract.addScope, more, province())
  assert.equal(codeOf(await world.run(contract.addScope, more, province())), 'SCOPE_DOUBLED')
  assert.equal(codeOf(await scopeFor(organisationId, 2)), 'accepted')
  const ended = electrician(1, { validFrom: '2023-04-01', validUntil: '2023-04-30' })
  await world.done(contract.addScope, { ...more, items: [ended] }, province())
  const overlapping = { ...ended, validFrom: '2023-04-30', validUntil: null }
  assert.equal(
    codeOf(await world.run(contract.addScope, { ...more, items: [overlapping] }, province())),
    'SCOPE_DOUBLED',
  )
  await world.done(
    contract.addScope,
    { ...more, items: [{ ...overlapping, validFrom: '2023-05-01' }] },
    province(),
  )
  await world.done(contract.suspendFiling, { organisationId, filingId, version: 1, ...decision }, province())
  const late = { ...more, version: 2, items: [electrician(1)] }
  assert.equal(codeOf(await world.run(contract.addScope, late, province())), 'FILING_NOT_VALID')
})

test('SDS-2.2-06 the filing of an organisation announced on 2023-04-10 shows 2023-06-10, overdue on 2023-06-11', async () => {
  const { organisationId } = await filed()
  const exam = world.actor('org-exam', organisationId)
  const shown = async () => (await world.done(contract.myFiling, {}, exam)).filing?.firstPlan
  assert.deepEqual([(await shown())?.due, (await shown())?.overdue], ['2023-06-10', false])
  world.at('2023-06-11')
  assert.equal((await shown())?.overdue, true)
  const fact = await withReach(world.database.connection, organisationId, (tx) =>
    firstPlanDue(tx, organisationId, day('2023-06-11')),
  )
  assert.equal(fact?.overdue, true)
  world.at('2023-05-10')
})

test('the public sees organisations with a valid filing and today’s scope, by name and by occupation, and no others', async () => {
  const { organisationId, filingId, code } = await filed({
    items: [electrician(4), electrician(5), electrician(3, { validUntil: '2023-05-09' })],
  })
  const welder = electrician(4, {
    occupationCode: '6-18-02-04',
    occupationName: '焊工',
    trade: '手工焊',
    standard: '焊工国家职业技能标准',
  })
  const other = await filed({ items: [welder] })
  const nobody = {
    ...world.actor('x', organisationId),
    accountId: null,
    roles: [],
    organisationId: null,
    reach: [],
  }
  const look = (input: object) =>
    world.done(contract.publicOrganisations, { pageSize: 100, ...input }, nobody)
  const found = (await look({ occupation: '电工' })).rows.find((row) => row.code === code)
  assert.deepEqual(found?.scope, [
    {
      occupationCode: '6-31-01-03',
      occupationName: '电工',
      trade: '',
      levels: ['五级/初级工', '四级/中级工'],
      standard: '电工国家职业技能标准',
    },
  ])
  assert.deepEqual(
    (await look({ occupation: '手工焊' })).rows.map((row) => row.code),
    [other.code],
  )
  assert.equal((await look({ occupation: '%' })).total, 0)
  assert.equal((await look({ name: '没有这家' })).total, 0)
  await world.done(contract.suspendFiling, { organisationId, filingId, version: 1, ...decision }, province())
  assert.equal(
    (await look({})).rows.some((row) => row.code === code),
    false,
  )
})

test('every change of filings and lines is sealed: the audit finds nothing to complain of', async () => {
  const { findings } = await verifyAudit(world.database.connection)
  // The organisations were put there by the test itself, without a command.
  assert.deepEqual(
    findings.filter(({ where }) => !where.startsWith('表 organisation ')),
    [],
  )
})
