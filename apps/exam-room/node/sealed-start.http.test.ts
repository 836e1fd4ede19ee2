import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { receiptCode, receiptText } from '#modules/delivery/core/receipt.ts'
import type { SeatStanding } from '../room.port.ts'
import { unlockForm } from '../seat/form-lock.ts'
import { bothOpen, dutyDesk, granted, openCheckIn, seatMachine } from '../testing/room-client.ts'
import { at, openRoom, refusedAs, type ServedRoom, serve, ticket } from '../testing/served-room.ts'

type Machine = ReturnType<typeof seatMachine>

const fetchForm = async ({ origin }: ServedRoom, seat: Machine) => {
  const response = await fetch(`${origin}/room/seat/form`, { headers: seat.headers() })
  return { id: response.headers.get('x-form')!, box: new Uint8Array(await response.arrayBuffer()) }
}

/** The standings that the node sends to a seat by itself, each when asked for. */
const listen = async (
  t: { after(clean: () => void): void },
  { origin }: { readonly origin: string },
  seat: Machine,
) => {
  const stop = new AbortController()
  t.after(() => stop.abort())
  const url = `${origin}/room/seat/stream?clientId=${seat.clientId}`
  const response = await fetch(url, { headers: seat.headers(), signal: stop.signal })
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  return async (): Promise<SeatStanding> => {
    const { value } = await reader.read()
    return JSON.parse(value!.trim().split('\n\n').at(-1)!.replace('data: ', ''))
  }
}

const seated = async (room: ServedRoom, label: string, number: number): Promise<Machine> => {
  const seat = seatMachine(room.send, `machine-of-seat-${label}`)
  granted(await seat.enter(ticket(number), label))
  granted(await seat.confirm())
  return seat
}

const untilOpened = async (room: ServedRoom) => {
  const desk = await dutyDesk(room.send, 'j01')
  granted(await desk.order(openCheckIn))
  for (const label of ['1-1', '1-2'])
    granted(await desk.order({ type: 'sign-in', seat: label, identity: true, articles: true }))
  granted(await desk.order({ type: 'read-rules' }))
  room.clock.set(at('08:50'))
  granted(await desk.order(bothOpen))
  return desk
}

test('HN-2.3.4-08 papers of all rooms unlock at 09:00:00, not at 08:59:59, and until then nothing readable has left the node', async (t) => {
  const rooms = [await openRoom(t), await openRoom(t)]
  const seats = await Promise.all(rooms.map((room) => seated(room, '1-1', 1)))
  for (const seat of seats) {
    const standing = granted(await seat.heartbeat())
    assert.equal(standing.form, undefined, 'nothing before the opening')
  }
  const desks = await Promise.all(rooms.map(untilOpened))
  const forms = await Promise.all(rooms.map((room, at_) => fetchForm(room, seats[at_]!)))
  for (const [index, room] of rooms.entries()) {
    const seat = seats[index]!
    room.clock.set(at('08:59:59'))
    refusedAs(await desks[index]!.order({ type: 'start', reason: '' }), 'too-early-to-start')
    refusedAs(await seat.paper(), 'not-started')
    refusedAs(await seat.shown(at('08:59:59')), 'not-started')
    assert.deepEqual(granted(await seat.heartbeat()).form, { id: forms[index]!.id, key: null })
    assert.ok(!Buffer.from(forms[index]!.box).includes('万用表'), 'no word of the paper can be read')
    assert.throws(() => unlockForm(forms[index]!, Buffer.alloc(32).toString('base64url')))
  }
  for (const [index, room] of rooms.entries()) {
    const next = await listen(t, room, seats[index]!)
    assert.equal((await next()).form?.key, null)
    room.clock.set(at('09:00'))
    granted(await desks[index]!.order({ type: 'start', reason: '' }))
    const started = await next()
    assert.equal(started.start.slice(0, 19), '2026-12-26T01:00:00')
    const paper = unlockForm(forms[index]!, started.form!.key!)
    assert.equal(paper.items.length, 8)
    assert.ok(!JSON.stringify(paper).includes('KEY-B'), 'the key of the paper is not in it')
  }
})

test('a form keeps its lock over a restart of the node, and a seat that is not signed in gets no key', async (t) => {
  const room = await openRoom(t)
  const seat = await seated(room, '1-1', 1)
  const stranger = await seated(room, '1-3', 3)
  const desk = await untilOpened(room)
  const form = await fetchForm(room, seat)
  room.clock.set(at('09:00'))
  granted(await desk.order({ type: 'start', reason: '' }))
  assert.equal(granted(await stranger.heartbeat()).form?.key, null)
  await room.node.close()
  const again = await serve(t, room.clock, room.directory)
  const response = await fetch(`${again.origin}/room/seat/heartbeat`, {
    method: 'POST',
    headers: { ...seat.headers(), 'content-type': 'application/json' },
    body: JSON.stringify({ clientId: seat.clientId }),
  })
  const { value } = (await response.json()) as { value: SeatStanding }
  assert.equal(value.form?.id, form.id)
  assert.equal(unlockForm(form, value.form!.key!).items.length, 8)
})

test('SDS-4.4-40 the time between start and first question is recorded, and counts as an interruption when it is long', async (t) => {
  const room = await openRoom(t)
  const [quick, slow] = [await seated(room, '1-1', 1), await seated(room, '1-2', 2)]
  const desk = await untilOpened(room)
  room.clock.set(at('09:00'))
  granted(await desk.order({ type: 'start', reason: '' }))
  room.clock.set(at('09:02'))
  granted(await quick.shown(at('09:00:01')))
  granted(await slow.shown(at('09:01:30')))
  granted(await slow.shown(at('09:01:59')))
  const { seats } = await desk.room()
  assert.deepEqual(
    seats.slice(0, 2).map(({ status, openLossMinutes }) => [status, openLossMinutes]),
    [
      ['answering', 0],
      ['answering', 2],
    ],
  )
  const lines = (await desk.timeline('1-2')).map(({ sentence }) => sentence)
  assert.equal(lines.filter((line) => line === '首题显示，比可以作答时晚 90 秒').length, 1)
  granted(await desk.order({ type: 'extend', seat: '1-2', minutes: 2, reason: '首题显示延迟' }))
})

test('SDS-4.4-44 answers made from the start on without network are heard after collection too', async (t) => {
  const room = await openRoom(t)
  const seat = await seated(room, '1-1', 1)
  const desk = await untilOpened(room)
  room.clock.set(at('09:00'))
  granted(await desk.order({ type: 'start', reason: '' }))
  room.clock.set(at('10:31'))
  await room.node.tick()
  granted(await seat.shown(at('09:00:02')))
  granted(await seat.send([seat.nextAnswer('q001', ['B'], at('09:10'))]))
  const { receipt } = granted(await seat.heartbeat())
  assert.equal(receipt?.answered, 1)
})

test('SDS-4.4-26 the receipt at hand-in is the digest of the answers in the journal, with the head that holds it', async (t) => {
  const room = await openRoom(t)
  const seat = await seated(room, '1-1', 1)
  const desk = await untilOpened(room)
  room.clock.set(at('09:00'))
  granted(await desk.order({ type: 'start', reason: '' }))
  granted(await seat.shown(at('09:00')))
  const answers = [
    seat.nextAnswer('q001', ['B'], at('09:10')),
    seat.nextAnswer('q003', ['A', 'C'], at('09:11')),
    seat.nextAnswer('q004', ['A'], at('09:12')),
    seat.nextAnswer('q004', [], at('09:13')),
  ]
  const saved = granted(await seat.send(answers))
  assert.equal(saved.receipt, undefined)
  assert.equal(saved.form, undefined, 'replies to saves stay short')
  room.clock.set(at('10:05'))
  const { receipt } = granted(await seat.handIn())
  const { sittingId } = granted(await seat.profile())
  const own = receiptText({
    ...{ sittingId, seat: '1-1', ticketNumber: ticket(1) },
    answers: { q003: ['A', 'C'], q001: ['B'], q004: [] },
  })
  assert.equal(receipt?.digest, createHash('sha256').update(own).digest('hex'))
  assert.match(receiptCode(receipt.digest), /^([0-9A-F]{4} ){4}[0-9A-F]{4}$/)
  assert.equal(receipt.answered, 2)
  const entry = room.node.journal('sitting-1')!.find(({ kind }) => kind === 'handed-in')!
  assert.deepEqual(receipt.head, { seq: entry.seq, hash: entry.hash })
})

test('HN-2.3.4-21 HN-3.1.4-07 no item is shown before login, and the first opens only after name and number are confirmed', async (t) => {
  const room = await openRoom(t)
  const seat = seatMachine(room.send, 'machine-of-seat-1-1')
  const desk = await untilOpened(room)
  room.clock.set(at('09:00'))
  granted(await desk.order({ type: 'start', reason: '' }))
  refusedAs(await seat.paper(), 'not-signed-in')
  refusedAs(await seat.heartbeat(), 'not-signed-in')
  const bare = await fetch(`${room.origin}/room/seat/form`, { headers: seat.headers() })
  assert.equal(bare.status, 401)
  const { profile } = granted(await seat.enter(ticket(1), '1-1'))
  assert.deepEqual([profile.name, profile.ticketNumber, profile.confirmed], ['赵样例', ticket(1), false])
  assert.ok(profile.guide.length > 0)
  assert.equal(granted(await seat.heartbeat()).form?.key, null, 'no key before the confirmation')
  refusedAs(await seat.paper(), 'not-confirmed')
  refusedAs(await seat.shown(at('09:00:30')), 'not-confirmed')
  assert.ok(granted(await seat.confirm()).form?.key)
  granted(await seat.shown(at('09:00:40')))
})
