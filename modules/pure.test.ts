import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { codeOf, importsOf, isTest, sourceFiles } from '../scripts/source.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

const forbidden: readonly (readonly [string, RegExp])[] = [
  ['Date.now', /\bDate\s*\.\s*now\b/u],
  ['new Date()', /\bnew\s+Date\s*(?:\(\s*\)|(?!\s*\())/u],
  ['Date()', /(?<!new\s+|\.|\w)Date\s*\(/u],
  ['Math.random', /\bMath\s*\.\s*random\b/u],
  ['performance', /\bperformance\s*\./u],
  ['process', /\bprocess\s*\./u],
  ['fetch', /\bfetch\s*\(/u],
  ['timers', /\bset(?:Timeout|Interval|Immediate)\s*\(/u],
  ['random identifiers', /\brandomUUID\b|\bgetRandomValues\b/u],
  ['console', /\bconsole\s*\./u],
]

const impurities = (source: string): readonly string[] => {
  const code = codeOf(source)
  const calls = forbidden.filter(([, pattern]) => pattern.test(code)).map(([name]) => name)
  const imports = importsOf(source)
    .filter(
      ({ from, typeOnly }) => from.startsWith('node:') || (!typeOnly && /clock\/clock\.ts$/u.test(from)),
    )
    .map(({ from }) => from)
  return [...calls, ...imports]
}

test('the core of every module is pure: no clock, no chance, no process, no network, no file', () => {
  const cores = sourceFiles(root, ['modules']).filter(
    (file) => file.path.includes('/core/') && !isTest(file.path),
  )
  assert.ok(cores.length >= 10)
  assert.deepEqual(
    cores.flatMap((file) => impurities(file.text).map((found) => `${file.path}: ${found}`)),
    [],
  )
})

test('each impurity is found where it stands in code', () => {
  assert.deepEqual(impurities('const now = Date.now()'), ['Date.now'])
  assert.deepEqual(impurities('const now = new Date()'), ['new Date()'])
  assert.deepEqual(impurities('const now = new Date'), ['new Date()'])
  assert.deepEqual(impurities('const now = Date()'), ['Date()'])
  assert.deepEqual(impurities('const x = Math.random()'), ['Math.random'])
  assert.deepEqual(impurities('const x = process.env.X'), ['process'])
  assert.deepEqual(impurities('await fetch("x")'), ['fetch'])
  assert.deepEqual(impurities('setTimeout(() => 0, 1)'), ['timers'])
  assert.deepEqual(impurities("import { readFileSync } from 'node:fs'"), ['node:fs'])
  assert.deepEqual(impurities("import { systemClock } from '#platform/clock/clock.ts'"), [
    '#platform/clock/clock.ts',
  ])
})

test('a date with an argument, a comment and a string are no impurity', () => {
  assert.deepEqual(impurities("const then = new Date('2026-12-26T00:00:00Z')"), [])
  assert.deepEqual(impurities('// never Date.now()\nconst a = 1'), [])
  assert.deepEqual(impurities("const text = 'Math.random process. fetch('"), [])
  assert.deepEqual(impurities("import type { Clock } from '#platform/clock/clock.ts'"), [])
})
