import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CustodyEvent, custodyBreaks } from './custody.rule.ts'

const event = (
  kind: CustodyEvent['kind'],
  hands: readonly [string | null, string | null],
  hour: number,
): CustodyEvent => ({
  kind,
  fromName: hands[0],
  toName: hands[1],
  place: '保密室',
  quantity: 1,
  sealIntact: true,
  at: new Date(Date.UTC(2026, 11, 25, hour)),
})
const chain = [
  event('transmitted', [null, '保管员'], 1),
  event('kept', ['保管员', '保管员'], 2),
  event('handed-over', ['保管员', '主考'], 3),
  event('handed-over', ['主考', '监考'], 4),
  event('used', [null, '监考'], 5),
]
const reasons = (events: readonly CustodyEvent[]) =>
  custodyBreaks(events).map(({ at, reason }) => `${at} ${reason}`)

test('SDS-4.2-06 a chain in which each takes over from the one before has no break', () => {
  assert.deepEqual(custodyBreaks(chain), [])
  assert.deepEqual(custodyBreaks([]), [])
})

test('SDS-4.2-06 a paper package used without a handover record is shown as a broken chain', () => {
  const found = custodyBreaks(chain.toSpliced(3, 1))
  assert.deepEqual(
    found.map(({ at, reason, clauses }) => [at, reason, clauses]),
    [[3, 'no-handover', ['SDS-4.2-06']]],
  )
  assert.match(found[0]!.sentence, /主考.*监考/)
})

test('SDS-4.2-06 a lost package, a broken seal, a step back in time and a chain without beginning are named', () => {
  assert.deepEqual(reasons(chain.with(2, { ...chain[2]!, quantity: 2 })), ['2 quantity', '3 quantity'])
  assert.deepEqual(reasons(chain.with(3, { ...chain[3]!, sealIntact: false })), ['3 seal'])
  assert.deepEqual(reasons(chain.with(3, { ...chain[3]!, at: new Date(0) })), ['3 time'])
  assert.deepEqual(reasons(chain.slice(1)), ['0 no-origin'])
})
