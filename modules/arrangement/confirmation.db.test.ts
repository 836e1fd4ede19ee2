import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '#platform/command/testing.ts'
import { examDayIn } from './exam-day.fixture.ts'
import { arrangementEntries } from './register.ts'
import * as staffContract from './staff.contract.ts'

let world: World
before(async () => {
  world = await openWorld({ entries: arrangementEntries, at: '2026-12-25' })
})
after(() => world.close())

const { announced, examDay, headed, of } = examDayIn(() => world)

const qualification = '监考资格'
const topics = [
  '政策规定',
  '考点考场情况',
  '考场规则',
  '注意事项',
  '职责分工',
  '试卷分发',
  '试卷收集',
  '试卷装订',
  '试卷密封',
]

test('SDS-4.4-07 four invigilators give four confirmations of their qualification with time, the day before and not later', async () => {
  world.at('2026-12-25')
  const made = await examDay()
  const sessionId = of(made, 'theory').id
  const chief = world.actor('site-chief', made.fixture.organisationId)
  const asked = await world.done(staffContract.confirmations, { sessionId }, chief)
  assert.equal(asked.qualifiedBy, '2026-12-25')
  const four = asked.people.slice(0, 4)
  for (const { staffId } of four) {
    const input = { sessionId, staffId, items: [qualification] }
    assert.equal((await world.done(staffContract.confirmInvigilator, input, chief)).added, 1)
    assert.equal((await world.done(staffContract.confirmInvigilator, input, chief)).added, 0)
  }
  const { people } = await world.done(staffContract.confirmations, { sessionId }, chief)
  const confirmed = people.flatMap((person) => person.confirmed)
  assert.equal(confirmed.length, 4)
  assert.ok(
    confirmed.every(({ item, at, by }) => item === qualification && at.startsWith('2026-12-25') && by),
  )
  world.at('2026-12-26')
  const today = await world.done(staffContract.confirmations, { sessionId }, chief)
  assert.deepEqual([asked.confirmable.includes(qualification), today.confirmable], [true, topics])
  const late = { sessionId, staffId: asked.people[4]!.staffId, items: [qualification] }
  const refused = await world.run(staffContract.confirmInvigilator, late, chief)
  assert.ok(refused.refused && refused.code === 'TOO_LATE' && refused.clauses.includes('SDS-4.4-07'))
})

test('SDS-4.4-09 each invigilator confirms the nine topics before the draw, which open topics block; after it nobody can', async () => {
  world.at('2026-12-26')
  const made = await examDay()
  const sessionId = of(made, 'theory').id
  await headed(made)
  const chief = world.actor('site-chief', made.fixture.organisationId)
  const { people, items } = await world.done(staffContract.confirmations, { sessionId }, chief)
  assert.deepEqual(
    items.filter(({ clause }) => clause === 'SDS-4.4-09').map(({ item }) => item),
    topics,
  )
  const [last, ...others] = people
  for (const { staffId } of others)
    await world.done(staffContract.confirmInvigilator, { sessionId, staffId, items: topics }, chief)
  const after = await world.done(staffContract.confirmations, { sessionId }, chief)
  assert.deepEqual(
    after.people
      .filter(({ open }) => topics.some((topic) => open.includes(topic)))
      .map(({ staffId }) => staffId),
    [last!.staffId],
  )
  const wanted = { sessionId, role: '监考人员' } as const
  const announcement = await announced(made, wanted)
  assert.ok(!announcement.refused)
  const draw = (drawId: string) => world.run(staffContract.draw, { drawId, version: 1 }, made.actor)
  const early = await draw(announcement.value.drawId)
  assert.ok(early.refused && early.code === 'STUDY_OPEN')
  assert.deepEqual([early.clauses, early.details], [['SDS-4.4-09'], { open: [last!.staffId] }])
  assert.match(early.sentence, new RegExp(last!.name, 'u'))
  const anew = await announced(made, { ...wanted, reason: `${last!.name}请假` })
  assert.ok(!anew.refused)
  assert.equal(anew.value.pool, announcement.value.pool - 1)
  assert.equal((await draw(anew.value.drawId)).refused, false)
  const { confirmable } = await world.done(staffContract.confirmations, { sessionId }, chief)
  assert.deepEqual(confirmable, [], 'nothing is offered that would be refused')
  const input = { sessionId, staffId: last!.staffId, items: topics }
  const refused = await world.run(staffContract.confirmInvigilator, input, chief)
  assert.ok(refused.refused && refused.code === 'TOO_LATE' && refused.clauses.includes('SDS-4.4-09'))
})

test('HN-2.5-09 C25 in Henan invigilators are drawn before the examination, and the draw record is stored', async () => {
  world.at('2026-12-20')
  const made = await examDay()
  await world.database.connection.owner
    .updateTable('batch')
    .set({ pack: 'henan-social' })
    .where('id', '=', made.fixture.batchId)
    .execute()
  const sessionId = of(made, 'theory').id
  await headed(made)
  const announcement = await announced(made, { sessionId, role: '监考人员' })
  assert.ok(!announcement.refused)
  const { seed } = await world.done(
    staffContract.draw,
    { drawId: announcement.value.drawId, version: 1 },
    made.actor,
  )
  const { draws } = await world.done(staffContract.staffing, { sessionId }, made.actor)
  const [stored] = draws
  assert.deepEqual([stored?.seed, stored?.state, stored?.holds], [seed, 'drawn', true])
  assert.ok(stored!.pool.length > 0 && stored!.order.length === stored!.pool.length)
  assert.ok(stored!.drawnAt?.startsWith('2026-12-20'))
  const none = await world.done(staffContract.confirmations, { sessionId }, made.actor)
  assert.deepEqual([none.items, none.qualifiedBy], [[], null])
})
