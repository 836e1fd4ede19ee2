// `npm run bench -- NAME [--json]`: runs bench/NAME.bench.ts (all without a name) and prints its figures.
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Figure } from './figure.ts'

const folder = import.meta.dirname
const suffix = '.bench.ts'
const { positionals, values } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } })
const known = readdirSync(folder)
  .filter((file) => file.endsWith(suffix))
  .map((file) => file.slice(0, -suffix.length))
const unknown = positionals.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  console.error(`没有这个基准：${unknown.join('、')}。现有：${known.join('、')}`)
  process.exit(2)
}

const figures: Figure[] = []
for (const name of positionals.length > 0 ? positionals : known) {
  const bench: { run(): Promise<readonly Figure[]> } = await import(path.join(folder, `${name}${suffix}`))
  figures.push(...(await bench.run()))
}

const shown = (value: number | null) =>
  value === null ? '—' : value.toLocaleString('en', { maximumFractionDigits: 2 })
if (values.json) console.log(JSON.stringify(figures, null, 2))
else {
  for (const { name, value, unit, floor, ratio, target, ok } of figures) {
    const against = `floor ${shown(floor)}, ratio ${shown(ratio)}, target ${target}`
    console.log(`${ok ? '✔' : '✖'} ${name}: ${shown(value)} ${unit} (${against})`)
  }
}
process.exit(figures.every(({ ok }) => ok) ? 0 : 1)
