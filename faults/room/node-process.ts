import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ResultBundle } from '#modules/delivery/core/bundle.ts'
import type { Entry } from '#modules/delivery/core/journal.ts'
import type { PreparedSitting } from '#modules/delivery/core/preparation.ts'
import type { Verdict } from '#platform/contract/verdict.ts'
import type { Random } from '#platform/random/seeded.ts'
import { recorder } from '../disk/recorder.ts'
import { TracedDisk } from '../disk/trace.ts'
import type { Machine, Order, Reply } from './messages.ts'
import type { Mutant } from './mutants.ts'

const script = fileURLToPath(new URL('./node-program.ts', import.meta.url))
/** Changes the node's source before it is loaded; for nodes broken on purpose only. */
const breaking = new URL('./break-source.ts', import.meta.url).href

/** In memory where there is such a folder: waiting for the disk is played, not waited for. */
const ground = (): string => {
  const shared = '/dev/shm'
  return mkdtempSync(
    path.join(recorder() && readdirSync('/dev').includes('shm') ? shared : tmpdir(), 'room-faults-'),
  )
}

interface Control {
  readonly syncMicroseconds: number
  /** No file may grow beyond this; 0 is no limit. */
  readonly fullAt: number
  readonly syncFails: boolean
}

/** A room node in a process of its own, on a disk that remembers what it was told to sync. */
export class NodeUnderTest {
  readonly #folder = ground()
  readonly #mutant: Mutant | undefined
  readonly #control: number
  #state: Control = { syncMicroseconds: 2000, fullAt: 0, syncFails: false }
  #disk = new TracedDisk(new Map())
  #child: ChildProcess | undefined
  #runs = 0
  /** After how many pages SQLite copies its log into the file. */
  checkpointPages = 8192
  #asked = 0
  #machine: Machine = { clockShift: 0, boot: 1 }
  origin = ''
  /** The other node of a pair, or a page, knows it by its address. */
  keepsAddress = false
  /** Folder of built pages that it serves. */
  web = ''
  #isRemoved = false
  /** How often the process ended although nobody killed it. */
  deaths = 0

  constructor(mutant?: Mutant) {
    this.#mutant = mutant
    mkdirSync(this.directory, { mode: 0o700 })
    this.#control = openSync(path.join(this.#folder, 'control'), 'w')
    this.steer({})
  }

  get directory(): string {
    return path.join(this.#folder, 'room')
  }

  get #trace(): string {
    return path.join(this.#folder, `trace-${this.#runs}`)
  }

  /** How the disk behaves from now on. */
  readonly steer = (change: Partial<Control>): void => {
    this.#state = { ...this.#state, ...change }
    const { syncMicroseconds, fullAt, syncFails } = this.#state
    writeSync(
      this.#control,
      Buffer.from(Int32Array.of(syncMicroseconds, fullAt, Number(syncFails), 0).buffer),
      0,
      16,
      0,
    )
  }

  /** The length of the longest file: what a disk that is full from now on lets no file grow beyond. */
  readonly fill = (): void => {
    const sizes = readdirSync(this.directory).map(
      (name) => readFileSync(path.join(this.directory, name)).length,
    )
    this.steer({ fullAt: Math.max(4096, ...sizes) })
  }

  readonly #ask = <T>(order: Order): Promise<T> => {
    const child = this.#child!
    this.#asked += 1
    const id = this.#asked
    return new Promise((resolve, reject) => {
      const gone = (): void => reject(new Error('the node is gone'))
      const heard = (reply: Reply & { readonly id: number }): void => {
        if (reply.id !== id) return
        child.off('message', heard)
        child.off('exit', gone)
        if (reply.error === undefined) resolve(reply.value as T)
        else reject(new Error(reply.error))
      }
      child.on('message', heard)
      child.once('exit', gone)
      child.send({ id, order })
    })
  }

  readonly start = async (): Promise<void> => {
    // Faults may outlast a sitting that could not be finished; a node begun then would never end.
    if (this.#isRemoved) throw new Error('the sitting is over')
    this.#runs += 1
    const library = recorder()
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      ...(this.#mutant && { FAULT_MUTANT: this.#mutant }),
      ...(library && {
        LD_PRELOAD: library,
        FAULT_FOLDER: this.directory,
        FAULT_TRACE: this.#trace,
        FAULT_CONTROL: path.join(this.#folder, 'control'),
      }),
    }
    const flags = ['--disable-warning=ExperimentalWarning', ...(this.#mutant ? ['--import', breaking] : [])]
    this.#child = spawn(process.execPath, [...flags, script], {
      env,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
    })
    const child = this.#child
    child.once('exit', () => {
      if (this.#child === child) this.deaths += 1
    })
    this.origin = await this.#ask<string>({
      type: 'open',
      directory: this.directory,
      machine: this.#machine,
      checkpointPages: this.checkpointPages,
      port: this.keepsAddress && this.origin ? Number(new URL(this.origin).port) : 0,
      web: this.web,
    })
  }

  readonly prepare = (sitting: PreparedSitting) => this.#ask<Verdict<unknown>>({ type: 'prepare', sitting })
  readonly bundle = (sittingId: string) => this.#ask<Verdict<ResultBundle>>({ type: 'bundle', sittingId })
  readonly journal = (sittingId: string) => this.#ask<Entry[]>({ type: 'journal', sittingId })

  /** Makes `other` the standby of what this one serves; each knows the other by the address that leads to it. */
  readonly pairWith = async (
    other: NodeUnderTest,
    ways: { readonly own: string; readonly peer: string },
  ): Promise<void> => {
    const code = await this.#ask<string>({ type: 'pairing-code' })
    const paired = await other.#ask<Verdict<unknown>>({ type: 'pair', ...ways, code })
    if (paired.refused) throw new Error(paired.sentence)
    this.keepsAddress = true
    other.keepsAddress = true
  }

  /** Out of reach of everybody, and alive: what a cut cable is to the others. */
  readonly freeze = (): void => void this.#child?.kill('SIGSTOP')
  readonly thaw = (): void => void this.#child?.kill('SIGCONT')

  get isSetBack(): boolean {
    return this.#machine.clockShift < 0
  }

  /** Somebody sets the clock of the node's machine, whether the node runs or not. */
  readonly setClock = async (shift: number): Promise<void> => {
    this.#machine = { ...this.#machine, clockShift: shift }
    if (this.#child) await this.#ask({ type: 'clock', shift })
  }

  /** kill -9; what it wrote stays with the operating system. */
  readonly kill = async (): Promise<void> => {
    const child = this.#child
    this.#child = undefined
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
    if (recorder()) this.#disk.read(this.#trace)
    rmSync(this.#trace, { force: true })
  }

  /** The machine loses its power: of what was not synced, chance decides what the disk has. */
  readonly powerCut = async (random: Random): Promise<void> => {
    await this.kill()
    this.#machine = { ...this.#machine, boot: this.#machine.boot + 1 }
    if (recorder() === null) return
    const files = this.#disk.afterPowerCut(random)
    rmSync(this.directory, { recursive: true })
    mkdirSync(this.directory, { mode: 0o700 })
    for (const [name, bytes] of files) writeFileSync(path.join(this.directory, name), bytes, { mode: 0o600 })
    this.#disk = new TracedDisk(files)
  }

  readonly remove = async (): Promise<void> => {
    this.#isRemoved = true
    await this.kill()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
