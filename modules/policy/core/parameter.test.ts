import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byOperator, leftOpen, notStated, stated, statedValue } from './parameter.ts'

test('a statement carries its value and its clauses, and a note only when it has one', () => {
  assert.deepEqual(stated(7, 'SDS-3.1-04 SDS-3.1-05'), {
    provenance: 'clause',
    value: 7,
    clauses: ['SDS-3.1-04', 'SDS-3.1-05'],
  })
  assert.equal(stated(7, 'SDS-3.1-04', '读法').note, '读法')
})

test('a statement without a clause is a defect', () => {
  assert.throws(() => stated(7, ''), RangeError)
  assert.throws(() => stated(7, '  '), RangeError)
})

test('what the operator set has a reason and needs no clause', () => {
  assert.deepEqual(byOperator(60, '本机构规定'), {
    provenance: 'operator',
    value: 60,
    clauses: [],
    reason: '本机构规定',
  })
})

test('silence has no value, whether or not a clause touches the matter', () => {
  assert.equal(statedValue(notStated), undefined)
  assert.equal(statedValue(leftOpen('SDS-4.3-09', '未规定')), undefined)
  assert.deepEqual(leftOpen('SDS-4.3-09', '未规定').clauses, ['SDS-4.3-09'])
  assert.equal(statedValue(stated(false, 'SDS-3.1-04')), false)
})
