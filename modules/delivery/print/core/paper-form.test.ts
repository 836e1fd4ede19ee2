import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type PaperRecord, paperForm } from './paper-form.ts'

const day = (time: string): string => new Date(`2026-12-26T${time}:00+08:00`).toISOString()
const people = Array.from({ length: 30 }, (_, at) => ({
  applicationId: `a${at + 1}`,
  seat: String(at + 1),
  name: `考生${at + 1}`,
  ticket: `20261226${at + 1}`,
  document: '370102********1234',
}))
const counted = { first: '甲', second: '乙' }
const record: PaperRecord = {
  ...{
    title: '考场情况记录表',
    organisation: '澜川中心',
    site: '第一考点',
    room: '101考场',
    exam: '电工四级',
  },
  extendedMinutes: 0,
  ...{ startsAt: day('09:00'), endsAt: day('10:30'), staff: '监考人员', people },
  attendance: people.slice(0, 28).map(({ applicationId }, at) => ({
    ...{ applicationId, at: day('08:50'), by: '甲' },
    leftAt: day(at === 3 ? '10:05' : '10:40'),
  })),
  absent: ['a29', 'a30'],
  countOut: {
    ...{ envelopes: 1, papers: 30, spares: 2, sheets: 30, blankSheets: 0, scratch: 30 },
    ...{ ...counted, at: day('08:35') },
  },
  countIn: {
    ...{ envelopes: 1, papers: 31, spares: 1, sheets: 28, blankSheets: 2, scratch: 30 },
    ...{ ...counted, at: day('10:38') },
  },
  bag: { label: '第1场 101考场', sealNumber: 'F-001' },
  ...{ carriedItems: ['试卷', '考生签到表', '草稿纸', '装订工具'], carried: ['试卷', '考生签到表'] },
  ...{ spares: [{ by: '备用卷', count: 1 }], sparesLeft: 1, gap: null, explainedBy: null, scanned: 28 },
  seal: { bookNumber: '第1册', sealNumber: 'F0009', ...counted, at: day('10:50') },
  handOver: null,
  incidents: [
    { number: 3, at: day('09:20'), seats: ['7'], text: '试卷缺页', person: '甲', decision: '补足' },
  ],
  signatures: [
    { name: '甲', role: '监考人员', at: day('10:45') },
    { name: '乙', role: '监考人员', at: day('10:46'), byHand: '甲' },
  ],
}
const factOf = (term: string) => paperForm(record, 'record').facts.find((one) => one.term === term)?.text

test('SDS-4.4-18, SDE-4.6-08 the sign-in sheet of room 1 lists its 30 candidates in seat order and what was carried in', () => {
  const sheet = paperForm(record, 'sign-in')
  assert.deepEqual(
    sheet.people.map(({ seat }) => Number(seat)),
    Array.from({ length: 30 }, (_, at) => at + 1),
  )
  assert.deepEqual(
    [sheet.people[0]?.time, sheet.people[3]?.left, sheet.people[29]?.time],
    ['08:50', '10:05', '缺考'],
  )
  assert.deepEqual(sheet.items, ['■试卷', '■考生签到表', '□草稿纸', '□装订工具'])
})

test('HN-3.1.1-19, SDS-4.4-44 the record tells counts of two people, spares, seal numbers, incidents and who signed how', () => {
  const { title, notes, signatures } = paperForm(record, 'record')
  assert.equal(title, '考场情况记录表')
  assert.equal(factOf('应到、实到、缺考'), '30、28、2')
  assert.match(factOf('领取') ?? '', /试卷 30，备用卷 2.*甲、乙 清点，08:35/u)
  assert.match(factOf('收回') ?? '', /已答答题卡 28，空白答题卡 2.*甲、乙 清点，10:38/u)
  assert.equal(factOf('备用卷'), '备用卷 1 份，尚余 1 份')
  assert.equal(factOf('试卷袋'), '第1场 101考场，封条编号 F-001')
  assert.match(factOf('答卷装订密封') ?? '', /密封签号 F0009/u)
  assert.equal(factOf('提前交卷退场'), '4号 10:05')
  assert.deepEqual(
    notes.map(({ seat, text }) => [seat, text]),
    [['7', '试卷缺页']],
  )
  assert.deepEqual(
    signatures.map(({ how }) => how),
    ['本人登录签字', '在纸质表上签字，甲登记'],
  )
})

test('HN-2.6-06 the record names the absent by seat and ticket number', () => {
  assert.equal(factOf('缺考考生'), '29号 考生29（2026122629）、30号 考生30（2026122630）')
})
