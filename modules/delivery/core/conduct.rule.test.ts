import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted, enterprise, henan, on, refusedAs, social, under } from '../packed-room.fixture.ts'
import { at } from '../rehearsal.fixture.ts'
import { decideOnNote, decidePlaceChange, decideRoomExtension, openNotes } from './conduct.rule.ts'
import { decideRecordSignature, unsignedRecord } from './sign-off.rule.ts'
import { decideNote } from './sitting.rule.ts'

const duties = [
  { id: 'j01', name: '监考甲', role: 'invigilator' },
  { id: 'j02', name: '监考乙', role: 'invigilator' },
  { id: 'd01', name: '督导丁', role: 'supervisor' },
  { id: 'k01', name: '保管人', role: 'keeper' },
] as const

test('HN-2.3.4-14 HN-3.1.1-19 a room is not closed without its record, signed by its invigilators and the supervisor', () => {
  const { room, begin, sitting, write } = under(henan, 0)
  begin()
  refusedAs(decideRecordSignature(room, duties[0], on('10:00')), 'record-not-ready', 'HN-3.1.1-19')
  write('10:30', sitting('ended', { reason: '' }))
  refusedAs(unsignedRecord(room, duties), 'record-unsigned', 'HN-2.3.4-14')
  refusedAs(decideRecordSignature(room, duties[3], on('10:31')), 'not-a-signer', 'HN-3.1.1-19')
  for (const duty of duties.slice(0, 3)) {
    refusedAs(unsignedRecord(room, duties), 'record-unsigned', 'HN-3.1.1-19')
    write('10:31', ...accepted(decideRecordSignature(room, duty, on('10:31', duty.id))))
  }
  assert.equal(unsignedRecord(room, duties), undefined)
  const later = { category: 'patrol', text: '补记', reportedTo: '', rule: '' } as const
  write('10:32', sitting('noted', later))
  refusedAs(unsignedRecord(room, duties), 'record-unsigned', 'HN-3.1.1-19')
  const elsewhere = under(social, 0)
  assert.equal(unsignedRecord(elsewhere.room, duties), undefined)
})

test('HN-2.3.4-31 entries have the time of the event and of the entry', () => {
  const { room, begin, write } = under(henan, 1)
  begin()
  const happenedAt = new Date(at('09:40')).toISOString()
  const note = { category: 'patrol', text: '巡视', seat: null, reportedTo: '', rule: '', happenedAt } as const
  refusedAs(decideNote(room, note, on('09:39')), 'text-missing', 'HN-2.3.4-31')
  write('09:45', ...accepted(decideNote(room, note, on('09:45'))))
  assert.deepEqual(
    [room.notes[0]?.happenedAt, room.notes[0]?.at],
    [happenedAt, new Date(at('09:45')).toISOString()],
  )
})

test('SDS-4.4-28 an incident of 09:40 is open until the chief decides on it, once and in words', () => {
  const { room, begin, sitting, write } = under(social, 1)
  begin()
  const incident = { category: 'incident', text: '投影仪故障', reportedTo: '考点负责人', rule: '' } as const
  write('09:40', sitting('noted', incident))
  const [open] = openNotes(room)
  assert.equal(open?.at, new Date(at('09:40')).toISOString())
  const decision = { note: open!.seq, decision: '更换备用投影' }
  refusedAs(
    decideOnNote(room, { ...decision, decision: '' }, on('09:41', 'z01')),
    'text-missing',
    'SDS-4.4-28',
  )
  refusedAs(decideOnNote(room, { ...decision, note: 1 }, on('09:41', 'z01')), 'note-unknown', 'SDS-4.4-28')
  write('09:41', ...accepted(decideOnNote(room, decision, on('09:41', 'z01'))))
  assert.deepEqual(openNotes(room), [])
  refusedAs(decideOnNote(room, decision, on('09:42', 'z01')), 'already-decided', 'SDS-4.4-28')
})

test('SDE-4.6-01 SDS-4.4-02 a session held in another room asks for a reason and stores it', () => {
  const { room, sitting, write } = under(enterprise, 1)
  write('08:30', sitting('check-in-opened', { checked: [] }))
  const elsewhere = { place: '第二机房', reason: '' }
  refusedAs(decidePlaceChange(room, elsewhere, on('08:40')), 'reason-missing', 'SDE-4.6-01')
  write('08:40', ...accepted(decidePlaceChange(room, { ...elsewhere, reason: '空调故障' }, on('08:40'))))
  assert.deepEqual([room.place?.place, room.place?.reason], ['第二机房', '空调故障'])
})

test('SDS-4.4-40 a room-wide extension gives each seat at most what it lost, and nothing where nothing was lost', () => {
  const { room, begin, seat, seatDown, onSeat, write } = under(social, 3)
  begin()
  for (const label of room.seats.keys()) seatDown(label, '09:01')
  refusedAs(
    decideRoomExtension(room, { minutes: 5, reason: '断电' }, on('09:10')),
    'nothing-lost',
    'SDS-4.4-40',
  )
  for (const [label, until] of [
    ['1-1', '09:22'],
    ['1-2', '09:40'],
  ] as const) {
    write('09:20', onSeat(label, 'interrupted', { cause: 'equipment', reason: '断电' }))
    write(until, onSeat(label, 'reconnected', { machine: 'm' }))
  }
  refusedAs(
    decideRoomExtension(room, { minutes: 5, reason: '' }, on('09:41')),
    'reason-missing',
    'SDS-4.4-02',
  )
  write('09:41', ...accepted(decideRoomExtension(room, { minutes: 5, reason: '断电' }, on('09:41'))))
  assert.deepEqual(
    ['1-1', '1-2', '1-3'].map((label) => seat(label).extensionSeconds),
    [120, 300, 0],
  )
})
