import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSolver, SolverLimit, SolverStopped, solveWithHighs } from './highs.ts'
import { type LinearModel, writeModel } from './model.ts'

/** The best load of at most 10: values 10, 13, 7, 8 at weights 5, 6, 3, 4. */
const knapsack: LinearModel = {
  minimise: [
    [-10, 'a'],
    [-13, 'b'],
    [-7, 'c'],
    [-8, 'd 甲'],
  ],
  constraints: [
    {
      terms: [
        [5, 'a'],
        [6, 'b'],
        [3, 'c'],
        [4, 'd 甲'],
      ],
      max: 10,
    },
  ],
  choices: ['a', 'b', 'c', 'd 甲'],
}

test('a small knapsack gets its optimum, whatever the names', async () => {
  const solution = await solveWithHighs(knapsack, 1)
  assert.ok(solution.status === 'optimal')
  assert.equal(Math.round(solution.objective), -21)
  assert.deepEqual(
    ['a', 'b', 'c', 'd 甲'].map((name) => Math.round(solution.values.get(name)!)),
    [0, 1, 0, 1],
  )
})

test('limits on both sides and continuous variables hold', async () => {
  const solution = await solveWithHighs(
    {
      minimise: [
        [1, 'x'],
        [2, 'y'],
      ],
      constraints: [
        {
          terms: [
            [1, 'x'],
            [1, 'y'],
          ],
          min: 2.5,
          max: 3,
        },
        { terms: [[1, 'x']], max: 2 },
      ],
      choices: [],
    },
    1,
  )
  assert.ok(solution.status === 'optimal')
  assert.ok(Math.abs(solution.objective - 3) < 1e-6)
})

test('a contradiction is reported as infeasible, an unbounded model is a fault', async () => {
  const contradiction = { ...knapsack, constraints: [{ terms: [[1, 'a']] as const, min: 2 }] }
  assert.equal((await solveWithHighs(contradiction, 1)).status, 'infeasible')
  await assert.rejects(
    solveWithHighs({ minimise: [[-1, 'x']], constraints: [{ terms: [[1, 'x']], min: 0 }], choices: [] }, 1),
  )
})

test('equal models and seeds give equal solutions', async () => {
  const [one, two] = await Promise.all([solveWithHighs(knapsack, 7), solveWithHighs(knapsack, 7)])
  assert.deepEqual(one, two)
})

test('the text breaks long sums into lines', () => {
  const terms = Array.from({ length: 500 }, (_, at) => [1, `v${at}`] as const)
  const { text } = writeModel({ minimise: terms, constraints: [], choices: [] })
  assert.ok(text.split('\n').every((line) => line.length < 250))
})

/** Many things of odd weights, half of them to be packed exactly: no short way to the best. */
const hardOnes = (mostNodes: number): LinearModel => {
  const things = Array.from({ length: 60 }, (_, at) => `t${at}`)
  const weight = (at: number, by: number) => 100 + ((at * at * 7919 * by) % 397)
  return {
    minimise: things.map((thing, at) => [-weight(at, 3), thing] as const),
    constraints: [1, 2, 5, 7].map((by) => ({
      terms: things.map((thing, at) => [weight(at, by), thing] as const),
      max: 8000,
    })),
    choices: things,
    mostNodes,
  }
}

test('one solver answers one question after another, in order', async () => {
  const solver = openSolver()
  const answers = await Promise.all([1, 2, 3].map((seed) => solver.solve(knapsack, seed)))
  assert.ok(answers.every((answer) => answer.status === 'optimal' && Math.round(answer.objective) === -21))
  solver.close()
  await assert.rejects(solver.solve(knapsack, 1), SolverStopped)
})

test('whole numbers up to a limit', async () => {
  const wholes = [{ name: 'n', max: 3 }]
  const model = {
    minimise: [[-1, 'n']] as const,
    constraints: [{ terms: [[2, 'n']] as const, max: 7 }],
    choices: [],
    wholes,
  }
  const solution = await solveWithHighs(model, 1)
  assert.ok(solution.status === 'optimal')
  assert.equal(Math.round(solution.values.get('n')!), 3)
})

test('a model that may look into few branches only says when they were not enough', async () => {
  await assert.rejects(solveWithHighs(hardOnes(1), 1), SolverLimit)
})

test('who waits can stop it, and then nothing is answered any more', async () => {
  const stopping = new AbortController()
  const solver = openSolver(stopping.signal)
  const answer = solver.solve(hardOnes(1_000_000), 1)
  stopping.abort()
  await assert.rejects(answer, SolverStopped)
  await assert.rejects(solver.solve(knapsack, 1), SolverStopped)
})
