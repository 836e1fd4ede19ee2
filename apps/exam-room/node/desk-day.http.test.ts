import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { numberDigest } from '#modules/delivery/core/document-digest.ts'
import { rulesOfRegime } from '#modules/delivery/core/rules-of-regime.ts'
import { regime } from '#modules/policy/core/regime.ts'
import { day } from '#platform/clock/day.ts'
import type { ConsoleView } from '../desk.port.ts'
import { bothOpen, dutyDesk, granted, seatMachine } from '../testing/room-client.ts'
import { numberOf, sampleSitting } from '../testing/sample-sitting.ts'
import { at, openRoom, refusedAs, ticket } from '../testing/served-room.ts'
import { sm3 } from './sm3.ts'

// A Henan morning in two rooms of one site; the tests are its hours and run in their order.
const rules = rulesOfRegime(regime('henan-social', day('2026-12-01')), 90)
const photo = Buffer.from('a picture')
const { clock, node, send, origin } = await openRoom({ after }, { rules, withDocuments: true, photo })
granted(
  await node.prepare(await sampleSitting({ sittingId: 'sitting-2', roomName: '第二机房', rules, seats: 2 })),
)
const desk = await dutyDesk(send, 'j01')
const second = await dutyDesk(send, { sittingId: 'sitting-2', person: 'j01', passcode: 'j01' })
const chief = await dutyDesk(send, 'z01')
const supervisor = await dutyDesk(send, 'd01')
const machines = [1, 2, 3].map((number) => seatMachine(send, `machine-of-seat-1-${number}`))
const papers = { identity: true, articles: true, ticket: true, document: '居民身份证' } as const
/** An instant to the minute: the test's clock runs on. */
const minute = (instant?: string) => instant?.slice(0, 16)
const salt = 'salt-of-the-sample'

test('HN-3.1.4-01 C03 the door opens at 08:40; before that nobody is signed in', async () => {
  clock.set(at('08:39'))
  granted(await desk.order({ type: 'open-check-in', checked: [] }))
  refusedAs(await desk.order({ type: 'sign-in', seat: '1-1', ...papers }), 'check-in-not-open')
  const { door, announcements } = await desk.room()
  assert.equal(door.opensAt, at('08:40').toISOString())
  assert.equal(door.isProcedureTime, false)
  assert.deepEqual(
    announcements.filter(({ isDue }) => isDue).map(({ id }) => id),
    ['start-30'],
  )
  clock.set(at('08:45'))
  assert.equal((await desk.room()).door.isProcedureTime, true)
})

test('HN-1.8.4-11 HN-3.1.6-01 both documents, of a kind on the list, compared by the reader or the last six digits', async () => {
  const { door } = await desk.room()
  assert.deepEqual(door.documents, ['居民身份证', '临时居民身份证', '军官证', '士兵证', '公安机关身份证明'])
  refusedAs(await desk.order({ type: 'sign-in', seat: '1-1', ...papers, ticket: false }), 'documents-missing')
  const digest = numberDigest(sm3, salt, numberOf(0))
  assert.deepEqual(granted(await desk.get(`recognise?digest=${digest}`)), { seat: '1-1' })
  const reading = { by: 'reader', name: '赵样例', digest } as const
  granted(await desk.order({ type: 'sign-in', seat: '1-1', ...papers, reading }))
  const lastSix = { by: 'last-six', digest: 'f'.repeat(64) } as const
  refusedAs(
    await desk.order({ type: 'sign-in', seat: '1-2', ...papers, reading: lastSix }),
    'documents-disagree',
  )
  granted(await desk.order({ type: 'sign-in', seat: '1-2', ...papers, document: '士兵证' }))
  const [first, other] = (await desk.room()).seats
  assert.deepEqual([first?.document, other?.document], ['居民身份证', '士兵证'])
  assert.ok(!JSON.stringify(node.journal('sitting-1')).includes(numberOf(0)), 'no number is kept')
})

test('SDS-4.4-32 the picture of the candidate is beside his seat, for people on duty alone', async () => {
  const shown = await fetch(`${origin}/room/duty/photo/1-1`, { headers: desk.headers })
  assert.equal(Buffer.from(await shown.arrayBuffer()).toString(), 'a picture')
  assert.equal((await fetch(`${origin}/room/duty/photo/1-1`)).status, 401)
})

test('HN-3.1.4-02 a name that differs between ticket and document sets 缺考', async () => {
  const reading = { by: 'reader', name: '孙样', digest: numberDigest(sm3, salt, numberOf(3)) } as const
  refusedAs(await desk.order({ type: 'sign-in', seat: '1-4', ...papers, reading }), 'documents-disagree')
  granted(await desk.order({ type: 'turn-away', seat: '1-4', cause: 'differ', reason: '姓名与准考证不符' }))
  assert.equal((await desk.room()).seats[3]?.status, 'absent')
})

test('HN-2.1-05 HN-2.6-02 discipline is read out and the announcements of the hour are ticked before the start', async () => {
  granted(await desk.order({ type: 'announce', id: 'start-15', text: '' }))
  granted(await desk.order(bothOpen))
  clock.set(at('09:00'))
  const refused = await desk.order({ type: 'start', reason: '' })
  refusedAs(refused, 'rules-not-read')
  assert.ok(refused.refused && refused.clauses.includes('HN-2.1-05'))
  granted(await desk.order({ type: 'read-rules' }))
})

test('SDE-4.6-01 SDS-4.4-02 a session started in another room asks for a reason', async () => {
  refusedAs(await desk.order({ type: 'start', reason: '', place: '第三机房' }), 'reason-missing')
  granted(await desk.order({ type: 'start', reason: '第一机房停电', place: '第三机房' }))
  assert.deepEqual((await desk.room()).place, { place: '第三机房', reason: '第一机房停电' })
  assert.equal((await desk.room()).status, 'running')
})

test('HN-2.3.4-22 each present candidate is compared once more in the session', async () => {
  granted(await desk.order({ type: 'sign-in', seat: '1-3', ...papers }))
  for (const [index, machine] of machines.entries()) {
    granted(await machine.enter(ticket(index + 1), `1-${index + 1}`))
    granted(await machine.confirm())
    granted(await machine.paper())
  }
  granted(await desk.order({ type: 'check-identity', seats: ['1-1', '1-2', '1-3'] }))
  const checked = (await desk.room()).seats.filter(({ identityCheckedAt }) => identityCheckedAt)
  assert.equal(checked.length, 3)
})

test('HN-3.3.4-06 the supervisor sees the room record live', async () => {
  clock.set(at('09:40'))
  const violation = { category: 'violation', text: '携带手机', reportedTo: '督导人员', rule: '' } as const
  granted(await desk.order({ type: 'note', seat: '1-3', ...violation }))
  const { notes } = await supervisor.room()
  assert.deepEqual(
    notes.map(({ text, at: when, person }) => [text, minute(when), person]),
    [['携带手机', minute(at('09:40').toISOString()), '监考甲']],
  )
  refusedAs(await supervisor.order({ type: 'announce', id: null, text: '…' }), 'role-not-allowed')
})

const console_ = async () => granted(await chief.get<ConsoleView>('console'))

test('SDS-4.4-28 an incident of room 2 at 09:40 is on the chief’s console at once and is closed with a decision', async () => {
  const incident = {
    category: 'incident',
    seat: null,
    text: '空调漏水',
    reportedTo: '考点负责人',
    rule: '',
  } as const
  granted(await second.order({ type: 'note', ...incident }))
  const { rooms } = await console_()
  assert.deepEqual(
    rooms.map(({ roomName, expected }) => [roomName, expected]),
    [
      ['第一机房', 4],
      ['第二机房', 2],
    ],
  )
  const [open] = rooms[1]!.openNotes
  assert.deepEqual([open?.text, minute(open?.at)], ['空调漏水', minute(at('09:40').toISOString())])
  const decision = { type: 'decide-note', note: open!.seq, decision: '调整座位，通知维修' } as const
  refusedAs(await second.order(decision), 'role-not-allowed')
  granted(await chief.orderIn('sitting-2', decision))
  assert.deepEqual((await console_()).rooms[1]?.openNotes, [])
  const told = (await second.room()).notes[0]?.decision
  assert.deepEqual([told?.text, told?.person], ['调整座位，通知维修', '主考丙'])
  assert.ok((await desk.get('console')).refused, 'the console is the chief’s alone')
})

test('SDS-4.4-29 SDE-4.6-16 an inspection of the chief has room, time and finding', async () => {
  const inspection = {
    category: 'inspection',
    seat: null,
    text: '监考到位',
    reportedTo: '',
    rule: '',
  } as const
  granted(await chief.orderIn('sitting-2', { type: 'note', ...inspection }))
  const found = (await console_()).rooms.find(({ roomName }) => roomName === '第二机房')?.inspections[0]
  assert.deepEqual(
    [found?.text, minute(found?.at), found?.person],
    ['监考到位', minute(at('09:40').toISOString()), '主考丙'],
  )
})

test('HN-2.6-05 end 10:30: the message appears at 10:15 on all machines, without anybody at the desk', async () => {
  const shown = async () => {
    await node.tick()
    const all = await Promise.all(machines.map((machine) => machine.heartbeat()))
    return all.map((standing) => granted(standing).announcements.filter(({ id }) => id === 'end-15').length)
  }
  clock.set(at('10:14:59'))
  assert.deepEqual(await shown(), [0, 0, 0])
  // The room started some milliseconds after nine.
  clock.set(at('10:15:01'))
  assert.deepEqual(await shown(), [1, 1, 1])
  const [told] = granted(await machines[0]!.heartbeat()).announcements
  assert.equal(minute(told?.at), minute(at('10:15').toISOString()))
})

test('HN-3.1.4-05 C01 submission at 10:29 is refused', async () => {
  clock.set(at('10:29'))
  refusedAs(await machines[0]!.handIn(), 'hand-in-too-early')
})

test('HN-3.1.1-19 HN-2.3.4-14 a room without its signed record cannot be closed; signed it can', async () => {
  clock.set(at('10:31'))
  await node.tick()
  assert.equal((await desk.room()).status, 'ended')
  refusedAs(await desk.order({ type: 'seal', reason: '设备断网' }), 'record-unsigned')
  refusedAs(await desk.order({ type: 'sign-record', person: 'j02', passcode: 'wrong' }), 'person-unknown')
  for (const person of ['j01', 'j02', 'd01'])
    granted(await desk.order({ type: 'sign-record', person, passcode: person }))
  const { record } = await desk.room()
  assert.ok(record.signers.every(({ isRequired }) => !isRequired))
  granted(await desk.order({ type: 'seal', reason: '设备断网' }))
})
