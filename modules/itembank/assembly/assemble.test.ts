import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { solveWithHighs } from '#platform/solver/highs.ts'
import { rangeOfPoint } from '../core/item.ts'
import { demoItems } from '../exchange/import/demo-items.fixture.ts'
import { demoFile } from '../exchange/import/workbook.fixture.ts'
import { readBlueprintWorkbook } from '../exchange/import/workbook.ts'
import { contentKeyOf } from '../item/core/item.rule.ts'
import type { Blueprint } from '../knowledge/core/blueprint.ts'
import { assemblePaper } from './assemble.ts'
import type { AssembledPaper, AssemblyRequest, BankItem } from './core/assembly.ts'

const organisationId = 'own'
let bank: readonly BankItem[] = []
let blueprint: Blueprint
before(async () => {
  const read = await readBlueprintWorkbook(demoFile('blueprint-electrician-4.xlsx'))
  assert.ok(!read.refused && read.value.value)
  bank = (await demoItems()).map((item) => ({ ...item, organisationId, contentKey: contentKeyOf(item) }))
  blueprint = read.value.value.blueprint
})

const assemble = (changes: Partial<AssemblyRequest> = {}) =>
  assemblePaper({ organisationId, blueprint, items: bank, seed: '2026-12-26/1', ...changes }, solveWithHighs)
const paperOf = async (changes: Partial<AssemblyRequest> = {}): Promise<AssembledPaper> => {
  const verdict = await assemble(changes)
  assert.ok(!verdict.refused, verdict.refused ? verdict.sentence : '')
  return verdict.value
}
const itemOf = (code: string) => bank.find((item) => item.code === code)!

test('a paper of 100 points holds 80 B and 20 C, exactly as many from each range as the blueprint says, nothing twice', async () => {
  const { entries, totalPoints, minutes } = await paperOf()
  assert.deepEqual([entries.length, totalPoints, minutes], [100, 100, 90])
  assert.equal(
    entries.reduce((sum, { points }) => sum + points, 0),
    100,
  )
  assert.equal(new Set(entries.map(({ code }) => code)).size, 100)
  assert.equal(new Set(entries.map(({ code }) => itemOf(code).contentKey)).size, 100)
  for (const { code, counts } of blueprint.ranges) {
    for (const type of ['B', 'C', 'G'] as const) {
      const drawn = entries.filter(
        (entry) => entry.type === type && rangeOfPoint(itemOf(entry.code).pointCode) === code,
      )
      assert.equal(drawn.length, counts[type] ?? 0, `${code} ${type}`)
    }
  }
  assert.deepEqual(
    entries.map(({ position }) => position),
    Array.from({ length: 100 }, (_, at) => at + 1),
  )
  assert.ok(entries.slice(0, 80).every(({ type }) => type === 'B'))
})

test('the same bank, blueprint and seed give the same paper, in whatever order the items come; another seed another paper', async () => {
  const [one, two, other] = [
    await paperOf(),
    await paperOf({ items: bank.toReversed() }),
    await paperOf({ seed: '2026-12-26/2' }),
  ]
  assert.deepEqual(two, one)
  const codes = new Set(one.entries.map(({ code }) => code))
  const shared = other.entries.filter(({ code }) => codes.has(code)).length
  assert.ok(shared < 90, `${shared} of 100 items shared`)
})

test('difficulty meets the wanted spread where the bank can, and points of a range are used evenly', async () => {
  const { difficulty, entries } = await paperOf()
  assert.deepEqual(difficulty, { 1: 5, 2: 20, 3: 50, 4: 20, 5: 5 })
  const easier = await paperOf({ difficulty: { 1: 10, 2: 40, 3: 40, 4: 10, 5: 0 } })
  assert.ok(easier.difficulty[2] > difficulty[2])
  const perPoint = Map.groupBy(entries, ({ code }) => itemOf(code).pointCode)
  assert.ok([...perPoint.values()].every((list) => list.length <= 2))
  assert.ok(perPoint.size >= 85, `${perPoint.size} of 90 points`)
})

test('SDS-4.2-01 composing a paper from another organisation’s items is refused', async () => {
  const verdict = await assemble({ items: bank.with(7, { ...bank[7]!, organisationId: 'other' }) })
  assert.ok(verdict.refused)
  assert.deepEqual([verdict.code, verdict.clauses], ['FOREIGN_ITEM', ['SDS-4.2-01']])
  assert.deepEqual(verdict.details?.codes, [bank[7]!.code])
})

test('too few items: the refusal names every range and type, and how many are missing there', async () => {
  const kept = new Map<string, number>()
  const items = bank.filter(({ pointCode, type }) => {
    const key = `${rangeOfPoint(pointCode)} ${type}`
    const limit = { 'A-A-A B': 1, 'B-B-A C': 0 }[key] ?? Number.POSITIVE_INFINITY
    const seen = kept.get(key) ?? 0
    kept.set(key, seen + 1)
    return seen < limit
  })
  const verdict = await assemble({ items })
  assert.ok(verdict.refused)
  assert.equal(verdict.code, 'ITEMS_MISSING')
  assert.deepEqual(verdict.details?.shortages, [
    { rangeCode: 'A-A-A', type: 'B', needed: 2, missing: 1 },
    { rangeCode: 'B-B-A', type: 'C', needed: 2, missing: 2 },
  ])
  assert.match(verdict.sentence, /鉴定范围A-A-A的单选题需要2题，缺1题/)
})

test('items that ask the same count once, also when they make the bank too small', async () => {
  const range = bank.filter(({ pointCode, type }) => rangeOfPoint(pointCode) === 'A-A-A' && type === 'B')
  const codes = new Set(range.map(({ code }) => code))
  const items = bank.map((item) => (codes.has(item.code) ? { ...item, contentKey: 'one question' } : item))
  const verdict = await assemble({ items })
  assert.ok(verdict.refused)
  assert.deepEqual(verdict.details?.shortages, [{ rangeCode: 'A-A-A', type: 'B', needed: 2, missing: 1 }])
})

test('an empty bank lacks everything; a blueprint that contradicts itself is refused before anything is drawn', async () => {
  const empty = await assemble({ items: [] })
  assert.ok(empty.refused)
  const shortages = empty.details?.shortages
  assert.equal(Array.isArray(shortages) && shortages.length, 34)
  const verdict = await assemble({ blueprint: { ...blueprint, totalPoints: 120 } })
  assert.equal(verdict.refused && verdict.code, 'BLUEPRINT_INCONSISTENT')
})
