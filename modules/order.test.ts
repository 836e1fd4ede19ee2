import assert from 'node:assert/strict'
import { posix } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { importsOf, type SourceFile, sourceFiles } from '../scripts/source.ts'
import { type ImportingFile, orderViolations, pipeline } from './order.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

const resolve = (from: string, specifier: string): string => {
  if (specifier.startsWith('#')) return specifier.slice(1)
  return specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : specifier
}

const read = (file: SourceFile): ImportingFile => ({
  path: file.path,
  imports: importsOf(file.text).map(({ from, typeOnly }) => ({ path: resolve(file.path, from), typeOnly })),
})

const one = (path: string, target: string, typeOnly = false): readonly string[] =>
  orderViolations([{ path, imports: [{ path: target, typeOnly }] }])

test('no import of the house points right or goes past a door', () => {
  const files = sourceFiles(root, ['modules', 'platform', 'apps', 'db']).map(read)
  assert.ok(files.length > 20)
  assert.deepEqual(orderViolations(files), [])
})

test('every folder of modules stands in the pipeline', () => {
  const folders = new Set(
    sourceFiles(root, ['modules'])
      .map((file) => file.path.split('/'))
      .filter((parts) => parts.length > 2)
      .map((parts) => parts[1]),
  )
  for (const folder of folders)
    assert.ok(
      pipeline.some((name) => name === folder),
      `${folder} is unknown`,
    )
})

test('an import to the right is found', () => {
  assert.equal(one('modules/plan/store.ts', 'modules/enrolment/facts.ts').length, 1)
  assert.equal(one('modules/enrolment/store.ts', 'modules/plan/facts.ts').length, 0)
})

test('only facts, the core of policy and types of a contract are doors', () => {
  assert.equal(one('modules/plan/commands/create.ts', 'modules/filing/store.ts').length, 1)
  assert.equal(one('modules/plan/commands/create.ts', 'modules/filing/core/filing.rule.ts').length, 1)
  assert.equal(one('modules/plan/commands/create.ts', 'modules/policy/core/regime.ts').length, 0)
  assert.equal(one('modules/plan/commands/create.ts', 'modules/policy/packs/shandong-social.ts').length, 1)
  assert.equal(one('modules/plan/commands/create.ts', 'modules/filing/contract.ts').length, 1)
  assert.equal(one('modules/plan/commands/create.ts', 'modules/filing/contract.ts', true).length, 0)
  assert.equal(one('modules/plan/commands/create.ts', 'modules/plan/store.ts').length, 0)
})

test('a test of a module may look behind the doors to its left, never to its right', () => {
  assert.equal(one('modules/plan/store.db.test.ts', 'modules/filing/store.ts').length, 0)
  assert.equal(one('modules/plan/store.db.test.ts', 'modules/archive/store.ts').length, 1)
})

test('platform knows no module and nobody but the composition imports apps', () => {
  assert.equal(one('platform/db/pool.ts', 'modules/plan/facts.ts').length, 1)
  assert.equal(one('modules/plan/store.ts', 'apps/server/main.ts').length, 1)
  assert.equal(one('platform/http/app.ts', 'apps/server/main.ts').length, 1)
  assert.equal(one('e2e/journey.e2e.ts', 'apps/server/main.ts').length, 0)
  assert.equal(one('apps/server/reactions.ts', 'modules/plan/commands/create.ts').length, 0)
})

test('a module outside the pipeline is found', () => {
  assert.equal(one('modules/notice/store.ts', 'modules/plan/facts.ts').length, 1)
  assert.equal(one('modules/plan/store.ts', 'modules/notice/facts.ts').length, 1)
})
