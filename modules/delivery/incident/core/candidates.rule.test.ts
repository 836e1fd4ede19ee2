import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, withIncidents } from '../incident.fixture.ts'
import { incidentTitle } from './incident-words.ts'

const iso = (time: string): string => new Date(at(time)).toISOString()

const running = (seats = 2) => {
  const r = withIncidents(seats)
  r.begin()
  for (let seat = 1; seat <= seats; seat += 1) r.seatDown(`1-${seat}`, '09:00')
  return r
}

test('HN-3.1.6-14 extra time for an incident of type illness is refused', () => {
  const r = running()
  r.open('09:30', { type: 'illness', branch: 'goes-on', seats: ['1-1'], fields: { condition: '腹痛' } })
  const give = { act: 'compensate', incident: 1, minutes: 5, reason: '休息' } as const
  assert.equal(r.act('09:40', give, { role: 'chief' }), 'no-extra-time')
  const again = { act: 'resit', incident: 1, seats: ['1-1'], reason: '发病' } as const
  assert.equal(r.act('09:40', again, { role: 'chief' }), 'no-extra-time')
})

test('HN-3.1.6-15 illness with treatment: one escort name is refused, two are on record', () => {
  const r = running()
  r.open('09:30', { type: 'illness', branch: 'treated', seats: ['1-1'], fields: { condition: '晕厥' } })
  assert.equal(r.step('09:32', 'taken', { escorts: '护士甲', left: iso('09:32') }), 'names-missing')
  assert.equal(r.step('09:32', 'taken', { escorts: '护士甲、护士甲', left: iso('09:32') }), 'names-missing')
  assert.equal(r.step('09:32', 'taken', { escorts: '护士甲、流动乙', left: iso('09:32') }), '')
  assert.equal(r.incident().steps[0]?.fields.escorts, '护士甲、流动乙')
  r.report('09:33')
  assert.equal(r.close('09:34', {}), '')
})

test('HN-3.1.6-16 disturbance: dissuade, warn, report to the chief; the three steps have their times', () => {
  const r = running()
  r.open('09:30', { type: 'disturbance', seats: ['1-2'] })
  assert.equal(r.step('09:31', 'warned'), 'step-not-due')
  r.step('09:31', 'dissuaded')
  r.step('09:32', 'warned')
  r.report('09:33')
  assert.equal(r.close('09:33', {}), 'steps-missing')
  r.step('09:33', 'chief-told')
  assert.deepEqual(
    r.incident().steps.map((one) => [one.step, one.at]),
    [
      ['dissuaded', iso('09:31')],
      ['warned', iso('09:32')],
      ['chief-told', iso('09:33')],
    ],
  )
  assert.equal(r.close('09:34', {}), '')
})

const cheating = { evidence: '已收缴', conduct: '携带写有公式的纸条' }

test('HN-3.1.6-17 HN-3.1.6-27 cheating: stopped, evidence registered with keeper and later return, recorded as violation', () => {
  const r = running()
  assert.equal(r.open('09:40', { type: 'cheating', branch: 'single', seats: ['1-1'] }), 'field-missing')
  r.open('09:40', { type: 'cheating', branch: 'single', seats: ['1-1'], fields: cheating })
  assert.equal(r.step('09:40', 'stopped'), '')
  const seize = { act: 'seize', incident: 1, seat: '1-1', article: '纸条 1 张', taker: '监考甲' } as const
  assert.equal(r.act('09:41', { ...seize, keeper: '' }), 'field-missing')
  assert.equal(r.act('09:41', { ...seize, seat: '1-2', keeper: '监考乙' }), 'seat-unknown')
  assert.equal(r.act('09:41', { ...seize, keeper: '监考乙' }), '')
  const [piece] = [...r.room.log.evidence.keys()]
  assert.ok(piece)
  const back = { act: 'move-evidence', piece, to: 'owner', person: '赵样例' } as const
  assert.equal(r.act('10:40', { ...back, to: 'keeper', person: '主考丙' }), '')
  assert.equal(r.act('10:45', back), '')
  assert.equal(r.act('10:46', back), 'evidence-unknown')
  const kept = r.room.log.evidence.get(piece)
  assert.deepEqual([kept?.keeper, kept?.returned?.at], ['主考丙', iso('10:45')])
  r.sign('09:42', 'invigilator', '监考甲')
  r.report('09:43')
  assert.equal(r.close('09:44', {}), '')
  assert.equal(r.seat('1-1').violations.length, 1)
})

test('HN-3.1.6-18 cheating by several: the alert shows until the chief acknowledges it, with time', () => {
  const r = running(3)
  const seats = ['1-1', '1-2']
  r.open('09:40', { type: 'cheating', branch: 'group', seats, fields: { ...cheating, evidence: '无物证' } })
  assert.ok(r.incident().alertsChief && r.incident().acknowledged === null)
  r.step('09:41', 'stopped')
  r.sign('09:41', 'invigilator', '监考甲')
  r.report('09:41')
  r.answer('09:42')
  assert.equal(r.close('09:42'), 'alert-unacknowledged')
  assert.equal(r.act('09:43', { act: 'acknowledge', incident: 1 }), 'chief-only')
  assert.equal(r.act('09:43', { act: 'acknowledge', incident: 1 }, { role: 'chief' }), '')
  assert.equal(r.incident().acknowledged?.at, iso('09:43'))
  assert.equal(r.close('09:44'), '')
  assert.deepEqual(
    seats.map((seat) => r.seat(seat).violations.length),
    [1, 1],
  )
})

test('HN-3.1.6-19 a violation has the time of its warning', () => {
  const r = running()
  r.open('09:20', { type: 'violation', seats: ['1-1'], fields: { conduct: '东张西望' } })
  assert.equal(r.close('09:20', {}), 'steps-missing')
  r.step('09:21', 'warned')
  assert.equal(r.incident().steps[0]?.at, iso('09:21'))
  assert.equal(r.close('09:22', {}), '')
})

test('HN-3.1.6-20 an absence needs two names and both times', () => {
  const r = running()
  const fields = { reason: '身体不适' }
  r.open('09:50', { type: 'toilet', branch: 'escorted', seats: ['1-1'], fields })
  assert.equal(r.step('09:51', 'left', { escorts: '流动甲', left: iso('09:51') }), 'names-missing')
  assert.equal(r.step('09:51', 'left', { escorts: '流动甲、流动乙' }), 'field-missing')
  assert.equal(r.step('09:51', 'left', { escorts: '流动甲、流动乙', left: iso('09:51') }), '')
  assert.equal(r.close('09:55', {}), 'steps-missing')
  assert.equal(r.step('09:56', 'back', { back: iso('09:45') }), 'field-wrong')
  assert.equal(r.step('09:56', 'back', { back: iso('09:56') }), '')
  assert.equal(r.close('09:57', {}), '')
  const give = { act: 'compensate', incident: 1, minutes: 5, reason: '' } as const
  assert.equal(r.act('09:57', give, { role: 'chief' }), 'incident-closed')
})

test('HN-3.1.6-10 HN-3.1.6-20 nobody goes to the toilet while exit is blocked', () => {
  const r = running()
  r.open('09:40', { type: 'mixed-after-start', seats: ['1-2'], fields: { subject: '钳工' } })
  r.open('09:50', { type: 'toilet', branch: 'escorted', seats: ['1-1'], fields: { reason: '不适' } })
  assert.equal(r.step('09:51', 'left', { escorts: '流动甲、流动乙', left: iso('09:51') }), 'exit-locked')
})

test('HN-3.1.6-21 the score of the session is cancelled only after the recorded warning', () => {
  const r = running()
  r.open('09:50', { type: 'forced-leaving', branch: 'left', seats: ['1-1'] })
  assert.equal(r.step('09:51', 'recorded'), 'step-not-due')
  r.step('09:51', 'persuaded')
  r.step('09:52', 'waiting-room')
  assert.equal(r.step('09:53', 'recorded'), 'step-not-due')
  assert.equal(r.close('09:53', {}), 'steps-missing')
  assert.equal(r.seat('1-1').status, 'answering')
  r.step('09:54', 'warned')
  r.step('09:55', 'recorded')
  assert.equal(r.close('09:56', {}), '')
  assert.equal(r.seat('1-1').status, 'expelled')
  assert.equal(r.incident().closed?.effect, 'session-cancelled')
})

test('HN-3.1.6-22 papers carried away: closes with the recovery or with "not recovered"', () => {
  const r = running()
  r.open('10:31', { type: 'papers-taken', seats: ['1-1'], fields: { articles: '试卷 1 份' } })
  r.step('10:32', 'chief-told')
  r.report('10:32')
  r.answer('10:33')
  assert.equal(r.close('10:34'), 'steps-missing')
  assert.equal(r.step('10:34', 'recovery', { outcome: '不详' }), 'field-wrong')
  assert.equal(r.step('10:50', 'recovery', { outcome: '未追回' }), '')
  r.step('10:51', 'recorded')
  assert.equal(r.close('10:52'), '')
  assert.equal(r.seat('1-1').violations.length, 1)
})

test('HN-3.1.6-25 HN-3.1.6-26 a phone suspected of use is cheating, a ringing one is not', () => {
  const r = running()
  const fields = { conduct: '桌内手机亮屏' }
  r.open('09:20', { type: 'phone', branch: 'ringing', seats: ['1-1'], fields })
  r.step('09:21', 'stopped')
  assert.equal(r.close('09:22', {}), '')
  assert.equal(r.incident().closed?.effect, '')
  assert.equal(r.seat('1-1').violations.length, 0)
  r.open('09:30', { type: 'phone', branch: 'suspected-use', seats: ['1-2'], fields })
  r.step('09:31', 'stopped')
  r.sign('09:31', 'invigilator', '监考甲')
  assert.equal(r.close('09:32', {}), '')
  assert.equal(r.incident().closed?.effect, 'cheating')
  assert.equal(r.seat('1-2').violations.length, 1)
})

test('HN-2.3.4-24 the proposal is one of four, stands in the record, and 终止考核 ends that candidate’s session at once', () => {
  const r = running()
  r.open('09:30', { type: 'violation', seats: ['1-1'], fields: { conduct: '拒不服从管理' } })
  r.step('09:31', 'warned')
  const close = { act: 'close', incident: 1, decision: '报告主考' } as const
  assert.equal(r.act('09:32', { ...close, proposal: '罚站' }), 'proposal-unknown')
  assert.equal(r.act('09:32', { ...close, proposal: '终止考核' }), '')
  assert.equal(r.incident().closed?.proposal, '终止考核')
  assert.deepEqual([r.seat('1-1').status, r.seat('1-2').status], ['expelled', 'answering'])
  const noted = r.journal.find(({ kind }) => kind === 'noted')
  assert.ok(noted?.kind === 'noted')
  assert.deepEqual([noted.body.proposal, noted.body.incident], ['终止考核', 1])
  r.open('09:40', { type: 'toilet', branch: 'refused', seats: ['1-2'], fields: { reason: '腹泻' } })
  const other = { act: 'close', incident: 2, decision: '不同意' } as const
  assert.equal(r.act('09:41', { ...other, proposal: '警告' }), 'proposal-unknown')
})

test('HN-3.1.6-17 SDS-4.4-30 an incident is called what the document in force calls it', () => {
  assert.equal(incidentTitle('cheating', 'henan'), '夹带、偷看、抄袭等作弊')
  assert.equal(incidentTitle('cheating', 'general'), '考试作弊')
  assert.equal(incidentTitle('illness', 'general'), '考生突然发病')
})
