import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  availablePaperActions,
  decidePaper,
  evolvePaper,
  type Handler,
  newPaper,
  type Paper,
  type PaperRequest,
  paperActions,
  paperStates,
  paperTransitions,
} from './paper.machine.ts'

const handler = (accountId: string, changes: Partial<Handler> = {}): Handler => ({
  accountId,
  name: `人员${accountId}`,
  organisationId: 'own',
  bound: true,
  ...changes,
})
const [author, reviewer, keeper, invigilator] = ['1', '2', '3', '4'].map((id) => handler(id)) as [
  Handler,
  Handler,
  Handler,
  Handler,
]
const rules = { openers: 2 }
const binding = { batchId: 'batch-1', sessionId: 'session-0900' }
const earliestOpening = new Date('2026-12-26T00:55:00Z')
const steps: readonly PaperRequest[] = [
  { action: 'assign', by: author, binding },
  { action: 'review', by: reviewer },
  { action: 'seal', by: keeper, earliestOpening },
  { action: 'dispatch', by: keeper, binding },
  { action: 'open', by: keeper, openers: [keeper, invigilator], binding, at: earliestOpening },
  { action: 'use', by: invigilator, binding },
  { action: 'archive', by: keeper },
]
const after = (count: number): Paper =>
  steps.slice(0, count).reduce(
    (paper, request) => {
      const verdict = decidePaper(paper, request, rules)
      assert.ok(!verdict.refused, `${request.action}: ${verdict.refused ? verdict.code : ''}`)
      return evolvePaper(paper, verdict.value)
    },
    newPaper('own', author.accountId),
  )
const refusalOf = (paper: Paper, request: PaperRequest) => {
  const verdict = decidePaper(paper, request, rules)
  assert.ok(verdict.refused, 'was granted')
  return [verdict.code, verdict.clauses]
}

test('a paper goes its whole way, from assembly to the archive', () => {
  assert.deepEqual(
    steps.map((_, at) => after(at + 1).state),
    ['assembled', 'reviewed', 'sealed', 'dispatched', 'opened', 'used', 'archived'],
  )
  assert.deepEqual(after(7), {
    organisationId: 'own',
    state: 'archived',
    assembledBy: '1',
    reviewedBy: '2',
    binding,
    earliestOpening,
  })
})

test('the table: every target is a state, every state is reachable, and what it lacks is refused', () => {
  const reached = new Set(['assembled'])
  for (const state of paperStates) {
    for (const target of Object.values(paperTransitions[state])) {
      assert.ok(paperStates.includes(target))
      reached.add(target)
    }
  }
  assert.deepEqual([...reached].sort(), [...paperStates].sort())
  const requests: { [A in (typeof paperActions)[number]]: PaperRequest } = {
    assign: steps[0]!,
    review: steps[1]!,
    seal: steps[2]!,
    dispatch: steps[3]!,
    open: steps[4]!,
    use: steps[5]!,
    archive: steps[6]!,
    void: { action: 'void', by: keeper, reason: '试题泄露风险' },
  }
  for (const state of paperStates) {
    for (const action of paperActions) {
      const paper = { ...after(3), state }
      const verdict = decidePaper(paper, requests[action], rules)
      assert.equal(!verdict.refused, availablePaperActions(state).includes(action), `${state} ${action}`)
    }
  }
})

test('SDS-4.2-03 paper P used at 09:00 of batch 1 cannot be bound to 14:00 of batch 1 or to batch 2', () => {
  for (const paper of [after(1), after(2), after(6)]) {
    for (const other of [
      { batchId: 'batch-1', sessionId: 'session-1400' },
      { batchId: 'batch-2', sessionId: 'session-0900' },
    ]) {
      assert.deepEqual(refusalOf(paper, { action: 'assign', by: author, binding: other }), [
        'ALREADY_BOUND',
        ['SDS-4.2-03'],
      ])
    }
  }
  const elsewhere = { batchId: 'batch-2', sessionId: 'session-0900' }
  assert.deepEqual(
    refusalOf(after(3), { action: 'dispatch', by: keeper, binding: elsewhere })[0],
    'ALREADY_BOUND',
  )
  assert.deepEqual(refusalOf(after(5), { action: 'use', by: keeper, binding: elsewhere })[0], 'ALREADY_BOUND')
})

test('SDS-4.2-03 a paper is used once, and not sealed before its time is known', () => {
  assert.deepEqual(refusalOf(after(6), steps[5]!), ['WRONG_STATE', ['SDS-4.2-03']])
  assert.deepEqual(refusalOf({ ...after(2), binding: null }, steps[2]!), ['NOT_BOUND', ['SDS-4.2-03']])
})

test('SDS-4.2-01 a paper of another organisation cannot be handled', () => {
  const stranger = handler('9', { organisationId: 'other' })
  assert.deepEqual(refusalOf(after(3), { action: 'dispatch', by: stranger, binding }), [
    'FOREIGN_PAPER',
    ['SDS-4.2-01'],
  ])
})

test('SDS-4.2-07 a user without undertaking gets a refusal at every step, also as the second opener', () => {
  const unbound = handler('5', { bound: false })
  steps.forEach((request, at) => {
    assert.deepEqual(refusalOf(after(at), { ...request, by: unbound }), [
      'UNDERTAKING_MISSING',
      ['SDS-4.2-07'],
    ])
  })
  const opening: PaperRequest = {
    action: 'open',
    by: keeper,
    openers: [keeper, unbound],
    binding,
    at: earliestOpening,
  }
  assert.equal(refusalOf(after(4), opening)[0], 'UNDERTAKING_MISSING')
})

test('who assembled a paper does not review it', () => {
  assert.equal(refusalOf(after(1), { action: 'review', by: author })[0], 'OWN_REVIEW')
})

test('SDS-4.2-09 a paper is opened at its time and not a moment earlier, by two different people', () => {
  const opening = (openers: readonly Handler[], at: Date): PaperRequest => ({
    action: 'open',
    by: keeper,
    openers,
    binding,
    at,
  })
  const early = new Date(earliestOpening.getTime() - 1)
  assert.deepEqual(refusalOf(after(4), opening([keeper, invigilator], early)), ['NOT_YET', ['SDS-4.2-09']])
  assert.equal(refusalOf(after(4), opening([keeper], earliestOpening))[0], 'OPENERS_TOO_FEW')
  assert.equal(refusalOf(after(4), opening([keeper, keeper], earliestOpening))[0], 'OPENERS_TOO_FEW')
})

test('voiding needs a reason and ends every use; what was opened cannot be voided away', () => {
  assert.equal(refusalOf(after(3), { action: 'void', by: keeper, reason: ' ' })[0], 'REASON_MISSING')
  const verdict = decidePaper(after(3), { action: 'void', by: keeper, reason: '密封破损' }, rules)
  assert.ok(!verdict.refused)
  const voided = evolvePaper(after(3), verdict.value)
  assert.deepEqual(availablePaperActions(voided.state), [])
  assert.equal(refusalOf(after(5), { action: 'void', by: keeper, reason: '密封破损' })[0], 'WRONG_STATE')
})

test('a fact that does not follow is a fault', () => {
  assert.throws(() => evolvePaper(after(1), { type: 'paper-used' }))
})
