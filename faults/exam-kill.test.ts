import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import {
  dutyDesk,
  granted,
  openCheckIn,
  overLoopback,
  seatMachine,
} from '#apps/exam-room/testing/room-client.ts'

const script = fileURLToPath(new URL('./exam-server.ts', import.meta.url))

interface Ready {
  readonly address: string
  readonly sittingId: string
  readonly passcodes: { readonly [person: string]: string }
  readonly keepers: readonly { readonly person: string; readonly share: string }[]
  readonly seats: readonly { readonly seat: string; readonly ticketNumber: string }[]
}

const start = async (data: string, mode: string): Promise<{ child: ChildProcess; ready: Ready }> => {
  const child = spawn(process.execPath, [script, data, mode], { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: child.stdout! })) {
    if (line.startsWith('ready ')) return { child, ready: JSON.parse(line.slice(6)) as Ready }
    console.log(line)
  }
  throw new Error('the server ended before it was ready')
}

const end = async (child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

type Machine = ReturnType<typeof seatMachine>

/** Answers one item after another until the server dies; remembers what it was told is saved, and what is in doubt. */
const answerUntilDeath = async (machine: Machine) => {
  const acknowledged = new Map<string, string>()
  for (let round = 0; ; round += 1) {
    const item = `q${String((round % 40) + 1).padStart(3, '0')}`
    const choice = 'ABCD'[round % 4]!
    const batch = [machine.nextAnswer(item, [choice], new Date())]
    const verdict = await machine.send(batch).catch(() => null)
    if (verdict === null) return { acknowledged, batch, item, choice, rounds: round }
    granted(verdict)
    acknowledged.set(item, choice)
  }
}

const beginExam = async (send: ReturnType<typeof overLoopback>, ready: Ready) => {
  const { sittingId, passcodes, keepers } = ready
  const desk = await dutyDesk(send, { sittingId, person: 'j1', passcode: passcodes.j1! })
  granted(await desk.order(openCheckIn))
  granted(await desk.order({ type: 'read-rules' }))
  const openers = keepers.map((keeper) => ({ ...keeper, passcode: passcodes[keeper.person]! }))
  granted(await desk.order({ type: 'open-paper', openers, reason: '按时启封' }))
  granted(await desk.order({ type: 'start', reason: '' }))
  return desk
}

test('kill -9 of the whole server while 60 seats answer: after the restart every acknowledged answer is there', async (t) => {
  const data = await mkdtemp(path.join(tmpdir(), 'exam-kill-'))
  const first = await start(data, 'prepare')
  let running = first.child
  t.after(async () => {
    await end(running, 'SIGTERM')
    await rm(data, { recursive: true, force: true })
  })
  let origin = first.ready.address
  const send: ReturnType<typeof overLoopback> = (request) => overLoopback(origin)(request)
  const desk = await beginExam(send, first.ready)
  const machines: Machine[] = []
  for (const { seat, ticketNumber } of first.ready.seats) {
    const machine = seatMachine(send, `machine-of-seat-${seat.padStart(3, '0')}`)
    granted(await desk.order({ type: 'sign-in', seat, identity: true, articles: true }))
    granted(await machine.enter(ticketNumber, seat))
    granted(await machine.confirm())
    granted(await machine.paper())
    machines.push(machine)
  }
  assert.equal(machines.length, 60)
  const answering = machines.map(answerUntilDeath)
  await pause(2000)
  await end(first.child, 'SIGKILL')
  const outcomes = await Promise.all(answering)
  const total = outcomes.reduce((sum, { rounds }) => sum + rounds, 0)
  assert.ok(total > machines.length, `${total} answers were acknowledged`)
  t.diagnostic(`${total} answers acknowledged before the kill`)

  const second = await start(data, '')
  running = second.child
  origin = second.ready.address
  for (const [at, machine] of machines.entries()) {
    const { acknowledged, batch, item, choice, rounds } = outcomes[at]!
    const kept = granted(await machine.paper()).answers
    for (const [known, last] of acknowledged)
      if (known !== item) assert.deepEqual(kept[known], [last], `seat ${at + 1}, ${known}`)
    assert.equal(
      granted(await machine.send(batch)).acknowledged,
      rounds + 1,
      'what was in doubt is there once',
    )
    assert.deepEqual(granted(await machine.paper()).answers[item], [choice])
  }
  const { status, seats } = await desk.room()
  assert.equal(status, 'running')
  assert.ok(seats.every((seat) => seat.status === 'answering'))
})
