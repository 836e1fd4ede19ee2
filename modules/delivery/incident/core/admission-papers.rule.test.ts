import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decideHandIn } from '../../core/seat.rule.ts'
import { decideEnd, decideOpening } from '../../core/sitting.rule.ts'
import { timeMarks } from '../../core/time-marks.ts'
import { at, withIncidents } from '../incident.fixture.ts'
import { decideCertificateEntry } from './certificate.rule.ts'

const iso = (time: string): string => new Date(at(time)).toISOString()
const hourMinute = (time: number): string => new Date(time + 8 * 3_600_000).toISOString().slice(11, 16)

const arrival = { identity: true, articles: true, number: '公证第12号', issuer: '西城派出所', actor: 'j01' }

test('HN-3.1.6-01 HN-3.1.6-02 entry with a police certificate creates an incident entry, both or neither', () => {
  const r = withIncidents(2)
  r.write('08:30', r.sitting('check-in-opened', { checked: [] }))
  const { door, ...rest } = r.room.rules!
  const elsewhere = decideCertificateEntry(r.room, r.seat('1-1'), { ...arrival, now: at('08:40') })
  assert.equal(elsewhere.refused && elsewhere.code, 'certificate-not-accepted')
  const documents = { ...door.documents.value, accepted: ['居民身份证'], substitute: '公安机关身份证明' }
  r.room.rules = { ...rest, door: { ...door, documents: { value: documents, clauses: ['HN-3.1.6-02'] } } }
  const without = decideCertificateEntry(r.room, r.seat('1-1'), { ...arrival, issuer: ' ', now: at('08:40') })
  assert.equal(without.refused && without.field, 'issuer')
  const entry = decideCertificateEntry(r.room, r.seat('1-1'), { ...arrival, now: at('08:40') })
  assert.ok(!entry.refused)
  r.write('08:40', ...entry.value)
  assert.equal(r.seat('1-1').status, 'present')
  assert.equal(r.incident().type, 'documents-missing')
  assert.deepEqual(r.incident().steps[0]?.fields, { certificate: '公证第12号', issuer: '西城派出所' })
  assert.deepEqual(r.incident().seats, ['1-1'])
  // One entry, not the desk's own note beside the incident's.
  assert.deepEqual(r.room.notes, [])
})

test('HN-3.1.6-03 HN-3.1.6-04 who has no document or comes too late is told, with the time of arrival', () => {
  const r = withIncidents(2)
  r.begin()
  assert.equal(r.open('09:35', { type: 'late', seats: ['1-2'] }), 'field-missing')
  assert.equal(r.open('09:35', { type: 'late', seats: ['1-2'], fields: { arrived: '09:34' } }), '')
  assert.equal(r.close('09:36', {}), 'steps-missing')
  assert.equal(r.step('09:36', 'told'), '')
  assert.equal(r.close('09:37', {}), '')
  const none = { type: 'documents-missing', branch: 'not-admitted', seats: ['1-1'] }
  assert.equal(r.open('09:40', none), '')
  assert.equal(r.step('09:41', 'told') || r.close('09:41', {}), '')
})

test('HN-3.1.6-05 admitted impersonation needs the signature of the impersonator and becomes a violation on record', () => {
  const r = withIncidents(2)
  r.begin()
  r.seatDown('1-1', '09:01')
  const doubt = { doubt: '与证件照片明显不符' }
  assert.equal(
    r.open('09:05', { type: 'impersonation', branch: 'admitted', seats: ['1-1'], fields: doubt }),
    '',
  )
  assert.equal(r.step('09:06', 'impersonator'), 'field-missing')
  assert.equal(r.step('09:06', 'impersonator', { name: '代某' }), '')
  r.report('09:07')
  assert.equal(r.step('09:07', 'no-police-report', { reason: '已由主考移送公安机关现场处置' }), '')
  assert.equal(r.close('09:08'), 'signature-missing')
  assert.equal(r.sign('09:08', 'subject', '代某'), '')
  assert.equal(r.close('09:09'), '')
  assert.equal(r.incident().closed?.effect, 'cheating')
  assert.equal(r.seat('1-1').violations.length, 1)
})

test('HN-3.1.6-06 denied and unproven: the candidate goes on, the task is open at the end and names its follow-up', () => {
  const r = withIncidents(2)
  r.begin()
  r.seatDown('1-1', '09:01')
  const fields = { doubt: '神情可疑' }
  assert.equal(r.open('09:05', { type: 'impersonation', branch: 'denied', seats: ['1-1'], fields }), '')
  const finding = { finding: '是替考', course: '当面询问' }
  assert.equal(r.chiefStep('09:10', 'investigation', finding), 'step-too-early')
  assert.equal(r.seat('1-1').status, 'answering')
  for (const seat of ['1-1', '1-2'])
    r.write(
      '10:30',
      r.onSeat(seat, seat === '1-1' ? 'collected' : 'marked-absent', { by: 'time', reason: '到时' } as never),
    )
  r.write('10:31', r.sitting('ended', { reason: '' }))
  assert.equal(r.incident().followUp, 'investigate-after-end')
  assert.equal(r.incident().closed, null)
  r.report('10:32')
  assert.equal(r.close('10:33'), 'steps-missing')
  assert.equal(r.step('10:40', 'investigation', finding), 'chief-only')
  assert.equal(r.chiefStep('10:40', 'investigation', finding), '')
  assert.equal(r.close('10:41'), '')
  assert.equal(r.incident().closed?.effect, 'cheating')
})

test('HN-3.1.6-07 signs of an opened bag: the paper opens only after both signatures of the joint record', () => {
  const r = withIncidents(2)
  r.write('08:30', r.sitting('check-in-opened', { checked: [] }))
  const opening = () =>
    decideOpening(r.room, { openers: ['j01', 'j02'], reason: '按时' }, { actor: 'j01', now: at('08:50') })
  assert.equal(
    r.open('08:45', { type: 'bag-tampered', branch: 'unproven', fields: { signs: '封口翘起' } }),
    '',
  )
  assert.equal(r.step('08:46', 'chief-told'), 'step-not-due')
  assert.equal(r.step('08:46', 'stopped') || r.step('08:46', 'chief-told'), '')
  assert.equal(r.sign('08:47', 'chief', '主考丙'), '')
  const held = opening()
  assert.equal(held.refused && held.code, 'joint-record-missing')
  assert.equal(r.sign('08:48', 'invigilator', '监考甲'), '')
  assert.equal(opening().refused, false)
  assert.ok(r.incident().signatures.every((one) => Date.parse(one.at) < at('08:50')))
  r.report('08:49')
  assert.equal(r.close('08:55', {}), '')
})

test('HN-3.1.6-08 a delay from 09:00 to 09:12 moves the end from 10:30 to 10:42 for the room', () => {
  const r = withIncidents(2)
  r.begin()
  r.seatDown('1-1', '09:00')
  assert.equal(hourMinute(timeMarks(r.room, at('09:00')).end), '10:30')
  assert.equal(r.open('09:00', { type: 'wrong-paper', fields: { found: '科目不符' } }), '')
  r.step('09:01', 'put-back')
  r.step('09:02', 'chief-told')
  assert.equal(r.step('09:05', 'replaced', { by: '抄写' }), 'field-wrong')
  r.step('09:05', 'replaced', { by: '启用备用卷' })
  r.step('09:12', 'settled')
  const give = { act: 'compensate', incident: 1, minutes: 12, reason: '' } as const
  assert.equal(r.act('09:13', give), 'chief-only')
  const more = r.verdictOf('09:13', { ...give, minutes: 13 }, { role: 'chief' })
  assert.equal(more.refused && more.code, 'extension-exceeds-loss')
  assert.equal(r.act('09:13', give, { role: 'chief' }), '')
  assert.equal(hourMinute(timeMarks(r.room, at('09:13')).end), '10:42')
  assert.equal(r.act('09:14', give, { role: 'chief' }), 'extension-exceeds-loss')
})

test('HN-3.1.6-08 a room suspended meanwhile has its end moved once, not twice', () => {
  const r = withIncidents(1)
  r.begin()
  r.write('09:00', r.sitting('suspended', { reason: '更换试卷' }))
  r.open('09:00', { type: 'wrong-paper', fields: { found: '混装' } })
  r.write('09:12', r.sitting('resumed', { reason: '已更换' }))
  assert.equal(hourMinute(timeMarks(r.room, at('09:12')).end), '10:42')
  const give = { act: 'compensate', incident: 1, minutes: 1, reason: '' } as const
  assert.equal(r.act('09:12', give, { role: 'chief' }), 'extension-exceeds-loss')
})

test('HN-3.1.6-09 too few papers: replaced in the stated order, reported to the leading group, time for those concerned', () => {
  const r = withIncidents(3)
  r.begin()
  for (const seat of ['1-1', '1-2']) r.seatDown(seat, '09:00')
  assert.equal(r.open('09:00', { type: 'papers-short', seats: ['1-1'], fields: { found: '缺第3页' } }), '')
  r.step('09:01', 'chief-told')
  assert.equal(r.step('09:04', 'replaced', { by: '备用卷', count: '1' }), 'field-missing')
  assert.equal(r.step('09:04', 'replaced', { by: '备用卷', count: '3', stock: '2' }), 'spares-short')
  assert.equal(r.step('09:04', 'replaced', { by: '复印或抄写', count: '1', stock: '2' }), 'source-order')
  assert.equal(r.step('09:04', 'replaced', { by: '备用卷', count: '1', stock: '2' }), '')
  assert.equal(r.room.log.sparesLeft, 1)
  assert.equal(r.step('09:07', 'settled'), '')
  const give = { act: 'compensate', incident: 1, minutes: 7, reason: '' } as const
  assert.equal(r.act('09:08', give, { role: 'chief' }), '')
  assert.equal(r.seat('1-1').extensionSeconds, 420)
  assert.equal(r.seat('1-2').extensionSeconds, 0)
  assert.equal(r.close('09:09', {}), 'report-missing')
  r.report('09:09', '评价机构领导小组')
  assert.equal(r.close('09:10', {}), '')
})

test('HN-3.1.6-09 once the spares are used up the last room’s papers come first, copies only after them', () => {
  const r = withIncidents(3)
  r.begin()
  r.open('09:00', { type: 'papers-short', seats: ['1-1'], fields: { found: '少 3 份' } })
  r.step('09:01', 'chief-told')
  assert.equal(r.step('09:02', 'replaced', { by: '备用卷', count: '1', stock: '1' }), '')
  assert.equal(r.step('09:03', 'replaced', { by: '复印或抄写', count: '2' }), 'source-order')
  assert.equal(r.step('09:03', 'replaced', { by: '尾数考场余卷', count: '1' }), '')
  assert.equal(r.step('09:06', 'replaced', { by: '复印或抄写', count: '1' }), '')
  assert.equal(r.room.log.sparesLeft, 0)
})

test('HN-3.1.6-10 mixed papers after the start: exit is blocked for the room while the incident is open', () => {
  const r = withIncidents(2)
  r.begin()
  r.seatDown('1-1', '09:00')
  r.seatDown('1-2', '09:00')
  assert.equal(
    r.open('09:10', { type: 'mixed-after-start', seats: ['1-1'], fields: { subject: '钳工' } }),
    '',
  )
  const handIn = (time: string) =>
    decideHandIn(r.room, r.seat('1-2'), {
      ...{ clientId: 'b', lastClientSeq: 0, items: [], actor: 'seat:1-2', now: at(time) },
    })
  const locked = handIn('10:10')
  assert.equal(locked.refused && locked.code, 'exit-locked')
  for (const seat of ['1-1', '1-2'])
    r.write('10:30', r.onSeat(seat, 'collected', { by: 'time', reason: '到时' }))
  const end = decideEnd(r.room, { actor: 'j01', now: at('10:31') })
  assert.equal(end.refused && end.code, 'exit-locked')
})

test('HN-3.1.6-10 HN-3.1.6-11 spare papers need the chief, and the isolation list ends with the subject concerned', () => {
  const r = withIncidents(2)
  r.begin()
  r.seatDown('1-1', '09:00')
  r.open('09:10', { type: 'mixed-after-start', seats: ['1-1'], fields: { subject: '钳工' } })
  assert.equal(r.step('09:12', 'collected', { note: '1 份已密封' }), 'field-missing')
  assert.equal(r.step('09:12', 'collected', { count: '1' }), '')
  assert.equal(r.step('09:13', 'spare'), 'signature-missing')
  r.sign('09:14', 'chief', '主考丙')
  assert.equal(r.step('09:14', 'spare'), '')
  assert.equal(r.step('09:15', 'isolated', { persons: '监考甲、赵样例' }), 'field-missing')
  assert.equal(r.step('09:15', 'isolated', { persons: '监考甲、赵样例', until: iso('10:00') }), '')
  assert.equal(r.step('09:16', 'kept'), '')
  assert.equal(r.step('09:59', 'released'), 'step-too-early')
  assert.equal(r.step('10:00', 'released'), '')
  r.report('10:01')
  assert.equal(r.close('10:02'), 'answer-missing')
  r.answer('10:02')
  assert.equal(r.close('10:03'), '')
  assert.equal(decideEnd(r.room, { actor: 'j01', now: at('10:31') }).refused, true)
  r.write('10:30', r.onSeat('1-1', 'collected', { by: 'time', reason: '到时' }))
  r.write('10:30', r.onSeat('1-2', 'marked-absent', { reason: '未到' }))
  assert.equal(decideEnd(r.room, { actor: 'j01', now: at('10:31') }).refused, false)
})

test('HN-3.1.6-12 unclear print for one: the entry has item number and text, and everybody is told', () => {
  const r = withIncidents(2)
  r.begin()
  r.open('09:20', { type: 'print-unclear-single', seats: ['1-1'] })
  assert.equal(r.step('09:21', 'announced', { item: '十七', text: '互锁' }), 'field-wrong')
  assert.equal(r.step('09:21', 'announced', { item: '17', text: '互锁' }), '')
  assert.deepEqual(
    r.room.log.corrections.map(({ text, at: when }) => [text, when]),
    [['第 17 题更正：互锁', iso('09:21')]],
  )
  assert.equal(r.close('09:22', {}), '')
})

test('HN-3.1.6-13 unclear print for all: only after the notice is the correction of item 17 announced, with its time', () => {
  const r = withIncidents(2)
  r.begin()
  r.open('09:20', { type: 'print-unclear-all', branch: 'notice', fields: { place: '第17题' } })
  const correction = { item: '17', text: '题干“串联”应为“并联”' }
  assert.equal(r.step('09:21', 'announced', { ...correction, notice: '更正〔2026〕1号' }), 'step-not-due')
  r.step('09:21', 'asked')
  assert.equal(r.step('09:30', 'announced', correction), 'field-missing')
  assert.equal(r.step('09:30', 'announced', { ...correction, notice: '更正〔2026〕1号' }), '')
  assert.equal(r.room.log.corrections[0]?.at, iso('09:30'))
  const without = withIncidents(1)
  without.begin()
  without.open('09:20', { type: 'print-unclear-all', branch: 'no-answer', fields: { place: '第17题' } })
  assert.equal(without.step('09:21', 'announced', correction), 'step-not-due')
  assert.equal(without.step('09:21', 'asked') || without.step('09:25', 'own-understanding'), '')
  assert.equal(without.room.log.corrections.length, 0)
})

test('HN-3.1.6-23 missing answer sheets: every search and at least one transcript before it closes', () => {
  const r = withIncidents(1)
  r.begin()
  const fields = { missing: '1 份，1-1 号座位' }
  r.open('10:35', { type: 'sheets-missing', branch: 'not-found', seats: ['1-1'], fields })
  for (const step of ['search-drafts', 'search-bag', 'search-route', 'recall', 'contact'])
    assert.equal(r.step('10:40', step), '')
  r.report('10:41')
  r.answer('10:42')
  assert.equal(r.close('10:43'), 'steps-missing')
  assert.equal(r.step('10:50', 'transcript', { with: '监考甲' }), 'field-missing')
  assert.equal(r.step('10:50', 'transcript', { with: '监考甲', talk: '收卷时逐份清点' }), '')
  assert.equal(r.close('10:51'), '')
})

test('HN-3.1.6-24 a missing seal strip is replaced by white paper with both names across the seam', () => {
  const r = withIncidents(1)
  r.begin()
  r.open('10:35', { type: 'strip-missing' })
  r.step('10:36', 'white-paper')
  assert.equal(r.step('10:36', 'across-seam', { signers: '监考甲' }), 'names-missing')
  assert.equal(r.step('10:36', 'across-seam', { signers: '监考甲、监考乙' }), '')
  assert.equal(r.close('10:37', {}), '')
})
