import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openSolver, type Solver } from '#platform/solver/highs.ts'
import { prepare, type Request } from './assemble.ts'
import { bigBank, manyRules } from './big-bank.fixture.ts'
import { assembleCandidates } from './candidates.ts'
import { faultOf } from './core/verify.ts'

let solver: Solver
before(() => {
  solver = openSolver()
})
after(() => solver.close())

const pool = bigBank(2000)
const rules = manyRules(pool)
const request: Request = { pool, rules, plan: { forms: 1, overlap: undefined }, seed: 'each his own' }
const draw = async (forms: number, of = request) => {
  const told: number[] = []
  const progress = async (done: number) => {
    told.push(done)
  }
  return { outcome: await assembleCandidates(of, { forms, progress }, solver.solve), told }
}

test('every candidate gets a form that keeps every rule, no two alike, with enemies apart and at most two of a point', async () => {
  const { outcome, told } = await draw(200)
  assert.ok(outcome.possible)
  const { candidates, demands } = prepare(request)
  const byCode = new Map(candidates.map((item) => [item.code, item]))
  const { forms, entries } = outcome.drawn
  assert.equal(forms.length, 200)
  for (const { codes, name } of forms)
    assert.equal(
      faultOf(
        codes.map((code) => byCode.get(code)!),
        demands,
        rules,
      ),
      undefined,
      name,
    )
  assert.equal(new Set(forms.map(({ codes }) => codes.toSorted().join())).size, 200)
  assert.ok(entries.length > 600, `${entries.length} items used`)
  assert.deepEqual(
    told,
    Array.from({ length: 10 }, (_, at) => (at + 1) * 20),
  )
})

test('the same seed gives every candidate the same form, whatever order the items come in', async () => {
  const one = await draw(40)
  const turned = { ...request, pool: { ...pool, items: pool.items.toReversed() } }
  const two = await draw(40, turned)
  assert.equal(JSON.stringify(two.outcome), JSON.stringify(one.outcome))
})

test('rules that the bank cannot meet are explained for one form', async () => {
  const { outcome } = await draw(40, {
    ...request,
    rules: {
      ...rules,
      bounds: [
        { code: 'A', min: 60 },
        { code: 'B', min: 60 },
      ],
    },
  })
  assert.ok(!outcome.possible)
  assert.deepEqual(
    outcome.conflict.rules.map(({ kind }) => kind),
    ['bound', 'bound'],
  )
})
