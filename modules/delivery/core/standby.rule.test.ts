import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, items, rehearse } from '../rehearsal.fixture.ts'
import type { Duty } from './preparation.ts'
import { emptyRoom } from './room-state.ts'
import { type CandidateEvent, decideAnswers } from './seat.rule.ts'
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

test('SDS-4.4-40 what a replaced node hands over counts where nothing newer stands: the choice made last, not the one that came last', () => {
  const { room, seat, begin, seatDown, write } = rehearse(1)
  begin()
  seatDown('1-1', '09:05')
  const chosen = (machine: string, item: string, [choice, time, number]: [string, string, number]) =>
    ({
      ...{ type: 'answered', item, choice: [choice], clientId: machine, clientSeq: number },
      madeAt: new Date(at(time)).toISOString(),
    }) satisfies CandidateEvent
  const arrive = (time: string, events: readonly CandidateEvent[]): void => {
    const verdict = decideAnswers(room, seat('1-1'), { events, items, now: at(time) })
    assert.ok(!verdict.refused)
    write(time, ...verdict.value)
  }
  // The old node had two answers of the first machine alone; the candidate has answered one again at the second.
  arrive('09:20', [chosen('second', 'q1', ['B', '09:20', 1])])
  const alone = [chosen('first', 'q1', ['A', '09:10', 1]), chosen('first', 'q3', ['A', '09:11', 2])]
  arrive(
    '09:30',
    alone.map((event) => ({ ...event, relayed: true as const })),
  )
  const choices = () => [...seat('1-1').answers].map(([item, { choice }]) => [item, ...choice])
  assert.deepEqual(choices(), [
    ['q1', 'B'],
    ['q3', 'A'],
  ])
  assert.equal(seat('1-1').clients.get('first')?.contiguous, 2, 'both are on record')
  // Made at a third machine that only the old node knew, after everything else.
  arrive('09:31', [{ ...chosen('third', 'q1', ['C', '09:21', 1]), relayed: true }])
  assert.deepEqual(seat('1-1').answers.get('q1')?.choice, ['C'])
})
