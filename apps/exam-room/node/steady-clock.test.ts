import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Clock } from '#platform/clock/clock.ts'
import { steadyClock } from './steady-clock.ts'

const hour = 3_600_000

/** A machine whose clock somebody sets and whose count nobody can. */
const machine = (boot: string | null = 'first') => {
  const state = { wall: Date.parse('2026-12-26T01:00:00Z'), ahead: 0, uptime: 5000 }
  const clock: Clock = {
    now: () => new Date(state.wall + state.ahead),
    wall: () => new Date(state.wall),
    today: () => '2026-12-26' as never,
  }
  return {
    state,
    clock,
    uptime: { boot, now: () => state.uptime },
    pass: (milliseconds: number) => {
      state.wall += milliseconds
      state.uptime += milliseconds
    },
  }
}

test('SDS-4.4-27 the room time goes on evenly when the clock of the machine is set two hours on or back', () => {
  const { state, clock, uptime, pass } = machine()
  const steady = steadyClock(clock, uptime)
  const began = steady.now().getTime()
  for (const jump of [2 * hour, -4 * hour, hour]) {
    state.wall += jump
    pass(60_000)
  }
  assert.equal(steady.now().getTime() - began, 180_000)
  assert.equal(steady.wall().getTime() - began, 180_000)
  assert.equal(Math.round(steady.reading().ahead / 1000), -3600, 'how far the machine is off is known')
})

test('SDS-4.4-27 a restart of the node goes on by the same count, whatever the clock of the machine says meanwhile', () => {
  const { state, clock, uptime, pass } = machine()
  const before = steadyClock(clock, uptime)
  const reading = before.reading()
  pass(30_000)
  state.wall += 2 * hour
  const after = steadyClock(clock, uptime)
  assert.equal(after.resume(reading), true)
  assert.equal(after.now().getTime(), before.now().getTime())
  assert.equal(steadyClock(clock, { ...uptime, boot: 'second' }).resume(reading), false)
  assert.equal(steadyClock(clock, { ...uptime, boot: null }).resume({ ...reading, boot: null }), false)
})

test('SDS-4.4-27 after a restart of the machine no time is told that is earlier than what is written', () => {
  const { state, clock, uptime } = machine()
  state.wall -= 2 * hour
  const steady = steadyClock(clock, uptime)
  const last = Date.parse('2026-12-26T01:10:00Z')
  steady.notBefore(last)
  assert.equal(steady.now().getTime(), last)
  steady.notBefore(last - hour)
  assert.equal(steady.now().getTime(), last)
})

test('the business clock may still be set for a demonstration', () => {
  const { state, clock, uptime, pass } = machine()
  const steady = steadyClock(clock, uptime)
  state.ahead = 30 * 24 * hour
  pass(1000)
  assert.equal(steady.now().getTime() - steady.wall().getTime(), 30 * 24 * hour)
})
