import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { TestContext } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { DemoAccount } from '#apps/server/demo-routes.ts'
import type { Json, Verdict } from '#platform/contract/verdict.ts'
import { type Connection, connect } from '#platform/db/connect.ts'
import { startEmbedded } from '#platform/db/launcher.ts'
import { type Client, logIn } from '../e2e/client.ts'

const script = fileURLToPath(new URL('./batch-server.ts', import.meta.url))

/** What `batch-server.ts` prints when it is ready. */
interface Ready {
  readonly address: string
  readonly accounts: readonly DemoAccount[]
  readonly batchId?: string
}

export interface JobShown {
  readonly state: string
  readonly done: number
  readonly result: { readonly [key: string]: Json } | null
}

/** A server on a data folder of its own, which the test kills and starts again. */
export interface Killable {
  readonly batchId: string
  /** Someone of the demo, logged in at the server that runs now. */
  as(login: string): Promise<Client>
  /** Waits until the job has come so far, and ends the server with kill -9; gives the job as it was seen last. */
  killAt(jobId: string, done: number): Promise<JobShown>
  restart(): Promise<void>
  /** The database behind the server, which goes on while the server is dead. */
  readonly connection: Connection
  /** The process id of the database server. */
  postmaster(): number
}

const start = async (...args: string[]): Promise<{ child: ChildProcess; ready: Ready }> => {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: child.stdout! })) {
    if (line.startsWith('ready ')) return { child, ready: JSON.parse(line.slice(6)) as Ready }
  }
  throw new Error('the server ended before it was ready')
}

const kill = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

const progressOf = async (client: Client, jobId: string): Promise<JobShown> => {
  const outcome = (await client.ask({ kind: 'query', name: 'job.progress' }, {
    jobId,
  } as never)) as Verdict<unknown>
  if (outcome.refused) throw new Error(outcome.sentence)
  return outcome.value as JobShown
}

/** Brings one batch to `stage` in a server that may be killed; all of it is removed when the test ends. */
export const openKillable = async (t: TestContext, ...stage: string[]): Promise<Killable> => {
  const data = mkdtempSync(path.join(tmpdir(), 'jiangheng-kill-'))
  let running = await start(data, ...stage)
  const database = await startEmbedded(data)
  const connection = connect(database.url, 2)
  t.after(async () => {
    await kill(running.child)
    await connection.close()
    await database.stop()
    rmSync(data, { recursive: true, force: true })
  })
  const as: Killable['as'] = (login) => {
    const { address, accounts } = running.ready
    return logIn(address, accounts.find((each) => each.login === login)!)
  }
  return {
    batchId: running.ready.batchId!,
    as,
    killAt: async (jobId, done) => {
      const client = await as('exam')
      for (;;) {
        const seen = await progressOf(client, jobId)
        if (seen.done >= done || seen.state === 'done') {
          await kill(running.child)
          return seen
        }
        await pause(5)
      }
    },
    restart: async () => {
      running = await start(data)
    },
    connection,
    postmaster: () => Number(readFileSync(path.join(data, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]),
  }
}
