import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { PreparedSitting } from '#modules/delivery/core/preparation.ts'
import { systemClock } from '#platform/clock/clock.ts'
import type { Verdict } from '#platform/contract/verdict.ts'
import { openRoomNode } from '../node/room-node.ts'
import { granted } from './room-client.ts'
import { openSamplePackage } from './sample-sitting.ts'

const script = fileURLToPath(new URL('./room-process.ts', import.meta.url))

/** A room node in a process of its own. */
export class NodeProcess {
  readonly directory: string
  origin = ''
  #child: ChildProcess | null = null
  #lines: AsyncIterator<string> | null = null

  readonly #web: string

  constructor(directory: string, web = '') {
    this.directory = directory
    this.#web = web
  }

  /** Starts it, on the address that it had before. */
  async start(): Promise<this> {
    const port = this.origin ? new URL(this.origin).port : '0'
    const args = ['--disable-warning=ExperimentalWarning', script, this.directory, port, this.#web]
    this.#child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
    this.#lines = createInterface({ input: this.#child.stdout! })[Symbol.asyncIterator]()
    this.origin = (await this.#lines.next()).value
    return this
  }

  async ask(line: object): Promise<string> {
    this.#child!.stdin!.write(`${JSON.stringify(line)}\n`)
    return (await this.#lines!.next()).value
  }

  signal(name: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child!.kill(name)
  }

  async kill(): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
}

/** A way to a node that a test may cut. */
interface Cable {
  readonly origin: string
  to(origin: string): void
}

/** Two paired node processes, the first with a sitting prepared; both gone after the test. */
export const startPair = async (
  t: { after(clean: () => Promise<void>): void },
  sitting: PreparedSitting,
  ways: {
    readonly cables?: { readonly toFirst: Cable; readonly toSecond: Cable }
    readonly web?: string
  } = {},
): Promise<{ readonly first: NodeProcess; readonly second: NodeProcess }> => {
  const { cables, web } = ways
  const folder = await mkdtemp(path.join(tmpdir(), 'room-pair-'))
  const directory = path.join(folder, 'first')
  const preparing = openRoomNode({ directory, clock: systemClock, openPackage: openSamplePackage })
  granted(await preparing.prepare(sitting))
  await preparing.close()
  const first = await new NodeProcess(directory, web).start()
  const second = await new NodeProcess(path.join(folder, 'second'), web).start()
  t.after(async () => {
    await Promise.all([first.kill(), second.kill()])
    await rm(folder, { recursive: true, force: true })
  })
  cables?.toFirst.to(first.origin)
  cables?.toSecond.to(second.origin)
  const code = await first.ask({})
  const [own, peer] = [cables?.toSecond.origin ?? second.origin, cables?.toFirst.origin ?? first.origin]
  granted(JSON.parse(await second.ask({ own, peer, code })) as Verdict<null>)
  return { first, second }
}

/** Waits until `check` holds; throws when it has not after some seconds. */
export const until = async (check: () => Promise<boolean>, what: string): Promise<void> => {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await check()) return
    await pause(50)
  }
  throw new Error(`not within ten seconds: ${what}`)
}
