// `npm run check`: everything about the code that can be judged without running it, in under a minute.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describeSchema } from '#platform/db/describe.ts'
import { openTestDatabase, stopTestServer } from '#platform/db/testing.ts'
import { importCycles } from './cycles.ts'
import { sizeFindings } from './sizes.ts'
import { sourceFiles } from './source.ts'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

const folders = ['platform', 'modules', 'apps', 'db', 'scripts', 'bench', 'fuzz', 'faults', 'e2e']
const sources = sourceFiles(root, folders)

const command = (program: string, args: readonly string[]): Promise<string[]> =>
  new Promise((resolve) => {
    let output = ''
    const child = spawn(path.join(root, 'node_modules', '.bin', program), args, { cwd: root })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.on('exit', (code) => resolve(code === 0 ? [] : [output.trim()]))
  })

const nodeTest = (files: readonly string[]): Promise<string[]> =>
  new Promise((resolve) => {
    let output = ''
    const child = spawn(process.execPath, ['--test', ...files], { cwd: root })
    child.stdout.on('data', (chunk) => (output += chunk))
    child.on('exit', (code) => resolve(code === 0 ? [] : [output.trim()]))
  })

const schemaFindings = async (): Promise<string[]> => {
  const database = await openTestDatabase()
  const actual = await describeSchema(database.connection.ownerPool)
  await database.close()
  await stopTestServer()
  const committed = readFileSync(path.join(root, 'db/schema/schema.sql'), 'utf8')
  return actual === committed ? [] : ['db/schema/schema.sql is not what the migrations make: npm run db:dump']
}

const checks: Readonly<Record<string, () => Promise<readonly string[]>>> = {
  types: () => command('tsc', ['-p', '.']),
  lint: () => command('biome', ['check', '--diagnostic-level=error', '.']),
  'order and purity': () => nodeTest(['modules/order.test.ts', 'modules/pure.test.ts']),
  'dead code': () => command('knip', ['--no-progress']),
  cycles: async () => importCycles(sources),
  sizes: async () => sizeFindings(sources),
  schema: schemaFindings,
}

const results = await Promise.all(
  Object.entries(checks).map(async ([name, check]) => {
    const began = Date.now()
    const findings = await check()
    return { name, findings, seconds: ((Date.now() - began) / 1000).toFixed(1) }
  }),
)
for (const { name, findings, seconds } of results) {
  console.log(`${findings.length === 0 ? '✔' : '✖'} ${name} (${seconds} s)`)
  for (const finding of findings) console.log(finding)
}
process.exit(results.every(({ findings }) => findings.length === 0) ? 0 : 1)
