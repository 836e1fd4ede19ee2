import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, rules } from '../../rehearsal.fixture.ts'
import { judgeAbsence, judgeEntry, judgeLeaving, type PaperHours } from './attendance.rule.ts'
import { judgeBagBack, judgeBagOut } from './bag.rule.ts'
import { judgeExtension } from './extension.rule.ts'
import { unsignedBy } from './signers.rule.ts'

const shandong: PaperHours = { startsAt: at('09:00'), endsAt: at('10:30'), rules }
const henan: PaperHours = {
  ...shandong,
  rules: {
    ...rules,
    door: {
      ...rules.door,
      closes: { value: 'at', clauses: ['HN-3.1.4-04'] },
      opensMinutesBefore: { value: 20, clauses: ['HN-3.1.4-01'] },
    },
    handInWindowMinutes: { value: null, clauses: ['HN-3.1.4-05'] },
    record: { ...rules.record, accounted: ['HN-2.3.4-25'] },
  },
}
const all = { identity: true, articles: true, ticket: true }
const codeOf = (verdict: { readonly refused: boolean; readonly code?: string }) =>
  verdict.refused ? verdict.code : 'ok'
const enter = (hours: PaperHours, time: string, ticks = all) =>
  codeOf(judgeEntry(hours, ticks, { at: at(time), now: at('11:00') }))

test('SDS-4.4-25 on paper as on machines: at 09:30 still admitted, at 09:31 no longer', () => {
  assert.deepEqual([enter(shandong, '09:30'), enter(shandong, '09:31')], ['ok', 'ENTRY_CLOSED'])
})

test('HN-3.1.4-04, HN-3.1.4-01 in Henan 09:29:59 accepted, 09:30:00 refused, and nobody before 08:40', () => {
  assert.deepEqual([enter(henan, '09:29:59'), enter(henan, '09:30')], ['ok', 'ENTRY_CLOSED'])
  assert.deepEqual([enter(henan, '08:39'), enter(henan, '08:40')], ['DOOR_SHUT', 'ok'])
})

test('SDS-4.4-32, SDS-4.4-33 without identity or articles checked nobody signs in', () => {
  assert.equal(enter(shandong, '08:50', { ...all, identity: false }), 'TICKS_MISSING')
  assert.equal(enter(shandong, '08:50', { ...all, articles: false }), 'TICKS_MISSING')
  assert.equal(codeOf(judgeEntry(shandong, all, { at: at('08:50'), now: at('08:49') })), 'TIME_AHEAD')
})

test('SDS-4.4-34 who is absent is known at the entry limit and not before', () => {
  assert.equal(codeOf(judgeAbsence(shandong, at('09:30'))), 'ENTRY_STILL_OPEN')
  assert.equal(codeOf(judgeAbsence(shandong, at('09:30:01'))), 'ok')
})

const leave = (hours: PaperHours, time: string, changes: { isCounted?: boolean; lockedBy?: string } = {}) =>
  codeOf(
    judgeLeaving(hours, {
      ...{ at: at(time), now: at(time), isCounted: false, lockedBy: null },
      ...changes,
    }),
  )

test('SDS-4.4-26 09:00-10:30: leaving at 09:59 refused, at 10:00 accepted', () => {
  assert.deepEqual([leave(shandong, '09:59'), leave(shandong, '10:00')], ['TOO_EARLY', 'ok'])
})

test('HN-3.1.4-05, HN-2.3.4-25 in Henan nobody leaves at 10:29, and at the end only once the papers are counted', () => {
  assert.deepEqual([leave(henan, '10:29'), leave(henan, '10:30')], ['TOO_EARLY', 'PAPERS_OPEN'])
  assert.equal(leave(henan, '10:30', { isCounted: true }), 'ok')
})

test('HN-3.1.6-10 exit is blocked for the room while the incident is open', () => {
  assert.equal(leave(henan, '10:40', { isCounted: true, lockedBy: '第 1 号突发事件' }), 'EXIT_LOCKED')
})

const bag = {
  ...{ label: '101考场', quantity: 32, sealNumber: 'F-001', stateName: '监考已领取', holderName: '监考员甲' },
  ...{ isInRoom: true, isBack: false, tally: null },
}

test('HN-2.3.6-03, SDS-4.4-17 the bag in the room is the one that left custody: seal and 32 papers, or an incident', () => {
  const found = { sealNumber: 'F-001', papers: 32, isExplained: false }
  assert.equal(codeOf(judgeBagOut({ ...bag, isInRoom: false }, found)), 'BAG_NOT_HERE')
  assert.equal(codeOf(judgeBagOut(bag, { ...found, sealNumber: 'F-002' })), 'BAG_DIFFERS')
  assert.equal(codeOf(judgeBagOut(bag, { ...found, papers: 31 })), 'BAG_DIFFERS')
  assert.equal(codeOf(judgeBagOut(bag, { ...found, papers: 31, isExplained: true })), 'ok')
  assert.equal(codeOf(judgeBagOut(bag, found)), 'ok')
})

test('SDS-4.4-44 the bag handed back is sealed again under the same number, with as many answers as the room counted', () => {
  const room = { sealNumber: 'F-009', answered: 28 }
  assert.equal(codeOf(judgeBagBack(bag, room)), 'BAG_NOT_BACK')
  const back = { ...bag, isBack: true, sealNumber: 'F-009', tally: { answered: 28, blank: 4 } }
  assert.equal(codeOf(judgeBagBack({ ...back, sealNumber: 'F-010' }, room)), 'BAG_DIFFERS')
  assert.equal(codeOf(judgeBagBack({ ...back, tally: { answered: 27, blank: 4 } }, room)), 'BAG_DIFFERS')
  assert.equal(codeOf(judgeBagBack(back, room)), 'ok')
})

test('HN-3.1.1-19, HN-2.3.4-14 the record asks for every invigilator and one supervisor', () => {
  const duty = (staffName: string, role: string) => ({ staffName, role, accountId: null })
  const duties = [duty('甲', '监考人员'), duty('乙', '监考人员'), duty('丙', '内部质量督导员')]
  const open = (...signed: readonly string[]) =>
    unsignedBy(
      duties,
      signed.map((name) => ({ name })),
      ['invigilator', 'supervisor'],
    ).map(({ staffName }) => staffName)
  assert.deepEqual(open('甲'), ['乙', '丙'])
  assert.deepEqual(open('甲', '乙', '丙'), [])
})

const wrongPaper = { book: 'henan', type: 'wrong-paper' }
const limit = { value: 90, clauses: ['SDS-4.4-40'] }
const lost = (from: string, to: string, before = 0) => ({
  from: at(from),
  to: at(to),
  now: at('09:20'),
  before,
})

test('HN-3.1.6-08, HN-3.1.6-09 a delay from 09:00 to 09:12 is 12 minutes; none where the procedure makes nothing good', () => {
  const judged = judgeExtension(lost('09:00', '09:12'), wrongPaper, limit)
  assert.equal(judged.refused ? judged.code : judged.value, 12)
  assert.equal(codeOf(judgeExtension(lost('09:12', '09:00'), wrongPaper, limit)), 'NO_TIME_LOST')
  assert.equal(codeOf(judgeExtension(lost('09:00', '09:21'), wrongPaper, limit)), 'TIME_AHEAD')
  const missing = { book: 'henan', type: 'sheets-missing' }
  assert.equal(codeOf(judgeExtension(lost('09:00', '09:12'), missing, limit)), 'NO_TIME_LOST')
})

test('SDS-4.4-40 beyond what can be made good on the day nothing more is added', () => {
  assert.equal(codeOf(judgeExtension(lost('09:00', '09:12', 79), wrongPaper, limit)), 'TOO_MUCH_LOST')
})
