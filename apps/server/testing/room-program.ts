import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { OperatorStatus } from '#apps/exam-room/program/operator.port.ts'
import { granted, overLoopback, type Send } from '#apps/exam-room/testing/room-client.ts'
import type { Verdict } from '#platform/contract/verdict.ts'

const script = fileURLToPath(new URL('./room-program.process.ts', import.meta.url))

/** A server of an exam room as a test drives it: its process, its operator's page, its room. */
export interface RoomMachine {
  readonly folder: string
  readonly send: Send
  readonly origin: string
  status(): Promise<OperatorStatus>
  install(bytes: Uint8Array, confirmed?: string): Promise<Verdict<{ readonly sittingId: string }>>
  /** What the operator does who compared the fingerprint of a centre found over the network. */
  confirm(fingerprint: string): Promise<void>
  result(sittingId: string): Promise<Buffer | Verdict<unknown>>
  /** Ends the process with kill -9 and starts another on the same folder. */
  restart(...args: string[]): Promise<void>
  kill(): Promise<void>
  /** A call of the operator's page. */
  operate(address: string, body: object): Promise<Verdict<{ readonly code: string } | null>>
  close(): Promise<void>
}

const start = async (folder: string, args: readonly string[], port = '0') => {
  const all = ['--data', folder, '--port', port, '--host', '127.0.0.1', ...args]
  const child = spawn(process.execPath, [script, ...all], { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: child.stdout! })) {
    if (line.startsWith('ready ')) return { child, origin: new URL(line.slice(6)).origin }
  }
  throw new Error('the room server ended before it was ready')
}

const kill = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

/** Starts a room server with an empty folder. */
export const openRoomMachine = async (name: string): Promise<RoomMachine> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'room-machine-'))
  let running = await start(folder, ['--name', name])
  const at = (address: string) => `${running.origin}/room/op/${address}`
  return {
    folder,
    get origin() {
      return running.origin
    },
    send: (request) => overLoopback(running.origin)(request),
    status: async () => granted((await (await fetch(at('status'))).json()) as Verdict<OperatorStatus>),
    install: async (bytes, confirmed) => {
      const query = confirmed === undefined ? '' : `?confirmed=${encodeURIComponent(confirmed)}`
      const headers = { 'content-type': 'application/octet-stream' }
      const body = Buffer.from(bytes)
      const response = await fetch(at(`packages${query}`), { method: 'POST', headers, body })
      return (await response.json()) as Verdict<{ readonly sittingId: string }>
    },
    confirm: async (fingerprint) => {
      const headers = { 'content-type': 'application/json' }
      await fetch(at('centre'), { method: 'POST', headers, body: JSON.stringify({ fingerprint }) })
    },
    result: async (sittingId) => {
      const response = await fetch(at(`results/${sittingId}`))
      return response.ok
        ? Buffer.from(await response.arrayBuffer())
        : ((await response.json()) as Verdict<unknown>)
    },
    operate: async (address, body) => {
      const headers = { 'content-type': 'application/json' }
      const response = await fetch(at(address), { method: 'POST', headers, body: JSON.stringify(body) })
      return (await response.json()) as Verdict<{ readonly code: string } | null>
    },
    kill: () => kill(running.child),
    restart: async (...args) => {
      await kill(running.child)
      running = await start(folder, ['--name', name, ...args], new URL(running.origin).port)
    },
    close: async () => {
      await kill(running.child)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
