import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { examDayIn } from '#modules/arrangement/exam-day.fixture.ts'
import { assignDuty, staffing, staffPool } from '#modules/arrangement/staff.contract.ts'
import { decideCase, openSiteCase, openStaffCase } from '#modules/delivery/discipline/contract.ts'
import { caseDetail, caseList } from '#modules/delivery/discipline/queries.contract.ts'
import { banList } from '#modules/party/ban.contract.ts'
import { confirmedSites, roomFacts } from '#modules/site/facts.ts'
import type { Actor } from '#platform/command/context.ts'
import { codeOf, decision, disciplineWorld, settle } from './discipline.fixture.ts'

const world = await disciplineWorld()
after(() => world.close())
const { owner } = world.database.connection
const { examDay, of } = examDayIn(() => world)

/** A staffed batch under the handbook, planned before the clauses' example day. */
const staffedBatch = async () => {
  world.at('2026-12-26')
  const made = await examDay(5)
  await owner
    .updateTable('batch')
    .set({ pack: 'henan-social', createdOn: '2022-04-01' })
    .where('id', '=', made.fixture.batchId)
    .execute()
  world.at('2022-05-20')
  const { organisationId } = made.fixture
  return { made, organisationId, head: world.actor('org-head', organisationId) }
}
type Staffed = Awaited<ReturnType<typeof staffedBatch>>

type Opening = Partial<Parameters<typeof openStaffCaseInput>[1]>
const openStaffCaseInput = (
  { made }: Staffed,
  given: {
    readonly groundCode: string
    readonly staffId?: string
    readonly accountId?: string
    readonly sessionId?: string
  },
) => ({
  batchId: made.fixture.batchId,
  occurredAt: '2022-05-20T00:30:00Z',
  description: '经核实属实',
  ...given,
})

const staffCase = async (staffed: Staffed, given: Opening & { readonly groundCode: string }) =>
  world.done(openStaffCase, openStaffCaseInput(staffed, given), staffed.made.actor)

const decide = async (
  caseId: string,
  typeCode: string,
  { head, effect = null }: { readonly head: Actor; readonly effect?: string | null },
) => {
  const ruleReference = '《工作人员违规处理规定》'
  const reply = await world.done(decideCase, decision(caseId, 1, { typeCode, effect, ruleReference }), head)
  await settle(world)
  return reply
}

const poolOf = async ({ made }: Staffed, staffNumber: string) => {
  const { staff } = await world.done(staffPool, { batchId: made.fixture.batchId }, made.actor)
  return staff.find((each) => each.staffNumber === staffNumber)!
}

test('SDS-4.4-43 SDE-4.6-26 HN-2.3.4-30 HN-3.3.9-04 a breach by staff names person, session and rule, and stands in the person’s record', async () => {
  const staffed = await staffedBatch()
  const session = of(staffed.made, 'theory')
  const staffId = await staffed.made.staffId('A004')
  const { caseId } = await staffCase(staffed, { groundCode: '工1', staffId, sessionId: session.id })
  const { case: row, parties } = await world.done(caseDetail, { caseId }, staffed.made.actor)
  assert.deepEqual([row.about, row.typeCode, row.people.length], ['staff', '工1', 1])
  assert.equal(parties[0]!.role, '工作人员')
  await decide(caseId, '工1', { ...staffed, effect: 'criticism' })
  const disorder = await staffCase(staffed, { groundCode: '务3', staffId })
  const untraced = await world.run(
    decideCase,
    decision(disorder.caseId, 1, { typeCode: '务3' }),
    staffed.head,
  )
  assert.equal(codeOf(untraced), 'LINK_MISSING')
  const { rows } = await world.done(caseList, { about: 'staff' }, staffed.made.actor)
  assert.ok(rows.filter(({ people }) => people[0] === row.people[0]).length === 2)
})

test('HN-3.3.9-06 HN-3.3.8-04 after the decision the examiner is out of all pools; fraud is criticism or loss, and nothing else', async () => {
  const staffed = await staffedBatch()
  const staffId = await staffed.made.staffId('A008')
  assert.deepEqual((await poolOf(staffed, 'A008')).examiner, [])
  const fraud = await staffCase(staffed, { groundCode: '评4', staffId })
  const odd = await world.run(
    decideCase,
    decision(fraud.caseId, 1, { typeCode: '评4', effect: 'excluded-current-year' }),
    staffed.head,
  )
  assert.equal(codeOf(odd), 'EFFECT_NOT_OF_TYPE')
  await decide(fraud.caseId, '评4', { ...staffed, effect: 'criticism' })
  assert.deepEqual((await poolOf(staffed, 'A008')).examiner, [])
  const { caseId } = await staffCase(staffed, { groundCode: '评1', staffId })
  await decide(caseId, '评1', staffed)
  const [reason] = (await poolOf(staffed, 'A008')).examiner
  assert.equal(reason!.code, 'EXCLUDED')
  const session = of(staffed.made, 'practical')
  const { rooms } = await world.done(staffing, { sessionId: session.id }, staffed.made.actor)
  const assigned = await world.run(
    assignDuty,
    {
      ...{ sessionId: session.id, staffId, role: '考评人员' as const, roomId: rooms[0]!.roomId },
      reason: '人手不足，临时指定',
    },
    staffed.made.actor,
  )
  assert.equal(codeOf(assigned), 'NOT_QUALIFIED')
})

test('HN-3.3.2-10 HN-3.3.9-10 four grounds cancel a supervisor; the case names the deciding body, and the person cannot be assigned', async () => {
  const staffed = await staffedBatch()
  const { staff } = await world.done(staffPool, { batchId: staffed.made.fixture.batchId }, staffed.made.actor)
  const person = staff.find(({ supervisor }) => supervisor.length === 0)!
  const { caseId } = await staffCase(staffed, { groundCode: '督2', staffId: person.id })
  const own = world.actor('supervisor', staffed.organisationId)
  const byOwn = await world.run(decideCase, decision(caseId, 1, { typeCode: '督2' }), own)
  assert.equal(codeOf(byOwn), 'NOT_DECIDER')
  await decide(caseId, '督2', staffed)
  const { decision: made, rules } = await world.done(caseDetail, { caseId }, staffed.made.actor)
  assert.equal(made!.body, '评价机构')
  assert.equal(rules.filter(({ code }) => code.startsWith('督')).length, 4)
  assert.equal((await poolOf(staffed, person.staffNumber)).supervisor[0]!.code, 'EXCLUDED')
  const session = of(staffed.made, 'practical')
  const assigned = await world.run(
    assignDuty,
    { sessionId: session.id, staffId: person.id, role: '内部质量督导员' },
    staffed.made.actor,
  )
  assert.equal(codeOf(assigned), 'NOT_QUALIFIED')
})

test('HN-3.3.9-01 administration staff, decided 2022-05-20: not assignable until 2022-12-31, again from 2023-01-01', async () => {
  const staffed = await staffedBatch()
  const staffId = await staffed.made.staffId('A001')
  const { caseId } = await staffCase(staffed, { groundCode: '务5', staffId })
  assert.equal((await decide(caseId, '务5', staffed)).banUntil, '2022-12-31')
  const session = of(staffed.made, 'theory')
  const { rooms } = await world.done(staffing, { sessionId: session.id }, staffed.made.actor)
  const siteId = rooms[0]!.siteId
  const on = async (examFrom: string) => {
    await owner
      .updateTable('batch')
      .set({ examFrom })
      .where('id', '=', staffed.made.fixture.batchId)
      .execute()
    return codeOf(
      await world.run(
        assignDuty,
        { sessionId: session.id, staffId, role: '考点负责人' as const, siteId },
        staffed.made.actor,
      ),
    )
  }
  assert.equal(await on('2022-12-31'), 'NOT_QUALIFIED')
  assert.equal(await on('2023-01-01'), 'accepted')
  const { exclusions } = await world.done(banList, {}, staffed.head)
  assert.ok(exclusions.some((each) => each.caseId === caseId && each.untilOn === '2022-12-31'))
})

test('SPC-4.3-03 after revocation on 2020-10-12 the site cannot be arranged; its past assessments stay visible', async () => {
  world.at('2020-10-12')
  const made = await examDay(5)
  world.at('2020-10-12')
  const { organisationId } = made.fixture
  const site = await owner
    .selectFrom('site')
    .select(['id', 'cityCode', 'name'])
    .where('organisationId', '=', organisationId)
    .where('state', '=', 'confirmed')
    .executeTakeFirstOrThrow()
  const rooms = await owner.selectFrom('room').select('id').where('siteId', '=', site.id).execute()
  const city = world.actor('city', organisationId, { cityCode: site.cityCode })
  const input = { organisationId, siteId: site.id, groundCode: '点1', description: '伪造场地材料' }
  const other = await world.run(openSiteCase, input, { ...city, cityCode: '0000' })
  assert.equal(codeOf(other), 'OTHER_CITY')
  const { caseId } = await world.done(openSiteCase, input, city)
  await world.done(
    decideCase,
    {
      ...decision(caseId, 1, { typeCode: '点1', ruleReference: '鲁人社字〔2020〕100号 四（三）' }),
      organisationId,
    },
    city,
  )
  await settle(world)
  const inReach = <T>(read: (tx: never) => Promise<T>) =>
    owner.transaction().execute((tx) => read(tx as never))
  assert.ok(!(await inReach((tx) => confirmedSites(tx, organisationId))).some(({ id }) => id === site.id))
  const past = await inReach((tx) =>
    roomFacts(
      tx,
      organisationId,
      rooms.map(({ id }) => id),
    ),
  )
  assert.deepEqual([past.length, past[0]!.siteName], [rooms.length, site.name])
})
