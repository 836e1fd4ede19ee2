// `npm run fuzz:import -- [--family gift] [--count 200000] [--seed S] [--from N]`: mutated files through the readers.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { seeded } from '#platform/random/seeded.ts'
import { families, seedsOf } from './families.ts'
import { fuzz } from './fuzz.ts'
import { mutatedFile } from './mutate-zip.ts'
import type { Failure } from './tally.ts'

const { values } = parseArgs({
  options: {
    family: { type: 'string' },
    count: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
  },
})
const { seed } = values
const [count, from] = [Number(values.count), Number(values.from)]
const chosen = values.family === undefined ? Object.keys(families) : [values.family]
const unknown = chosen.filter((family) => !Object.hasOwn(families, family))
if (unknown.length > 0 || !(count > 0) || !(from >= 0)) {
  console.error(`families: ${Object.keys(families).join(', ')}; count and from are numbers`)
  process.exit(2)
}

/** The input of a failure, written where it can be looked at, with the call that repeats it. */
const keep = (family: string, { index, kind, reason }: Failure): void => {
  const folder = path.join(import.meta.dirname, 'found')
  mkdirSync(folder, { recursive: true })
  const random = seeded(`${seed}:${family}:${index}`)
  const file = path.join(folder, `${family}-${seed}-${index}`)
  writeFileSync(file, mutatedFile({ seeds: seedsOf(family), tokens: families[family]!.tokens, random }))
  console.log(
    `  ${kind}: ${reason}\n  ${file}\n  --family ${family} --seed ${seed} --from ${index} --count 1`,
  )
}

let failed = false
for (const family of chosen) {
  const began = Date.now()
  const { read, items, sound, refused, failures } = await fuzz({ family, seed, from, count })
  const seconds = (Date.now() - began) / 1000
  const kinds = (kind: Failure['kind']) => failures.filter((failure) => failure.kind === kind).length
  const refusals = Object.values(refused).reduce((sum, one) => sum + one, 0)
  console.log(
    `${family}: ${count} files in ${seconds.toFixed(1)} s (${Math.round(count / seconds)}/s); ` +
      `read ${read} (${items} items, ${sound} without problems), refused ${refusals}, ` +
      `crashed ${kinds('crashed')}, hung ${kinds('hung')}, over memory ${kinds('over memory')}`,
  )
  console.log(`  refused: ${JSON.stringify(refused)}`)
  for (const failure of failures.slice(0, 10)) keep(family, failure)
  failed ||= failures.length > 0
}
process.exit(failed ? 1 : 0)
