import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { allClauses } from '#modules/policy/library/clauses.ts'
import { citationsOf, coverageBy, gapsOf, unknownIds } from './clauses.ts'

// Built from parts, so that this file cites nothing that does not exist.
const absent = ['SDS', '9.9', '99'].join('-')

const files = [
  { path: 'modules/policy/packs/x.ts', text: "stated(7, 'SDS-3.1-04 SDS-3.1-05')" },
  { path: 'modules/plan/core/plan.rule.ts', text: "// SDS-3.1-02\nrefuse('X', { clauses: ['SDS-3.1-01'] })" },
  {
    path: 'modules/plan/core/plan.rule.test.ts',
    text: "test('SDS-3.1-01 too late', () => { f('SDS-3.1-08') })",
  },
]

test('packs, rules and test names are told apart; comments and test bodies cite nothing', () => {
  const citations = citationsOf(files)
  assert.deepEqual([...citations.packs.keys()], ['SDS-3.1-04', 'SDS-3.1-05'])
  assert.deepEqual([...citations.rules.keys()], ['SDS-3.1-01'])
  assert.deepEqual([...citations.tests], [['SDS-3.1-01', ['modules/plan/core/plan.rule.test.ts']]])
})

test('coverage counts each clause once', () => {
  const rows = coverageBy(allClauses().values(), citationsOf([...files, ...files]), (row) => row.document.id)
  assert.deepEqual(rows[0], { group: '000', total: 220, packs: 2, rules: 1, tests: 1 })
})

test('the gaps are the tier-1 clauses without a rule or a test, in the capabilities asked for', () => {
  const wanted = { document: '000', capabilities: ['plan'] }
  const gaps = gapsOf(allClauses().values(), citationsOf(files), wanted)
  assert.ok(!gaps.some((gap) => gap.id === 'SDS-3.1-01'))
  assert.deepEqual(gaps.find((gap) => gap.id === 'SDS-3.1-08')?.lacks, ['rule', 'test'])
  assert.ok(gaps.every((gap) => gap.capability === 'plan'))
  const enrolment = gapsOf(allClauses().values(), citationsOf(files), {
    ...wanted,
    capabilities: ['enrolment'],
  })
  assert.deepEqual(enrolment.find((gap) => gap.id === 'SDS-3.1-04')?.lacks, ['test'])
})

test('an id the library does not have is found with its file', () => {
  const planted = [{ path: 'modules/plan/core/x.ts', text: `const a = '${absent}'` }]
  assert.deepEqual(unknownIds(citationsOf(planted), allClauses()), [
    { id: absent, files: ['modules/plan/core/x.ts'] },
  ])
  assert.deepEqual(unknownIds(citationsOf(files), allClauses()), [])
})

test('the command runs over the repository, speaks JSON and finds no unknown id', () => {
  const script = fileURLToPath(new URL('clauses.ts', import.meta.url))
  const run = spawnSync(process.execPath, [script, '--json', 'plan'], { encoding: 'utf8' })
  assert.equal(run.status, 0, run.stderr)
  const report = JSON.parse(run.stdout)
  assert.deepEqual(report.unknown, [])
  assert.equal(report.documents.length, 5)
})
