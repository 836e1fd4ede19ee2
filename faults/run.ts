// `npm run faults -- [--runs N] [--seed S] [--family F]`: sittings with faults, and whether anything acknowledged was lost.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { recorder } from './disk/recorder.ts'
import { families } from './room/families.ts'
import { runSeries } from './room/series.ts'
import { tableOf } from './room/table.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    family: { type: 'string' },
    from: { type: 'string', default: '0' },
  },
})
const [runs, from] = [Number(values.runs), Number(values.from)]
const chosen = values.family === undefined ? Object.keys(families) : [values.family]
if (chosen.some((family) => !Object.hasOwn(families, family)) || !(runs > 0) || !(from >= 0)) {
  console.error(`families: ${Object.keys(families).join(', ')}; runs and from are numbers`)
  process.exit(2)
}
if (recorder() === null)
  console.log(
    'no compiler here: a power cut is played as kill -9 only and the disk has no faults, see faults/README.md',
  )

const began = Date.now()
let done = 0
const outcomes = await runSeries({ families: chosen, runs, from, seed: values.seed }, (outcome) => {
  done += 1
  if (done % 50 === 0) console.error(`${done} of ${runs} after ${Math.round((Date.now() - began) / 1000)} s`)
  if (outcome.findings.length === 0) return
  const folder = path.join(import.meta.dirname, 'found')
  mkdirSync(folder, { recursive: true })
  const again = `npm run faults -- --runs 1 --family ${outcome.family} --seed ${values.seed} --from ${outcome.number}`
  writeFileSync(
    path.join(folder, `${outcome.family}-${outcome.seed}.txt`),
    `${again}\n${outcome.findings.join('\n')}\n`,
  )
  console.log(`${again}\n  ${outcome.findings.slice(0, 5).join('\n  ')}`)
})
console.log(tableOf(outcomes))
const again = outcomes.filter(({ isSecondTry }) => isSecondTry).length
if (again > 0) console.log(`${again} runs were done again alone: the machine had no time for them`)
console.log(`${runs} runs in ${Math.round((Date.now() - began) / 1000)} s`)
process.exit(outcomes.some(({ findings }) => findings.length > 0) ? 1 : 0)
