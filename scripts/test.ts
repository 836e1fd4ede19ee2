// Builds the portals, runs every test file under node:test and prints the closing counts.
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { fileURLToPath } from 'node:url'
import { stopTestServer } from '#platform/db/testing.ts'
import { buildWeb } from './build-web.ts'
import { killBelow } from './process-tree.ts'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const folders = ['platform', 'modules', 'apps', 'scripts', 'bench', 'fuzz', 'faults', 'e2e']
const only = process.argv.slice(2)

const testFiles = folders
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      path.join(folder, file),
    ),
  )
  .filter((file) => /\.(test|e2e)\.ts$/.test(file))
  .filter((file) => only.length === 0 || only.some((part) => file.includes(part)))

// Quick ones first: a broken rule shows within seconds, a broken journey within minutes.
const rank = (file: string) =>
  [/\.(e2e|browser)\./, /^faults/, /\.(db|http)\.test/, /./].findIndex((kind) => kind.test(file))
const ordered = testFiles.toSorted((a, b) => rank(b) - rank(a) || a.localeCompare(b))

await buildWeb()
const counts = { passed: 0, failed: 0, skipped: 0 }
const failures: string[] = []

/** The longest that a file may go on without a word; node:test waits for ever for one that does not end. */
const patience = 10 * 60_000

const endWhatHangs = (): void => {
  console.log(`no test has said anything for ${patience / 60_000} minutes: what runs is ended`)
  killBelow(process.pid)
}

const runFiles = (files: readonly string[], concurrency: number) =>
  new Promise<void>((resolve) => {
    const stream = run({
      files: files.map((file) => path.join(root, file)),
      concurrency,
      timeout: patience,
    })
    const watch = setTimeout(endWhatHangs, patience)
    stream.on('data', () => watch.refresh())
    stream.on('test:pass', ({ details, skip }) => {
      if (details.type === 'suite') return
      if (skip === undefined) counts.passed += 1
      else counts.skipped += 1
    })
    stream.on('test:fail', ({ name, file, details }) => {
      if (details.type === 'suite') return
      counts.failed += 1
      failures.push(`${file ? path.relative(root, file) : ''}: ${name}`)
    })
    stream.on('end', () => {
      clearTimeout(watch)
      resolve()
    })
    stream.compose(spec).pipe(process.stdout)
  })

const isHeavy = (file: string) => rank(file) <= 1
await runFiles(
  ordered.filter((file) => !isHeavy(file)),
  2,
)
await runFiles(ordered.filter(isHeavy), 1)
await stopTestServer()
if (failures.length > 0) console.log(`\n${failures.map((failure) => `✖ ${failure}`).join('\n')}`)
console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
process.exit(counts.failed === 0 && counts.passed > 0 ? 0 : 1)
