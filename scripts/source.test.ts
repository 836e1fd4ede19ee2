import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codeOf, importsOf, isTest, literalsOf, testNamesOf } from './source.ts'

test('literals are read with any quotes, comments are not', () => {
  const source = `const a = 'one' // 'two'\n/* "three" */ const b = "fo\\"ur" + \`five\``
  assert.deepEqual(literalsOf(source), ['one', 'fo\\"ur', 'five'])
})

test('an address in a string is no comment', () => {
  assert.deepEqual(literalsOf(`const url = 'https://example.com'; const b = 'x'`), [
    'https://example.com',
    'x',
  ])
})

test('what can run has neither comments nor the contents of strings', () => {
  assert.equal(codeOf(`a('x') // b\nc`), `a('')  \nc`)
})

test('imports of every form are read', () => {
  const source = [
    "import { a } from './a.ts'",
    "import type { B } from './b.ts'",
    "import './c.ts'",
    "import {\n  d,\n  e,\n} from './d.ts'",
    "export type { F } from './f.ts'",
    "const g = await import('./g.ts')",
    "// import { x } from './x.ts'",
  ].join('\n')
  assert.deepEqual(importsOf(source), [
    { from: './a.ts', typeOnly: false },
    { from: './b.ts', typeOnly: true },
    { from: './c.ts', typeOnly: false },
    { from: './d.ts', typeOnly: false },
    { from: './f.ts', typeOnly: true },
    { from: './g.ts', typeOnly: false },
  ])
})

test('names of tests are read, with quotes, backquotes and modifiers', () => {
  const source = `test('one', () => {})\ntest.only("two", f)\nstep(\n  \`three\`, f)\n// test('four', f)\ncontest('five')`
  assert.deepEqual(testNamesOf(source), ['one', 'two', 'three'])
})

test('test files are told by their names', () => {
  for (const path of ['a.test.ts', 'a.db.test.ts', 'a.http.test.ts', 'a.e2e.ts', 'a.test.tsx'])
    assert.ok(isTest(path))
  for (const path of ['a.ts', 'test.ts', 'a.tests.ts']) assert.ok(!isTest(path))
})
