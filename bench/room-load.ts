import { spawn } from 'node:child_process'
import { Agent, request } from 'node:http'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'

export interface Usage {
  readonly cpuSeconds: number
  readonly rss: number
  readonly journalBytes: number
}

/** Starts one of the servers of `room.server.ts`. */
export const startServer = async (kind: 'room' | 'floor', seats: number) => {
  const script = path.join(import.meta.dirname, 'room.server.ts')
  const child = spawn(process.execPath, [script, kind, String(seats)], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async <T>(): Promise<T> => {
    const { value, done } = await lines.next()
    if (done) throw new Error('the server of the benchmark ended')
    return JSON.parse(value) as T
  }
  const ask = (question: object): Promise<Usage> => {
    child.stdin.write(`${JSON.stringify(question)}\n`)
    return next<Usage>()
  }
  const { port } = await next<{ port: number }>()
  return {
    port,
    usage: () => ask({}),
    /** Sets the room's clock, `10:01`. */
    setClock: (at: string) => ask({ at }),
    stop: () => {
      child.stdin.end()
    },
  }
}

export type BenchServer = Awaited<ReturnType<typeof startServer>>

const agent = new Agent({ keepAlive: true, maxSockets: 4000 })

export interface Reply {
  readonly status: number
  readonly body: {
    readonly refused: boolean
    readonly code?: string
    readonly value?: { readonly token?: string }
  }
}

export const post = (
  port: number,
  call: {
    readonly path: string
    readonly headers?: object
    readonly body?: unknown
    readonly method?: string
  },
): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const payload = call.body === undefined ? undefined : JSON.stringify(call.body)
    const outgoing = request(
      {
        ...{ agent, port, host: '127.0.0.1', path: call.path, method: call.method ?? 'POST' },
        headers: {
          ...call.headers,
          ...(payload && {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(payload),
          }),
        },
      },
      (incoming) => {
        const parts: Buffer[] = []
        incoming.on('data', (part: Buffer) => parts.push(part))
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode ?? 0, body: JSON.parse(Buffer.concat(parts).toString()) }),
        )
      },
    )
    outgoing.on('error', reject)
    outgoing.end(payload)
  })

/** A candidate's machine over HTTP. Throws when the room refuses. */
export class Machine {
  readonly #port: number
  readonly #at: number
  #token = ''
  #seq = 0
  constructor(port: number, at: number) {
    this.#port = port
    this.#at = at
  }

  get headers() {
    return { authorization: `Bearer ${this.#token}`, 'x-machine': `machine-of-seat-${this.#at}` }
  }

  readonly #call = async (path_: string, body?: unknown, method = 'POST') => {
    const reply = await post(this.#port, { path: `/room/seat/${path_}`, headers: this.headers, body, method })
    if (reply.status !== 200) throw new Error(`${path_}: ${reply.status} ${reply.body.code}`)
    return reply.body
  }

  enter = async (): Promise<void> => {
    const ticketNumber = `2026122601${String(this.#at + 1).padStart(3, '0')}`
    const seat = `${Math.floor(this.#at / 40) + 1}-${(this.#at % 40) + 1}`
    const { value } = await this.#call('enter', {
      ticketNumber,
      seat,
      machine: `machine-of-seat-${this.#at}`,
    })
    this.#token = value?.token ?? ''
  }
  confirm = (): Promise<unknown> => this.#call('confirm')
  paper = (): Promise<unknown> => this.#call('paper', undefined, 'GET')
  /** The body of the next save: one answer. */
  nextSave = () => {
    this.#seq += 1
    const item = `q${String((this.#seq % 100) + 1).padStart(3, '0')}`
    const event = {
      type: 'answered',
      clientSeq: this.#seq,
      madeAt: '2026-12-26T01:10:00.000Z',
      item,
      choice: ['A'],
    }
    return { clientId: `client-${this.#at}`, events: [event] }
  }
  save = (): Promise<unknown> => this.#call('events', this.nextSave())
  handIn = (): Promise<unknown> =>
    this.#call('hand-in', { clientId: `client-${this.#at}`, lastClientSeq: this.#seq })
}

export interface Measured {
  readonly count: number
  readonly errors: readonly string[]
  /** Milliseconds. */
  readonly mean: number
  readonly p99: number
}

/** Times calls from the instant each was due, so that a server that falls behind shows it. */
export class Stopwatch {
  readonly #times: number[] = []
  readonly #errors: string[] = []

  readonly time = async (due: number, act: () => Promise<unknown>): Promise<void> => {
    try {
      await act()
      this.#times.push(performance.now() - due)
    } catch (error) {
      this.#errors.push(String(error))
    }
  }

  get measured(): Measured {
    const sorted = this.#times.toSorted((a, b) => a - b)
    const sum = sorted.reduce((total, time) => total + time, 0)
    return {
      count: sorted.length,
      errors: this.#errors,
      mean: sum / Math.max(1, sorted.length),
      p99: sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.99))] ?? 0,
    }
  }
}

/** Runs `act` of each of `count` at its due time, spread evenly over the seconds; open loop. */
export const spread = async (
  { count, seconds }: { readonly count: number; readonly seconds: number },
  act: (at: number) => Promise<unknown>,
): Promise<Measured> => {
  const watch = new Stopwatch()
  const began = performance.now()
  const running: Promise<void>[] = []
  for (let at = 0; at < count; at += 1) {
    const due = began + (at * seconds * 1000) / count
    if (due > performance.now() + 1) await pause(due - performance.now())
    running.push(watch.time(due, () => act(at)))
  }
  await Promise.all(running)
  return watch.measured
}
