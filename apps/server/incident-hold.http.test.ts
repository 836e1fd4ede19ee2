import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { dutyDesk, granted } from '#apps/exam-room/testing/room-client.ts'
import { passcodeSheet, prepareSittings, sittingList, takeIn } from '#modules/delivery/contract.ts'
import { heldResults } from '#modules/delivery/facts.ts'
import { followIncident, incidentList } from '#modules/delivery/incident/contract.ts'
import type { IncidentAct } from '#modules/delivery/incident/core/incident-act.ts'
import { publicityDesk, publishHeld, startPublicity } from '#modules/scoring/publicity.contract.ts'
import { scoringEntries } from '#modules/scoring/register.ts'
import { overview } from '#modules/supervision/contract.ts'
import { supervisionEntries } from '#modules/supervision/register.ts'
import { withReach } from '#platform/jobs/runner.ts'
import { examFixture } from './testing/exam.fixture.ts'
import { openHostedRooms } from './testing/hosted-rooms.ts'

// A Henan sitting in which somebody is suspected of sitting for another; the tests run in their order.
const hosted = await openHostedRooms('2026-12-25', [...scoringEntries, ...supervisionEntries])
after(() => hosted.close())
const { world, send, node } = hosted
const { owner } = world.database.connection
const minute = (time: string) => new Date(`2026-12-26T${time}:00+08:00`)
const exam = await examFixture(world, {
  ...{ people: 3, rooms: [[2, 3]], items: 8 },
  ...{ startsAt: minute('09:00'), endsAt: minute('10:30') },
})
const { organisationId, batchId, sessionId } = exam
await owner.updateTable('batch').set({ pack: 'henan-social' }).where('id', '=', batchId).execute()
const office = world.actor('org-exam', organisationId)
const chief = world.actor('site-chief', organisationId, { accountId: exam.chiefAccountId })

await world.done(prepareSittings, { batchId, sessionIds: [sessionId] }, office)
await hosted.runJob(organisationId, 'delivery.fillRoom')
const [sitting] = (await world.done(sittingList, { batchId }, chief)).rows
const sittingId = sitting!.sittingId
const passcodes = Object.fromEntries(
  (await world.done(passcodeSheet, { sittingId }, chief)).duties.map(({ id, passcode }) => [id, passcode]),
)
const desk = async (person: string) => dutyDesk(send, { sittingId, person, passcode: passcodes[person]! })
const [invigilator, siteHead] = [await desk('j1'), await desk('z1')]
const act = (order: IncidentAct, by = invigilator) => by.order({ type: 'incident', act: order })
const suspected = '1'

const beginSitting = async () => {
  world.clock.set(minute('08:41'))
  granted(await invigilator.order({ type: 'open-check-in', checked: [] }))
  const papers = { identity: true, articles: true, ticket: true, document: '居民身份证' } as const
  for (const seat of ['1', '2', '3']) granted(await invigilator.order({ type: 'sign-in', seat, ...papers }))
  granted(await invigilator.order({ type: 'read-rules' }))
  const keeper = exam.keepers[1]!.login
  const [one, two] = exam.keepers.map(({ passphrase }) => passphrase) as [string, string]
  const openers = [
    { person: 'z1', passcode: passcodes.z1!, share: one },
    { person: keeper, passcode: passcodes[keeper]!, share: two },
  ]
  granted(await invigilator.order({ type: 'open-paper', openers, reason: '按时启封' }))
  world.clock.set(minute('09:00'))
  granted(await invigilator.order({ type: 'start', reason: '' }))
}

const investigation = (finding: string): IncidentAct => ({
  ...{ act: 'step', incident: 1, step: 'investigation' },
  fields: { finding, course: '在考点办公室当面询问，核对笔迹和指纹' },
})

test('HN-3.1.6-06 denied and unproven: the candidate goes on, and the chief examiner sees the open task at the end', async () => {
  await beginSitting()
  world.clock.set(minute('09:10'))
  const opening = { type: 'impersonation', branch: 'denied', seats: [suspected], text: '', since: '' }
  granted(await act({ act: 'open', ...opening, fields: { doubt: '与证件照片不符' } }))
  const early = await act(investigation('是替考'), siteHead)
  assert.equal(early.refused && early.code, 'step-too-early')
  const { seats } = await siteHead.room()
  assert.notEqual(seats.find(({ seat }) => seat === suspected)?.status, 'expelled')
  world.clock.set(minute('10:31'))
  await node.tick()
  const [open] = (await siteHead.room()).incidents.incidents
  assert.deepEqual(
    [open?.type, open?.closed, open?.followUp],
    ['impersonation', null, 'investigate-after-end'],
  )
})

test('HN-3.1.6-06 the score is held: on the chief’s workbench until the investigation is entered, and not published before; nobody else waits for it', async () => {
  for (const person of ['j1', 'j2', 'd1'])
    granted(await invigilator.order({ type: 'sign-record', person, passcode: passcodes[person]! }))
  granted(await invigilator.order({ type: 'seal', reason: '未上传' }))
  await hosted.follow()
  await world.done(takeIn, { sittingId }, chief)
  const [row] = (await world.done(incidentList, { batchId, state: 'open' }, chief)).rows
  assert.deepEqual([row?.view.type, row?.holdsScore, row?.mayFollow], ['impersonation', true, true])
  const waiting = async () =>
    (await world.done(overview, {}, chief)).todos.filter(({ title }) => title.startsWith('办理突发事件'))
  assert.equal((await waiting()).length, 1)
  const held = () =>
    withReach(world.database.connection, organisationId, (tx) => heldResults(tx, organisationId, batchId))
  const [heldApplication] = [...(await held()).keys()]
  const people = await owner
    .selectFrom('application')
    .select(['id', 'personId', 'name'])
    .where('batchId', '=', batchId)
    .execute()
  // Scoring is not the matter here: every result is there, checked, and the hold alone keeps one back.
  await owner
    .insertInto('result')
    .values(
      people.map(({ id: applicationId, personId }) => ({
        ...{ organisationId, id: randomUUID(), version: 1, batchId, applicationId, personId },
        ...{ theory: '80', theoryStatus: 'scored', passed: true, state: 'verified' },
      })),
    )
    .execute()
  world.at('2026-12-28')
  assert.equal((await world.done(startPublicity, { batchId }, office)).entries, 2)
  const shown = async () => {
    const { publicity } = await world.done(publicityDesk, { batchId }, office)
    return { batchId, version: publicity!.version }
  }
  const refused = await world.run(publishHeld, await shown(), office)
  assert.equal(refused.refused && refused.code, 'RESULTS_HELD')
  assert.deepEqual(refused.refused && refused.details?.held, [heldApplication])
  let version = row!.version
  const follow = async (order: Parameters<typeof world.run<typeof followIncident>>[1]['act']) => {
    const input = { incidentId: row!.incidentId, version, act: order }
    version = (await world.done(followIncident, input, chief)).version
  }
  await follow(investigation('是本人') as never)
  await follow({ act: 'report', incident: 1, to: '主考', text: '' })
  await follow({ act: 'close', incident: 1, decision: '查明是本人，成绩有效' })
  assert.equal((await held()).size, 0)
  assert.deepEqual(await waiting(), [])
  assert.equal((await world.done(publishHeld, await shown(), office)).entries, 1)
})
