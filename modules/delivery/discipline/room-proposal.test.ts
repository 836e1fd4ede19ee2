import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rehearse } from '../rehearsal.fixture.ts'

test('HN-2.3.4-24 the proposal 终止考核 ends that candidate’s session at once, and nobody else’s', () => {
  const { write, onSeat, seat, begin, seatDown } = rehearse(2)
  begin()
  seatDown('1-1', '09:05')
  seatDown('1-2', '09:05')
  write('09:40', onSeat('1-1', 'expelled', { reason: '拒不服从管理' }))
  assert.equal(seat('1-1').status, 'expelled')
  assert.equal(seat('1-1').finishedAt?.slice(0, 16), '2026-12-26T01:40')
  assert.equal(seat('1-2').status, 'answering')
})
