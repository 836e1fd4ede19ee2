import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allClauses, clause, clauseIdPattern, isClauseId } from './clauses.ts'

test('a clause tells its document, its place and its requirement in one sentence', () => {
  const found = clause('SDS-3.1-04')
  assert.equal(found.document.shortName, '鲁就人〔2023〕6号')
  assert.equal(found.locator, '三、报名管理（一）认定计划编制')
  assert.match(found.sentence, /7天.*。$/u)
  assert.equal(found.capability, 'enrolment')
  assert.equal(found.tier, 1)
})

test('parameters are read apart, lists and patterns with = inside included', () => {
  assert.equal(clause('SDS-3.1-04').parameters.days, '7')
  assert.equal(clause('SDS-3.1-04').parameters.workdays, 'false')
  assert.equal(clause('SDS-A1-03').parameters.pattern, '^S000037[0-9]{6}$')
  assert.equal(clause('SDS-A2-02').parameters.values, '[院校学生|社会人员|其他]')
})

test('the library holds all five documents and no id twice', () => {
  const rows = [...allClauses().values()]
  assert.equal(rows.length, 1161)
  assert.deepEqual([...new Set(rows.map((row) => row.document.id))].toSorted(), [
    '000',
    '001',
    '002',
    '003',
    '004',
  ])
})

test('every row has a sentence, a place, a capability and a tier', () => {
  for (const row of allClauses().values()) {
    assert.ok(row.sentence.length > 5 && row.locator.length > 0 && row.capability.length > 0, row.id)
    assert.ok([1, 2, 3].includes(row.tier), `${row.id} ${row.tier}`)
  }
})

test('the prefix of an id fits its document', () => {
  const prefixes: Record<string, string> = { SDS: '000', SDE: '001', HN: '002', SDP: '003', SPC: '004' }
  for (const row of allClauses().values()) assert.equal(prefixes[row.id.split('-')[0] ?? ''], row.document.id)
})

test('every id is found whole in running text', () => {
  for (const id of allClauses().keys()) assert.deepEqual(`see ${id}, and more`.match(clauseIdPattern), [id])
  assert.equal('X-3.1-04 SDS-3.1-4 SDS31-04'.match(clauseIdPattern), null)
})

test('an id that does not exist is no clause id and throws when asked for', () => {
  assert.ok(isClauseId('SDS-3.1-04'))
  assert.ok(!isClauseId('SDS-9.9-99'))
  assert.ok(!isClauseId(''))
  assert.throws(() => clause('SDS-9.9-99'), RangeError)
})
