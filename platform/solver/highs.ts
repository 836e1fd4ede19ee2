import { Worker } from 'node:worker_threads'
import type { Question, Reply } from './highs.worker.ts'
import { type LinearModel, type Solution, type Solve, writeModel } from './model.ts'

/** Longer than any model of a usual size takes by far; a model that needs more is stopped and reported. */
const timeLimitMilliseconds = 60_000

/** Nobody waits for the answer any more. */
export class SolverStopped extends Error {}

/** The model took too long; what stands in the way is its size and not a contradiction. */
export class SolverOvertime extends Error {}

/** The model asks to look into so many branches only, and they were not enough. */
export class SolverLimit extends Error {}

export interface Solver {
  /** Throws when the model is unbounded or malformed, takes longer than a minute, or `signal` stops it. */
  readonly solve: Solve
  close(): void
}

const answerOf = (
  { status, objective, values }: Reply,
  { variables, isLimited }: { readonly variables: readonly string[]; readonly isLimited: boolean },
): Solution => {
  if (status === 'Infeasible') return { status: 'infeasible' }
  if (status !== 'Optimal' && isLimited) throw new SolverLimit(`the solver answered ${status}`)
  if (status !== 'Optimal') throw new Error(`the solver answered ${status}`)
  const named = values.map(([name, value]) => [variables[Number(name.slice(1))] ?? name, value] as const)
  return { status: 'optimal', objective, values: new Map(named) }
}

interface Waiting {
  readonly answer: (reply: Reply) => void
  readonly fail: (error: Error) => void
}

/** The thread, and who waits for its next word. It is given up at the first failure. */
const hire = (signal: AbortSignal | undefined) => {
  const worker = new Worker(new URL('./highs.worker.ts', import.meta.url))
  let waiting: Waiting | undefined
  let broken: Error | undefined
  const giveUp = (error: Error) => {
    broken ??= error
    waiting?.fail(broken)
    waiting = undefined
    signal?.removeEventListener('abort', stop)
    void worker.terminate()
  }
  const stop = () => giveUp(new SolverStopped('the solver was stopped'))
  worker.on('message', (reply: Reply) => waiting?.answer(reply))
  worker.on('error', giveUp)
  worker.on('exit', (code) => giveUp(new Error(`the solver ended with ${code} and no reply`)))
  signal?.addEventListener('abort', stop)
  if (signal?.aborted) stop()
  const ask = (question: Question) =>
    new Promise<Reply>((resolve, reject) => {
      if (broken) return reject(broken)
      const timer = setTimeout(
        () => giveUp(new SolverOvertime(`the solver did not finish within ${timeLimitMilliseconds} ms`)),
        timeLimitMilliseconds,
      )
      const settled =
        <T>(then: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer)
          waiting = undefined
          then(value)
        }
      waiting = { answer: settled(resolve), fail: settled(reject) }
      worker.postMessage(question)
    })
  return { ask, close: () => giveUp(new SolverStopped('the solver is closed')) }
}

/**
 * HiGHS (WebAssembly) in a thread of its own, so the server's loop stays free and its memory is given back when it
 * is closed. One question at a time; later ones wait for their turn. A solver that failed or was stopped is done for.
 */
export const openSolver = (signal?: AbortSignal): Solver => {
  const { ask, close } = hire(signal)
  let last: Promise<unknown> = Promise.resolve()
  return {
    solve: async (model, seed) => {
      const { text, variables } = writeModel(model)
      const answer = last.then(() => ask({ text, seed, mostNodes: model.mostNodes }))
      last = answer.catch(() => {})
      return answerOf(await answer, { variables, isLimited: model.mostNodes !== undefined })
    },
    close,
  }
}

/** One model in a thread of its own. */
export const solveWithHighs: Solve = async (model: LinearModel, seed: number) => {
  const solver = openSolver()
  try {
    return await solver.solve(model, seed)
  } finally {
    solver.close()
  }
}
