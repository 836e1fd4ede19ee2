import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { ScoringPanel } from '#modules/policy/core/exam-parameters.ts'
import type { Known } from '#modules/policy/core/parameter.ts'
import { regime } from '#modules/policy/core/regime.ts'
import { day } from '#platform/clock/day.ts'
import {
  aggregate,
  checkComplete,
  checkEntry,
  type PracticalForm,
  type SheetEntry,
  sheetTotal,
} from './practical.rule.ts'

const form: PracticalForm = JSON.parse(
  readFileSync(new URL('../../../demo/data/practical-electrician-4.json', import.meta.url), 'utf8'),
)
const panel = regime('shandong-social', day('2026-12-26')).staffing.panel as Known<ScoringPanel>

const full = (): Record<string, number> =>
  Object.fromEntries(
    form.modules.flatMap(({ scoringPoints }) => scoringPoints).map(({ code, maxScore }) => [code, maxScore]),
  )
const entry = (points: Record<string, number>, vetoes: SheetEntry['vetoes'] = []): SheetEntry => ({
  points,
  vetoes,
  deductions: [],
})
const codeOf = (verdict: { refused: boolean; code?: string }) => (verdict.refused ? verdict.code : 'accepted')

test('SDS-4.4-39 the demo sheet adds up to 100 and holds 安全文明生产', () => {
  assert.equal(sheetTotal(form, entry(full())), 100)
})

test('SDS-4.4-39 points above the allotment, below zero, off the step or for no scoring point are refused', () => {
  assert.equal(codeOf(checkEntry(form, entry({ 'M1-01': 4.5 }))), 'POINT_OUT_OF_RANGE')
  assert.equal(codeOf(checkEntry(form, entry({ 'M1-01': -0.5 }))), 'POINT_OUT_OF_RANGE')
  assert.equal(codeOf(checkEntry(form, entry({ 'M1-01': 3.3 }))), 'POINT_STEP')
  assert.equal(codeOf(checkEntry(form, entry({ 'M9-01': 1 }))), 'POINT_UNKNOWN')
  assert.equal(codeOf(checkEntry(form, entry({ 'M1-01': 3.5 }))), 'accepted')
})

test('a sheet with an open scoring point may be kept, not locked', () => {
  const { 'M1-01': _open, ...rest } = full()
  assert.equal(codeOf(checkEntry(form, entry(rest))), 'accepted')
  assert.equal(codeOf(checkComplete(form, entry(rest))), 'POINT_MISSING')
  assert.equal(codeOf(checkComplete(form, entry(full()))), 'accepted')
})

test('a veto of a module takes that module away, a veto of the exam everything', () => {
  const first = form.modules[0]!
  assert.equal(sheetTotal(form, entry(full(), [{ code: 'V-01', module: first.code }])), 100 - first.maxScore)
  assert.equal(sheetTotal(form, entry(full(), [{ code: 'V-03', module: null }])), 0)
})

test('a veto needs its module, an exam veto none, and only those of the form exist', () => {
  assert.equal(codeOf(checkEntry(form, entry({}, [{ code: 'V-01', module: null }]))), 'VETO_UNKNOWN')
  assert.equal(codeOf(checkEntry(form, entry({}, [{ code: 'V-03', module: 'M1' }]))), 'VETO_UNKNOWN')
  assert.equal(codeOf(checkEntry(form, entry({}, [{ code: 'V-99', module: null }]))), 'VETO_UNKNOWN')
})

test('the practical score is the mean of three examiners to one decimal, halves up', () => {
  const mean = (totals: number[]) => {
    const verdict = aggregate(totals, panel)
    return verdict.refused ? verdict.code : verdict.value
  }
  assert.equal(mean([80, 80.5, 81]), 80.5)
  assert.equal(mean([80, 80, 80.5]), 80.2)
  assert.equal(mean([59.5, 60, 60.5]), 60)
  assert.equal(mean([59.5, 60, 60]), 59.8)
})

test('fewer than three examiners, or an even number, give no score', () => {
  assert.equal(codeOf(aggregate([80, 81], panel)), 'SHEETS_MISSING')
  assert.equal(codeOf(aggregate([80, 81, 82, 83], panel)), 'SHEETS_EVEN')
})

test('SDS-4.4-39 deductions beside the points: each rule to its cap, never below nothing, and the points agree', () => {
  const noted = (...deductions: SheetEntry['deductions']) => ({ ...entry({}), deductions })
  // M1-01: 4 points; 元件选错 1 each without a cap, 漏检 0.5 each, at most 2.
  const two = noted({ point: 'M1-01', rule: 0, count: 1 }, { point: 'M1-01', rule: 1, count: 9 })
  assert.equal(codeOf(checkEntry(form, { ...two, points: { 'M1-01': 1 } })), 'accepted')
  const wrong = checkEntry(form, { ...two, points: { 'M1-01': 1.5 } })
  assert.equal(codeOf(wrong), 'DEDUCTION_MISMATCH')
  assert.match(wrong.refused ? wrong.sentence : '', /应得 1 分/)
  const many = noted({ point: 'M1-01', rule: 0, count: 7 })
  assert.equal(codeOf(checkEntry(form, { ...many, points: { 'M1-01': 0 } })), 'accepted')
  const unknown = noted({ point: 'M1-01', rule: 5, count: 1 })
  assert.equal(codeOf(checkEntry(form, { ...unknown, points: { 'M1-01': 3 } })), 'DEDUCTION_UNKNOWN')
})
