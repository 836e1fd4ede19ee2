import assert from 'node:assert/strict'
import { test } from 'node:test'
import { settableClock } from '#platform/clock/clock.ts'
import { roomClock } from './room-clock.ts'

const nine = Date.parse('2026-12-26T01:00:00.000Z')

test('SDS-4.4-27 room time goes on evenly whatever the clock of the machine is set to', () => {
  let wall = Date.parse('2001-01-01T00:00:00Z')
  let ticks = 500
  const clock = roomClock({ ...settableClock(), wall: () => new Date(wall) }, () => ticks)
  ticks = 700
  clock.heard(nine, 500)
  assert.equal(clock.now(), nine + 100, 'the answer was under way for half of the time')
  ticks += 60_000
  wall -= 7_200_000
  assert.equal(clock.now(), nine + 60_100)
})

test('SDS-4.4-27 after a reload without network the kept difference to the machine goes on', () => {
  let wall = Date.parse('2001-01-01T00:00:00Z')
  const before = roomClock({ ...settableClock(), wall: () => new Date(wall) }, () => 0)
  before.heard(nine, 0)
  const offset = before.offset()
  wall += 5_000
  const after = roomClock({ ...settableClock(), wall: () => new Date(wall) }, () => 0)
  after.resume(offset)
  assert.equal(after.now(), nine + 5_000)
})
