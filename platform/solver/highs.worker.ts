import { parentPort, workerData } from 'node:worker_threads'
import loadHighs from 'highs'

const { text, seed } = workerData as { readonly text: string; readonly seed: number }
const highs = await loadHighs()
const result = highs.solve(text, { random_seed: seed, output_flag: false })
parentPort?.postMessage({
  status: result.Status,
  objective: result.ObjectiveValue,
  values: Object.values(result.Columns).map((column) => [
    column.Name,
    'Primal' in column ? column.Primal : 0,
  ]),
})
