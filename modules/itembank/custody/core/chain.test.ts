import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ChainEvent, chainBreaks, holders, sixEvents } from './chain.rule.ts'
import type { ChainStep } from './package.machine.ts'

const hand = (name: string) => ({ name, accountId: name })
const event = (
  step: ChainStep,
  by: string,
  changes: Partial<ChainEvent> & { hour?: number } = {},
): ChainEvent => ({
  ...{ step, state: 'done', quantity: 32, receivedQuantity: null, sealIntact: true, to: null, present: [] },
  at: new Date(Date.UTC(2026, 11, 25, changes.hour ?? 1)),
  by: hand(by),
  ...changes,
})
const chain = [
  event('make', '保管员', { to: hand('保管员'), hour: 1 }),
  event('seal', '保管员', { hour: 2 }),
  event('accept', '督导员', { hour: 3 }),
  event('store', '保管员', { hour: 4 }),
  event('fetch', '保管员', { to: hand('监考'), receivedQuantity: 32, hour: 5 }),
  event('open', '监考', { hour: 6 }),
  event('distribute', '监考', { hour: 7 }),
  event('archive', '监考', { hour: 8 }),
]
const reasons = (events: readonly ChainEvent[]) =>
  chainBreaks(events).map(({ at, reason }) => `${at} ${reason}`)

test('SDS-4.2-06 a chain in which each takes over from the one before has no break', () => {
  assert.deepEqual(chainBreaks(chain), [])
  assert.deepEqual(chainBreaks([]), [])
})

test('SDS-4.2-06 a paper package used without a handover record is shown as a broken chain', () => {
  const found = chainBreaks(chain.toSpliced(4, 1))
  assert.deepEqual(
    found.map(({ at, reason, clauses }) => [at, reason, clauses]),
    [
      [4, 'no-handover', ['SDS-4.2-06']],
      [5, 'no-handover', ['SDS-4.2-06']],
      [6, 'no-handover', ['SDS-4.2-06']],
    ],
  )
  assert.match(found[0]!.sentence, /保管员.*监考/)
})

test('SDS-4.2-06 a lost paper, a broken seal, a step back in time and a chain without beginning are named', () => {
  assert.deepEqual(reasons(chain.with(4, { ...chain[4]!, receivedQuantity: 31 })), ['4 quantity'])
  assert.deepEqual(reasons(chain.with(5, { ...chain[5]!, sealIntact: false })), ['5 seal'])
  assert.deepEqual(reasons(chain.with(5, { ...chain[5]!, at: new Date(0) })), ['5 time'])
  assert.deepEqual(reasons(chain.slice(1, 2)), ['0 no-origin'])
})

test('HN-3.1.7-01 at each moment exactly one person holds the package; a hand-over that waits moves nothing', () => {
  const waiting = event('hand', '保管员', { to: hand('主考'), state: 'awaiting' })
  const names = holders([...chain.slice(0, 4), waiting]).map(({ name }) => name)
  assert.deepEqual(names, ['保管员', '保管员', '保管员', '保管员', '保管员'])
  assert.deepEqual(
    holders(chain).map(({ name }) => name),
    ['保管员', '保管员', '保管员', '保管员', '监考', '监考', '监考', '监考'],
  )
})

test('HN-2.5-14 each package shows 6 events, and which of them have not happened', () => {
  assert.deepEqual(
    sixEvents(chain).map(({ name, by }) => `${name} ${by}`),
    ['制作 保管员', '密封 保管员', '保管 保管员', '交接 保管员', '分发 监考', '存档 监考'],
  )
  assert.deepEqual(
    sixEvents(chain.slice(0, 3))
      .filter(({ at }) => at === null)
      .map(({ name }) => name),
    ['保管', '交接', '分发', '存档'],
  )
})
