import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openIncident } from '#modules/delivery/incident/contract.ts'
import {
  attachPaperScan,
  countPapers,
  explainPaperGap,
  handOverPaperRoom,
  leavePaperRoom,
  markAbsentOnPaper,
  preparePrintRooms,
  printRoom,
  printRooms,
  sealPaperRoom,
  signInOnPaper,
  useSparePapers,
} from '#modules/delivery/print/contract.ts'
import { verifyAudit } from '#platform/audit/verify.ts'
import { examFixture } from './testing/exam.fixture.ts'
import { openHostedRooms } from './testing/hosted-rooms.ts'

// Two rooms on paper, from the bags to the custodian; the tests run in their order.
const hosted = await openHostedRooms('2026-12-26')
after(() => hosted.close())
const { world } = hosted
const now = (time: string) => world.at('2026-12-26', time)
now('08:40')
const { owner } = world.database.connection
const exam = await examFixture(world, {
  people: 4,
  startsAt: new Date('2026-12-26T09:00:00+08:00'),
  endsAt: new Date('2026-12-26T10:30:00+08:00'),
  rooms: [
    [2, 3],
    [2, 3],
  ],
  inPrint: true,
})
const { organisationId, batchId, sessionId } = exam
const office = world.actor('org-exam', organisationId)
const chief = world.actor('site-chief', organisationId, { accountId: exam.chiefAccountId })
const invigilator = world.actor('invigilator', organisationId)
const roomsOf = async (actor = office) => (await world.done(printRooms, { batchId }, actor)).rooms
const shown = async (at = 0) => {
  const { printRoomId } = (await roomsOf())[at]!
  return world.done(printRoom, { printRoomId }, chief)
}
const at = async (room = 0) => {
  const { printRoomId, version } = await shown(room)
  return { printRoomId, version }
}
const two = { first: '考务j1', second: '考务j2' }
const out = { envelopes: 1, papers: 2, spares: 2, sheets: 2, blankSheets: 0, scratch: 2 }
const carried = ['试卷', '考生签到表', '草稿纸', '装订工具']
const checked = { identity: true, articles: true, ticket: false }
/** Those at these seats of a room sign in. */
const come = async (room: number, ...places: readonly number[]) => {
  const { candidates } = await shown(room)
  const applicationIds = places.map((place) => candidates[place]!.applicationId)
  await world.done(signInOnPaper, { ...(await at(room)), applicationIds, ...checked }, chief)
  return applicationIds
}
const refusalOf = (outcome: { readonly refused: boolean }) => {
  assert.ok(outcome.refused)
  return outcome as unknown as {
    readonly code: string
    readonly clauses: readonly string[]
    readonly sentence: string
  }
}

test('SDS-4.4-18 each room of a session in print has its paper account, and a session on machines has none', async () => {
  assert.equal((await world.done(printRooms, { batchId }, office)).waiting.length, 1)
  assert.equal((await world.done(preparePrintRooms, { batchId, sessionId }, office)).rooms, 2)
  await world.done(preparePrintRooms, { batchId, sessionId }, office)
  const rooms = await roomsOf()
  assert.deepEqual(
    rooms.map(({ state, candidates }) => [state, candidates]),
    [
      ['prepared', 2],
      ['prepared', 2],
    ],
  )
  await owner.updateTable('paper').set({ medium: 'screen' }).where('batchId', '=', batchId).execute()
  const machine = refusalOf(await world.run(preparePrintRooms, { batchId, sessionId }, office))
  assert.equal(machine.code, 'NOT_IN_PRINT')
  await owner.updateTable('paper').set({ medium: 'print' }).where('batchId', '=', batchId).execute()
})

test('SDS-4.4-44, SDS-4.4-18 papers are counted out by two different people of the session, for every candidate, with what belongs into the room', async () => {
  const wrong = [
    [{ ...two, second: '考务j1', counts: out }, 'SAME_PERSON'],
    [{ ...two, second: '路人甲', counts: out }, 'NOT_ON_DUTY'],
    [{ ...two, counts: { ...out, papers: 1 } }, 'PAPERS_SHORT'],
    [{ ...two, counts: out, carried: carried.slice(1) }, 'ITEMS_MISSING'],
  ] as const
  for (const [input, code] of wrong) {
    const outcome = await world.run(countPapers, { ...(await at()), direction: 'out', ...input }, chief)
    assert.equal(refusalOf(outcome).code, code)
  }
  const early = await world.run(countPapers, { ...(await at()), direction: 'in', ...two, counts: out }, chief)
  assert.equal(refusalOf(early).code, 'NOT_NOW')
  await world.done(countPapers, { ...(await at()), direction: 'out', ...two, counts: out, carried }, chief)
  assert.equal((await shown()).state, 'distributed')
})

test('SDS-4.4-44 an invigilator works in his own room and in no other', async () => {
  const other = refusalOf(
    await world.run(countPapers, { ...(await at()), direction: 'in', ...two, counts: out }, invigilator),
  )
  assert.equal(other.code, 'NOT_YOUR_ROOM')
  assert.deepEqual(await roomsOf(invigilator), [])
  const { id } = await owner
    .selectFrom('staffMember')
    .select('id')
    .where('organisationId', '=', organisationId)
    .where('staffNumber', '=', 'j1')
    .executeTakeFirstOrThrow()
  await owner
    .updateTable('staffMember')
    .set({ accountId: invigilator.accountId })
    .where('id', '=', id)
    .execute()
  assert.equal((await roomsOf(invigilator)).length, 1)
})

test('HN-3.1.6-09 spare 1 of 2 lowers the stock to 1, and no other source is used before the spares', async () => {
  const early = refusalOf(
    await world.run(useSparePapers, { ...(await at()), by: '尾数考场余卷', count: 1 }, chief),
  )
  assert.ok(early.clauses.includes('HN-3.1.6-09'))
  assert.equal((await world.done(useSparePapers, { ...(await at()), by: '备用卷', count: 1 }, chief)).left, 1)
  const many = await world.run(useSparePapers, { ...(await at()), by: '备用卷', count: 2 }, chief)
  assert.match(refusalOf(many).sentence, /备用卷只有 1 份/)
})

test('HN-2.3.4-25, SDS-4.4-44 a sheet that is missing keeps the room open until an incident explains it', async () => {
  await come(0, 1)
  now('09:31')
  await world.done(markAbsentOnPaper, { ...(await at()), setApart: false }, chief)
  const back = { ...out, papers: 3, spares: 1, sheets: 0, blankSheets: 1 }
  const reply = await world.done(
    countPapers,
    { ...(await at()), direction: 'in', ...two, counts: back },
    chief,
  )
  assert.equal(reply.gap, '答题卡应收 2，实收 1；已答答题卡应收 1，实收 0')
  const sealed = await world.run(
    sealPaperRoom,
    { ...(await at()), ...two, bookNumber: '1', sealNumber: 'F1' },
    chief,
  )
  assert.equal(refusalOf(sealed).code, 'NOT_NOW')
  assert.ok(refusalOf(sealed).clauses.includes('HN-2.3.4-25'))
  const opening = { type: 'other', branch: 'ordinary', seats: [], text: '答题卡少一张', since: '' }
  const { incidentId } = await world.done(
    openIncident,
    { batchId, place: '1号考场', opening: { ...opening, fields: { place: '1号考场' } } },
    chief,
  )
  const unknown = await world.run(explainPaperGap, { ...(await at()), incidentId: batchId }, chief)
  assert.equal(refusalOf(unknown).code, 'INCIDENT_ELSEWHERE')
  await world.done(explainPaperGap, { ...(await at()), incidentId }, chief)
  assert.equal((await shown()).state, 'collected')
})

test('SDS-4.4-44 the sheets of the absent lie apart before the book is sealed and handed to its keeper', async () => {
  const seal = { ...two, bookNumber: '第1册', sealNumber: 'F0001' }
  const mixed = await world.run(sealPaperRoom, { ...(await at()), ...seal }, chief)
  assert.equal(refusalOf(mixed).code, 'ABSENT_NOT_APART')
  await world.done(markAbsentOnPaper, { ...(await at()), setApart: true }, chief)
  const seated = refusalOf(await world.run(sealPaperRoom, { ...(await at()), ...seal }, chief))
  assert.equal(seated.code, 'STILL_SEATED')
  const { candidates } = await shown()
  const present = candidates.filter(({ signedInAt }) => signedInAt !== null)
  const applicationIds = present.map(({ applicationId }) => applicationId)
  now('10:31')
  await world.done(leavePaperRoom, { ...(await at()), applicationIds }, chief)
  await world.done(sealPaperRoom, { ...(await at()), ...seal }, chief)
  const keeper = { first: '考务j1', second: '保密员甲' }
  const byInvigilator = world.run(handOverPaperRoom, { ...(await at()), ...keeper }, invigilator)
  await assert.rejects(byInvigilator.then((outcome) => assert.ok(!outcome.refused)))
  await world.done(handOverPaperRoom, { ...(await at()), ...keeper }, chief)
  const { state, handOver } = await shown()
  assert.deepEqual([state, handOver?.second], ['handed-over', '保密员甲'])
})

test('HN-2.3.4-25, SDS-4.4-44 a room that balances closes at once, and scans never exceed its answered sheets', async () => {
  const people = { first: '考务j3', second: '考务j4' }
  now('09:00')
  await world.done(
    countPapers,
    { ...(await at(1)), direction: 'out', ...people, counts: out, carried },
    chief,
  )
  await come(1, 0, 1)
  now('10:31')
  const reply = await world.done(
    countPapers,
    { ...(await at(1)), direction: 'in', ...people, counts: out },
    chief,
  )
  assert.deepEqual([reply.gap, reply.state], [null, 'collected'])
  const { id: fileId } = await owner
    .selectFrom('storedFile')
    .select('id')
    .where('organisationId', '=', organisationId)
    .executeTakeFirstOrThrow()
  const many = await world.run(attachPaperScan, { ...(await at(1)), fileId, sheets: 3 }, chief)
  assert.equal(refusalOf(many).code, 'TOO_MANY_SCANNED')
  await world.done(attachPaperScan, { ...(await at(1)), fileId, sheets: 2 }, chief)
  assert.equal((await shown(1)).scanned, 2)
})

test('SDE-4.6-14 every change of a paper room stands in the chain of facts', async () => {
  const { findings } = await verifyAudit(world.database.connection)
  assert.deepEqual(
    findings.filter(({ where }) => where.includes('print_room')),
    [],
  )
})
