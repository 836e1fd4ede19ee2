import assert from 'node:assert/strict'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { type Entry, entryText, firstBrokenLink } from '#modules/delivery/core/journal.ts'
import { PairedSeat } from '../testing/paired-seat.ts'
import { bothOpen, dutyDesk, granted, openCheckIn } from '../testing/room-client.ts'
import { at, openRoom, type ServedRoom, serve } from '../testing/served-room.ts'
import { openSittingFile } from './sitting-file.ts'
import { sm3 } from './sm3.ts'

/** Two seats at their papers; the first has answered and was shown the head of the journal. */
const answered = async (t: Parameters<typeof openRoom>[0]) => {
  const room = await openRoom(t, { seats: 2 })
  const desk = await dutyDesk(room.send, 'j01')
  granted(await desk.order(openCheckIn))
  room.clock.set(at('08:50'))
  granted(await desk.order({ type: 'read-rules' }))
  granted(await desk.order(bothOpen))
  room.clock.set(at('09:00'))
  granted(await desk.order({ type: 'start', reason: '' }))
  const seats = ['1-1', '1-2'].map(
    (seat, index) => new PairedSeat({ seat, ticketNumber: `202612260100${index + 1}` }, [room.origin]),
  )
  for (const machine of seats) {
    granted(await desk.order({ type: 'sign-in', seat: machine.seat, identity: true, articles: true }))
    await machine.begin()
  }
  for (const machine of seats) {
    machine.answer('q001', ['B'])
    assert.ok(await machine.beat())
  }
  return { room, desk, seats }
}

const fileOf = ({ directory }: ServedRoom): string => path.join(directory, 'sitting-1.sittings.sqlite')

/** What somebody with the node in his hands can do: change an answer and hash everything after it anew. */
const rewrite = (file: string): void => {
  const database = new DatabaseSync(file)
  database.exec('DROP TRIGGER journal_no_update')
  const rows = database.prepare('SELECT seq, at, kind, seat, actor, body FROM journal ORDER BY seq').all()
  const update = database.prepare('UPDATE journal SET body = ?, hash = ? WHERE seq = ?')
  let prev = ''
  for (const row of rows) {
    const { body, ...rest } = row as unknown as Entry & { body: string }
    const forged = body.replace('"choice":["B"]', '"choice":["C"]')
    const hash = sm3(entryText({ ...rest, body: JSON.parse(forged), prev } as Entry))
    update.run(forged, Buffer.from(hash, 'hex'), rest.seq)
    prev = hash
  }
  database.close()
}

test('SDS-5.1-02 a journal rewritten on the node with its chain whole is found by the head a seat was shown, and the desk is told once', async (t) => {
  const { room, seats } = await answered(t)
  await room.node.close()
  rewrite(fileOf(room))
  const file = openSittingFile(fileOf(room))
  assert.equal(firstBrokenLink(file.entries(), sm3), undefined, 'the chain alone shows nothing')
  file.close()

  const again = await serve(t, room.clock, room.directory)
  const desk = await dutyDesk(again.send, 'j01')
  assert.deepEqual((await desk.room()).alarms, [])
  const [first] = seats
  first!.only(again.origin)
  const { seq, hash } = first!.head!
  await first!.beat()
  const { alarms } = await desk.room()
  assert.equal(alarms.length, 1)
  assert.ok(alarms[0]!.isAltered)
  assert.match(alarms[0]!.sentence, new RegExp(`^1-1 号座位见过第 ${seq} 条记录`))
  first!.head = { seq, hash, epoch: 1 }
  await first!.beat()
  assert.equal((await desk.room()).alarms.length, 1, 'recorded once')
  const recorded = again.node.journal('sitting-1')!.filter(({ kind }) => kind === 'head-missing')
  assert.equal(recorded.length, 1)
})

test('SDS-5.1-02 a head that the journal has raises no alarm, after a restart too', async (t) => {
  const { room, seats } = await answered(t)
  await room.node.close()
  const again = await serve(t, room.clock, room.directory)
  for (const machine of seats) {
    machine.only(again.origin)
    assert.ok(await machine.beat())
  }
  assert.deepEqual((await (await dutyDesk(again.send, 'j01')).room()).alarms, [])
})
