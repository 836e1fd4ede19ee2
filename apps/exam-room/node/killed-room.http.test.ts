import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { systemClock } from '#platform/clock/clock.ts'
import {
  bothOpen,
  dutyDesk,
  granted,
  openCheckIn,
  overLoopback,
  seatMachine,
} from '../testing/room-client.ts'
import { openSamplePackage, sampleSitting } from '../testing/sample-sitting.ts'
import { openRoomNode } from './room-node.ts'

const script = fileURLToPath(new URL('../testing/room-process.ts', import.meta.url))

const startProcess = async (directory: string): Promise<{ child: ChildProcess; origin: string }> => {
  const child = spawn(process.execPath, [script, directory, '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(child.stdout!, 'data')) as [Buffer]
  return { child, origin: line.toString('utf8').trim() }
}

const killHard = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

const seatCount = 60

/** Answers one item after another until the node dies; remembers what was acknowledged, and the last unconfirmed batch. */
const answerUntilDeath = async (machine: ReturnType<typeof seatMachine>, items: readonly string[]) => {
  const acknowledged = new Map<string, string>()
  for (let round = 0; ; round += 1) {
    const item = items[round % items.length]!
    const choice = 'AB'[round % 2]!
    const batch = [machine.nextAnswer(item, [choice], new Date())]
    try {
      granted(await machine.send(batch))
      acknowledged.set(item, choice)
    } catch (cause) {
      if (cause instanceof Error && cause.message.includes('refused')) throw cause
      return { acknowledged, unconfirmed: batch, rounds: round }
    }
  }
}

interface TakenSeat {
  readonly seat: string
  readonly ticketNumber: string
  readonly machine: ReturnType<typeof seatMachine>
}

const seatEverybody = async (
  desk: Awaited<ReturnType<typeof dutyDesk>>,
  seats: readonly TakenSeat[],
): Promise<void> => {
  for (const { seat, ticketNumber, machine } of seats) {
    granted(await desk.order({ type: 'sign-in', seat, identity: true, articles: true }))
    granted(await machine.enter(ticketNumber, seat))
    granted(await machine.confirm())
    granted(await machine.paper())
  }
}

test('kill -9 while 60 seats answer: every acknowledged answer is there after the restart, and the seats go on', async (t) => {
  const directory = await mkdtemp(path.join(tmpdir(), 'killed-room-'))
  t.after(() => rm(directory, { recursive: true, force: true }))
  const plannedStart = new Date(Date.now() - 60_000).toISOString()
  const plannedEnd = new Date(Date.now() + 3_600_000).toISOString()
  const preparing = openRoomNode({ directory, clock: systemClock, openPackage: openSamplePackage })
  const sitting = await sampleSitting({ seats: seatCount, columns: 10, items: 40, plannedStart, plannedEnd })
  granted(await preparing.prepare(sitting))
  await preparing.close()

  const first = await startProcess(directory)
  t.after(() => killHard(first.child))
  let origin = first.origin
  const send: ReturnType<typeof overLoopback> = (request) => overLoopback(origin)(request)
  const desk = await dutyDesk(send, 'j01')
  granted(await desk.order(openCheckIn))
  granted(await desk.order({ type: 'read-rules' }))
  granted(await desk.order(bothOpen))
  granted(await desk.order({ type: 'start', reason: '' }))
  const seats = sitting.roster.map(({ seat, ticketNumber }) => ({
    seat,
    ticketNumber,
    machine: seatMachine(send, `machine-of-seat-${seat}`),
  }))
  await seatEverybody(desk, seats)

  const items = Array.from({ length: 40 }, (_, index) => `q${String(index + 1).padStart(3, '0')}`).filter(
    (_, index) => index % 4 !== 2,
  )
  const running = seats.map(({ machine }) => answerUntilDeath(machine, items))
  await new Promise((resolve) => setTimeout(resolve, 1500))
  await killHard(first.child)
  const outcomes = await Promise.all(running)
  const total = outcomes.reduce((sum, { rounds }) => sum + rounds, 0)
  assert.ok(total > seatCount, `${total} answers were acknowledged before the kill`)
  t.diagnostic(`${total} answers acknowledged before the kill`)

  const second = await startProcess(directory)
  t.after(() => killHard(second.child))
  origin = second.origin
  for (const [index, { machine }] of seats.entries()) {
    const { acknowledged, unconfirmed } = outcomes[index]!
    const kept = granted(await machine.paper()).answers
    const doubtful = new Set(unconfirmed.map(({ item }) => item))
    for (const [item, choice] of acknowledged) {
      if (!doubtful.has(item)) assert.deepEqual(kept[item], [choice], `seat ${index + 1}, ${item}`)
    }
    const standing = granted(await machine.send(unconfirmed))
    assert.equal(
      standing.acknowledged,
      outcomes[index]!.rounds + 1,
      'the batch in doubt is there exactly once',
    )
    const after = granted(await machine.paper()).answers
    for (const { item, choice } of unconfirmed) assert.deepEqual(after[item], choice)
  }
})
