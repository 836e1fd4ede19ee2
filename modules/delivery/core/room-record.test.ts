import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rehearse } from '../rehearsal.fixture.ts'
import { recordForm } from './record-form.ts'
import { notesOf, type RoomRecord, roomRecord } from './room-record.ts'

const duties = [{ id: 'j01', name: '监考甲' }]
const roster = ['1-1', '1-2'].map((seat, at) => ({
  ...{ seat, name: '赵钱'[at]!, maskedNumber: `3701****${at}`, ticketNumber: `2026${at}` },
}))
const preparation = { roster, duties } as never

/** A machine that breaks down at 09:20, entered at 09:22 for both seats. */
const brokenMachine = () => {
  const { journal, write, sitting, begin, seatDown } = rehearse(2)
  begin()
  seatDown('1-1', '09:02')
  seatDown('1-2', '09:02')
  const opened = { incident: 1, type: 'equipment', branch: 'only', seats: ['1-1', '1-2'], text: '' }
  const rest = { fields: { device: '交换机' }, since: '2026-12-26T01:20:00.000Z', severity: 'ordinary' }
  const flags = { locksExit: false, alertsChief: false }
  write('09:22', sitting('incident-opened', { ...opened, ...rest, ...flags } as never))
  return { journal, write, sitting }
}

test('SDS-4.4-30 SDS-4.4-40 an incident stands in the room record with its seats, whom it was reported to and how it ended', () => {
  const { journal, write, sitting } = brokenMachine()
  const [open] = notesOf(journal, preparation)
  assert.deepEqual([open?.reportedTo, open?.decision], ['', ''])
  write('09:24', sitting('incident-reported', { incident: 1, to: '考点负责人', text: '' }))
  write('09:25', sitting('incident-reported', { incident: 1, to: '督导人员', text: '' }))
  write('09:26', sitting('incident-reported', { incident: 1, to: '督导人员', text: '补充' }))
  write('09:40', sitting('incident-closed', { incident: 1, decision: '换交换机，补时', effect: '' }))
  const [note] = notesOf(journal, preparation)
  assert.deepEqual(
    [note?.category, note?.seat, note?.candidateName, note?.person],
    ['incident', '1-1、1-2', '赵、钱', '监考甲'],
  )
  assert.match(note!.text, /^突发事件第 1 号 .*设备故障：交换机$/)
  assert.deepEqual([note!.happenedAt, note!.reportedTo], ['2026-12-26T01:20:00.000Z', '考点负责人、督导人员'])
  assert.equal(note!.decision, '监考甲：换交换机，补时')
})

test('SDS-4.4-30 SDE-4.6-14 the printed record names the report beside the incident, and the rule a decision rests on', () => {
  const { journal, write, sitting } = brokenMachine()
  write('09:24', sitting('incident-reported', { incident: 1, to: '考点负责人', text: '' }))
  const decision = { category: 'decision', text: '警告', reportedTo: '', rule: '考场规则第三条' } as const
  write('09:50', sitting('noted', decision))
  const record: RoomRecord = roomRecord(journal, preparation, Date.parse('2026-12-26T02:00:00.000Z'))
  const [incident, decided] = recordForm(
    record,
    { ...(preparation as object), plannedStart: record.marks.start } as never,
    'record',
  ).notes
  assert.deepEqual([incident!.time, incident!.seat], ['09:20（09:22登记）', '1-1、1-2'])
  assert.match(incident!.text, /：交换机；已报告考点负责人$/)
  assert.equal(decided!.text, '警告（依据：考场规则第三条）')
})
