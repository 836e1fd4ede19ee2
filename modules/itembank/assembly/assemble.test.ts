import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openSolver, type Solver } from '#platform/solver/highs.ts'
import { assembleForms, prepare } from './assemble.ts'
import { bigBank, manyRules } from './big-bank.fixture.ts'
import { judgeRequest } from './core/admission.ts'
import type { Drawn } from './core/draw.ts'
import type { FormPlan } from './core/overlap.ts'
import { candidatesOf, type Pool } from './core/pool.ts'
import { type RuleSet, usualDifficulty } from './core/rules.ts'
import { faultOf, sharedBetween } from './core/verify.ts'
import { demoBank } from './demo-bank.fixture.ts'

let solver: Solver
let pool: Pool
let rules: RuleSet
before(async () => {
  solver = openSolver()
  ;({ pool, rules } = await demoBank())
})
after(() => solver.close())

const single: FormPlan = { forms: 1, overlap: undefined }
interface Changes {
  readonly pool?: Pool
  readonly rules?: Partial<RuleSet>
  readonly plan?: FormPlan
  readonly seed?: string
}
const drawnOf = async (changes: Changes = {}): Promise<Drawn> => {
  const outcome = await assembleForms(
    {
      pool: changes.pool ?? pool,
      rules: { ...rules, ...changes.rules },
      ...{ plan: changes.plan ?? single, seed: changes.seed ?? '2026-12-26/1' },
    },
    solver.solve,
  )
  assert.ok(outcome.possible, JSON.stringify(outcome))
  assert.ok((outcome.gap ?? 1) <= 1e-4, `gap ${outcome.gap}`)
  return outcome.drawn
}
const itemsOf = (codes: readonly string[], of = pool) => {
  const byCode = new Map(candidatesOf(of, rules).map((item) => [item.code, item]))
  return codes.map((code) => byCode.get(code)!)
}

test('a paper of 100 points holds 80 B and 20 C, exactly as many from each range as the rules say, nothing twice', async () => {
  const { entries, forms } = await drawnOf()
  assert.equal(forms.length, 1)
  assert.equal(
    entries.reduce((sum, { points }) => sum + points, 0),
    100,
  )
  const items = itemsOf(forms[0]!.codes)
  assert.equal(new Set(items.map(({ contentKey }) => contentKey)).size, 100)
  for (const { code, counts } of rules.ranges)
    for (const type of ['B', 'C', 'G'] as const)
      assert.equal(
        items.filter((item) => item.type === type && item.range === code).length,
        counts[type] ?? 0,
        `${code} ${type}`,
      )
  assert.ok(entries.slice(0, 80).every(({ type }) => type === 'B'))
})

test('the same bank, rules and seed give the same paper byte for byte, in whatever order the items come and in whichever run', async () => {
  const plan = { forms: 2, overlap: undefined }
  const one = JSON.stringify(await drawnOf({ plan }))
  const turned = { ...pool, items: pool.items.toReversed() }
  assert.equal(JSON.stringify(await drawnOf({ plan, pool: turned })), one)
  const fresh = openSolver()
  const again = await assembleForms({ pool, rules, plan, seed: '2026-12-26/1' }, fresh.solve)
  fresh.close()
  assert.equal(again.possible && JSON.stringify(again.drawn), one)
  const other = await drawnOf({ seed: '2026-12-26/2' })
  const [codes] = [new Set((await drawnOf()).forms[0]!.codes)]
  const shared = other.forms[0]!.codes.filter((code) => codes.has(code)).length
  assert.ok(shared < 90, `${shared} of 100 items shared`)
})

test('difficulty meets the wanted spread where the bank can, and points of a range are used evenly', async () => {
  const spread = (codes: readonly string[]) =>
    [1, 2, 3, 4, 5].map((grade) => itemsOf(codes).filter(({ difficulty }) => difficulty === grade).length)
  const { forms } = await drawnOf()
  assert.deepEqual(spread(forms[0]!.codes), Object.values(usualDifficulty))
  const perPoint = Map.groupBy(itemsOf(forms[0]!.codes), ({ pointCode }) => pointCode)
  assert.ok([...perPoint.values()].every((list) => list.length <= 2))
  assert.ok(perPoint.size >= 85, `${perPoint.size} of 90 points`)
  const shares = { 1: 10, 2: 40, 3: 40, 4: 10, 5: 0 }
  const easier = await drawnOf({ rules: { difficulty: { kind: 'shares', shares } } })
  assert.ok(spread(easier.forms[0]!.codes)[1]! > 20)
})

test('parallel forms are equally hard, also where the bank cannot make any of them as hard as is wanted', async () => {
  const wishes: readonly RuleSet['difficulty'][] = [
    { kind: 'mean', mean: 2 },
    { kind: 'mean', mean: 4 },
    { kind: 'shares', shares: { 1: 0, 2: 0, 3: 0, 4: 50, 5: 50 } },
    { kind: 'shares', shares: { 1: 40, 2: 40, 3: 20, 4: 0, 5: 0 } },
  ]
  for (const difficulty of wishes) {
    const changes = { rules: { difficulty }, plan: { forms: 3, overlap: undefined } }
    const { forms } = await drawnOf(changes)
    const sums = forms.map(({ codes }) => itemsOf(codes).reduce((sum, item) => sum + item.difficulty, 0))
    const apart = Math.max(...sums) - Math.min(...sums)
    assert.ok(apart <= 1, `${JSON.stringify(difficulty)}: grades in all ${sums.join(', ')}`)
  }
})

test('SDS-4.2-01 composing a paper from another organisation’s items is refused, and one that is not in the bank, too', () => {
  const items = pool.items.with(7, { ...pool.items[7]!, organisationId: 'other' })
  const refusal = judgeRequest({ ...pool, items }, rules)
  assert.deepEqual([refusal?.code, refusal?.clauses], ['FOREIGN_ITEM', ['SDS-4.2-01']])
  assert.deepEqual(refusal?.details?.codes, [pool.items[7]!.code])
  const unknown = judgeRequest(pool, { ...rules, forced: ['B-Z-Z-Z-001-001'] })
  assert.deepEqual([unknown?.code, unknown?.clauses], ['FOREIGN_ITEM', ['SDS-4.2-01']])
  assert.equal(judgeRequest(pool, rules), undefined)
})

test('SDS-4.2-04 a type that people mark does not stand in a paper for the screen, and may in one for print', () => {
  const types = [...rules.types, { type: 'D' as const, count: 1, points: 5 }]
  const written = { ...rules, types, ranges: [], totalPoints: 105 }
  assert.equal(judgeRequest(pool, written)?.code, 'TYPE_NOT_ON_SCREEN')
  assert.equal(judgeRequest(pool, { ...written, medium: 'print' }), undefined)
  assert.equal(judgeRequest(pool, { ...rules, totalPoints: 120 })?.code, 'RULES_INCONSISTENT')
})

test('forced, excluded, exposed and enemy items, and at most one of a point, are kept to', async () => {
  const [range] = rules.ranges
  const local = candidatesOf(pool, rules).filter((item) => item.range === range!.code && item.type === 'B')
  const [first, second, third] = local.map(({ code }) => code) as [string, string, string]
  const usage = new Map([[third, { papers: 4, daysAgo: 3, papersAgo: 1 }]])
  const hard = { ...pool, usage, enemies: [[first, second] as const] }
  const { forms } = await drawnOf({
    pool: hard,
    rules: { forced: [first], excluded: [local[3]!.code], exposure: { mostUses: 4 }, perPoint: 3 },
  })
  const codes = new Set(forms[0]!.codes)
  assert.ok(codes.has(first))
  for (const code of [second, third, local[3]!.code]) assert.ok(!codes.has(code), code)
})

test('five parallel forms of a bank of 2,000 items keep 30 rules, share nothing and are proven best', async () => {
  const big = bigBank(2000)
  const many = manyRules(big)
  const request = { pool: big, rules: many, plan: { forms: 5, overlap: 0 }, seed: 'five' }
  const outcome = await assembleForms(request, solver.solve)
  assert.ok(outcome.possible && (outcome.gap ?? 1) <= 1e-4)
  const { demands } = prepare(request)
  const forms = outcome.drawn.forms.map(({ codes }) => itemsOf(codes, big))
  for (const [at, form] of forms.entries()) {
    assert.equal(faultOf(form, demands, many), undefined)
    for (const other of forms.slice(0, at)) assert.equal(sharedBetween(form, other), 0)
  }
})

test('forms share as many items as they may where the bank is too small for none, and never more', async () => {
  const few = { ...pool, items: pool.items.filter(({ type }) => type === 'C').slice(0, 45) }
  const counts = { types: [{ type: 'C' as const, count: 20, points: 5 }], ranges: [] }
  const plan = { forms: 3, overlap: 10 }
  const { forms } = await drawnOf({ pool: few, rules: { ...counts, overlap: 10 }, plan })
  const sets = forms.map(({ codes }) => itemsOf(codes, few))
  const shared = [
    sharedBetween(sets[0]!, sets[1]!),
    sharedBetween(sets[0]!, sets[2]!),
    sharedBetween(sets[1]!, sets[2]!),
  ]
  assert.ok(shared.some((count) => count > 0) && shared.every((count) => count <= 10), `${shared}`)
})
