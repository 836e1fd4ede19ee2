import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decideMove, type ItemStanding, openMoves, reasonMissing } from './item.machine.ts'

const item = (state: ItemStanding['state'], changes: Partial<ItemStanding> = {}): ItemStanding => ({
  ...{ state, authorId: 'author', firstReviewerId: null, ...changes },
})
const reviewer = (accountId: string) => ({ accountId, roles: ['org-item-reviewer'] })
const keeper = { accountId: 'keeper', roles: ['org-itembank'] }

test('SDE-4.5-26 a review is another’s than the author’s, the second another’s than the first', () => {
  const pass = (standing: ItemStanding, accountId: string) =>
    decideMove(standing, { action: 'pass', by: reviewer(accountId), reason: '' })
  const own = pass(item('first-review'), 'author')
  assert.ok(own.refused)
  assert.deepEqual([own.code, own.clauses], ['OWN_ITEM', ['SDE-4.5-26']])
  const first = pass(item('first-review'), 'one')
  assert.deepEqual(!first.refused && first.value, {
    ...{ from: 'first-review', to: 'second-review', people: { firstReviewerId: 'one' } },
  })
  const second = item('second-review', { firstReviewerId: 'one' })
  const same = pass(second, 'one')
  assert.equal(same.refused && same.code, 'SAME_REVIEWER')
  const other = pass(second, 'two')
  assert.deepEqual(!other.refused && other.value.people, { secondReviewerId: 'two' })
})

test('the buttons are the steps that this person may take now', () => {
  const actions = (standing: ItemStanding, by: typeof keeper) =>
    openMoves(standing, by).map(({ action }) => action)
  assert.deepEqual(actions(item('draft'), keeper), ['submit', 'retire'])
  assert.deepEqual(actions(item('active'), keeper), ['suspend', 'retire'])
  assert.deepEqual(actions(item('suspended'), keeper), ['resume', 'retire'])
  assert.deepEqual(actions(item('first-review'), keeper), [])
  assert.deepEqual(actions(item('first-review'), reviewer('one')), ['pass', 'return'])
  assert.deepEqual(actions(item('first-review'), reviewer('author')), [])
  assert.deepEqual(actions(item('retired'), keeper), [])
})

test('a step from the wrong state or by another’s duty is refused; leaving and returning say why', () => {
  const late = decideMove(item('active'), { action: 'submit', by: keeper, reason: '' })
  assert.equal(late.refused && late.code, 'WRONG_STATE')
  const foreign = decideMove(item('active'), { action: 'retire', by: reviewer('one'), reason: '过时' })
  assert.equal(foreign.refused && foreign.code, 'NOT_YOUR_DUTY')
  assert.equal(reasonMissing('retire', '  ')?.code, 'REASON_MISSING')
  assert.equal(reasonMissing('submit', ''), undefined)
})
