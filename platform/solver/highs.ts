import { Worker } from 'node:worker_threads'
import { type LinearModel, type Solution, writeModel } from './model.ts'

/** Longer than any model of a usual size takes by far; a model that needs more is stopped and reported. */
const timeLimitMilliseconds = 60_000

interface Reply {
  readonly status: string
  readonly objective: number
  readonly values: readonly (readonly [name: string, value: number])[]
}

const ask = (text: string, seed: number): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./highs.worker.ts', import.meta.url), { workerData: { text, seed } })
    const timer = setTimeout(() => {
      reject(new Error(`the solver did not finish within ${timeLimitMilliseconds} ms`))
      void worker.terminate()
    }, timeLimitMilliseconds)
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => {
      clearTimeout(timer)
      // Without effect where the reply has come before.
      reject(new Error(`the solver ended with ${code} and no reply`))
    })
  })

/**
 * Solves with HiGHS (WebAssembly) in a thread of its own, so the server's loop stays free and its memory is given
 * back afterwards. Throws when the model is unbounded or malformed, or takes longer than a minute.
 */
export const solveWithHighs = async (model: LinearModel, seed: number): Promise<Solution> => {
  const { text, variables } = writeModel(model)
  const { status, objective, values } = await ask(text, seed)
  if (status === 'Infeasible') return { status: 'infeasible' }
  if (status !== 'Optimal') throw new Error(`the solver answered ${status}`)
  const named = values.map(([name, value]) => [variables[Number(name.slice(1))] ?? name, value] as const)
  return { status: 'optimal', objective, values: new Map(named) }
}
