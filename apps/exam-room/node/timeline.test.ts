import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rehearse } from '#modules/delivery/rehearsal.fixture.ts'
import { seatTimeline } from './timeline.ts'

const sentences = (journal: Parameters<typeof seatTimeline>[0], seat: string): readonly string[] =>
  seatTimeline(journal, seat).map(({ sentence }) => sentence)

test('SDS-4.4-32 SDS-4.4-40 a seat’s history names sign-in, failure, machine change, compensation and hand-in, and counts answers', () => {
  const { journal, write, onSeat, begin, seatDown } = rehearse(2)
  begin()
  seatDown('1-1', '09:02')
  seatDown('1-2', '09:02')
  const answered = (clientSeq: number) =>
    onSeat('1-1', 'answered', {
      ...{ clientId: 'c', clientSeq, madeAt: '2026-12-26T01:03:00.000Z' },
      ...{ item: 'q1', choice: ['A'], late: false },
    } as never)
  write(
    '09:03',
    onSeat('1-1', 'first-rendered', { renderedAt: '2026-12-26T01:02:20.000Z', lostSeconds: 20 } as never),
  )
  write('09:03', answered(1), answered(2), answered(3))
  write('09:10', onSeat('1-1', 'interrupted', { cause: 'equipment', reason: '主机无法启动' } as never))
  write('09:11', onSeat('1-1', 'move-code-issued', { codeHash: 'h', reason: '换机' } as never))
  write('09:12', onSeat('1-1', 'machine-changed', { tokenHash: 't', machine: 'm-2' }))
  write('09:12', onSeat('1-1', 'reconnected', {} as never))
  write('09:13', answered(4))
  write('09:20', onSeat('1-1', 'extension-granted', { seconds: 120, reason: '设备故障' } as never))
  write('10:05', onSeat('1-1', 'handed-in', { unanswered: 2 } as never))
  assert.deepEqual(sentences(journal, '1-1'), [
    '核验身份、检查违禁物品，签到',
    '在考试机登录',
    '阅读操作说明并确认本人信息',
    '试卷显示，开始作答',
    '首题显示，比可以作答时晚 20 秒',
    '保存作答 3 次',
    '设备故障：主机无法启动',
    '发出换机码：换机',
    '换到另一台考试机',
    '恢复作答',
    '保存作答 1 次',
    '补时 2 分钟：设备故障',
    '交卷，未答 2 题',
  ])
  assert.equal(sentences(journal, '1-2').length, 4, 'what happened at one seat is no line of another')
})

test('SDS-5.1-02 SDS-4.4-40 a take-over stands in the history of every seat, a missing record in that of its witness alone', () => {
  const { journal, write, sitting, begin, seatDown } = rehearse(2)
  begin()
  seatDown('1-1', '09:02')
  seatDown('1-2', '09:02')
  const takenOver = { epoch: 2, node: 'b', from: 'a', reason: '主机断电', confirmed: false }
  write('09:30', sitting('taken-over', { ...takenOver, lastHeardAt: null, clockAhead: 0 } as never))
  write('09:31', sitting('head-missing', { witness: '1-1', seq: 12, hash: 'x', finding: 'beyond' }))
  write('09:32', sitting('head-missing', { witness: '1-1', seq: 9, hash: 'y', finding: 'differs' }))
  assert.deepEqual(sentences(journal, '1-1').slice(4), [
    '考场服务器切换到备机，作答接续：主机断电',
    '本座位见过第 12 条记录，接管时备机没有',
    '本座位见过第 9 条记录，现在的记录与之不符',
  ])
  assert.deepEqual(sentences(journal, '1-2').slice(4), ['考场服务器切换到备机，作答接续：主机断电'])
})

test('SDS-4.4-34 SDS-4.4-42 absence, collection, expulsion and notes have their sentence with the reason', () => {
  const { journal, write, onSeat, begin, seatDown } = rehearse(3)
  begin()
  write('09:31', onSeat('1-1', 'marked-absent', { reason: '入场截止时未签到' }))
  seatDown('1-2', '09:02')
  const note = { category: 'violation', text: '交头接耳', reportedTo: '督导人员', rule: '' } as const
  write('09:40', onSeat('1-2', 'noted', note))
  write('09:45', onSeat('1-2', 'expelled', { reason: '警告后再犯' } as never))
  seatDown('1-3', '09:02')
  write('10:30', onSeat('1-3', 'collected', { by: 'time', reason: '考试时间到' } as never))
  assert.deepEqual(sentences(journal, '1-1'), ['计为缺考：入场截止时未签到'])
  assert.deepEqual(sentences(journal, '1-2').slice(4), ['违纪登记：交头接耳', '终止考试：警告后再犯'])
  assert.deepEqual(sentences(journal, '1-3').slice(4), ['收卷：考试时间到'])
})
