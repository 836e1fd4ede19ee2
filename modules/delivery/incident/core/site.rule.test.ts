import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openIncidents } from '../../core/incident-log.ts'
import { replay } from '../../core/replay.ts'
import { seatEnd } from '../../core/time-marks.ts'
import { at, withIncidents } from '../incident.fixture.ts'
import { proposalOf } from './compensation.rule.ts'
import { proceduresOf } from './procedures/books.ts'

const running = (seats = 2) => {
  const r = withIncidents(seats)
  r.begin()
  for (let seat = 1; seat <= seats; seat += 1) r.seatDown(`1-${seat}`, '09:00')
  return r
}

const endOf = (r: ReturnType<typeof running>, seat: string): number =>
  (seatEnd(r.room, r.seat(seat), at('10:00')) - at('10:30')) / 60_000

test('HN-3.1.6-01 the handbook has its nineteen procedures, each with guidance, steps and clauses', () => {
  const henan = proceduresOf('henan')
  const numbered = henan.filter(({ number }) => number !== null)
  assert.deepEqual(
    numbered.map(({ number }) => number),
    Array.from({ length: 19 }, (_, at) => at + 1),
  )
  for (const one of henan) {
    assert.ok(one.guidance.length > 10 && one.steps.length > 0 && one.clauses.length > 0, one.type)
    const known = new Set(one.branches.map(({ branch }) => branch))
    for (const { branches = [], after = [] } of one.steps) {
      assert.ok(
        branches.every((branch) => known.has(branch)),
        one.type,
      )
      assert.ok(
        after.every((step) => one.steps.some((other) => other.step === step)),
        one.type,
      )
    }
  }
})

test('SDS-4.4-30 an incident without "reported to" is open, and so is one with it until it is decided', () => {
  const r = running()
  r.open('09:10', { type: 'other', branch: 'ordinary', seats: ['1-1'], fields: { place: '第一机房' } })
  r.step('09:11', 'handled', { note: '已处理' })
  assert.equal(r.close('09:12', {}), 'report-missing')
  assert.equal(openIncidents(r.room.log).length, 1)
  r.report('09:12', '督导人员')
  assert.equal(r.incident().reports[0]?.at, new Date(at('09:12')).toISOString())
  assert.equal(r.close('09:13', {}), '')
  assert.equal(openIncidents(r.room.log).length, 0)
})

test('SDS-4.4-31 a serious incident cannot be closed without a police report entry or a reason', () => {
  const r = running()
  const fields = { evidence: '已收缴', conduct: '使用作弊器材' }
  r.open('09:40', { type: 'cheating', branch: 'serious', seats: ['1-1'], fields })
  r.step('09:41', 'stopped')
  r.sign('09:41', 'invigilator', '监考甲')
  r.report('09:41')
  r.act('09:42', { act: 'acknowledge', incident: 1 }, { role: 'chief' })
  assert.equal(r.close('09:45'), 'police-report-missing')
  assert.equal(r.step('09:50', 'police-report', { number: '报〔2026〕7号' }), 'field-missing')
  const reported = { number: '报〔2026〕7号', reported: new Date(at('09:50')).toISOString() }
  assert.equal(r.step('09:50', 'police-report', reported), '')
  assert.equal(r.close('09:51'), '')
})

test('SDS-4.4-40 a failure of 12 minutes with the remedy extra time prolongs that candidate’s end by 12 minutes', () => {
  const r = running()
  assert.equal(r.open('09:20', { type: 'equipment', seats: ['1-1'] }), 'field-missing')
  r.open('09:20', { type: 'equipment', seats: ['1-1'], fields: { device: '第一机房 1-1 考试机' } })
  assert.equal(r.seat('1-1').status, 'interrupted')
  assert.equal(r.step('09:32', 'remedy', { remedy: '补时' }), '')
  assert.equal(r.seat('1-1').status, 'answering')
  assert.deepEqual(proposalOf(r.room, r.incident(), at('09:40')), { minutes: 12, scope: 'seats' })
  const give = { act: 'compensate', incident: 1, minutes: 12, reason: '设备故障' } as const
  assert.equal(r.act('09:40', give, { role: 'chief' }), '')
  assert.deepEqual([endOf(r, '1-1'), endOf(r, '1-2')], [12, 0])
  assert.equal(r.act('09:41', give, { role: 'chief' }), 'extension-exceeds-loss')
})

test('SDE-4.6-23 a failure of 10 minutes can prolong that candidate’s time by 10 minutes; beyond the limit he sits again', () => {
  const r = running()
  r.open('09:20', { type: 'equipment', seats: ['1-2'], fields: { device: '数控车床 2 号' } })
  assert.equal(r.step('09:30', 'remedy', { remedy: '换工位', note: '换到 5 号' }), '')
  const give = { act: 'compensate', incident: 1, minutes: 10, reason: '' } as const
  assert.equal(r.act('09:31', give, { role: 'chief' }), '')
  assert.equal(endOf(r, '1-2'), 10)
  r.open('09:31', { type: 'equipment', seats: ['1-2'], fields: { device: '数控车床 5 号' } })
  r.step('10:25', 'remedy', { remedy: '维修' })
  const much = { act: 'compensate', incident: 2, minutes: 54, reason: '' } as const
  assert.equal(r.act('10:26', much, { role: 'chief' }), 'resit-instead')
  const list = { act: 'resit', incident: 2, seats: ['1-2'], reason: '补时超过上限' } as const
  assert.equal(r.act('10:27', list), 'chief-only')
  assert.equal(r.act('10:27', list, { role: 'chief' }), '')
  assert.deepEqual(r.incident().resits, ['1-2'])
})

test('SDE-4.6-15 an incident has decision, person and time; the head of the site decides what is grave', () => {
  const r = running()
  r.open('09:10', { type: 'other', branch: 'major', fields: { place: '走廊' } })
  r.step('09:11', 'handled', { note: '疏散' })
  r.report('09:11')
  r.answer('09:15')
  r.act('09:15', { act: 'acknowledge', incident: 1 }, { role: 'chief' })
  assert.equal(r.close('09:16', {}), 'chief-only')
  const empty = { act: 'close', incident: 1, decision: ' ' } as const
  assert.equal(r.act('09:16', empty, { role: 'chief' }), 'field-missing')
  assert.equal(r.close('09:16'), '')
  const { closed } = r.incident()
  assert.deepEqual(
    [closed?.decision, closed?.by, closed?.at],
    ['按办法处理', 'z01', new Date(at('09:16')).toISOString()],
  )
  assert.equal(r.report('09:17'), 'incident-closed')
})

test('HN-2.3.4-23 a patrol entry has one of the four types', () => {
  const r = running()
  assert.equal(r.open('09:10', { type: 'patrol', seats: ['1-1'], fields: { kind: '说话' } }), 'field-wrong')
  for (const kind of ['作弊', '违反操作规程', '违反考试规则', '安全事故'])
    assert.equal(r.open('09:10', { type: 'patrol', seats: ['1-1'], fields: { kind } }), '')
})

test('HN-2.3.5-13 stopping of an unsafe operation links candidate, device and time', () => {
  const r = running()
  const fields = { device: '数控车床 3 号', 'stopped-by': '考评员甲', stopper: '考评员' }
  assert.equal(r.open('09:10', { type: 'unsafe-operation', fields }), 'seats-wrong')
  assert.equal(r.open('09:10', { type: 'unsafe-operation', seats: ['1-2'], fields }), '')
  const { seats, fields: kept, openedAt } = r.incident()
  assert.deepEqual(
    [seats, kept.device, openedAt],
    [['1-2'], '数控车床 3 号', new Date(at('09:10')).toISOString()],
  )
})

test('HN-2.6-08 a major incident shows the time of its report and the answer, and is not closed without', () => {
  const r = running()
  r.open('09:10', { type: 'leak', fields: { what: '试题外传' } })
  r.act('09:11', { act: 'acknowledge', incident: 1 }, { role: 'chief' })
  r.step('09:12', 'contained')
  assert.equal(r.close('09:13'), 'report-missing')
  assert.equal(r.answer('09:13'), 'report-missing')
  r.report('09:14', '领导小组')
  assert.equal(r.close('09:15'), 'answer-missing')
  r.answer('09:20')
  const { reports, answers } = r.incident()
  assert.deepEqual([reports[0]?.to, answers[0]?.text], ['领导小组', '同意'])
  assert.equal(r.close('09:21'), '')
})

test('HN-3.1.7-13 an accident stays open until its investigation and decision are entered', () => {
  const r = running()
  r.open('09:10', { type: 'accident', seats: ['1-1'], fields: { what: '手部划伤' } })
  r.step('09:11', 'secured')
  r.report('09:12')
  r.answer('09:13')
  r.act('09:13', { act: 'acknowledge', incident: 1 }, { role: 'chief' })
  assert.equal(r.close('09:20'), 'steps-missing')
  const inquiry = { party: '赵样例', responsible: '设备管理员', measure: '停用 3 号机床' }
  assert.equal(r.step('09:30', 'inquiry', inquiry), 'chief-only')
  assert.equal(r.chiefStep('09:30', 'inquiry', inquiry), '')
  assert.equal(openIncidents(r.room.log).length, 1)
  assert.equal(r.close('09:31'), '')
})

test('SDS-4.4-30 incidents are replayed from the journal, and one entered twice breaks the replay', () => {
  const r = running()
  r.open('09:10', { type: 'other', branch: 'ordinary', fields: { place: '第一机房' } })
  r.report('09:11')
  assert.deepEqual(replay(r.journal).log, r.room.log)
  const opened = r.journal.find(({ kind }) => kind === 'incident-opened')
  assert.ok(opened)
  assert.throws(() => replay([...r.journal, { ...opened, seq: 99 }]), /there already/)
})
