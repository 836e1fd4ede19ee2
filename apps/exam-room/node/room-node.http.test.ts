import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type TestContext, test } from 'node:test'
import Fastify from 'fastify'
import { type SettableClock, settableClock } from '#platform/clock/clock.ts'
import type { Verdict } from '#platform/contract/verdict.ts'
import {
  bothOpen,
  dutyDesk,
  granted,
  openCheckIn,
  overLoopback,
  type Send,
  seatMachine,
} from '../testing/room-client.ts'
import { openSamplePackage, type SampleChoice, sampleSitting } from '../testing/sample-sitting.ts'
import { bundleText } from './bundle.ts'
import { openRoomNode, type RoomNode } from './room-node.ts'

const at = (time: string): Date => new Date(`2026-12-26T${time.length === 5 ? `${time}:00` : time}+08:00`)

interface Room {
  readonly clock: SettableClock
  readonly node: RoomNode
  readonly send: Send
  readonly directory: string
}

const serve = async (t: TestContext, clock: SettableClock, directory: string): Promise<Room> => {
  const node = openRoomNode({ directory, clock, openPackage: openSamplePackage, tickMilliseconds: 0 })
  const app = Fastify()
  await app.register(node.plugin, { prefix: '/room' })
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  t.after(async () => {
    await app.close()
    await node.close()
  })
  return { clock, node, send: overLoopback(origin), directory }
}

const openRoom = async (t: TestContext, choice: SampleChoice = {}): Promise<Room> => {
  const directory = await mkdtemp(path.join(tmpdir(), 'room-'))
  t.after(() => rm(directory, { recursive: true, force: true }))
  const clock = settableClock()
  clock.set(at('08:00'))
  const room = await serve(t, clock, directory)
  granted(await room.node.prepare(await sampleSitting(choice)))
  return room
}

const refusedAs = (verdict: Verdict<unknown>, code: string): void => {
  assert.ok(verdict.refused, `expected ${code}`)
  assert.equal(verdict.code, code)
}

const ticket = (number: number): string => `2026122601${String(number).padStart(3, '0')}`

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

test('a whole sitting over HTTP: check-in, two-person opening, late entry, hand-in window, absence, seal, bundle', async (t) => {
  const { clock, node, send } = await openRoom(t)
  const desk = await dutyDesk(send, 'j01')
  const first = seatMachine(send, 'machine-of-seat-1-1')
  const second = seatMachine(send, 'machine-of-seat-1-2')

  await t.test('SDS-4.4-16 SDS-4.4-32 check-in asks for the ticks', async () => {
    clock.set(at('08:20'))
    refusedAs(await desk.order({ type: 'open-check-in', checked: ['网络通畅'] }), 'checks-missing')
    granted(await desk.order(openCheckIn))
    const half = { type: 'sign-in', seat: '1-1', identity: true, articles: false } as const
    refusedAs(await desk.order(half), 'ticks-missing')
    granted(await desk.order({ ...half, articles: true }))
  })

  await t.test('SDS-4.4-36 the candidate sees his own data and the guide and confirms', async () => {
    refusedAs(await first.enter(ticket(1), '1-2'), 'ticket-unknown')
    const { profile } = granted(await first.enter(ticket(1), '1-1'))
    assert.equal(profile.name, '赵样例')
    assert.match(profile.maskedNumber, /\*{6}/)
    assert.equal(profile.guide.length, 4)
    granted(await first.confirm())
    refusedAs(await first.paper(), 'not-started')
  })

  await t.test(
    'SDS-4.2-06 two different people open the paper, not before the time, each with his share',
    async () => {
      refusedAs(await desk.order(bothOpen), 'too-early-to-open')
      clock.set(at('08:40'))
      const [one] = bothOpen.type === 'open-paper' ? bothOpen.openers : []
      refusedAs(await desk.order({ ...bothOpen, openers: [one!] } as typeof bothOpen), 'openers-missing')
      refusedAs(
        await desk.order({ ...bothOpen, openers: [one!, one!] } as typeof bothOpen),
        'openers-not-distinct',
      )
      const badShare = { person: 'j02', passcode: 'j02', share: 'AAAA' }
      refusedAs(
        await desk.order({ ...bothOpen, openers: [one!, badShare] } as typeof bothOpen),
        'share-wrong',
      )
      const badPasscode = { person: 'j02', passcode: 'wrong', share: 'AAAA' }
      refusedAs(
        await desk.order({ ...bothOpen, openers: [one!, badPasscode] } as typeof bothOpen),
        'person-unknown',
      )
      granted(await desk.order(bothOpen))
      assert.deepEqual((await desk.room()).openers, ['监考甲', '监考乙'])
    },
  )

  await t.test(
    'SDS-4.4-35 SDS-4.4-27 the start needs the reading of the rules; the marks are shown',
    async () => {
      clock.set(at('09:00'))
      refusedAs(await desk.order({ type: 'start', reason: '' }), 'rules-not-read')
      granted(await desk.order({ type: 'read-rules' }))
      granted(await desk.order({ type: 'start', reason: '' }))
      const { marks } = await desk.room()
      assert.equal(Date.parse(marks.end) - Date.parse(marks.start), 90 * 60_000)
      assert.equal(Date.parse(marks.entryLimit) - Date.parse(marks.start), 30 * 60_000)
    },
  )

  await t.test('SDS-5.1-05 the paper on the seat carries no key', async () => {
    const { paper } = granted(await first.paper())
    assert.equal(paper.items.length, 8)
    assert.doesNotMatch(JSON.stringify(paper), /KEY|answer|key/)
  })

  await t.test(
    'SDS-4.4-25 SDS-4.4-34 entry at 29 minutes is admitted, after 30 refused and absent',
    async () => {
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
    },
  )

  await t.test('a repeated batch changes nothing', async () => {
    const batch = [
      first.nextAnswer('q001', ['B'], clock.now()),
      first.nextAnswer('q003', ['A', 'C'], clock.now()),
    ]
    assert.equal(granted(await first.send(batch)).acknowledged, 2)
    const before = node.head('sitting-1')
    assert.equal(granted(await first.send(batch)).acknowledged, 2)
    assert.deepEqual(node.head('sitting-1'), before)
  })

  await t.test('SDS-4.4-26 hand-in is refused before the last 30 minutes and allowed in them', async () => {
    clock.set(at('09:59'))
    assert.equal(granted(await first.heartbeat()).mayHandIn, false)
    refusedAs(await first.handIn(), 'hand-in-too-early')
    clock.set(at('10:00:30'))
    assert.equal(granted(await first.heartbeat()).mayHandIn, true)
    assert.equal(granted(await first.handIn()).seatStatus, 'handed-in')
  })

  await t.test(
    'time collects the last seat, the sitting ends, is sealed, and its bundle is always the same',
    async () => {
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
    },
  )
})

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
  const supervisor = await dutyDesk(send, '督导丁'.replace('督导丁', 'd01'))
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
