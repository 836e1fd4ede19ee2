import assert from 'node:assert/strict'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type TestContext, test } from 'node:test'
import { settableClock } from '#platform/clock/clock.ts'
import type { Verdict } from '#platform/contract/verdict.ts'
import { bothOpen, dutyDesk, granted, openCheckIn, seatMachine } from '../testing/room-client.ts'
import { openSamplePackage, type SampleChoice, sampleSitting } from '../testing/sample-sitting.ts'
import { at, openRoom, refusedAs, serve, ticket } from '../testing/served-room.ts'
import { openRoomNode } from './room-node.ts'

/** Signs in, opens and starts a room in which the given seats sit and have the paper. */
const runningRoom = async (t: TestContext, seats: readonly string[], choice: SampleChoice = {}) => {
  const room = await openRoom(t, choice)
  const { clock, send } = room
  const desk = await dutyDesk(send, 'j01')
  clock.set(at('08:35'))
  granted(await desk.order(openCheckIn))
  const machines = seats.map((seat) => ({ seat, machine: seatMachine(send, `machine-of-seat-${seat}`) }))
  for (const { seat, machine } of machines) {
    granted(await desk.order({ type: 'sign-in', seat, identity: true, articles: true }))
    const [, column] = seat.split('-')
    granted(await machine.enter(ticket(Number(column)), seat))
    granted(await machine.confirm())
  }
  granted(await desk.order({ type: 'read-rules' }))
  granted(await desk.order(bothOpen))
  clock.set(at('09:00'))
  granted(await desk.order({ type: 'start', reason: '' }))
  for (const { machine } of machines) granted(await machine.paper())
  return { ...room, desk, machines: machines.map(({ machine }) => machine) }
}

test('SDS-4.4-40 machine change: a one-time code moves the seat, the old machine is out, nothing is lost', async (t) => {
  const { clock, send, desk, machines } = await runningRoom(t, ['1-1'])
  const [old] = machines as [(typeof machines)[0]]
  granted(await old.send([old.nextAnswer('q001', ['C'], clock.now())]))
  const other = seatMachine(send, 'machine-in-reserve-1')
  refusedAs(await other.enter(ticket(1), '1-1'), 'machine-bound')
  const { moveCode } = granted(await desk.order({ type: 'issue-move-code', seat: '1-1', reason: '键盘失灵' }))
  refusedAs(await other.enter(ticket(1), '1-1', '000000'), 'move-code-wrong')
  granted(await other.enter(ticket(1), '1-1', moveCode))
  assert.deepEqual(granted(await other.paper()).answers, { q001: ['C'] })
  refusedAs(await old.heartbeat(), 'not-signed-in')
  granted(await other.send([other.nextAnswer('q002', ['A'], clock.now())]))
  const sentences = (await desk.timeline('1-1')).map(({ sentence }) => sentence)
  assert.ok(sentences.includes('换到另一台考试机'))
  assert.ok(sentences.includes('发出换机码：键盘失灵'))
})

test('SDS-4.4-40 silence becomes an interruption, its length can be made good, and more cannot', async (t) => {
  const { clock, node, desk, machines } = await runningRoom(t, ['1-1'])
  const [machine] = machines as [(typeof machines)[0]]
  granted(await desk.order({ type: 'interrupt', seat: '1-1', cause: 'equipment', reason: '主机黑屏' }))
  clock.set(at('09:12'))
  assert.equal(
    granted(await machine.heartbeat()).seatStatus,
    'interrupted',
    'a registered failure ends by hand',
  )
  granted(await desk.order({ type: 'restore', seat: '1-1' }))
  const extend = (minutes: number) => desk.order({ type: 'extend', seat: '1-1', minutes, reason: '设备故障' })
  refusedAs(await extend(20), 'extension-exceeds-loss')
  granted(await extend(12))
  clock.set(at('10:31'))
  await node.tick()
  const standing = granted(await machine.heartbeat())
  assert.equal(standing.seatStatus, 'answering')
  assert.equal(standing.extensionMinutes, 12)
})

test('a supervisor may note and decide, not operate; a stranger may nothing', async (t) => {
  const { send, desk } = await runningRoom(t, ['1-1'])
  const supervisor = await dutyDesk(send, 'd01')
  refusedAs(await supervisor.order({ type: 'suspend', reason: '检查' }), 'role-not-allowed')
  const decision = { type: 'note', category: 'decision', seat: '1-1', reportedTo: '', text: '警告' } as const
  refusedAs(await supervisor.order({ ...decision, rule: '' }), 'rule-reference-missing')
  granted(await supervisor.order({ ...decision, rule: '工作指引第五条' }))
  assert.equal((await desk.room()).notes[0]?.person, '督导丁')
  for (const path of [
    '/room/duty/room',
    '/room/duty/seats/1-1',
    '/room/duty/stream',
    '/room/seat/paper',
    '/room/seat/photo',
  ]) {
    refusedAs((await send({ method: 'GET', path, headers: {} })) as Verdict<unknown>, 'not-signed-in')
  }
})

test('five wrong passcodes close the door to that person for a while', async (t) => {
  const { send } = await openRoom(t)
  const claim = (passcode: string) =>
    send({
      method: 'POST',
      path: '/room/duty/sign-in',
      headers: {},
      body: { sittingId: 'sitting-1', person: 'j01', passcode },
    }) as Promise<Verdict<unknown>>
  for (let attempt = 0; attempt < 5; attempt += 1) refusedAs(await claim('no'), 'person-unknown')
  refusedAs(await claim('j01'), 'too-many-attempts')
})

test('a node opened again on the same directory goes on where the last one stopped, sessions included', async (t) => {
  const { clock, node, directory, machines } = await runningRoom(t, ['1-1', '1-2'])
  const [machine] = machines as [(typeof machines)[0]]
  granted(await machine.send([machine.nextAnswer('q001', ['A'], clock.now())]))
  const head = node.head('sitting-1')
  await node.close()
  const again = await serve(t, clock, directory)
  assert.deepEqual(again.node.head('sitting-1'), head)
  assert.equal(again.node.status('sitting-1'), 'running')
  granted(await again.node.prepare(await sampleSitting({ sittingId: 'sitting-2' })))
  refusedAs(await again.node.prepare(await sampleSitting({ seats: 5 })), 'sitting-differs')
})

test('the journal refuses UPDATE and DELETE, and an altered file does not open', async (t) => {
  const { node, directory } = await openRoom(t)
  await node.close()
  const database = new DatabaseSync(path.join(directory, 'sitting-1.sittings.sqlite'))
  assert.throws(() => database.exec("UPDATE journal SET actor = 'x'"), /append-only/)
  assert.throws(() => database.exec('DELETE FROM journal'), /append-only/)
  assert.throws(() => database.exec('DELETE FROM attachment'), /never removed/)
  database.exec("DROP TRIGGER journal_no_update; UPDATE journal SET actor = 'x' WHERE seq = 2")
  database.close()
  const clock = settableClock()
  assert.throws(
    () => openRoomNode({ directory, clock, openPackage: openSamplePackage }),
    /altered at entry 2/,
  )
})

test('two nodes cannot hold the same sitting', async (t) => {
  const { directory, clock } = await openRoom(t)
  assert.throws(() => openRoomNode({ directory, clock, openPackage: openSamplePackage }), /locked/)
})
