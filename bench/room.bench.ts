import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import autocannon from 'autocannon'
import { DeskWatch } from './desk-watch.ts'
import type { Figure } from './figure.ts'
import { type BenchServer, Machine, type Measured, Stopwatch, spread, startServer } from './room-load.ts'

const seats = Number(process.env.SEATS ?? 2000)
const connections = 100
const rounds = 3
const secondsARound = 3
const steadySeconds = 24
const burstSeconds = 12
const mapSeconds = 16

const number = (
  name: string,
  value: number,
  as: Omit<Figure, 'name' | 'value' | 'floor' | 'ratio'>,
): Figure => ({
  ...{ name, value, floor: null, ratio: null },
  ...as,
})

/** Saves a second beside a floor; `least` is null where the floor is only for comparison. */
const against = (name: string, [value, floor]: readonly [number, number], least: number | null): Figure => {
  const ratio = value / floor
  const target = least === null ? '—' : `≥ ${least} of the floor`
  return { name, value, unit: 'saves/s', floor, ratio, target, ok: least === null || ratio >= least }
}

/** Saves a second with every connection waiting for its answer before the next; CPU seconds of the server for each. */
const drive = async (server: BenchServer, machines: readonly Machine[]) => {
  let opened = 0
  const before = await server.usage()
  const { requests, non2xx, errors, duration } = await autocannon({
    url: `http://127.0.0.1:${server.port}`,
    ...{ connections, duration: secondsARound },
    setupClient: (client: autocannon.Client) => {
      const machine = machines[opened % machines.length]!
      opened += 1
      const headers = { ...machine.headers, 'content-type': 'application/json' }
      const setupRequest = (asked: autocannon.Request) => ({
        ...asked,
        body: JSON.stringify(machine.nextSave()),
      })
      client.setRequests([{ method: 'POST', path: '/room/seat/events', headers, setupRequest }])
    },
  })
  if (non2xx + errors > 0) throw new Error(`${non2xx} refusals and ${errors} errors under load`)
  const after = await server.usage()
  return {
    rate: requests.total / duration,
    cpu: (after.cpuSeconds - before.cpuSeconds) / requests.total,
    bytes: (after.journalBytes - before.journalBytes) / requests.total,
  }
}

/** Rows a second that SQLite itself syncs to disk, in groups as large as the connections make them. */
const rawJournal = (): number => {
  const folder = mkdtempSync(path.join(tmpdir(), 'room-floor-'))
  const database = new DatabaseSync(path.join(folder, 'floor.sqlite'))
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
  database.exec(
    'CREATE TABLE journal (seq INTEGER PRIMARY KEY, body TEXT NOT NULL, hash TEXT NOT NULL) STRICT',
  )
  const insert = database.prepare('INSERT INTO journal (body, hash) VALUES (?, ?)')
  const body = JSON.stringify(new Machine(0, 1).nextSave()).padEnd(400, ' ')
  const began = performance.now()
  let rows = 0
  while (performance.now() - began < 1500) {
    database.exec('BEGIN IMMEDIATE')
    for (let at = 0; at < connections; at += 1) insert.run(body, 'f'.repeat(64))
    database.exec('COMMIT')
    rows += connections
  }
  const rate = rows / ((performance.now() - began) / 1000)
  database.close()
  rmSync(folder, { recursive: true, force: true })
  return rate
}

const saves = async (room: BenchServer, machines: readonly Machine[]): Promise<Figure[]> => {
  const floor = await startServer('floor', 0)
  const sums = { rate: 0, floor: 0, cpu: 0, floorCpu: 0, bytes: 0 }
  // In turns, so that whatever else the machine does falls on both alike; the first round only warms up.
  for (let round = 0; round <= rounds; round += 1) {
    const bare = await drive(floor, machines)
    const real = await drive(room, machines)
    if (round === 0) continue
    sums.rate += real.rate / rounds
    sums.floor += bare.rate / rounds
    sums.cpu += real.cpu / rounds
    sums.floorCpu += bare.cpu / rounds
    sums.bytes += real.bytes / rounds
  }
  floor.stop()
  return [
    against('room: durable saves', [sums.rate, sums.floor], 0.5),
    against('room: durable saves against raw SQLite', [sums.rate, rawJournal()], null),
    number('room: CPU for a save', sums.cpu * 1e6, {
      unit: 'µs',
      target: `bare HTTP ${Math.round(sums.floorCpu * 1e6)} µs`,
      ok: true,
    }),
    number('room: journal for an answer', sums.bytes, { unit: 'bytes', target: '—', ok: true }),
  ]
}

const within = (name: string, measured: Measured, limit: number): Figure[] => [
  number(`${name}, p99`, measured.p99, {
    unit: 'ms',
    target: `≤ ${limit} ms, ${measured.count} done`,
    ok: measured.p99 <= limit,
  }),
  number(`${name}, errors`, measured.errors.length, {
    unit: measured.errors[0] ?? 'errors',
    target: '0',
    ok: measured.errors.length === 0,
  }),
]

const crew = (room: BenchServer, count: number) =>
  Array.from({ length: count }, (_, at) => new Machine(room.port, at))

/** A desk that watches while every seat saves in 8 s: from a save to its map, and what it is sent. */
const liveMap = async (room: BenchServer, save: (at: number) => Promise<unknown>): Promise<Figure[]> => {
  const desk = new DeskWatch(room.port)
  await desk.open()
  const before = desk.sent.since
  const seen = new Stopwatch()
  const running: Promise<void>[] = []
  await spread({ count: (seats * mapSeconds) / 8, seconds: mapSeconds }, async (at) => {
    if (at % 10 === 0) {
      const seat = at % seats
      const told = desk.hears(`${Math.floor(seat / 40) + 1}-${(seat % 40) + 1}`)
      running.push(seen.time(performance.now(), () => told))
    }
    await save(at)
  })
  await Promise.all(running)
  const { whole, since } = desk.sent
  desk.close()
  return [
    ...within(`room: ${seats} seats, from a save to the map of the desk`, seen.measured, 1000),
    number('room: sent to a desk', (since - before) / mapSeconds / 1024, {
      unit: 'KiB/s',
      target: `the whole room once, ${Math.round(whole / 1024)} KiB`,
      ok: true,
    }),
  ]
}

/** Signing in and getting the paper, saving at the usual pace and five times as fast, handing in: one sitting of N seats. */
const sitting = async (): Promise<Figure[]> => {
  const room = await startServer('room', seats)
  const empty = (await room.usage()).rss
  const machines = crew(room, seats)
  const arrive = async (machine: Machine) => {
    await machine.enter()
    await machine.confirm()
    await machine.paper()
  }
  const start = await spread({ count: seats, seconds: 60 }, (at) => arrive(machines[at]!))
  const memory = ((await room.usage()).rss - empty) / seats
  const save = (at: number) => machines[at % seats]!.save()
  const map = await liveMap(room, save)
  const steady = await spread({ count: (seats * steadySeconds) / 8, seconds: steadySeconds }, save)
  const burst = await spread({ count: (seats * burstSeconds * 5) / 8, seconds: burstSeconds }, save)
  const figures = await saves(room, machines.slice(-connections))
  await room.setClock('10:01')
  // The load generator breaks its last calls off; its seats have saves that never arrived and cannot hand in.
  const complete = seats - connections
  const end = await spread({ count: complete, seconds: 10 }, (at) => machines[at]!.handIn())
  room.stop()
  return [
    ...figures,
    ...within(`room: ${seats} sign-ins and openings in 60 s`, start, 2000),
    ...map,
    ...within(`room: ${seats} seats, a save in 8 s each`, steady, 100),
    ...within(`room: ${seats} seats, five times as fast`, burst, 100),
    ...within(`room: ${complete} hand-ins in 10 s`, end, 3000),
    number('room: memory for a seat', memory / 1024, { unit: 'KiB', target: '—', ok: true }),
  ]
}

/** Without time to think: log in, fetch, start, save four times, hand in, all seats at once; the mean of one call. */
const closedLoop = async (count: number, limit: number | null): Promise<Figure> => {
  const room = await startServer('room', count)
  await room.setClock('10:01')
  const watch = new Stopwatch()
  const step = (act: () => Promise<unknown>) => watch.time(performance.now(), act)
  await Promise.all(
    crew(room, count).map(async (machine) => {
      await step(machine.enter)
      await step(machine.confirm)
      await step(machine.paper)
      for (let n = 0; n < 4; n += 1) await step(machine.save)
      await step(machine.handIn)
    }),
  )
  room.stop()
  const { mean, errors } = watch.measured
  return number(`room: ${count} seats in a closed loop, mean`, mean / 1000, {
    unit: 's',
    target: errors[0] ?? (limit === null ? '—' : `≤ ${limit} s`),
    ok: errors.length === 0 && (limit === null || mean / 1000 <= limit),
  })
}

/** SEATS=200 and the like for other sizes. Load generator and room share the machine. */
export const run = async (): Promise<Figure[]> => [
  ...(await sitting()),
  await closedLoop(100, 0.1),
  await closedLoop(200, null),
  await closedLoop(500, null),
  await closedLoop(1000, 0.45),
]
