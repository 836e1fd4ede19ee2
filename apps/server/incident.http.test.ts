import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { dutyDesk, granted, openCheckIn, seatMachine } from '#apps/exam-room/testing/room-client.ts'
import { arrangementEntries } from '#modules/arrangement/register.ts'
import { listResit, resitGroup } from '#modules/arrangement/resit/contract.ts'
import { passcodeSheet, prepareSittings, sittingList, takeIn } from '#modules/delivery/contract.ts'
import { openCase, openFromIncident } from '#modules/delivery/discipline/contract.ts'
import { caseDetail } from '#modules/delivery/discipline/queries.contract.ts'
import { approvedResits, basisOfCase, heldResults, incidentsOf } from '#modules/delivery/facts.ts'
import {
  decideResit,
  followIncident,
  incidentList,
  interruptionLedger,
  openIncident,
} from '#modules/delivery/incident/contract.ts'
import type { IncidentAct } from '#modules/delivery/incident/core/incident-act.ts'
import { overview } from '#modules/supervision/contract.ts'
import { supervisionEntries } from '#modules/supervision/register.ts'
import { verifyAudit } from '#platform/audit/verify.ts'
import { systemActor } from '#platform/command/context.ts'
import { withReach } from '#platform/jobs/runner.ts'
import { reactions } from './reactions.ts'
import { type ExamChoice, examFixture } from './testing/exam.fixture.ts'
import { openHostedRooms } from './testing/hosted-rooms.ts'

// One sitting with its incidents, from the desk of the room to the register; the tests run in their order.
const hosted = await openHostedRooms('2026-12-25', [...supervisionEntries, ...arrangementEntries])
after(() => hosted.close())
const { world, send, node } = hosted
const morning: ExamChoice = {
  people: 3,
  startsAt: new Date('2026-12-26T09:00:00+08:00'),
  endsAt: new Date('2026-12-26T10:30:00+08:00'),
  rooms: [[2, 3]],
  items: 8,
}
const exam = await examFixture(world, morning)
const { organisationId, batchId } = exam
const office = world.actor('org-exam', organisationId)
const chief = world.actor('site-chief', organisationId, { accountId: exam.chiefAccountId })
const head = world.actor('org-head', organisationId)
const inReach = <T>(work: Parameters<typeof withReach<T>>[2]) =>
  withReach(world.database.connection, organisationId, work)

await world.done(prepareSittings, { batchId, sessionIds: [exam.sessionId] }, office)
await hosted.runJob(organisationId, 'delivery.fillRoom')
const [sitting] = (await world.done(sittingList, { batchId }, chief)).rows
const sittingId = sitting!.sittingId
const passcodes = Object.fromEntries(
  (await world.done(passcodeSheet, { sittingId }, chief)).duties.map(({ id, passcode }) => [id, passcode]),
)
const desk = async (person: string) => dutyDesk(send, { sittingId, person, passcode: passcodes[person]! })
const [invigilator, siteHead] = [await desk('j1'), await desk('z1')]
const act = async (order: IncidentAct, by = invigilator): Promise<string> => {
  const verdict = await by.order({ type: 'incident', act: order })
  return verdict.refused ? verdict.code : ''
}
const opened = (kind: string, seats: readonly string[], fields = {}): IncidentAct => {
  const [type = '', branch = 'only'] = kind.split('/')
  return { act: 'open', type, branch, seats, text: '', fields, since: '' }
}
const registered = async () => (await world.done(incidentList, { batchId }, office)).rows
const machine = seatMachine(send, 'machine-of-seat-1')

test('SDS-4.4-30 an incident entered in the room is in the register while the sitting runs, open until reported', async () => {
  world.at('2026-12-26', '08:25')
  granted(await invigilator.order(openCheckIn))
  granted(await invigilator.order({ type: 'read-rules' }))
  const [one, two] = exam.keepers.map(({ passphrase }) => passphrase) as [string, string]
  world.at('2026-12-26', '08:40')
  const keeper = exam.keepers[1]!.login
  granted(
    await invigilator.order({
      ...{ type: 'open-paper', reason: '按时启封' },
      openers: [
        { person: 'z1', passcode: passcodes.z1!, share: one },
        { person: keeper, passcode: passcodes[keeper]!, share: two },
      ],
    }),
  )
  world.at('2026-12-26', '09:00')
  granted(await invigilator.order({ type: 'start', reason: '' }))
  granted(await invigilator.order({ type: 'sign-in', seat: '1', identity: true, articles: true }))
  granted(await machine.enter('20261226010001', '1'))
  granted(await machine.confirm())
  granted(await machine.paper())
  world.at('2026-12-26', '09:20')
  assert.equal(await act(opened('equipment/only', ['1'], { device: '第一考场 1 号机' })), '')
  await hosted.follow()
  const [row] = await registered()
  assert.deepEqual(
    [row?.view.type, row?.atCentre, row?.mayFollow, row?.view.reports.length, row?.candidates[0]?.name],
    ['equipment', false, false, 0, '考生1'],
  )
  const early = await world.run(
    followIncident,
    {
      incidentId: row!.incidentId,
      version: row!.version,
      act: { act: 'report', incident: 1, to: '领导小组', text: '' },
    },
    office,
  )
  assert.equal(early.refused && early.code, 'STILL_IN_ROOM')
})

test('SDS-4.4-40 a failure of 12 minutes made good by the site head moves the end of that seat by 12 minutes', async () => {
  world.at('2026-12-26', '09:32')
  assert.equal(await act({ act: 'step', incident: 1, step: 'remedy', fields: { remedy: '补时' } }), '')
  const give: IncidentAct = { act: 'compensate', incident: 1, minutes: 12, reason: '设备故障' }
  assert.equal(await act(give), 'chief-only')
  assert.equal(await act(give, siteHead), '')
  const { seats } = await invigilator.room()
  assert.deepEqual(
    seats.map(({ seat, end }) => [seat, end.slice(11, 16)]),
    [
      ['1', '02:42'],
      ['2', '02:30'],
      ['3', '02:30'],
    ],
  )
  assert.equal(await act({ act: 'close', incident: 1, decision: '已补时' }), '')
})

test('HN-3.1.7-09 an incident of type 失密 stands on the workbench of every member of the leading group at once, and alerts the chief on the desk', async () => {
  assert.equal(await act(opened('leak/only', [], { what: '走廊发现试题照片' })), '')
  await hosted.follow()
  const leak = (await registered()).find(({ view }) => view.type === 'leak')
  assert.ok(leak)
  const alerts = await inReach((tx) =>
    tx.selectFrom('fact').select('subjectId').where('type', '=', 'leak-alerted').execute(),
  )
  assert.deepEqual(
    alerts.map(({ subjectId }) => subjectId),
    [leak.incidentId],
  )
  assert.ok((await invigilator.room()).incidents.incidents[1]?.alertsChief)
  // On the workbench of each member of the leading group, and of nobody else.
  const onWorkbench = async (role: string, of = organisationId) => {
    const { todos } = await world.done(overview, {}, world.actor(role, of))
    return todos.filter(({ title }) => title.startsWith('失密报告领导小组'))
  }
  for (const role of ['org-head', 'org-exam', 'org-secrecy', 'site-chief']) {
    const [todo] = await onWorkbench(role)
    assert.deepEqual([todo?.count, todo?.clause, todo?.link], [1, 'HN-3.1.7-09', '/incidents'], role)
  }
  for (const role of ['invigilator', 'org-review', 'examiner'])
    assert.deepEqual(await onWorkbench(role), [], role)
  assert.deepEqual(await onWorkbench('org-head', await world.organisation()), [])
})

test('SDS-4.4-31 SDS-4.4-40 what is open at the sealing is taken in, followed up and closed at the centre by the same rules', async () => {
  assert.equal(await act(opened('cheating/serious', ['1'], { conduct: '使用作弊器材' })), '')
  assert.equal(await act({ act: 'step', incident: 3, step: 'stopped', fields: {} }), '')
  const seized: IncidentAct = {
    act: 'seize',
    incident: 3,
    seat: '1',
    article: '耳机',
    taker: '甲',
    keeper: '乙',
  }
  assert.equal(await act(seized), '')
  assert.equal(await act(opened('other/ordinary', ['1'], { place: '第一考场' })), '')
  const resit: IncidentAct = { act: 'resit', incident: 4, seats: ['1'], reason: '停电过久' }
  assert.equal(await act(resit, siteHead), '')
  world.at('2026-12-26', '10:43')
  await node.tick()
  granted(await invigilator.order({ type: 'seal', reason: '' }))
  await hosted.follow()
  await world.done(takeIn, { sittingId }, chief)
  const cheating = (await registered()).find(({ view }) => view.type === 'cheating')!
  assert.deepEqual([cheating.atCentre, cheating.evidence[0]?.keeper], [true, '乙'])
  let version = cheating.version
  const follow = async (order: Parameters<typeof world.run<typeof followIncident>>[1]['act']) => {
    const outcome = await world.run(
      followIncident,
      { incidentId: cheating.incidentId, version, act: order },
      head,
    )
    if (outcome.refused) return String((outcome.details as { code?: string })?.code ?? outcome.code)
    version = outcome.value.version
    return ''
  }
  const close = { act: 'close', incident: 3, decision: '移送公安机关' } as const
  assert.equal(await follow(close), 'report-missing')
  assert.equal(await follow({ act: 'report', incident: 3, to: '督导人员', text: '' }), '')
  assert.equal(await follow(close), 'police-report-missing')
  const police = { number: '报〔2026〕7号', reported: '2026-12-26T03:00:00.000Z' }
  assert.equal(await follow({ act: 'step', incident: 3, step: 'police-report', fields: police }), '')
  assert.equal(await follow({ act: 'acknowledge', incident: 3 }), '')
  const piece = cheating.evidence[0]!.piece
  assert.equal(await follow({ act: 'move-evidence', piece, to: 'owner', person: '考生1' }), '')
  assert.equal(await follow(close), '')
  const after = (await registered()).find(({ incidentId }) => incidentId === cheating.incidentId)!
  assert.deepEqual([after.view.closed?.decision, after.evidence[0]?.returned?.to], ['移送公安机关', '考生1'])
})

test('SDS-4.4-40 SDE-4.6-23 the ledger of lost time is at the centre, the site head decides who sits again, and he waits for a later session', async () => {
  const { lines, resits } = await world.done(interruptionLedger, { batchId }, chief)
  assert.deepEqual(
    lines
      .filter(({ cause }) => cause === '设备故障' || cause === '补时')
      .map(({ seat, lostSeconds, givenSeconds, givenBy }) => [seat, lostSeconds, givenSeconds, givenBy]),
    [
      ['1', 720, 0, null],
      ['1', 0, 720, '考务z1'],
    ],
  )
  const [resit] = resits
  assert.deepEqual([resit?.seat, resit?.state, resit?.mayDecide], ['1', 'proposed', true])
  const decision = { resitId: resit!.resitId, version: resit!.version, approve: true, note: '' }
  await world.done(decideResit, decision, chief)
  const again = await world.run(decideResit, { ...decision, version: resit!.version + 1 }, chief)
  assert.equal(again.refused && again.code, 'ALREADY_DECIDED')
  const approved = await inReach((tx) => approvedResits(tx, organisationId, batchId))
  assert.deepEqual([...approved.values()], [sittingId])
  // What was decided reaches the arrangement by itself: the candidate waits there for a later session.
  const message = await world.database.connection.owner
    .selectFrom('outbox')
    .select(['topic', 'payload'])
    .where('topic', '=', 'delivery.resitApproved')
    .executeTakeFirstOrThrow()
  const followed = reactions[message.topic]!.map((reaction) =>
    reaction({ ...message, payload: message.payload as never }),
  )
  const listing = followed.find((each) => each?.spec === listResit)!
  await world.done(listResit, listing.input as never, systemActor)
  const group = await world.done(resitGroup, { batchId }, office)
  assert.deepEqual(
    group.rows.map(({ name, reason, session }) => [name, reason, session]),
    [['考生1', '停电过久', null]],
  )
  const { todos } = await world.done(overview, {}, office)
  assert.equal(todos.find(({ title }) => title.startsWith('安排重考场次'))?.link, `/arrangement/${batchId}`)
})

test('HN-3.1.6-17 a case without room record entry is refused; with one its incidents are the basis', async () => {
  const facts = await inReach((tx) => incidentsOf(tx, organisationId, batchId))
  const applicationId = facts.find(({ type }) => type === 'cheating')!.applicationIds[0]!
  const of = { organisationId, sittingId, applicationId }
  const basis = await inReach((tx) => basisOfCase(tx, of))
  assert.ok(!basis.refused && basis.value.some(({ effect }) => effect === 'cheating'))
  const without = await inReach((tx) => basisOfCase(tx, { ...of, applicationId: exam.sessionId }))
  assert.equal(without.refused && without.code, 'ROOM_RECORD_MISSING')
  assert.ok(without.refused && without.clauses.includes('HN-3.1.6-17'))
})

test('HN-3.1.6-17 an incident closed as cheating opens its case with the record linked, once; nobody else can be named', async () => {
  const office = world.actor('org-head', organisationId)
  const row = (await registered()).find(({ view }) => view.type === 'cheating')!
  assert.deepEqual([row.caseId, row.mayOpenCase], [null, true])
  const { incidentId } = row
  const roster = (
    await world.database.connection.owner
      .selectFrom('sitting')
      .select('preparation')
      .where('id', '=', sittingId)
      .executeTakeFirstOrThrow()
  ).preparation as unknown as { roster: { seat: string; applicationId: string }[] }
  const stranger = roster.roster.find(({ seat }) => seat === '2')!.applicationId
  const refusal = async (spec: typeof openFromIncident | typeof openCase, input: object) => {
    const outcome = await world.run(spec, input as never, office)
    return outcome.refused ? outcome.code : ''
  }
  const named = { incidentId, applicationIds: [stranger] }
  assert.equal(await refusal(openFromIncident, named), 'ROOM_RECORD_MISSING')
  assert.equal(
    await refusal(openCase, {
      ...{ batchId, applicationIds: [stranger], subject: 'theory', sessionId: exam.sessionId },
      ...{ occurredAt: world.clock.now().toISOString(), description: '传递纸条' },
    }),
    'ROOM_RECORD_MISSING',
  )
  // Closing it as cheating has told the discipline; the reaction opens the case in the name of whoever closed it.
  const message = await world.database.connection.owner
    .selectFrom('outbox')
    .select(['topic', 'payload'])
    .where('topic', '=', 'delivery.violationFound')
    .executeTakeFirstOrThrow()
  const [reaction] = reactions[message.topic]!
  const { spec, input } = reaction!({ ...message, payload: message.payload as never })!
  assert.equal(spec, openFromIncident)
  const { caseId } = await world.done(openFromIncident, input as { incidentId: string }, systemActor)
  assert.equal((await world.done(caseDetail, { caseId }, office)).case.recordedBy, head.name)
  const { links } = await world.done(caseDetail, { caseId }, office)
  assert.deepEqual(
    links.map(({ kind, id }) => [kind, id]),
    [['incident', incidentId]],
  )
  assert.equal(await refusal(openFromIncident, { incidentId }), 'ALREADY_OPENED')
  const after = (await registered()).find((one) => one.incidentId === incidentId)!
  assert.deepEqual([after.caseId, after.mayOpenCase], [caseId, false])
})

test('HN-3.1.7-13 an accident outside the rooms stays open until investigation and decision are entered', async () => {
  const opening = {
    ...{ type: 'accident', branch: 'only', seats: [], text: '', since: '' },
    fields: { what: '设备倾倒' },
  }
  const { incidentId } = await world.done(openIncident, { batchId, place: '实训车间', opening }, office)
  const [row] = (await registered()).filter((one) => one.incidentId === incidentId)
  const close = { act: 'close', incident: 1, decision: '整改' } as const
  const refused = await world.run(followIncident, { incidentId, version: row!.version, act: close }, head)
  assert.equal(refused.refused && refused.code, 'INCIDENT_REFUSED')
  assert.equal(row?.view.closed, null)
  assert.deepEqual([...(await inReach((tx) => heldResults(tx, organisationId, batchId)))], [])
  const own = /表 (exam_incident|interruption|resit) /
  const { findings } = await verifyAudit(world.database.connection)
  assert.deepEqual(
    findings.filter(({ where }) => own.test(where)),
    [],
  )
})
