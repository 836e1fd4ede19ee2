import assert from 'node:assert/strict'
import path from 'node:path'
import { after, test } from 'node:test'
import type { RoomMessage } from '../desk.port.ts'
import { MissedMessage, RoomUpdates } from '../invigilator/room-updates.ts'
import type { RoomView } from '../room.port.ts'
import { bothOpen, dutyDesk, granted, openCheckIn, seatMachine } from '../testing/room-client.ts'
import { at, openRoom, ticket } from '../testing/served-room.ts'
import { loadSitting } from './live-sitting.ts'
import { RoomChanges } from './room-changes.ts'
import { openSittingFile } from './sitting-file.ts'

const { clock, send, origin } = await openRoom({ after }, { seats: 60 })
const desk = await dutyDesk(send, 'j01')
clock.set(at('08:40'))
granted(await desk.order(openCheckIn))
granted(await desk.order({ type: 'read-rules' }))
granted(await desk.order(bothOpen))
granted(await desk.order({ type: 'sign-in', seat: '1-1', identity: true, articles: true }))
clock.set(at('09:00'))
granted(await desk.order({ type: 'start', reason: '' }))
const machine = seatMachine(send, 'machine-of-seat-1-1')
granted(await machine.enter(ticket(1), '1-1'))
granted(await machine.confirm())
granted(await machine.paper())

/** Reads the live update until told to stop. */
const listen = async (signal: AbortSignal, onMessage: (message: RoomMessage, bytes: number) => void) => {
  const response = await fetch(`${origin}/room/duty/stream`, { headers: desk.headers, signal })
  let buffered = ''
  const decoder = new TextDecoder()
  for await (const part of response.body!) {
    const messages = (buffered + decoder.decode(part as Uint8Array, { stream: true })).split('\n\n')
    buffered = messages.pop() ?? ''
    for (const text of messages)
      onMessage(JSON.parse(text.replace(/^data: /, '')) as RoomMessage, text.length)
  }
}

test('SDS-4.4-27 the desk is told the room once and then only what changed, in less than a second', async () => {
  const stop = new AbortController()
  const updates = new RoomUpdates()
  let room: RoomView | undefined
  const sizes: number[] = []
  const waiting: (() => void)[] = []
  const running = listen(stop.signal, (message, bytes) => {
    room = updates.take(message)
    sizes.push(bytes)
    for (const go of waiting.splice(0)) go()
  }).catch(() => undefined)
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise<void>((resolve) => waiting.push(resolve))
  }
  await until(() => room !== undefined)
  const untouched = room!.seats[1]
  const saved = performance.now()
  granted(await machine.send([machine.nextAnswer('q001', ['B'], clock.now())]))
  await until(() => room?.seats[0]?.answered === 1)
  assert.ok(performance.now() - saved < 1000, 'a save is on the map within a second')
  assert.equal(room!.seats[1], untouched, 'a seat that did not change stays the same object')
  assert.ok(sizes.at(-1)! < sizes[0]! / 10, `a change takes ${sizes.at(-1)} of ${sizes[0]} bytes`)
  assert.deepEqual(
    room!.seats.map(({ seat, status, answered }) => [seat, status, answered]),
    (await desk.room()).seats.map(({ seat, status, answered }) => [seat, status, answered]),
  )
  stop.abort()
  await running
})

test('SDS-4.4-27 a desk that misses a message notices it and asks for the whole room again', () => {
  const seat = { seat: '1-1', status: 'present' }
  const room = { seats: [seat] } as unknown as RoomView
  const updates = new RoomUpdates()
  updates.take({ number: 0, room })
  const next = updates.take({ number: 1, changed: {}, seats: [{ seat: '1-1', answered: 2 }] })
  assert.deepEqual(next.seats[0], { ...seat, answered: 2 })
  assert.throws(() => updates.take({ number: 3, changed: {}, seats: [] }), MissedMessage)
})

test('SDS-4.4-28 what is told of a hall of 2,000 is as small as what happened in it', async () => {
  const hall = await openRoom({ after }, { seats: 2000, columns: 50 })
  await hall.node.close()
  const file = openSittingFile(path.join(hall.directory, 'sitting-1.sittings.sqlite'))
  const sitting = loadSitting(file)
  const changes = new RoomChanges({ sitting, id: 'j01', role: 'invigilator' })
  const moment = { now: hall.clock.now().getTime(), wall: hall.clock.wall().getTime(), machines: new Map() }
  const whole = JSON.stringify(changes.message(moment)).length
  changes.noteAll()
  const quiet = changes.message(moment)
  assert.ok(!('room' in quiet) && quiet.seats.length === 0)
  assert.ok(JSON.stringify(quiet).length < whole / 1000, 'nothing happened, nothing is told')
  file.close()
})
