import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Duty } from './preparation.ts'
import { emptyRoom } from './room-state.ts'
import { decideTakeOver, decideWitnessedHead, mayTakeOver } from './standby.rule.ts'

const person = (id: string, role: Duty['role'], inCharge?: boolean): Duty => ({
  ...{ id, name: id, role, custodian: null, passcodeHash: '' },
  ...(inCharge && { inCharge }),
})

test('SDS-4.4-28 the chief orders the take-over, or the invigilator in charge; any invigilator only where the list names neither', () => {
  const [chief, one, two] = [
    person('z', 'chief'),
    person('a', 'invigilator'),
    person('b', 'invigilator', true),
  ]
  assert.equal(mayTakeOver(chief, [chief, one]), true)
  assert.equal(mayTakeOver(one, [chief, one]), false)
  assert.equal(mayTakeOver(two, [chief, one, two]), true)
  assert.equal(mayTakeOver(one, [one, two]), false)
  assert.equal(mayTakeOver(one, [one, person('s', 'supervisor')]), true)
  assert.equal(mayTakeOver(person('s', 'supervisor'), [one, person('s', 'supervisor')]), false)
})

const order = {
  ...{ actor: 'z01', now: Date.parse('2026-12-26T01:10:00Z'), node: 'http://b', from: 'http://a' },
  ...{ reason: '主机断电', confirmed: false, isLinked: false, lastHeard: null, clockAhead: 0 },
}

test('SDS-4.4-40 a standby that still hears the serving node takes over only when this is confirmed; never without a reason', () => {
  const room = emptyRoom()
  const linked = decideTakeOver(room, { ...order, isLinked: true })
  assert.ok(linked.refused && linked.code === 'still-linked')
  const silent = decideTakeOver(room, { ...order, reason: '' })
  assert.ok(silent.refused && silent.code === 'reason-missing')
  const confirmed = decideTakeOver(room, { ...order, isLinked: true, confirmed: true })
  assert.ok(!confirmed.refused)
  const [draft] = confirmed.value
  assert.ok(draft?.kind === 'taken-over' && draft.body.epoch === 2 && draft.body.confirmed)
})

test('SDS-5.1-02 a head that the journal has not is an alteration, unless the node before the take-over was alone with it', () => {
  const room = emptyRoom()
  room.takeovers.push({ epoch: 2, at: '', after: 10, reason: '', clockAhead: 0 })
  const seen = (seq: number, epoch: number, found?: string) =>
    decideWitnessedHead(room, { witness: '1-1', head: { seq, hash: `h${seq}` }, epoch, found }).map(
      ({ body }) => (body as { finding: string }).finding,
    )
  assert.deepEqual(seen(9, 1, 'h9'), [])
  assert.deepEqual(seen(0, 1), [])
  assert.deepEqual(seen(9, 1, 'other'), ['differs'])
  assert.deepEqual(seen(11, 1, 'other'), ['beyond'])
  assert.deepEqual(seen(11, 2, 'other'), ['differs'], 'shown by the present node itself')
})
