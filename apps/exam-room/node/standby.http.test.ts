import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { settableClock } from '#platform/clock/clock.ts'
import type { Verdict } from '#platform/contract/verdict.ts'
import type { DutySession, SittingOnOffer } from '../room.port.ts'
import { cable } from '../testing/cable.ts'
import { PairedSeat } from '../testing/paired-seat.ts'
import { bothOpen, dutyDesk, granted, openCheckIn, overLoopback } from '../testing/room-client.ts'
import { type NodeProcess, startPair, until } from '../testing/room-pair.ts'
import { sampleSitting } from '../testing/sample-sitting.ts'
import { at, refusedAs, serve, ticket } from '../testing/served-room.ts'

const seatCount = 60
const items = Array.from({ length: 40 }, (_, index) => `q${String(index + 1).padStart(3, '0')}`).filter(
  (_, index) => index % 4 !== 2,
)

const takeOverBy = (
  node: NodeProcess,
  order: { readonly person?: string; readonly reason?: string; readonly confirmed?: boolean } = {},
): Promise<Verdict<DutySession>> => {
  const { person = 'z01', reason = '主机断电', confirmed = false } = order
  const body = { sittingId: 'sitting-1', person, passcode: person, reason, confirmed }
  const path = '/room/duty/take-over'
  return overLoopback(node.origin)({ method: 'POST', path, headers: {}, body }) as Promise<
    Verdict<DutySession>
  >
}

const offered = async (node: NodeProcess): Promise<SittingOnOffer | undefined> => {
  const verdict = await overLoopback(node.origin)({ method: 'GET', path: '/room/duty/sittings', headers: {} })
  return granted(verdict as Verdict<readonly SittingOnOffer[]>)[0]
}

/** A running examination on the first of two nodes, every seat at its paper. */
const runningPair = async (
  t: Parameters<typeof startPair>[0],
  seats = seatCount,
  ways: Parameters<typeof startPair>[2] = {},
) => {
  const plannedStart = new Date(Date.now() - 60_000).toISOString()
  const plannedEnd = new Date(Date.now() + 3_600_000).toISOString()
  const sitting = await sampleSitting({ seats, columns: 10, items: 40, plannedStart, plannedEnd })
  const { first, second } = await startPair(t, sitting, ways)
  let serving = first
  const desk = await dutyDesk((request) => overLoopback(serving.origin)(request), 'j01')
  granted(await desk.order(openCheckIn))
  granted(await desk.order({ type: 'read-rules' }))
  granted(await desk.order(bothOpen))
  granted(await desk.order({ type: 'start', reason: '' }))
  await until(async () => (await desk.room()).standby?.state === 'linked', 'the standby is linked')
  const machines = sitting.roster.map((line) => new PairedSeat(line, [first.origin, second.origin]))
  for (const machine of machines) {
    granted(await desk.order({ type: 'sign-in', seat: machine.seat, identity: true, articles: true }))
    await machine.begin()
  }
  const deskAt = (node: NodeProcess): void => {
    serving = node
  }
  return { first, second, desk, deskAt, machines }
}

/** Every seat has heard of the epoch, and the node that serves has all it made. */
const settle = async (machines: readonly PairedSeat[], epoch: number): Promise<void> => {
  for (const machine of machines) {
    const inStep = async () => (await machine.beat()) && machine.epoch === epoch
    await until(inStep, `seat ${machine.seat} is in step`)
  }
}

const assertNothingLost = async (machines: readonly PairedSeat[]): Promise<void> => {
  for (const machine of machines) assert.deepEqual(await machine.answers(), machine.expected(), machine.seat)
}

test('SDS-4.4-40 kill -9 of the serving node under 60 seats: the standby takes over with every acknowledged answer, none twice, and the same time left', async (t) => {
  const { first, second, desk, deskAt, machines } = await runningPair(t)
  const refusedByStandby = await takeOverBy(second)
  assert.ok(refusedByStandby.refused && refusedByStandby.code === 'still-linked')
  let isOver = false
  const working = machines.map((machine) => machine.work(items, () => isOver))
  await pause(2000)
  const { end } = await machines[0]!.standing()
  const before = machines.reduce((sum, { acknowledged }) => sum + acknowledged, 0)
  assert.ok(before > seatCount, `${before} answers acknowledged`)
  await first.kill()
  const acknowledged = machines.map((machine) => machine.acknowledged)

  const notHis = await takeOverBy(second, { person: 'j01' })
  assert.ok(notHis.refused && notHis.code === 'role-not-allowed')
  const noReason = await takeOverBy(second, { reason: ' ' })
  assert.ok(noReason.refused && noReason.code === 'reason-missing')
  await until(async () => !(await offered(second))!.servedElsewhere!.isLinked, 'the standby misses the other')
  granted(await takeOverBy(second))
  t.diagnostic(`${before} answers acknowledged before the kill`)
  deskAt(second)
  for (const [index, machine] of machines.entries()) {
    const has = (await machine.standing()).acknowledged
    assert.ok(has >= acknowledged[index]!, `seat ${machine.seat}: ${has} of ${acknowledged[index]}`)
  }
  await pause(500)
  isOver = true
  await Promise.all(working)
  await settle(machines, 2)
  await assertNothingLost(machines)

  const room = await desk.room()
  assert.equal(room.epoch, 2)
  assert.equal(room.status, 'running')
  assert.deepEqual(room.alarms, [], 'all that seats were shown is there')
  assert.ok(room.seats.every(({ status }) => status === 'answering'))
  assert.ok(
    room.seats.every(({ openLossMinutes }) => openLossMinutes > 0),
    'lost seconds are counted',
  )
  assert.equal((await machines[0]!.standing()).end, end, 'the end is the same')
})

test('SDS-4.4-40 SDS-4.4-30 the standby falls silent: saves go on within a second, the desk shows it, and it is linked again from its head', async (t) => {
  const { second, desk, machines } = await runningPair(t, 20)
  let isOver = false
  const working = machines.map((machine) => machine.work(items, () => isOver))
  await pause(500)
  second.signal('SIGSTOP')
  await until(async () => (await desk.room()).standby?.state === 'lost', 'the desk shows it')
  await pause(500)
  const before = machines.map(({ acknowledged }) => acknowledged)
  await pause(500)
  for (const [index, machine] of machines.entries())
    assert.ok(machine.acknowledged > before[index]!, 'saves go on without the standby')
  second.signal('SIGCONT')
  await until(async () => (await desk.room()).standby?.state === 'linked', 'it is linked again')
  isOver = true
  await Promise.all(working)
  const longest = Math.max(...machines.map((machine) => machine.longest))
  assert.ok(longest < 1500, `the longest save took ${Math.round(longest)} ms`)
  await settle(machines, 1)
  await assertNothingLost(machines)
})

test('SDS-4.4-40 the serving node is cut off from the standby but not from half of the seats: after the take-over and the rejoining nothing acknowledged by either is lost', async (t) => {
  const [toFirst, toSecond] = [await cable(t), await cable(t)]
  const { first, second, deskAt, desk, machines } = await runningPair(t, 40, {
    cables: { toFirst, toSecond },
  })
  let isOver = false
  const working = machines.map((machine) => machine.work(items, () => isOver))
  await pause(500)
  // The cable between the nodes: the first serves on alone, and half of the seats lose it too.
  for (const end of [toFirst, toSecond]) end.cut()
  const halves = { stay: machines.slice(0, 20), go: machines.slice(20) }
  for (const machine of halves.stay) machine.only(first.origin)
  for (const machine of halves.go) machine.only(second.origin)
  await until(async () => (await desk.room()).standby?.state === 'lost', 'the first serves alone')
  await until(async () => !(await offered(second))!.servedElsewhere!.isLinked, 'the second misses the first')
  const session = granted(await takeOverBy(second, { reason: '与主机断开' }))
  assert.equal(session.person, '主考丙')
  await pause(1000)
  for (const machine of machines) assert.ok(machine.acknowledged > 0, machine.seat)
  const alone = halves.stay.reduce((sum, { acknowledged }) => sum + acknowledged, 0)

  for (const end of [toFirst, toSecond]) end.mend()
  // One machine breaks down with its copy before it can send anything again.
  const [broken, ...others] = machines
  for (const machine of others) machine.only(first.origin, second.origin)
  isOver = true
  await Promise.all(working)
  deskAt(second)
  await settle(others, 2)
  await assertNothingLost(others)
  assert.ok(
    others.every((machine) => machine.origin === second.origin),
    'all seats sit at the second node',
  )
  t.diagnostic(`${alone} answers acknowledged to the seats that the first node kept`)
  const room = await desk.room()
  assert.equal(room.epoch, 2)
  assert.ok(
    room.alarms.every(({ isAltered }) => !isAltered),
    'what the first had alone is no alteration',
  )
  assert.ok(room.alarms.length > 0, 'and yet it is on record')
  await until(async () => (await desk.room()).standby?.state === 'refused', 'the first is refused and named')
  const { differsAt } = (await desk.room()).standby!
  assert.ok(differsAt !== null && differsAt > 1)

  const chief = await dutyDesk(overLoopback(second.origin), 'z01')
  const notHis = await desk.order({ type: 'readmit-standby', reason: '网络恢复' })
  assert.ok(notHis.refused && notHis.code === 'role-not-allowed')
  granted(await chief.order({ type: 'readmit-standby', reason: '网络恢复' }))
  await until(async () => (await desk.room()).standby?.state === 'linked', 'the first follows the second')
  await assertNothingLost(others)
  broken!.only(second.origin)
  const kept = await broken!.answers()
  const known = Object.entries(broken!.expected(broken!.acknowledged))
  for (const [item, choice] of known) assert.deepEqual(kept[item], choice, `${item} of the broken machine`)
  deskAt(first)
  const fenced = await desk.order({ type: 'read-rules' })
  assert.ok(fenced.refused && fenced.code === 'node-standby')
})

test('SDS-4.4-32 SDS-4.4-40 a node that was not given the sitting yet calls no ticket wrong and sends the seat to the other', async (t) => {
  const clock = settableClock()
  clock.set(at('08:00'))
  const open = async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'room-'))
    t.after(() => rm(directory, { recursive: true, force: true }))
    return serve(t, clock, directory)
  }
  const [first, second] = [await open(), await open()]
  const claim = { ticketNumber: ticket(1), seat: '1-1', machine: 'machine-0001-0001' }
  const enterAt = ({ send }: typeof first) =>
    send({ method: 'POST', path: '/room/seat/enter', headers: {}, body: claim }) as Promise<Verdict<unknown>>
  refusedAs(await enterAt(second), 'ticket-unknown')
  const code = first.node.standby.pairingCode()
  granted(await second.node.standby.pairWith({ own: second.origin, peer: first.origin, code }))
  // Nobody is locked out for asking the wrong one of two.
  for (let tries = 0; tries < 20; tries += 1) refusedAs(await enterAt(second), 'node-standby')
  granted(await first.node.prepare(await sampleSitting()))
  const wrong = { ...claim, ticketNumber: ticket(999) }
  refusedAs(
    (await first.send({
      method: 'POST',
      path: '/room/seat/enter',
      headers: {},
      body: wrong,
    })) as Verdict<unknown>,
    'ticket-unknown',
  )
})
