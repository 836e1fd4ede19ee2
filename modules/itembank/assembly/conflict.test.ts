import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openSolver, type Solver } from '#platform/solver/highs.ts'
import type { Grade, ItemType } from '../core/item.ts'
import type { Importance } from '../knowledge/core/tree.ts'
import { assembleForms } from './assemble.ts'
import { ruleId } from './core/demands.ts'
import type { Conflict } from './core/gap.ts'
import type { FormPlan } from './core/overlap.ts'
import type { BankItem, Pool } from './core/pool.ts'
import { explanationOf } from './core/report.ts'
import type { RuleSet } from './core/rules.ts'

let solver: Solver
before(() => {
  solver = openSolver()
})
after(() => solver.close())

/** `count` items of each of the types in each of the ranges A-A-A, A-A-B and B-A-A, difficulty going round 2, 3, 4. */
const bank = (
  count: number,
  changes: (item: BankItem, at: number) => Partial<BankItem> = () => ({}),
): Pool => {
  const items = ['A-A-A', 'A-A-B', 'B-A-A'].flatMap((range) =>
    (['B', 'C'] as ItemType[]).flatMap((type) =>
      Array.from({ length: count }, (_, at): BankItem => {
        const pointCode = `${range}-${String((at % 3) + 1).padStart(3, '0')}`
        const code = `${type}-${pointCode}-${String(at + 1).padStart(3, '0')}`
        const difficulty = (2 + (at % 3)) as Grade
        const item = { organisationId: 'own', code, type, pointCode, difficulty, contentKey: code }
        return { ...item, ...changes(item, at) }
      }),
    ),
  )
  return { organisationId: 'own', items, importance: new Map(), usage: new Map(), enemies: [] }
}

const base: RuleSet = {
  types: [
    { type: 'B', count: 6, points: 1 },
    { type: 'C', count: 4, points: 1 },
  ],
  ...{ ranges: [], bounds: [], importance: [], exposure: {}, excluded: [], forced: [] },
  difficulty: { kind: 'shares', shares: { 1: 0, 2: 30, 3: 40, 4: 30, 5: 0 } },
  ...{ minutes: 60, totalPoints: 10, medium: 'screen' },
}
const cells: RuleSet['ranges'] = [
  { code: 'A-A-A', weight: 50, counts: { B: 3, C: 2 } },
  { code: 'A-A-B', weight: 50, counts: { B: 3, C: 2 } },
]
const single: FormPlan = { forms: 1, overlap: undefined }

const conflictOf = async (pool: Pool, changes: Partial<RuleSet>, plan = single): Promise<Conflict> => {
  const rules = { ...base, ...changes }
  const outcome = await assembleForms({ pool, rules, plan, seed: 's' }, solver.solve)
  assert.ok(!outcome.possible)
  return outcome.conflict
}
const named = ({ rules }: Conflict) => rules.map(ruleId).sort()
const gapsOf = ({ gaps }: Conflict) => gaps.map(({ rule, missing, side }) => [ruleId(rule), side, missing])

test('a range that lacks items of a type is named alone, with how many it lacks', async () => {
  const pool = bank(9)
  const items = pool.items.filter(({ code }) => !code.startsWith('B-A-A-A') || code.endsWith('-001'))
  const conflict = await conflictOf({ ...pool, items }, { ranges: cells })
  assert.deepEqual(named(conflict), ['cell/A-A-A/B'])
  assert.deepEqual(gapsOf(conflict), [['cell/A-A-A/B', 'lack', 2]])
})

test('every range that lacks items is listed, although one is enough to make the paper impossible', async () => {
  const conflict = await conflictOf({ ...bank(9), items: [] }, { ranges: cells })
  assert.equal(conflict.rules.length, 1)
  assert.deepEqual(
    conflict.shortages.map(({ rule, missing }) => [ruleId(rule), missing]),
    [
      ['cell/A-A-A/B', 3],
      ['cell/A-A-A/C', 2],
      ['cell/A-A-B/B', 3],
      ['cell/A-A-B/C', 2],
    ],
  )
})

test('items that ask the same count once', async () => {
  const pool = bank(9, ({ type, pointCode }) =>
    type === 'B' && pointCode.startsWith('A-A-A') ? { contentKey: 'one question' } : {},
  )
  const conflict = await conflictOf(pool, { ranges: cells })
  assert.deepEqual(gapsOf(conflict), [['cell/A-A-A/B', 'lack', 2]])
})

test('an item that is forced and excluded: exactly these two rules', async () => {
  const pool = bank(9)
  const list = [pool.items[0]!.code]
  assert.deepEqual(named(await conflictOf(pool, { forced: list, excluded: list })), ['excluded', 'forced'])
})

test('an item that is forced and worn out: exactly these two rules', async () => {
  const pool = bank(9)
  const { code } = pool.items[0]!
  const usage = new Map([[code, { papers: 5, daysAgo: 100, papersAgo: 3 }]])
  const rules = { forced: [code], exposure: { mostUses: 5 } }
  assert.deepEqual(named(await conflictOf({ ...pool, usage }, rules)), ['exposure', 'forced'])
})

test('enemies that leave a range too few: the range and the enemies', async () => {
  const pool = bank(9)
  const local = pool.items.filter(({ code }) => code.startsWith('C-A-A-A')).map(({ code }) => code)
  const enemies = local.flatMap((a, at) => local.slice(0, at).map((b) => [a, b] as const))
  const conflict = await conflictOf({ ...pool, enemies }, { ranges: cells })
  assert.deepEqual(named(conflict), ['cell/A-A-A/C', 'enemies'])
  assert.deepEqual(gapsOf(conflict), [['cell/A-A-A/C', 'lack', 1]])
})

test('an importance that the ranges leave no room for: the share and the range', async () => {
  const pool = bank(9)
  const importance = new Map<string, Importance>(
    pool.items.map(({ pointCode }) => [pointCode, pointCode.startsWith('A-A-A') ? 'Y' : 'X']),
  )
  const rules = {
    importance: [{ importance: 'X' as const, min: 80 }],
    bounds: [
      { code: 'A-A-A', min: 5 },
      { code: 'A-A-B', min: 1 },
    ],
  }
  const conflict = await conflictOf({ ...pool, importance }, rules)
  assert.deepEqual(named(conflict), ['bound/A-A-A//0', 'importance/X'])
  assert.equal(
    conflict.gaps.reduce((sum, { missing }) => sum + missing, 0),
    3,
  )
})

test('a difficulty that a type does not come in: the difficulty and the type', async () => {
  const pool = bank(9, ({ type, difficulty }) => ({ difficulty: type === 'C' ? 5 : difficulty }))
  const shares = { 1: 0, 2: 20, 3: 40, 4: 20, 5: 20 }
  const conflict = await conflictOf(pool, { difficulty: { kind: 'shares', shares, tolerance: 0 } })
  assert.deepEqual(named(conflict), ['difficulty/5', 'type/C'])
  assert.deepEqual(
    conflict.gaps.map(({ missing }) => missing),
    [2],
  )
})

test('forms that may share nothing and a bank for fewer forms: the range and the overlap, and what lacks for all forms', async () => {
  const conflict = await conflictOf(bank(10), { ranges: cells, overlap: 0 }, { forms: 4, overlap: 0 })
  assert.equal(conflict.rules.length, 2)
  assert.ok(named(conflict).includes('overlap'))
  assert.deepEqual(
    conflict.gaps.map(({ missing }) => missing),
    [2],
  )
  const enough = { pool: bank(12), rules: { ...base, ranges: cells, overlap: 0 }, seed: 's' }
  const outcome = await assembleForms({ ...enough, plan: { forms: 4, overlap: 0 } }, solver.solve)
  assert.ok(outcome.possible)
})

test('too few points for at most one item of each: the type and the limit', async () => {
  const conflict = await conflictOf(bank(9), { perPoint: 1, bounds: [{ code: 'A-A-A', min: 4 }] })
  assert.deepEqual(named(conflict), ['bound/A-A-A//0', 'perPoint'])
})

test('a limit against many numbers of one sheet: the limit and just those numbers, told as one', async () => {
  const ranges = [
    { code: 'A-A-A', weight: 30, counts: { B: 2, C: 1 } },
    { code: 'A-A-B', weight: 30, counts: { B: 2, C: 1 } },
    { code: 'B-A-A', weight: 40, counts: { B: 2, C: 2 } },
  ]
  const rules = { ranges, bounds: [{ code: 'A', max: 5 }] }
  const conflict = await conflictOf(bank(20), rules)
  assert.deepEqual(named(conflict), [
    'bound/A//0',
    'cell/A-A-A/B',
    'cell/A-A-A/C',
    'cell/A-A-B/B',
    'cell/A-A-B/C',
  ])
  const wording = { rules: { ...base, ...rules }, rangeNames: new Map<string, string>() }
  assert.deepEqual(explanationOf(conflict, wording).rules, [
    '知识点分布中鉴定范围A-A-A、A-A-B的规定题数（共4项）',
    '鉴定范围A的试题不多于5题',
  ])
})

test('the explanation names each rule as it was written, and what lacks where', async () => {
  const pool = bank(9)
  const items = pool.items.filter(({ code }) => !code.startsWith('B-A-A-A'))
  const rules = { ...base, ranges: cells }
  const conflict = await conflictOf({ ...pool, items }, rules)
  const rangeNames = new Map([['A-A-A', '职业道德']])
  const { sentence, shortages } = explanationOf(conflict, { rules, rangeNames })
  assert.equal(
    sentence,
    '题库满足不了这条规则：鉴定范围A-A-A“职业道德”的单选题3题。“鉴定范围A-A-A“职业道德”的单选题3题”缺3题。',
  )
  assert.deepEqual(
    shortages.map(({ missing }) => missing),
    [3],
  )
})
