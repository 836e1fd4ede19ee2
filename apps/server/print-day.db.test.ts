import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  countPapers,
  handOverPaperRoom,
  leavePaperRoom,
  markAbsentOnPaper,
  preparePrintRooms,
  printPaperForm,
  printRoom,
  printRooms,
  sealPaperRoom,
  signInOnPaper,
  signPaperRecord,
  takeBackSignIn,
} from '#modules/delivery/print/contract.ts'
import { overview } from '#modules/scoring/contract.ts'
import { scoringEntries } from '#modules/scoring/register.ts'
import { verifyAudit } from '#platform/audit/verify.ts'
import { systemActor } from '#platform/command/context.ts'
import { reactions } from './reactions.ts'
import { examFixture } from './testing/exam.fixture.ts'
import { openHostedRooms } from './testing/hosted-rooms.ts'

// The day of a theory room on paper, from the door to scoring; the tests run in their order.
const hosted = await openHostedRooms('2026-12-26', scoringEntries)
after(() => hosted.close())
const { world } = hosted
const { owner } = world.database.connection
const now = (time: string) => world.at('2026-12-26', time)
const exam = await examFixture(world, {
  people: 4,
  startsAt: new Date('2026-12-26T09:00:00+08:00'),
  endsAt: new Date('2026-12-26T10:30:00+08:00'),
  rooms: [[2, 3]],
  inPrint: true,
})
const { organisationId, batchId, sessionId } = exam
const office = world.actor('org-exam', organisationId)
const chief = world.actor('site-chief', organisationId, { accountId: exam.chiefAccountId, name: '考务z1' })
const shown = async () => {
  const [room] = (await world.done(printRooms, { batchId }, office)).rooms
  return world.done(printRoom, { printRoomId: room!.printRoomId }, chief)
}
const at = async () => {
  const { printRoomId, version } = await shown()
  return { printRoomId, version }
}
const ids = async (...places: readonly number[]) => {
  const { candidates } = await shown()
  return places.map((place) => candidates[place]!.applicationId)
}
const codeOf = (outcome: { readonly refused: boolean }) =>
  outcome.refused ? (outcome as unknown as { readonly code: string }).code : 'done'
const two = { first: '考务j1', second: '考务j2' }
const out = { envelopes: 1, papers: 4, spares: 2, sheets: 4, blankSheets: 0, scratch: 4 }
const carried = ['试卷', '考生签到表', '草稿纸', '装订工具']
const checked = { identity: true, articles: true, ticket: false }

test('SDS-4.4-32, SDS-4.4-33, SDS-4.4-34 each of the room is recognised, checked and signed in, and a wrong tick is taken back', async () => {
  now('08:45')
  await world.done(preparePrintRooms, { batchId, sessionId }, office)
  const unseen = { ...(await at()), applicationIds: await ids(0), ...checked, identity: false }
  assert.equal(codeOf(await world.run(signInOnPaper, unseen, chief)), 'TICKS_MISSING')
  const input = { ...(await at()), applicationIds: await ids(0, 1), ...checked }
  await world.done(signInOnPaper, input, chief)
  const [one] = await ids(1)
  const back = { applicationId: one!, reason: '误点' }
  await world.done(takeBackSignIn, { ...(await at()), ...back }, chief)
  const { candidates } = await shown()
  assert.equal(candidates.filter(({ signedInAt }) => signedInAt !== null).length, 1)
  const stranger = { ...(await at()), applicationIds: [batchId], ...checked }
  assert.equal(codeOf(await world.run(signInOnPaper, stranger, chief)), 'NOT_SEATED_HERE')
})

test('SDS-4.4-25 at 09:31 nobody signs in any more; who came at 08:50 is entered with that time', async () => {
  await world.done(countPapers, { ...(await at()), direction: 'out', ...two, counts: out, carried }, chief)
  const early = await world.run(markAbsentOnPaper, { ...(await at()), setApart: true }, chief)
  assert.equal(codeOf(early), 'ENTRY_STILL_OPEN')
  now('09:31')
  const late = { ...(await at()), applicationIds: await ids(1, 2), ...checked }
  assert.equal(codeOf(await world.run(signInOnPaper, late, chief)), 'ENTRY_CLOSED')
  await world.done(signInOnPaper, { ...late, at: '2026-12-26T00:50:00.000Z' }, chief)
  const uncounted = { ...(await at()), direction: 'in' as const, ...two, counts: out }
  assert.equal(codeOf(await world.run(countPapers, uncounted, chief)), 'ABSENT_OPEN')
})

test('SDS-4.4-34 4 seated, 3 signed in, after the entry limit the fourth is absent', async () => {
  await world.done(markAbsentOnPaper, { ...(await at()), setApart: true }, chief)
  const { candidates } = await shown()
  assert.deepEqual(
    candidates.map(({ isAbsent }) => isAbsent),
    [false, false, false, true],
  )
})

test('SDS-4.4-26 09:00-10:30: leaving at 09:59 refused, at 10:00 on record; again changes nothing', async () => {
  now('09:59')
  const first = { applicationIds: await ids(0) }
  assert.equal(codeOf(await world.run(leavePaperRoom, { ...(await at()), ...first }, chief)), 'TOO_EARLY')
  now('10:00')
  assert.equal((await world.done(leavePaperRoom, { ...(await at()), ...first }, chief)).left, 1)
  assert.equal((await world.done(leavePaperRoom, { ...(await at()), ...first }, chief)).left, 0)
  const absent = { ...(await at()), applicationIds: await ids(3) }
  assert.equal(codeOf(await world.run(leavePaperRoom, absent, chief)), 'NOT_SIGNED_IN')
})

test('HN-3.1.1-19 who has an account signs by himself, who has none on the printed form, nobody for another', async () => {
  now('10:35')
  const back = { ...out, sheets: 3, blankSheets: 1 }
  await world.done(countPapers, { ...(await at()), direction: 'in', ...two, counts: back }, chief)
  await world.done(leavePaperRoom, { ...(await at()), applicationIds: await ids(1, 2) }, chief)
  const stranger = world.actor('org-exam', organisationId)
  assert.equal(codeOf(await world.run(signPaperRecord, await at(), stranger)), 'NOT_A_SIGNER')
  const forChief = { ...(await at()), byHand: '考务z1' }
  assert.equal(codeOf(await world.run(signPaperRecord, forChief, office)), 'HAS_ACCOUNT')
  await world.done(signPaperRecord, await at(), chief)
  await world.done(signPaperRecord, { ...(await at()), byHand: '考务j1' }, chief)
  const { signatures, maySign } = await shown()
  assert.deepEqual(
    signatures.map(({ name, byHand }) => [name, byHand]),
    [
      ['考务z1', false],
      ['考务j1', true],
    ],
  )
  assert.equal(maySign, false)
})

const pdfOf = async (form: 'record' | 'sign-in') => {
  const { printRoomId } = await at()
  const { fileId, title } = await world.done(printPaperForm, { printRoomId, form }, chief)
  const { hash } = await owner
    .selectFrom('storedFile')
    .select('hash')
    .where('id', '=', fileId)
    .executeTakeFirstOrThrow()
  return { title, bytes: Buffer.from((await world.services.blobs.get(hash))!) }
}

test('SDS-4.4-18, HN-3.1.1-19, SDE-4.6-14 the sign-in sheet and the record of the room are printed', async () => {
  await world.done(
    sealPaperRoom,
    { ...(await at()), ...two, bookNumber: '第1册', sealNumber: 'F0001' },
    chief,
  )
  for (const [form, title] of [
    ['record', '考场情况记录单'],
    ['sign-in', '考生签到表'],
  ] as const) {
    const pdf = await pdfOf(form)
    assert.equal(pdf.title, title)
    assert.equal(pdf.bytes.subarray(0, 4).toString(), '%PDF')
  }
})

test('SDS-4.4-34 at the hand-over of the room its absentee is absent in the scores, 0 points, and nobody else', async () => {
  const before = await world.done(overview, { batchId }, office)
  assert.equal(before.standing.theoryAbsent, 0)
  const keeper = { first: '考务j1', second: '保密员甲' }
  await world.done(handOverPaperRoom, { ...(await at()), ...keeper }, chief)
  const [message] = await owner
    .selectFrom('outbox')
    .select(['topic', 'payload'])
    .where('topic', '=', 'delivery.paperTaken')
    .execute()
  assert.ok(message)
  for (const reaction of reactions[message.topic]!) {
    const next = reaction(message as never)
    if (next) await world.done(next.spec as never, next.input as never, systemActor)
  }
  const { standing } = await world.done(overview, { batchId }, office)
  assert.deepEqual([standing.theoryAbsent, standing.theoryScored], [1, 1])
  const [absentee] = await ids(3)
  const rows = await owner
    .selectFrom('result')
    .select(['applicationId', 'theory', 'theoryStatus'])
    .where('batchId', '=', batchId)
    .where('theoryStatus', '=', 'absent')
    .execute()
  assert.deepEqual(
    rows.map(({ applicationId, theory }) => [applicationId, Number(theory)]),
    [[absentee, 0]],
  )
})

test('SDE-4.6-14 every change of the day stands in the chain of facts', async () => {
  const { findings } = await verifyAudit(world.database.connection)
  assert.deepEqual(
    findings.filter(({ where }) => where.includes('print_room')),
    [],
  )
})
