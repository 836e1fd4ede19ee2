import assert from 'node:assert/strict'
import { test } from 'node:test'
import { afterKey, type CalculatorKey, emptyCalculator } from './calculator.ts'

const shown = (...keys: CalculatorKey[]): string => keys.reduce(afterKey, emptyCalculator).shown

test('the calculator reckons as a pocket calculator does', () => {
  assert.equal(shown('1', '2', '+', '3', '='), '15')
  assert.equal(shown('2', '+', '3', '×', '4', '='), '20')
  assert.equal(shown('0', '.', '1', '+', '0', '.', '2', '='), '0.3')
  assert.equal(shown('2', '2', '0', '×', '2', '2', '0', '÷', '4', '8', '.', '4', '='), '1000')
  assert.equal(shown('9', '√'), '3')
  assert.equal(shown('5', '±', '+', '×', '3', '='), '-15')
  assert.equal(shown('1', '2', '←', '3'), '13')
})

test('dividing by nothing is an error, and the next key begins anew', () => {
  assert.equal(shown('1', '÷', '0', '='), '错误')
  assert.equal(shown('1', '÷', '0', '=', '7'), '0')
  assert.equal(shown('8', 'C'), '0')
})
