import { parentPort } from 'node:worker_threads'
import loadHighs from 'highs'

export interface Question {
  readonly text: string
  readonly seed: number
  readonly mostNodes: number | undefined
}

export interface Reply {
  readonly status: string
  readonly objective: number
  readonly values: readonly (readonly [name: string, value: number])[]
}

/** What is called optimal: no better solution can be better by more than this share. */
const relativeGap = 1e-4

const highs = await loadHighs()

parentPort?.on('message', ({ text, seed, mostNodes }: Question) => {
  const options = {
    random_seed: seed,
    output_flag: false,
    mip_rel_gap: relativeGap,
    ...(mostNodes && { mip_max_nodes: mostNodes }),
  }
  const result = highs.solve(text, options)
  const values = Object.values(result.Columns).map(
    (column) => [column.Name, 'Primal' in column ? column.Primal : 0] as const,
  )
  parentPort?.postMessage({ status: result.Status, objective: result.ObjectiveValue, values } satisfies Reply)
})
