import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { bundleText } from '#modules/delivery/core/bundle.ts'
import { bothOpen, dutyDesk, granted, openCheckIn, seatMachine } from '../testing/room-client.ts'
import { at, openRoom, refusedAs, ticket } from '../testing/served-room.ts'

// One sitting from check-in to bundle; the tests are its hours and run in their order.
const { clock, node, send } = await openRoom({ after })
const desk = await dutyDesk(send, 'j01')
const first = seatMachine(send, 'machine-of-seat-1-1')
const second = seatMachine(send, 'machine-of-seat-1-2')

test('SDS-4.4-16 SDS-4.4-32 check-in asks for the ticks', async () => {
  clock.set(at('08:20'))
  refusedAs(await desk.order({ type: 'open-check-in', checked: ['网络通畅'] }), 'checks-missing')
  granted(await desk.order(openCheckIn))
  const half = { type: 'sign-in', seat: '1-1', identity: true, articles: false } as const
  refusedAs(await desk.order(half), 'ticks-missing')
  granted(await desk.order({ ...half, articles: true }))
})

test('SDS-4.4-36 the candidate sees his own data and the guide and confirms', async () => {
  refusedAs(await first.enter(ticket(1), '1-2'), 'ticket-unknown')
  const { profile } = granted(await first.enter(ticket(1), '1-1'))
  assert.equal(profile.name, '赵样例')
  assert.match(profile.maskedNumber, /\*{6}/)
  assert.equal(profile.guide.length, 4)
  granted(await first.confirm())
  refusedAs(await first.paper(), 'not-started')
})

test('SDS-4.2-06 two different people open the paper, not before the time, each with his share', async () => {
  refusedAs(await desk.order(bothOpen), 'too-early-to-open')
  clock.set(at('08:40'))
  const [one] = bothOpen.type === 'open-paper' ? bothOpen.openers : []
  refusedAs(await desk.order({ ...bothOpen, openers: [one!] } as typeof bothOpen), 'openers-missing')
  refusedAs(
    await desk.order({ ...bothOpen, openers: [one!, one!] } as typeof bothOpen),
    'openers-not-distinct',
  )
  const badShare = { person: 'j02', passcode: 'j02', share: 'AAAA' }
  refusedAs(await desk.order({ ...bothOpen, openers: [one!, badShare] } as typeof bothOpen), 'share-wrong')
  const badPasscode = { person: 'j02', passcode: 'wrong', share: 'AAAA' }
  refusedAs(
    await desk.order({ ...bothOpen, openers: [one!, badPasscode] } as typeof bothOpen),
    'person-unknown',
  )
  granted(await desk.order(bothOpen))
  assert.deepEqual((await desk.room()).openers, ['监考甲', '监考乙'])
})

test('SDS-4.4-35 SDS-4.4-27 the start needs the reading of the rules; the marks are shown', async () => {
  clock.set(at('09:00'))
  refusedAs(await desk.order({ type: 'start', reason: '' }), 'rules-not-read')
  granted(await desk.order({ type: 'read-rules' }))
  granted(await desk.order({ type: 'start', reason: '' }))
  const { marks } = await desk.room()
  assert.equal(Date.parse(marks.end) - Date.parse(marks.start), 90 * 60_000)
  assert.equal(Date.parse(marks.entryLimit) - Date.parse(marks.start), 30 * 60_000)
})

test('SDS-5.1-05 the paper on the seat carries no key', async () => {
  const { paper } = granted(await first.paper())
  assert.equal(paper.items.length, 8)
  assert.doesNotMatch(JSON.stringify(paper), /KEY|answer|key/)
})

test('SDS-4.4-25 SDS-4.4-34 entry at 29 minutes is admitted, after 30 refused and absent', async () => {
  clock.set(at('09:29'))
  granted(await desk.order({ type: 'sign-in', seat: '1-2', identity: true, articles: true }))
  granted(await second.enter(ticket(2), '1-2'))
  granted(await second.confirm())
  granted(await second.paper())
  clock.set(at('09:31'))
  refusedAs(
    await desk.order({ type: 'sign-in', seat: '1-3', identity: true, articles: true }),
    'entry-closed',
  )
  refusedAs(await seatMachine(send, 'machine-of-seat-1-3').enter(ticket(3), '1-3'), 'entry-closed')
  await node.tick()
  const statuses = (await desk.room()).seats.map(({ status }) => status)
  assert.deepEqual(statuses, ['answering', 'answering', 'absent', 'absent'])
})

test('a repeated batch changes nothing', async () => {
  const batch = [
    first.nextAnswer('q001', ['B'], clock.now()),
    first.nextAnswer('q003', ['A', 'C'], clock.now()),
  ]
  assert.equal(granted(await first.send(batch)).acknowledged, 2)
  const before = node.head('sitting-1')
  assert.equal(granted(await first.send(batch)).acknowledged, 2)
  assert.deepEqual(node.head('sitting-1'), before)
})

test('SDS-4.4-26 hand-in is refused before the last 30 minutes and allowed in them', async () => {
  clock.set(at('09:59'))
  assert.equal(granted(await first.heartbeat()).mayHandIn, false)
  refusedAs(await first.handIn(), 'hand-in-too-early')
  clock.set(at('10:00:30'))
  assert.equal(granted(await first.heartbeat()).mayHandIn, true)
  assert.equal(granted(await first.handIn()).seatStatus, 'handed-in')
})

test('time collects the last seat, the sitting ends, is sealed, and its bundle is always the same', async () => {
  granted(await second.send([second.nextAnswer('q004', ['A'], clock.now())]))
  refusedAs(node.bundle('sitting-1'), 'not-sealed')
  clock.set(at('10:30:30'))
  await node.tick()
  assert.equal(granted(await second.heartbeat()).seatStatus, 'collected')
  assert.equal(node.status('sitting-1'), 'ended')
  granted(await desk.order({ type: 'seal', reason: '' }))
  const bundle = granted(node.bundle('sitting-1'))
  await dutyDesk(send, 'z01')
  assert.equal(bundleText(granted(node.bundle('sitting-1'))), bundleText(bundle))
  assert.deepEqual(bundle.absent, ['c003', 'c004'])
  assert.deepEqual(bundle.seats[0]?.answers, { q001: ['B'], q003: ['A', 'C'] })
  assert.deepEqual(bundle.seats[1]?.answers, { q004: ['A'] })
  assert.equal(bundle.events.at(-1)?.kind, 'sealed')
  assert.equal(bundle.head.hash, bundle.events.at(-1)?.hash)
  assert.doesNotMatch(bundleText(bundle), /样例/, 'no name leaves the room')
})
