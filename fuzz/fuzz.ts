import { Worker } from 'node:worker_threads'
import { type Failure, type FuzzTask, slots, type Tally } from './tally.ts'

export interface FuzzLimits {
  /** For one file. */
  readonly milliseconds: number
  /** JavaScript heap of the thread, MiB. */
  readonly heap: number
  /** The whole process with its buffers and pictures, MiB. */
  readonly resident: number
}

export const usualLimits: FuzzLimits = { milliseconds: 10_000, heap: 256, resident: 1500 }

export interface FuzzRun {
  readonly family: string
  readonly seed: string
  readonly from: number
  readonly count: number
}

interface Stretch {
  readonly tally: Tally
  /** The next file to read. */
  readonly next: number
}

const nothing = (): Tally => ({ read: 0, items: 0, sound: 0, refused: {}, failures: [] })

/** Runs one thread until it is through, or until a file brings it down. */
const runThread = (task: Omit<FuzzTask, 'shared'>, limits: FuzzLimits): Promise<Stretch> =>
  new Promise((resolve) => {
    const shared = new SharedArrayBuffer(8)
    const at = new Int32Array(shared)
    const worker = new Worker(new URL('./import.worker.ts', import.meta.url), {
      workerData: { ...task, shared } satisfies FuzzTask,
      resourceLimits: { maxOldGenerationSizeMb: limits.heap },
      env: {},
    })
    let held: Stretch = { tally: nothing(), next: task.from }
    let [beat, since] = [-1, Date.now()]
    const settle = (failure?: Omit<Failure, 'index'>) => {
      clearInterval(watch)
      void worker.terminate()
      if (!failure) return resolve(held)
      // What was read since the last report is read again, up to the file that failed.
      const index = Atomics.load(at, slots.index)
      resolve({
        tally: { ...held.tally, failures: [...held.tally.failures, { index, ...failure }] },
        next: held.next,
      })
    }
    const watch = setInterval(() => {
      const now = Atomics.load(at, slots.beat)
      if (now !== beat) [beat, since] = [now, Date.now()]
      else if (beat > 0 && Date.now() - since > limits.milliseconds)
        settle({ kind: 'hung', reason: `${limits.milliseconds} ms` })
      if (process.memoryUsage.rss() > limits.resident * 1024 * 1024)
        settle({ kind: 'over memory', reason: `${limits.resident} MiB resident` })
    }, 250)
    worker.on('message', ({ next, ...tally }: Tally & { next: number }) => {
      held = { tally, next }
      if (next >= task.to) settle()
    })
    worker.on('error', (error) => {
      const memory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
      settle({ kind: memory ? 'over memory' : 'crashed', reason: String(error) })
    })
  })

const added = (a: Tally, b: Tally): Tally => ({
  read: a.read + b.read,
  items: a.items + b.items,
  sound: a.sound + b.sound,
  refused: Object.fromEntries(
    [...new Set([...Object.keys(a.refused), ...Object.keys(b.refused)])].map((code) => [
      code,
      (a.refused[code] ?? 0) + (b.refused[code] ?? 0),
    ]),
  ),
  failures: [...a.failures, ...b.failures],
})

/** A file that seemed to hang on a busy machine gets a second, longer chance alone. */
const confirmed = async (run: FuzzRun, tally: Tally, fallen: Failure): Promise<Tally> => {
  if (fallen.kind !== 'hung') return tally
  const alone = { family: run.family, seed: run.seed, from: fallen.index, to: fallen.index + 1 }
  const again = await runThread(alone, { ...usualLimits, milliseconds: usualLimits.milliseconds * 6 })
  return added({ ...tally, failures: tally.failures.filter((failure) => failure !== fallen) }, again.tally)
}

/** Reads `count` mutated files of a family; a file that brings the thread down is noted and the next thread goes on behind it. */
export const fuzz = async (run: FuzzRun, limits: FuzzLimits = usualLimits): Promise<Tally> => {
  const end = run.from + run.count
  let total = nothing()
  let next = run.from
  while (next < end) {
    const stretch = await runThread({ family: run.family, seed: run.seed, from: next, to: end }, limits)
    const fallen = stretch.tally.failures.findLast(({ index }) => index >= stretch.next)
    total = added(total, fallen ? await confirmed(run, stretch.tally, fallen) : stretch.tally)
    if (fallen && fallen.index > stretch.next) {
      const before = await runThread(
        { family: run.family, seed: run.seed, from: stretch.next, to: fallen.index },
        limits,
      )
      total = added(total, before.tally)
    }
    next = fallen ? fallen.index + 1 : stretch.next
  }
  return total
}
