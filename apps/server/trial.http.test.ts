import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { dutyDesk, granted, seatMachine } from '#apps/exam-room/testing/room-client.ts'
import { passcodeSheet, prepareSittings, sittingList, takeIn } from '#modules/delivery/contract.ts'
import { scriptsOf, sittingsOf } from '#modules/delivery/facts.ts'
import { prepareTrial, trialList } from '#modules/delivery/trial/contract.ts'
import { withReach } from '#platform/jobs/runner.ts'
import { examFixture } from './testing/exam.fixture.ts'
import { openHostedRooms } from './testing/hosted-rooms.ts'

const hosted = await openHostedRooms('2026-12-24')
after(() => hosted.close())
const { world, send, node } = hosted
const exam = await examFixture(world, {
  people: 2,
  startsAt: new Date('2026-12-26T09:00:00+08:00'),
  endsAt: new Date('2026-12-26T10:30:00+08:00'),
  rooms: [[2, 3]],
  items: 8,
})
const { organisationId, batchId, sessionId } = exam
const office = world.actor('org-exam', organisationId)
const chief = world.actor('site-chief', organisationId, { accountId: exam.chiefAccountId })
const trial = (startsAt: string) => ({ batchId, sessionId, startsAt, minutes: 30 })
const dayBefore = trial('2026-12-25T15:00:00+08:00')

test('HN-1.8.4-17 a trial is offered on a day before the examination, once its rooms are prepared', async () => {
  const early = await world.run(prepareTrial, dayBefore, office)
  assert.equal(early.refused && early.code, 'ROOMS_NOT_PREPARED')
  await world.done(prepareSittings, { batchId, sessionIds: [sessionId] }, office)
  await hosted.runJob(organisationId, 'delivery.fillRoom')
  for (const time of ['2026-12-26T08:00:00+08:00', '2026-12-23T15:00:00+08:00']) {
    const outcome = await world.run(prepareTrial, trial(time), office)
    assert.equal(outcome.refused && outcome.code, 'TRIAL_NOT_BEFORE')
    assert.ok(outcome.refused && outcome.clauses.includes('HN-1.8.4-17'))
  }
  assert.equal((await world.done(prepareTrial, dayBefore, office)).rooms, 1)
  assert.deepEqual(await world.done(prepareTrial, dayBefore, office), { rooms: 1, jobId: null })
  const moved = await world.run(prepareTrial, trial('2026-12-25T16:00:00+08:00'), office)
  assert.equal(moved.refused && moved.code, 'TRIAL_OTHERWISE')
  await hosted.runJob(organisationId, 'delivery.fillTrial')
  await hosted.runJob(organisationId, 'delivery.fillTrial')
  const { rows } = await world.done(trialList, { batchId }, office)
  assert.deepEqual(
    rows.map(({ isInRoom, tried, expected }) => ({ isInRoom, tried, expected })),
    [{ isInRoom: true, tried: 0, expected: 2 }],
  )
})

test('HN-1.8.4-17 the trial uses sample items under the same ticket and passcodes, and its answers never enter results', async () => {
  const { trialId } = (await world.done(trialList, { batchId }, office)).rows[0]!
  const { rows } = await world.done(sittingList, { batchId }, office)
  const { duties } = await world.done(passcodeSheet, { sittingId: rows[0]!.sittingId }, chief)
  const { id: person, passcode } = duties.find(({ role }) => role === 'invigilator')!
  world.clock.set(new Date('2026-12-25T14:40:00+08:00'))
  const desk = await dutyDesk(send, { sittingId: trialId, person, passcode })
  const { title, roomChecks, seats, isRehearsal } = await desk.room()
  assert.match(title, /^【试考】/)
  assert.ok(isRehearsal)
  granted(await desk.order({ type: 'open-check-in', checked: roomChecks }))
  granted(await desk.order({ type: 'read-rules' }))
  const { seat, ticketNumber } = seats[0]!
  granted(await desk.order({ type: 'sign-in', seat, identity: true, articles: true }))
  granted(
    await desk.order({ type: 'open-paper', openers: [{ person, passcode, share: '' }], reason: '试考' }),
  )
  const machine = seatMachine(send, 'machine-of-the-trial')
  const { profile } = granted(await machine.enter(ticketNumber, seat))
  assert.ok(profile.isRehearsal)
  granted(await machine.confirm())
  world.clock.set(new Date('2026-12-25T15:00:00+08:00'))
  granted(await desk.order({ type: 'start', reason: '' }))
  const { paper } = granted(await machine.paper())
  assert.ok(paper.items.every(({ id }) => id.startsWith('trial-')))
  granted(await machine.send([machine.nextAnswer('trial-1', ['B'], world.clock.now())]))
  granted(await machine.handIn())
  world.clock.set(new Date('2026-12-25T15:31:00+08:00'))
  await node.tick()
  await hosted.follow()
  const taken = await world.run(takeIn, { sittingId: trialId }, chief)
  assert.ok(taken.refused && taken.code !== 'NOT_SEALED', 'the centre knows no such sitting')
  const bundle = node.bundle(trialId)
  assert.ok(bundle.refused && bundle.clauses.includes('HN-1.8.4-17'))
  const inReach = <T>(read: Parameters<typeof withReach<T>>[2]) =>
    withReach(world.database.connection, organisationId, read)
  assert.deepEqual(await inReach((tx) => scriptsOf(tx, organisationId, batchId)), [])
  const [sitting] = await inReach((tx) => sittingsOf(tx, organisationId, batchId))
  assert.equal(sitting?.state, 'sealed-package-present', 'the real sitting is untouched')
  const [row] = (await world.done(trialList, { batchId }, office)).rows
  assert.equal(row?.tried, 1)
})

test('HN-1.8.4-17 on the day of the examination the same ticket and seat lead to the real sitting', async () => {
  const { rows } = await world.done(sittingList, { batchId }, office)
  world.clock.set(new Date('2026-12-26T08:20:00+08:00'))
  const { duties } = await world.done(passcodeSheet, { sittingId: rows[0]!.sittingId }, chief)
  const { id: person, passcode } = duties.find(({ role }) => role === 'invigilator')!
  const desk = await dutyDesk(send, { sittingId: rows[0]!.sittingId, person, passcode })
  const { seat, ticketNumber } = (await desk.room()).seats[0]!
  const machine = seatMachine(send, 'machine-of-the-day')
  const { profile } = granted(await machine.enter(ticketNumber, seat))
  assert.ok(!profile.isRehearsal)
})
