import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withIncidents } from '../incident/incident.fixture.ts'
import { rehearse } from '../rehearsal.fixture.ts'
import { linksOf, proposalOf, violationsIn } from './core/room-violations.ts'

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

test('HN-2.3.4-24 HN-3.1.6-17 the proposal chosen at the desk travels into one case with its incident linked', () => {
  const r = withIncidents(2)
  r.begin()
  r.seatDown('1-1', '09:05')
  r.open('09:30', { type: 'violation', seats: ['1-1'], fields: { conduct: '拒不服从管理' } })
  r.step('09:31', 'warned')
  const close = { act: 'close', incident: 1, decision: '报告主考', proposal: '终止考核' } as const
  assert.equal(r.act('09:32', close), '')
  const roster = [{ seat: '1-1', name: '张三' }] as unknown as Parameters<typeof violationsIn>[1]['roster']
  const found = violationsIn(r.journal, { roster, duties: [] })
  assert.deepEqual(
    found.map(({ note }) => proposalOf(note)),
    ['终止考核'],
  )
  const kinds = linksOf(found[0]!.note, '019b0000-0000-7000-8000-000000000001').map(({ kind }) => kind)
  assert.deepEqual(kinds, ['room-record', 'incident'])
})
