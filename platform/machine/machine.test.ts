import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defineMachine, type Transition } from './machine.ts'

const step = (
  action: string,
  [from, to]: [string[], string],
  roles = ['clerk'],
): Transition<string, string> => ({
  action,
  from,
  to,
  title: action,
  roles,
})
const machine = (states: string[], transitions: Transition<string, string>[]) =>
  defineMachine({ name: 'letter', states, initial: 'draft', transitions })

test('a machine takes the steps of its table and no other', () => {
  const letter = machine(['draft', 'sent'], [step('send', [['draft'], 'sent'])])
  assert.equal(letter.next('draft', 'send'), 'sent')
  assert.equal(letter.next('sent', 'send'), undefined)
})

test('the buttons are the steps open from the state to the roles held', () => {
  const letter = machine(
    ['draft', 'sent', 'torn'],
    [step('send', [['draft'], 'sent']), step('tear', [['draft', 'sent'], 'torn'], ['head'])],
  )
  assert.deepEqual(letter.available('draft', ['clerk']), [{ action: 'send', title: 'send' }])
  assert.deepEqual(letter.available('sent', ['head']), [{ action: 'tear', title: 'tear' }])
  assert.deepEqual(letter.available('torn', ['clerk', 'head']), [])
})

test('a table with an unreachable or unknown state, a doubled step or a step for nobody does not load', () => {
  assert.throws(() => machine(['draft', 'lost'], []), /lost cannot be reached/)
  assert.throws(() => machine(['draft'], [step('send', [['draft'], 'sent'])]), /unknown state sent/)
  assert.throws(
    () => machine(['draft', 'a', 'b'], [step('send', [['draft'], 'a']), step('send', [['draft'], 'b'])]),
    /send leaves draft twice/,
  )
  assert.throws(() => machine(['draft', 'sent'], [step('send', [['draft'], 'sent'], [])]), /nobody may send/)
})
