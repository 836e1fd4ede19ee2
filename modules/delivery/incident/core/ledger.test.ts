import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withIncidents } from '../incident.fixture.ts'
import { ledgerOf } from './ledger.ts'

test('SDS-4.4-40 SDE-4.6-23 the ledger has what each seat lost, by cause, and what was given back, by whom', () => {
  const r = withIncidents(3)
  r.begin()
  for (const seat of ['1-1', '1-2']) r.seatDown(seat, '09:00')
  r.write('09:10', r.onSeat('1-1', 'interrupted', { cause: 'no-heartbeat', reason: '' }))
  r.write('09:12', r.onSeat('1-1', 'reconnected', { machine: 'm-1-1' }))
  r.open('09:20', { type: 'equipment', seats: ['1-2'], fields: { device: '1-2 号机' } })
  r.step('09:32', 'remedy', { remedy: '补时' })
  r.act('09:33', { act: 'compensate', incident: 1, minutes: 12, reason: '设备故障' }, { role: 'chief' })
  r.write('09:40', r.sitting('suspended', { reason: '停电' }))
  r.write('09:45', r.sitting('resumed', { reason: '恢复' }))
  assert.deepEqual(
    ledgerOf(r.journal).map((line) => [
      line.seat,
      line.cause,
      line.lostSeconds,
      line.givenSeconds,
      line.givenBy,
    ]),
    [
      ['1-1', '考试机断网', 120, 0, null],
      ['1-2', '设备故障', 720, 0, null],
      ['1-2', '补时', 0, 720, 'z01'],
      [null, '全场暂停', 300, 300, null],
    ],
  )
})

test('HN-3.1.6-08 HN-3.1.6-14 a paper delay stands in the ledger for the room, an illness does not', () => {
  const r = withIncidents(2)
  r.begin()
  r.seatDown('1-1', '09:00')
  r.open('09:00', { type: 'wrong-paper', fields: { found: '混装' } })
  for (const step of ['put-back', 'chief-told']) r.step('09:01', step)
  r.step('09:05', 'replaced', { by: '启用备用卷' })
  r.step('09:12', 'settled')
  r.act('09:13', { act: 'compensate', incident: 1, minutes: 12, reason: '' }, { role: 'chief' })
  r.open('09:30', { type: 'illness', branch: 'goes-on', seats: ['1-1'], fields: { condition: '腹痛' } })
  const lines = ledgerOf(r.journal)
  assert.deepEqual(
    lines.map(({ seat, cause, lostSeconds, givenSeconds }) => [seat, cause, lostSeconds, givenSeconds]),
    [
      [null, '启封后科目不符或错装、混装', 720, 0],
      [null, '补时', 0, 720],
    ],
  )
})
