import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { dutyDesk, granted, openCheckIn } from '#apps/exam-room/testing/room-client.ts'
import { examSessions, passcodeSheet, prepareSittings, sittingList } from '#modules/delivery/contract.ts'
import { type Exam, examFixture } from './testing/exam.fixture.ts'
import { openHostedRooms } from './testing/hosted-rooms.ts'

const hosted = await openHostedRooms('2026-12-25')
after(() => hosted.close())
const { world, send } = hosted

const morning = {
  people: 2,
  startsAt: new Date('2026-12-26T09:00:00+08:00'),
  endsAt: new Date('2026-12-26T10:30:00+08:00'),
  rooms: [[2, 3]],
  items: 8,
} as const
const exam = await examFixture(world, morning)

/** The sitting filled into its room, and what its people log in with. */
const prepared = async ({ organisationId, batchId, sessionId, chiefAccountId }: Exam) => {
  const office = world.actor('org-exam', organisationId)
  const chief = world.actor('site-chief', organisationId, { accountId: chiefAccountId })
  await world.done(prepareSittings, { batchId, sessionIds: [sessionId] }, office)
  await hosted.runJob(organisationId, 'delivery.fillRoom')
  const { sittingId } = (await world.done(sittingList, { batchId }, chief)).rows[0]!
  const sheet = await world.done(passcodeSheet, { sittingId }, chief)
  const passcodes = new Map(sheet.duties.map(({ id, passcode }) => [id, passcode ?? '']))
  return { sittingId, passcodes }
}

const reported = async () => {
  const rows = await world.database.connection.owner
    .selectFrom('outbox')
    .select('payload')
    .where('topic', '=', 'delivery.openings')
    .execute()
  return rows.map(({ payload }) => payload) as unknown as readonly {
    readonly place: string
    readonly attempts: readonly {
      readonly at: string
      readonly persons: readonly string[]
      readonly refusal: string | null
    }[]
  }[]
}

test('SDS-4.2-06 HN-2.3.4-04 every try to open is reported to the centre with who, when and why it was refused', async () => {
  const { sittingId, passcodes } = await prepared(exam)
  const invigilator = await dutyDesk(send, { sittingId, person: 'j1', passcode: passcodes.get('j1')! })
  const [one, two] = exam.keepers.map(({ passphrase }) => passphrase) as [string, string]
  const keeper = exam.keepers[1]!.login
  const opening = (second: string, person = keeper) => ({
    ...{ type: 'open-paper' as const, reason: '按时启封' },
    openers: [
      { person: 'z1', passcode: passcodes.get('z1')!, share: one },
      { person, passcode: passcodes.get(person) ?? 'no', share: second },
    ],
  })
  world.at('2026-12-26', '08:25')
  granted(await invigilator.order(openCheckIn))
  granted(await invigilator.order({ type: 'read-rules' }))
  assert.equal((await invigilator.order(opening(two))).refused, true)
  world.at('2026-12-26', '08:35')
  for (const tried of [opening(two, 'j2'), opening(one), opening(two, 'geheimes Wort')])
    assert.equal((await invigilator.order(tried)).refused, true)
  granted(await invigilator.order(opening(two)))
  await hosted.follow()
  await hosted.follow()
  const [report, ...more] = await reported()
  assert.deepEqual(more, [])
  assert.deepEqual(
    report!.attempts.map(({ at, persons, refusal }) => [at.slice(11, 16), refusal, persons.join()]),
    [
      ['00:25', 'too-early-to-open', '考务z1,保密员甲'],
      ['00:35', 'not-a-keeper', '考务z1,考务j2'],
      ['00:35', 'WRONG_SHARE', '考务z1,保密员甲'],
      ['00:35', 'person-unknown', '考务z1'],
      ['00:35', null, '考务z1,保密员甲'],
    ],
  )
})

test('SDS-4.2-09 a rehearsal package that got into a room opens for its keepers, is reported as one, and is never a paper', async () => {
  world.at('2026-12-25')
  const other = await examFixture(world, { ...morning, labels: { purpose: '演练' } })
  const { sittingId, passcodes } = await prepared(other)
  const invigilator = await dutyDesk(send, { sittingId, person: 'j1', passcode: passcodes.get('j1')! })
  world.at('2026-12-26', '08:35')
  granted(await invigilator.order(openCheckIn))
  granted(await invigilator.order({ type: 'read-rules' }))
  const [chief, keeper] = other.keepers
  const outcome = await invigilator.order({
    ...{ type: 'open-paper' as const, reason: '演练' },
    openers: [
      { person: 'z1', passcode: passcodes.get('z1')!, share: chief!.passphrase },
      { person: keeper!.login, passcode: passcodes.get(keeper!.login)!, share: keeper!.passphrase },
    ],
  })
  assert.ok(outcome.refused)
  assert.deepEqual([outcome.code, /^演练启封成功/.test(outcome.sentence)], ['REHEARSAL', true])
  assert.deepEqual((await invigilator.room()).openers, [])
  const start = await invigilator.order({ type: 'start', reason: '' })
  assert.equal(start.refused, true)
  await hosted.follow()
  const last = (await reported()).at(-1)!
  assert.deepEqual(
    last.attempts.map(({ refusal, persons }) => [refusal, persons.length]),
    [['REHEARSAL', 2]],
  )
})

test('SDS-4.2-04 C37 a print paper reaches no computer, and a session answered by hand goes by packages alone', async () => {
  world.at('2026-12-25')
  const printed = await examFixture(world, { ...morning, inPrint: true })
  const byHand = await examFixture(world, morning)
  await world.database.connection.owner
    .updateTable('batchLine')
    .set({ theoryMode: '纸笔作答' })
    .where('id', '=', byHand.lineId)
    .execute()
  for (const { organisationId, batchId, sessionId } of [printed, byHand]) {
    const office = world.actor('org-exam', organisationId)
    const outcome = await world.run(prepareSittings, { batchId, sessionIds: [sessionId] }, office)
    assert.ok(outcome.refused)
    assert.equal(outcome.code, 'SESSION_IN_PRINT')
    assert.ok(outcome.clauses.includes('SDS-4.2-04'))
    const { sessions } = await world.done(examSessions, { batchId }, office)
    assert.match(sessions[0]?.obstacles[0]?.sentence ?? '', /纸笔作答/)
  }
})
