import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { after, test } from 'node:test'
import type { SeatStanding } from '#apps/exam-room/room.port.ts'
import { dutyDesk, granted, openCheckIn, seatMachine } from '#apps/exam-room/testing/room-client.ts'
import {
  checklist,
  examSessions,
  passcodeSheet,
  prepareSittings,
  putAwayPasscodes,
  sittingDetail,
  sittingList,
  takeIn,
  tickItem,
} from '#modules/delivery/contract.ts'
import { receiptCode } from '#modules/delivery/core/receipt.ts'
import { decideCase } from '#modules/delivery/discipline/contract.ts'
import { caseDetail, caseList } from '#modules/delivery/discipline/queries.contract.ts'
import { scriptsOf, sittingsOf, violationsOf } from '#modules/delivery/facts.ts'
import { checkReceipt } from '#modules/delivery/receipt/contract.ts'
import { verifyAudit } from '#platform/audit/verify.ts'
import { withReach } from '#platform/jobs/runner.ts'
import { type Exam, type ExamChoice, examFixture } from './testing/exam.fixture.ts'
import { forgeries } from './testing/forgeries.ts'
import { openHostedRooms } from './testing/hosted-rooms.ts'

// One sitting from preparation to decision; the tests are its hours and run in their order.
const hosted = await openHostedRooms('2026-12-25')
after(() => hosted.close())
const { world, send, node } = hosted
const morning: ExamChoice = {
  people: 4,
  startsAt: new Date('2026-12-26T09:00:00+08:00'),
  endsAt: new Date('2026-12-26T10:30:00+08:00'),
  rooms: [[2, 3]],
  items: 8,
}
const noOrganisation = '00000000-0000-0000-0000-000000000000'
const people = (exam: Exam) => ({
  office: world.actor('org-exam', exam.organisationId),
  chief: world.actor('site-chief', exam.organisationId, { accountId: exam.chiefAccountId }),
  supervisor: world.actor('supervisor', exam.organisationId),
})
const prepareInput = ({ batchId, sessionId }: Exam) => ({ batchId, sessionIds: [sessionId] })

const refusedFor = async (choice: Partial<ExamChoice>, code: string, clause: string) => {
  const exam = await examFixture(world, { ...morning, ...choice })
  const outcome = await world.run(prepareSittings, prepareInput(exam), people(exam).office)
  assert.ok(outcome.refused)
  assert.equal(outcome.code, code)
  assert.ok(outcome.clauses.includes(clause), outcome.clauses.join())
  assert.deepEqual(
    await withReach(world.database.connection, exam.organisationId, (tx) =>
      sittingsOf(tx, exam.organisationId, exam.batchId),
    ),
    [],
  )
  return outcome.sentence
}

test('SDS-4.3-05 a room with one invigilator gets no sitting', async () => {
  assert.match(await refusedFor({ without: ['j2'] }, 'ROSTER_INCOMPLETE', 'SDS-4.3-05'), /现有 1 名/)
})

test('SDS-4.3-04 without a head of the site no room gets its sitting', async () => {
  await refusedFor({ without: ['z1'] }, 'ROSTER_INCOMPLETE', 'SDS-4.3-04')
})

test('SDS-4.3-13 a session without a supervisor cannot be released to its rooms', async () => {
  await refusedFor({ without: ['d1'] }, 'ROSTER_INCOMPLETE', 'SDS-4.3-13')
})

test('SDS-4.2-03 without a sealed paper of its own a session is not handed out', async () => {
  await refusedFor({ unsealed: true }, 'PAPER_NOT_SEALED', 'SDS-4.2-03')
})

const exam = await examFixture(world, morning)
const { organisationId } = exam
const { office, chief, supervisor } = people(exam)
const inReach = <T>(work: Parameters<typeof withReach<T>>[2]) =>
  withReach(world.database.connection, organisationId, work)
let sittingId = ''

test('SDS-4.4-02 the room gets what was arranged; preparing and filling again changes nothing', async () => {
  const first = await world.done(prepareSittings, prepareInput(exam), office)
  assert.deepEqual([first.prepared, first.already], [1, 0])
  await hosted.runJob(organisationId, 'delivery.fillRoom')
  const [row] = (await world.done(sittingList, { batchId: exam.batchId }, chief)).rows
  sittingId = row!.sittingId
  assert.equal(row!.state, 'sealed-package-present')
  assert.deepEqual([row!.expected, row!.counts], [4, { assigned: 4 }])
  const head = node.head(sittingId)
  const again = await world.done(prepareSittings, prepareInput(exam), office)
  assert.deepEqual(again, { prepared: 0, already: 1, jobId: null })
  await hosted.runJob(organisationId, 'delivery.fillRoom')
  assert.deepEqual(node.head(sittingId), head)
  const { sessions } = await world.done(examSessions, { batchId: exam.batchId }, office)
  assert.deepEqual(
    sessions.map(({ rooms, candidates, prepared, obstacles }) => ({
      rooms,
      candidates,
      prepared,
      obstacles,
    })),
    [{ rooms: 1, candidates: 4, prepared: 1, obstacles: [] }],
  )
})

test('SDS-4.2-09 before it is opened nothing in the room contains a word of the paper', () => {
  const files = readdirSync(hosted.directory)
  assert.ok(files.length > 0)
  for (const file of files) {
    const bytes = readFileSync(path.join(hosted.directory, file))
    assert.equal(bytes.includes('安全操作规程'), false, file)
  }
})

let passcodes: { readonly [id: string]: string } = {}

test('SDS-4.2-07 the passcodes are for the site head on duty alone, until the sheet is printed', async () => {
  const other = world.actor('site-chief', organisationId)
  const asOther = await world.run(passcodeSheet, { sittingId }, other)
  assert.equal(asOther.refused && asOther.code, 'NOT_FOUND')
  const sheet = await world.done(passcodeSheet, { sittingId }, chief)
  assert.deepEqual(
    sheet.duties.map(({ id, role, isKeeper }) => `${id.split('-')[0]} ${role} ${isKeeper}`).sort(),
    [
      'd1 supervisor false',
      'j1 invigilator false',
      'j2 invigilator false',
      'keeper keeper true',
      'z1 chief true',
    ],
  )
  passcodes = Object.fromEntries(sheet.duties.map(({ id, passcode }) => [id, passcode]))
  assert.ok(Object.values(passcodes).every((passcode) => /^\d{6}$/.test(passcode)))
  await world.done(putAwayPasscodes, { sittingId, version: sheet.version }, chief)
  const gone = await world.run(passcodeSheet, { sittingId }, chief)
  assert.equal(gone.refused && gone.code, 'PASSCODES_GONE')
})

test('SDS-4.4-05 SDS-4.4-06 SDS-4.4-15 SDS-4.4-20 each preparation is ticked once, by whose duty it is, with time', async () => {
  const before = await world.done(checklist, { sessionId: exam.sessionId, batchId: exam.batchId }, chief)
  assert.ok(before.total >= 14)
  assert.equal(before.ticked, 0)
  for (const { placeId, items } of before.places)
    for (const { item, mayTick } of items)
      if (mayTick) {
        const input = { sessionId: exam.sessionId, placeId, item, finding: '' }
        await world.done(tickItem, input, chief)
      }
  const presence = { sessionId: exam.sessionId, placeId: exam.sessionId, item: '人员到岗' }
  const asChief = await world.run(tickItem, { ...presence, finding: '' }, chief)
  assert.equal(asChief.refused && asChief.code, 'NOT_YOUR_ITEM')
  const empty = await world.run(tickItem, { ...presence, finding: ' ' }, supervisor)
  assert.equal(empty.refused && empty.code, 'FINDING_MISSING')
  await world.done(tickItem, { ...presence, finding: '全部到岗' }, supervisor)
  const twice = await world.run(tickItem, { ...presence, finding: '全部到岗' }, supervisor)
  assert.equal(twice.refused && twice.code, 'ALREADY_TICKED')
  const done = await world.done(checklist, { sessionId: exam.sessionId, batchId: exam.batchId }, supervisor)
  assert.equal(done.total - done.ticked, 2)
})

const desk = async (person: string) => dutyDesk(send, { sittingId, person, passcode: passcodes[person]! })
const keeperLogin = exam.keepers[1]!.login
const opening = (first: string, second: string) => ({
  type: 'open-paper' as const,
  reason: '按时启封',
  openers: [
    { person: 'z1', passcode: passcodes.z1!, share: first },
    { person: keeperLogin, passcode: passcodes[keeperLogin]!, share: second },
  ],
})
const [one, two] = exam.keepers.map(({ passphrase }) => passphrase) as [string, string]

test('SDS-4.2-06 SDS-4.2-09 the two keepers open the paper with their own passphrases, nobody else and not before', async () => {
  const invigilator = await desk('j1')
  world.at('2026-12-26', '08:25')
  granted(await invigilator.order(openCheckIn))
  granted(await invigilator.order({ type: 'read-rules' }))
  const early = await invigilator.order(opening(one, two))
  assert.equal(early.refused && early.code, 'too-early-to-open')
  world.at('2026-12-26', '08:35')
  const stranger = { person: 'j2', passcode: passcodes.j2!, share: two }
  const noKeeper = await invigilator.order({
    ...opening(one, two),
    openers: [opening(one, two).openers[0]!, stranger],
  })
  assert.equal(noKeeper.refused && noKeeper.code, 'not-a-keeper')
  const wrong = await invigilator.order(opening(one, one))
  assert.equal(wrong.refused && wrong.code, 'WRONG_SHARE')
  granted(await invigilator.order(opening(one, two)))
  const view = await invigilator.room()
  assert.deepEqual(view.openers, ['考务z1', '保密员甲'])
  assert.deepEqual(
    view.keepers.map(({ name }) => name),
    ['考务z1', '保密员甲'],
  )
})

let receipt: SeatStanding['receipt']
const machines = [1, 2, 3].map((number) => seatMachine(send, `machine-of-seat-${number}`))
const ticketOf = (seat: number) => `2026122601${String(seat).padStart(4, '0')}`

test('SDS-4.4-25 SDS-4.4-34 three sit down, one comes at 09:31: refused, and absent', async () => {
  const invigilator = await desk('j1')
  world.at('2026-12-26', '09:00')
  granted(await invigilator.order({ type: 'start', reason: '' }))
  world.at('2026-12-26', '09:05')
  for (const [index, machine] of machines.entries()) {
    const seat = String(index + 1)
    granted(await invigilator.order({ type: 'sign-in', seat, identity: true, articles: true }))
    granted(await machine.enter(ticketOf(index + 1), seat))
    granted(await machine.confirm())
    granted(await machine.paper())
  }
  world.at('2026-12-26', '09:31')
  const late = await invigilator.order({ type: 'sign-in', seat: '4', identity: true, articles: true })
  assert.equal(late.refused && late.code, 'entry-closed')
  await node.tick()
  const { counts } = (await world.done(sittingDetail, { sittingId }, chief)).sitting
  assert.deepEqual(counts, { answering: 3, absent: 1 })
})

test('SDS-4.4-37 a violation entered at 09:40 is before the supervisor with that time, while the sitting runs', async () => {
  const invigilator = await desk('j2')
  world.at('2026-12-26', '09:40')
  granted(
    await invigilator.order({
      ...{ type: 'note', category: 'violation', seat: '2', rule: '考场规则第八条' },
      ...{ text: '查看夹带纸条', reportedTo: '督导人员' },
    }),
  )
  const { notes, sitting } = await world.done(sittingDetail, { sittingId }, supervisor)
  assert.equal(sitting.state, 'running')
  assert.deepEqual(
    notes.map(({ at, candidateName, person, text }) => ({
      at: at.slice(0, 16),
      candidateName,
      person,
      text,
    })),
    [{ at: '2026-12-26T01:40', candidateName: '考生2', person: '考务j2', text: '查看夹带纸条' }],
  )
  await hosted.follow()
})

test('SDS-4.4-26 handing in at 09:59 is refused, at 10:00 accepted; what is not sealed is not taken in', async () => {
  const [first, second] = machines as [(typeof machines)[0], (typeof machines)[0]]
  granted(await first.send([first.nextAnswer('q001', ['B'], world.clock.now())]))
  granted(await second.send([second.nextAnswer('q002', ['C'], world.clock.now())]))
  world.at('2026-12-26', '09:59')
  const early = await first.handIn()
  assert.equal(early.refused && early.code, 'hand-in-too-early')
  world.clock.set(new Date('2026-12-26T10:00:30+08:00'))
  receipt = granted(await first.handIn()).receipt
  const open = await world.run(takeIn, { sittingId }, chief)
  assert.equal(open.refused && open.code, 'NOT_SEALED')
  const invigilator = await desk('j1')
  granted(await invigilator.order({ type: 'expel', seat: '3', reason: '拒不服从管理' }))
  world.at('2026-12-26', '10:31')
  await node.tick()
  granted(await invigilator.order({ type: 'seal', reason: '' }))
  await hosted.follow()
})

test('SDS-5.1-02 an altered bundle is refused, and what was altered is named', async () => {
  for (const { what, forge } of forgeries) {
    hosted.forge = forge
    const outcome = await world.run(takeIn, { sittingId }, chief)
    assert.equal(outcome.refused && outcome.code, 'BUNDLE_ALTERED')
    assert.match(outcome.refused ? outcome.sentence : '', what)
    assert.ok(outcome.refused && outcome.clauses.includes('SDS-5.1-02'))
  }
  assert.deepEqual(await inReach((tx) => scriptsOf(tx, organisationId, exam.batchId)), [])
})

test('the sealed bundle is taken in once: scripts for everybody, violations, the room told; again it is harmless', async () => {
  hosted.forge = undefined
  const first = await world.done(takeIn, { sittingId }, chief)
  assert.deepEqual([first.scripts, first.absent, first.violations], [4, 1, 2])
  assert.deepEqual(await world.done(takeIn, { sittingId }, chief), first)
  const scripts = await inReach((tx) => scriptsOf(tx, organisationId, exam.batchId))
  const byPerson = new Map(scripts.map((script) => [script.personId, script]))
  assert.deepEqual(
    exam.personIds.map((id) => [byPerson.get(id)!.outcome, byPerson.get(id)!.answers]),
    [
      ['handed-in', { q001: ['B'] }],
      ['collected', { q002: ['C'] }],
      ['expelled', {}],
      ['absent', {}],
    ],
  )
  assert.ok(scripts.every(({ paperId }) => paperId === exam.paperId))
  await hosted.runJob(organisationId, 'delivery.acknowledge')
  await hosted.runJob(organisationId, 'delivery.acknowledge')
  assert.equal(node.status(sittingId), 'uploaded')
  const [sitting] = await inReach((tx) => sittingsOf(tx, organisationId, exam.batchId))
  assert.deepEqual([sitting!.state, sitting!.bundleHash], ['uploaded', first.bundleHash])
  const { notes, absent } = await world.done(sittingDetail, { sittingId }, office)
  assert.deepEqual([notes.length, absent], [2, 1])
})

test('SDS-4.4-26 SDS-5.1-02 with ticket number and receipt code the candidate checks the script taken in; nothing else fits', async () => {
  const nobody = world.actor('public', noOrganisation, { roles: [], reach: [], accountId: null })
  const ask = (ticketNumber: string, code: string) => world.run(checkReceipt, { ticketNumber, code }, nobody)
  const code = receiptCode(receipt!.digest)
  const found = await ask(ticketOf(1), code)
  assert.equal(found.refused, false)
  assert.deepEqual(await ask(` ${ticketOf(1)} `, code.toLowerCase().replaceAll(' ', '')), found)
  const wrongCode = await ask(ticketOf(1), receiptCode('0'.repeat(64)))
  assert.equal(wrongCode.refused && wrongCode.code, 'RECEIPT_DIFFERS')
  assert.deepEqual(await ask(ticketOf(2), code), wrongCode, 'the code of another')
  assert.deepEqual(await ask('no ticket', code), wrongCode, 'and no ticket at all: one answer for all')
  const mistyped = await ask(ticketOf(1), code.slice(1))
  assert.equal(mistyped.refused && mistyped.code, 'RECEIPT_UNREADABLE')
})

test('SDS-5.1-02 another bundle than the one taken in is refused afterwards as well', async () => {
  hosted.forge = forgeries[0]!.forge
  const outcome = await world.run(takeIn, { sittingId }, chief)
  assert.equal(outcome.refused && outcome.code, 'BUNDLE_ALTERED')
  hosted.forge = undefined
})

test('SDE-4.6-19 HN-2.3.4-24 a violation from the room has time, seat, rule and both invigilators; who was sent out has 终止考核 proposed', async () => {
  const { rows } = await world.done(caseList, { batchId: exam.batchId }, supervisor)
  const [expelled, noted] = rows
  assert.deepEqual(
    [noted!.seat, noted!.description, noted!.occurredAt.slice(0, 16), noted!.proposal],
    ['2', '查看夹带纸条', '2026-12-26T01:40', null],
  )
  assert.equal(`${expelled!.seat} ${expelled!.proposal}`, '3 终止考核')
  const { roomRule, invigilators } = await world.done(caseDetail, { caseId: noted!.caseId }, supervisor)
  assert.deepEqual([roomRule, ...invigilators], ['考场规则第八条', '考务j1', '考务j2'])
})

test('SDS-4.4-42 the supervisor decides with the rule; without it the decision is refused', async () => {
  const { rows } = await world.done(caseList, { state: 'recorded', batchId: exam.batchId }, supervisor)
  const note = rows.find(({ seat }) => seat === '2')
  const decision = {
    ...{ caseId: note!.caseId, version: note!.version, typeCode: null, severity: null },
    ...{ effect: 'subject-cheating', ban: null, choiceReason: '', note: '当场确认' },
  }
  const bare = await world.run(decideCase, { ...decision, ruleReference: ' ' }, supervisor)
  assert.equal(bare.refused && bare.code, 'RULE_REFERENCE_MISSING')
  const ruleReference = '技能人才评价违纪违规行为处理工作指引（试行）'
  await world.done(decideCase, { ...decision, ruleReference }, supervisor)
  const twice = await world.run(decideCase, { ...decision, version: 2, ruleReference }, supervisor)
  assert.equal(twice.refused && twice.code, 'ALREADY_DECIDED')
  const facts = await inReach((tx) => violationsOf(tx, organisationId, exam.batchId))
  assert.deepEqual(facts.map(({ effect }) => String(effect)).sort(), ['null', 'subject-cheating'])
})

test('SDS-5.1-02 an answer altered in the database is found by the audit', async () => {
  const { owner } = world.database.connection
  const own = /表 (sitting|script|discipline_case|discipline_party|checklist_tick) /
  const findings = async () =>
    (await verifyAudit(world.database.connection)).findings.filter(({ where }) => own.test(where))
  assert.deepEqual(await findings(), [])
  await owner
    .updateTable('script')
    .set({ answers: JSON.stringify({ q001: ['A'] }) })
    .where('personId', '=', exam.personIds[0]!)
    .execute()
  const found = await findings()
  assert.equal(found.length, 1)
  assert.match(found[0]!.where, /表 script /)
})
