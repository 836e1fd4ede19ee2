import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { sessionDirectory } from '#modules/arrangement/session-directory.ts'
import { proceduresOf } from '#modules/delivery/incident/core/procedures/books.ts'
import {
  countPapers,
  extendPaperRoom,
  followPaperIncident,
  handOverPaperRoom,
  leavePaperRoom,
  markAbsentOnPaper,
  openPaperIncident,
  preparePrintRooms,
  printRoom,
  printRooms,
  sealPaperRoom,
  signInOnPaper,
  signPaperRecord,
} from '#modules/delivery/print/contract.ts'
import { giveOver, packageDetail, recordStep, takeOver } from '#modules/itembank/custody/contract.ts'
import { custodyEntries } from '#modules/itembank/custody/register.ts'
import { signUndertaking } from '#modules/itembank/undertaking/contract.ts'
import { undertaking } from '#modules/itembank/undertaking/core/undertaking.ts'
import { undertakingEntries } from '#modules/itembank/undertaking/register.ts'
import { overview } from '#modules/scoring/contract.ts'
import { scoringEntries } from '#modules/scoring/register.ts'
import { type Actor, systemActor } from '#platform/command/context.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import { reactions } from './reactions.ts'
import { examFixture } from './testing/exam.fixture.ts'
import { openHostedRooms } from './testing/hosted-rooms.ts'

// A skill paper of Henan, written in a room of its own, with its bag out of custody and back; in the order of the day.
const hosted = await openHostedRooms('2026-12-26', [
  ...scoringEntries,
  ...undertakingEntries,
  ...custodyEntries(sessionDirectory),
])
after(() => hosted.close())
const { world } = hosted
const { owner } = world.database.connection
const now = (time: string) => world.at('2026-12-26', time)
const startsAt = new Date('2026-12-26T09:00:00+08:00')
const endsAt = new Date('2026-12-26T10:30:00+08:00')
const exam = await examFixture(world, { people: 3, startsAt, endsAt, rooms: [[2, 3]], inPrint: true })
const { organisationId, batchId, sessionId } = exam
const of = { organisationId, batchId }

await owner.updateTable('batch').set({ pack: 'henan-social' }).where('id', '=', batchId).execute()
await owner
  .updateTable('batchLine')
  .set({ practicalMode: '笔试', subjects: ['practical'] })
  .where('batchId', '=', batchId)
  .execute()
await owner
  .updateTable('application')
  .set({ subjects: ['practical'] })
  .where('batchId', '=', batchId)
  .execute()
await owner.updateTable('examSession').set({ subject: 'practical' }).where('id', '=', sessionId).execute()
await owner.updateTable('placement').set({ subject: 'practical' }).where('batchId', '=', batchId).execute()

const office = world.actor('org-exam', organisationId)
const chief = world.actor('site-chief', organisationId, { accountId: exam.chiefAccountId, name: '考务z1' })
const examiner = world.actor('examiner', organisationId, { name: '考务j1' })
const secrecy = world.actor('org-secrecy', organisationId, {
  accountId: exam.keepers[1]!.accountId,
  name: '保密员甲',
})
// An account of his own, on duty in the room as the examiner of the skill paper.
await owner
  .insertInto('account')
  .values({
    ...{ organisationId, id: examiner.accountId!, version: 1, login: `j1-${randomUUID()}` },
    ...{ displayName: '考务j1', roles: ['examiner', 'invigilator'], passwordHash: 'x', state: 'active' },
    createdAt: new Date(),
  })
  .execute()
await owner
  .updateTable('staffMember')
  .set({ accountId: examiner.accountId })
  .where('organisationId', '=', organisationId)
  .where('staffNumber', '=', 'j1')
  .execute()
await owner
  .updateTable('duty')
  .set({ role: '考评人员' })
  .where('organisationId', '=', organisationId)
  .where('role', '=', '监考人员')
  .execute()
const fetcher: Actor = { ...examiner, roles: ['invigilator'] }

const shown = async (actor = chief) => {
  const [room] = (await world.done(printRooms, { batchId }, actor)).rooms
  return world.done(printRoom, { printRoomId: room!.printRoomId }, actor)
}
const at = async () => {
  const { printRoomId, version } = await shown()
  return { printRoomId, version }
}
const ids = async (...places: readonly number[]) => {
  const { candidates } = await shown()
  return places.map((place) => candidates[place]!.applicationId)
}
const refusalOf = (outcome: { readonly refused: boolean }) => {
  assert.ok(outcome.refused)
  return outcome as unknown as { readonly code: string; readonly clauses: readonly string[] }
}
const two = { first: '考务j1', second: '考务j2' }
const out = { envelopes: 1, papers: 3, spares: 2, sheets: 3, blankSheets: 0, scratch: 3 }
const carried = ['试卷', '考生签到表', '草稿纸', '装订工具']
const goingOut = async (changes: Partial<InputOf<typeof countPapers>> = {}) =>
  world.run(
    countPapers,
    { ...(await at()), direction: 'out', ...two, counts: out, carried, sealNumber: 'F-001', ...changes },
    chief,
  )

const mixed = proceduresOf('henan').find(({ type }) => type === 'mixed-after-start')!
const packageId = randomUUID()

test('HN-1.8.2-08, SDS-4.2-05 a skill paper that is written has its paper room, and its examiners work in it', async () => {
  now('08:00')
  await world.done(preparePrintRooms, { batchId, sessionId }, office)
  const room = await shown(examiner)
  assert.match(room.title, /技能操作考核/)
  assert.equal(room.bag, null)
  await owner
    .updateTable('batchLine')
    .set({ practicalMode: '现场操作' })
    .where('batchId', '=', batchId)
    .execute()
  const operated = await world.run(preparePrintRooms, { batchId, sessionId }, office)
  assert.equal(refusalOf(operated).code, 'NOT_IN_PRINT')
  await owner.updateTable('batchLine').set({ practicalMode: '笔试' }).where('batchId', '=', batchId).execute()
})

test('HN-2.3.6-03, HN-2.6-01 a bag that lies in the secure room is not counted in the room', async () => {
  await owner
    .insertInto('paperPackage')
    .values({
      ...{ ...of, id: packageId, version: 1, kind: 'printed', paperId: exam.paperId, sessionId },
      ...{ roomId: exam.rooms[0]!, label: '第1场 第1考场', occupationName: '电工', level: 4 },
      ...{ startsAt, endsAt, opensAt: new Date('2026-12-26T08:40:00+08:00') },
      ...{ pack: 'henan-social', packDay: '2026-11-20', candidates: 3, spares: 2, quantity: 5 },
      ...{ sealNumber: 'F-001', state: 'stored', holderName: '保密员甲', holderAccountId: secrecy.accountId },
    })
    .execute()
  for (const person of [secrecy, fetcher, chief])
    await world.done(signUndertaking, { version: undertaking.version }, person)
  now('08:35')
  assert.equal((await shown()).bag?.stateName, '在保密室')
  assert.equal(refusalOf(await goingOut()).code, 'BAG_NOT_HERE')
})

const bagVersion = async () => (await world.done(packageDetail, { packageId }, secrecy)).version
const found = { quantity: 5, sealIntact: true, note: '' }

test('HN-2.3.6-03, SDS-4.4-17 the bag fetched is the bag counted: another seal or another number is refused', async () => {
  const given = { packageId, version: await bagVersion(), purpose: 'fetch' as const, place: '保密室' }
  await world.done(giveOver, { ...given, ...found, toAccountId: fetcher.accountId! }, secrecy)
  const checks = { occupationRight: true, levelRight: true }
  const taken = { packageId, version: await bagVersion(), ...found, ...checks }
  await world.done(takeOver, taken, fetcher)
  assert.equal((await shown()).bag?.isInRoom, true)
  assert.equal(refusalOf(await goingOut({ sealNumber: 'F-777' })).code, 'BAG_DIFFERS')
  assert.equal(refusalOf(await goingOut({ counts: { ...out, spares: 1 } })).code, 'BAG_DIFFERS')
  assert.equal(refusalOf(await goingOut({ sealNumber: '', incidentId: batchId })).code, 'INCIDENT_ELSEWHERE')
})

const sign = async (as: 'chief' | 'invigilator', actor: Actor, at_ = 0) => {
  const { printRoomId, own } = await shown()
  const { incidentId, version } = own[at_]!
  const act = { act: 'sign' as const, incident: 1, as, person: '', passcode: '' }
  return world.run(followPaperIncident, { printRoomId, incidentId, version, act }, actor)
}

test('HN-3.1.6-07 signs of an opened bag: the entry has both signatures before the opening time', async () => {
  const { printRoomId } = await at()
  const opening = { type: 'bag-tampered', branch: 'unproven', seats: [], text: '', since: '' }
  const input = { printRoomId, opening: { ...opening, fields: { signs: '袋口有折痕' } } }
  await world.done(openPaperIncident, input, examiner)
  assert.equal(refusalOf(await goingOut()).code, 'BAG_UNSIGNED')
  assert.equal(refusalOf(await sign('chief', examiner)).code, 'NOT_YOUR_OFFICE')
  assert.equal((await sign('invigilator', examiner)).refused, false)
  assert.deepEqual(refusalOf(await goingOut()).clauses, ['HN-3.1.6-07'])
  assert.equal((await sign('chief', chief)).refused, false)
  assert.equal((await goingOut()).refused, false)
  assert.equal((await shown()).countOut?.papers, 3)
})

test('HN-3.1.4-02, SDS-4.4-34 without ticket nobody signs in; 2 of 3 sign in, and the third is absent at 09:30', async () => {
  now('08:45')
  const people = { ...(await at()), applicationIds: await ids(0, 1), identity: true, articles: true }
  assert.equal(
    refusalOf(await world.run(signInOnPaper, { ...people, ticket: false }, examiner)).code,
    'TICKS_MISSING',
  )
  await world.done(signInOnPaper, { ...people, ticket: true }, examiner)
  now('09:30')
  await world.done(markAbsentOnPaper, { ...(await at()), setApart: true }, examiner)
  assert.deepEqual(
    (await shown()).candidates.map(({ isAbsent }) => isAbsent),
    [false, false, true],
  )
})

test('HN-3.1.6-08 a delay from 09:00 to 09:12 moves the end from 10:30 to 10:42 for the room', async () => {
  const { printRoomId } = await at()
  const wrong = proceduresOf('henan').find(({ type }) => type === 'wrong-paper')!
  const opening = { type: wrong.type, branch: wrong.branches[0]!.branch, seats: [], text: '', since: '' }
  const input = { printRoomId, opening: { ...opening, fields: { found: '袋内为三级试卷' } } }
  const { incidentId } = await world.done(openPaperIncident, input, examiner)
  const times = { from: '2026-12-26T01:00:00.000Z', to: '2026-12-26T01:12:00.000Z', reason: '更换试卷' }
  const elsewhere = world.run(extendPaperRoom, { ...(await at()), ...times, incidentId }, examiner)
  await assert.rejects(elsewhere.then((outcome) => assert.ok(!outcome.refused)))
  await world.done(extendPaperRoom, { ...(await at()), ...times, incidentId }, chief)
  const { hours } = await shown()
  assert.deepEqual([hours.end, hours.extendedMinutes], ['2026-12-26T02:42:00.000Z', 12])
})

test('HN-3.1.6-10, HN-3.1.6-11 mixed papers: nobody leaves while it is open, who saw them is isolated to the end of that subject', async () => {
  const { printRoomId } = await at()
  const opening = { type: 'mixed-after-start', branch: '', seats: ['1'], text: '', since: '' }
  const fields = { subject: '电工三级' }
  const { incidentId } = await world.done(
    openPaperIncident,
    { printRoomId, opening: { ...opening, branch: mixed.branches[0]!.branch, fields } },
    examiner,
  )
  now('10:31')
  const back = { ...out, sheets: 2, blankSheets: 1 }
  await world.done(countPapers, { ...(await at()), direction: 'in', ...two, counts: back }, chief)
  const leaving = async () =>
    world.run(leavePaperRoom, { ...(await at()), applicationIds: await ids(0, 1) }, examiner)
  assert.deepEqual(refusalOf(await leaving()).clauses, ['HN-3.1.6-10'])
  const follow = async (act: InputOf<typeof followPaperIncident>['act'], actor = chief) => {
    const { version } = (await shown()).own.find((one) => one.incidentId === incidentId)!
    return world.run(followPaperIncident, { printRoomId, incidentId, version, act }, actor)
  }
  const step = (name: string, given: { readonly [field: string]: string } = {}) =>
    follow({ act: 'step', incident: 1, step: name, fields: given })
  const until = '2026-12-26T03:00:00.000Z'
  const walk = async (...acts: readonly (() => ReturnType<typeof follow>)[]) => {
    for (const act of acts) {
      const outcome = await act()
      assert.equal(outcome.refused, false, outcome.refused ? outcome.sentence : '')
    }
  }
  await walk(
    () => step('collected', { count: '1' }),
    () => follow({ act: 'sign', incident: 1, as: 'chief', person: '', passcode: '' }),
    () => step('spare'),
    () => step('isolated', { persons: '考生1', until }),
    () => step('kept'),
    () => follow({ act: 'report', incident: 1, to: '主考（考点负责人）', text: '试卷混装' }),
    () => follow({ act: 'answer', incident: 1, by: '考点负责人', text: '启用备用卷' }),
  )
  // The subject concerned ends at 11:00; nobody is released before.
  assert.equal((await step('released')).refused, true)
  now('11:00')
  await walk(
    () => step('released'),
    () => follow({ act: 'close', incident: 1, decision: '错发试卷已封存' }),
  )
  assert.equal((await leaving()).refused, false)
})

test('HN-3.1.1-19, HN-2.3.4-14 a room without signed record is not closed: examiners and supervisor of the skill paper sign', async () => {
  const seal = { ...two, bookNumber: '第1册', sealNumber: 'F-009' }
  const sealing = async () => world.run(sealPaperRoom, { ...(await at()), ...seal }, chief)
  assert.equal(refusalOf(await sealing()).code, 'RECORD_UNSIGNED')
  await world.done(signPaperRecord, await at(), examiner)
  for (const byHand of ['考务j2', '考务d1'])
    await world.done(signPaperRecord, { ...(await at()), byHand }, chief)
  assert.equal((await sealing()).refused, false)
})

test('SDS-4.4-44, HN-2.6-07 the bag handed back is the one sealed in the room, counted alike in custody and room', async () => {
  const keeper = { first: '考务j1', second: '保密员甲' }
  const handing = async () => world.run(handOverPaperRoom, { ...(await at()), ...keeper }, chief)
  assert.equal(refusalOf(await handing()).code, 'BAG_NOT_BACK')
  const counts = { 试卷: 5 }
  const step = async (
    input: Partial<InputOf<typeof recordStep>> & Pick<InputOf<typeof recordStep>, 'step'>,
  ) => {
    const link = { packageId, version: await bagVersion(), place: '第1考场', sealIntact: true, note: '' }
    const outcome = await world.run(recordStep, { ...link, ...input }, fetcher)
    assert.equal(outcome.refused, false, outcome.refused ? outcome.sentence : '')
  }
  await step({ step: 'open', witnesses: ['考生1', '考生2'] })
  for (const name of ['count', 'distribute', 'collect'] as const) await step({ step: name, counts })
  await step({ step: 'confirm' })
  await step({ step: 'tally', counts: { 答卷: 2, 空白: 3 } })
  await step({ step: 'reseal', sealNumber: 'F-010' })
  assert.equal(refusalOf(await handing()).code, 'BAG_DIFFERS')
  await owner.updateTable('paperPackage').set({ sealNumber: 'F-009' }).where('id', '=', packageId).execute()
  assert.equal((await handing()).refused, false)
})

test('SDS-4.4-34 who did not come to the skill paper is absent in it, by the signed record of the room', async () => {
  const [message] = await owner
    .selectFrom('outbox')
    .select(['topic', 'payload'])
    .where('topic', '=', 'delivery.paperTaken')
    .execute()
  for (const reaction of reactions[message!.topic]!) {
    const next = reaction(message as never)
    if (next) await world.done(next.spec as never, next.input as never, systemActor)
  }
  const { standing } = await world.done(overview, { batchId }, office)
  assert.deepEqual([standing.practicalAbsent, standing.theoryAbsent], [1, 0])
})
