import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Verdict } from '#platform/contract/verdict.ts'
import { at, items, rehearse } from '../rehearsal.fixture.ts'
import { decideSignIn } from './admission.rule.ts'
import {
  type CandidateEvent,
  decideAnswers,
  decideCollection,
  decideConfirmation,
  decideEntry,
  decideExpulsion,
  decideExtension,
  decideHandIn,
  decideInterruption,
  decideMoveCode,
  decidePaper,
} from './seat.rule.ts'
import {
  decideAbsentees,
  decideCheckIn,
  decideEnd,
  decideNote,
  decideOpening,
  decideSeal,
  decideStart,
} from './sitting.rule.ts'
import { openLossSeconds, seatEnd, timeMarks } from './time-marks.ts'

const on = (time: string, actor = 'j01') => ({ actor, now: at(time) })

const refusedAs = (verdict: Verdict<unknown>, code: string, clause: string): void => {
  assert.ok(verdict.refused, `expected ${code}`)
  assert.equal(verdict.code, code)
  assert.ok(verdict.clauses.includes(clause), `${clause} is cited`)
  assert.ok(verdict.sentence.length > 3 && verdict.remedy.length > 3)
}

const accepted = <T>(verdict: Verdict<T>): T => {
  assert.ok(!verdict.refused, verdict.refused ? verdict.sentence : '')
  return verdict.value
}

const ticks = { identity: true, articles: true }

const answer = (item: string, choice: string[], made: [clientSeq: number, time: string]): CandidateEvent => ({
  type: 'answered',
  item,
  choice,
  clientId: 'k1',
  clientSeq: made[0],
  madeAt: new Date(at(made[1])).toISOString(),
})

test('SDS-4.4-27 09:00-10:30 shows start 09:00, entry limit 09:30, earliest hand-in 10:00 and end 10:30', () => {
  const { room, begin } = rehearse(1)
  begin()
  assert.deepEqual(timeMarks(room, at('09:10')), {
    start: at('09:00'),
    entryLimit: at('09:30'),
    earliestHandIn: at('10:00'),
    end: at('10:30'),
  })
})

test('SDS-4.4-25 check-in at 09:30 is accepted, at 09:31 refused, and whoever is missing is marked absent', () => {
  const { room, seat, begin, write } = rehearse(2)
  begin()
  accepted(decideSignIn(room, seat('1-1'), { ...on('09:30'), ...ticks }))
  refusedAs(decideSignIn(room, seat('1-1'), { ...on('09:31'), ...ticks }), 'entry-closed', 'SDS-4.4-25')
  refusedAs(decideSignIn(room, seat('1-1'), { ...on('09:30:01'), ...ticks }), 'entry-closed', 'SDS-4.4-25')
  assert.deepEqual(decideAbsentees(room, on('09:30', 'room')), [])
  write('09:31', ...decideAbsentees(room, on('09:31', 'room')))
  assert.equal(seat('1-1').status, 'absent')
})

test('SDS-4.4-25 a late candidate cannot log in at a machine either', () => {
  const { room, seat, begin, write } = rehearse(1)
  begin()
  const request = { machine: 'm', tokenHash: 't', codeHash: null }
  refusedAs(decideEntry(room, seat('1-1'), { ...on('09:31'), ...request }), 'entry-closed', 'SDS-4.4-25')
  // The room has marked him absent meanwhile; he is told the same.
  write('09:31', ...decideAbsentees(room, on('09:31', 'room')))
  refusedAs(decideEntry(room, seat('1-1'), { ...on('09:31'), ...request }), 'entry-closed', 'SDS-4.4-25')
})

test('SDS-4.4-34 thirty seated, twenty-eight signed in: at the entry limit two are set to absent', () => {
  const { room, begin, seatDown } = rehearse(30)
  begin()
  for (let number = 1; number <= 28; number += 1) seatDown(`1-${number}`, '09:02')
  assert.deepEqual(
    decideAbsentees(room, on('09:31', 'room')).map(({ seat }) => seat),
    ['1-29', '1-30'],
  )
})

test('SDS-4.4-26 for 09:00-10:30 handing in at 09:59 is refused and at 10:00 accepted', () => {
  const { room, seat, begin, seatDown } = rehearse(1)
  begin()
  seatDown('1-1', '09:01')
  const request = { clientId: 'k1', lastClientSeq: 0, items: ['q1', 'q2', 'q3'] }
  refusedAs(
    decideHandIn(room, seat('1-1'), { ...on('09:59'), ...request }),
    'hand-in-too-early',
    'SDS-4.4-26',
  )
  const [draft] = accepted(decideHandIn(room, seat('1-1'), { ...on('10:00'), ...request }))
  assert.deepEqual(draft?.body, { unanswered: 3 })
})

test('SDS-4.4-26 handing in waits until every event the seat made has arrived', () => {
  const { room, seat, begin, seatDown } = rehearse(1)
  begin()
  seatDown('1-1', '09:01')
  const request = { ...on('10:10'), clientId: 'k1', lastClientSeq: 4, items: ['q1'] }
  refusedAs(decideHandIn(room, seat('1-1'), request), 'answers-outstanding', 'SDS-4.4-26')
})

test('SDS-4.4-16 check-in opens only when the main machine and the network are ticked', () => {
  const { room } = rehearse(1)
  refusedAs(decideCheckIn(room, ['网络通畅'], on('08:30')), 'checks-missing', 'SDS-4.4-16')
  accepted(decideCheckIn(room, ['网络通畅', '主考机运行'], on('08:30')))
})

test('SDS-4.2-06 the paper is opened by two different people, with a reason, not before the earliest time', () => {
  const { room, write, sitting } = rehearse(1)
  const both = { openers: ['j01', 'j02'], reason: '按时启封' }
  refusedAs(decideOpening(room, both, on('08:40')), 'wrong-sitting-state', 'SDS-4.4-02')
  write('08:20', sitting('check-in-opened', { checked: [] }))
  refusedAs(decideOpening(room, both, on('08:29')), 'too-early-to-open', 'SDS-4.2-06')
  const alone = { ...both, openers: ['j01'] }
  refusedAs(decideOpening(room, alone, on('08:40')), 'openers-missing', 'SDS-4.2-06')
  const twice = { ...both, openers: ['j01', 'j01'] }
  refusedAs(decideOpening(room, twice, on('08:40')), 'openers-not-distinct', 'SDS-4.2-07')
  refusedAs(decideOpening(room, { ...both, reason: ' ' }, on('08:40')), 'reason-missing', 'SDS-4.4-02')
  accepted(decideOpening(room, both, on('08:30')))
})

test('SDS-4.4-35 the start asks for the tick that the room rules were read and keeps its time', () => {
  const { room, write, sitting } = rehearse(1)
  write('08:30', sitting('check-in-opened', { checked: [] }))
  const opened = { openers: ['j01', 'j02'], reason: '', packageHash: 'x', paperHash: 'y', items: [] }
  write('08:50', sitting('paper-opened', opened))
  refusedAs(decideStart(room, '', on('09:00')), 'rules-not-read', 'SDS-4.4-35')
  write('08:55', sitting('rules-read', { document: '考场规则' }))
  accepted(decideStart(room, '', on('09:00')))
  assert.equal(room.rulesReadAt, '2026-12-26T00:55:00.000Z')
})

test('SDS-4.4-02 a start 60 minutes off the arrangement asks for a reason and stores it; an early one is refused', () => {
  const { room, write, sitting } = rehearse(1)
  write('08:30', sitting('check-in-opened', { checked: [] }))
  write('08:30', sitting('rules-read', { document: '考场规则' }))
  const opened = { openers: ['j01', 'j02'], reason: '', packageHash: 'x', paperHash: 'y', items: [] }
  write('08:50', sitting('paper-opened', opened))
  refusedAs(decideStart(room, '', on('08:59')), 'too-early-to-start', 'SDS-4.4-02')
  refusedAs(decideStart(room, '', on('10:00')), 'reason-missing', 'SDS-4.4-02')
  const [draft] = accepted(decideStart(room, '停电', on('10:00')))
  assert.deepEqual(draft?.body, { reason: '停电' })
})

test('SDS-4.4-32 SDS-4.4-33 without identity check or without the check for forbidden articles nobody signs in', () => {
  const { room, seat, begin } = rehearse(1)
  begin()
  const noIdentity = { ...on('09:01'), identity: false, articles: true }
  refusedAs(decideSignIn(room, seat('1-1'), noIdentity), 'ticks-missing', 'SDS-4.4-32')
  const noArticles = { ...on('09:01'), identity: true, articles: false }
  refusedAs(decideSignIn(room, seat('1-1'), noArticles), 'ticks-missing', 'SDS-4.4-33')
})

test('SDS-4.4-32 SDS-4.4-36 SDE-4.6-18 HN-2.3.4-21 the paper opens only for a candidate whose identity was checked and who confirmed his data', () => {
  const { room, seat, begin, write, onSeat } = rehearse(1)
  begin()
  refusedAs(decidePaper(room, seat('1-1'), on('09:01')), 'not-signed-in', 'SDS-4.4-32')
  write('09:01', onSeat('1-1', 'signed-in', ticks as { identity: true; articles: true }))
  refusedAs(decidePaper(room, seat('1-1'), on('09:01')), 'not-confirmed', 'SDS-4.4-36')
  refusedAs(decidePaper(room, seat('1-1'), on('09:01')), 'not-confirmed', 'SDE-4.6-18')
  refusedAs(decidePaper(room, seat('1-1'), on('09:01')), 'not-confirmed', 'HN-2.3.4-21')
  write('09:02', ...accepted(decideConfirmation(seat('1-1'), on('09:02', 'seat:1-1'))))
  accepted(decidePaper(room, seat('1-1'), on('09:02')))
})

test('SDS-4.4-27 nobody sees the paper before the start', () => {
  const { room, seat } = rehearse(1)
  refusedAs(decidePaper(room, seat('1-1'), on('08:59')), 'not-started', 'SDS-4.4-27')
})

test('SDS-4.4-40 a failure of 12 minutes with remedy extra time prolongs that candidate by 12 minutes, not more', () => {
  const { room, seat, begin, seatDown, write, onSeat } = rehearse(2)
  begin()
  seatDown('1-1', '09:01')
  seatDown('1-2', '09:01')
  const failure = { ...on('09:20'), cause: 'equipment', reason: '主机黑屏' } as const
  write('09:20', ...accepted(decideInterruption(seat('1-1'), failure)))
  write('09:32', onSeat('1-1', 'reconnected', { machine: 'm' }))
  assert.equal(openLossSeconds(seat('1-1'), at('09:33')), 720)
  const extra = (minutes: number) =>
    decideExtension(seat('1-1'), { ...on('09:33'), minutes, reason: '设备故障' })
  refusedAs(extra(13), 'extension-exceeds-loss', 'SDS-4.4-40')
  write('09:33', ...accepted(extra(12)))
  assert.equal(seatEnd(room, seat('1-1'), at('09:40')), at('10:42'))
  assert.equal(seatEnd(room, seat('1-2'), at('09:40')), at('10:30'))
  refusedAs(extra(1), 'extension-exceeds-loss', 'SDS-4.4-40')
})

test('a suspension of ten minutes moves the end of everybody by ten minutes', () => {
  const { room, begin, write, sitting } = rehearse(1)
  begin()
  write('09:40', sitting('suspended', { reason: '停电' }))
  assert.equal(timeMarks(room, at('09:45')).end, at('10:35'))
  write('09:50', sitting('resumed', { reason: '' }))
  assert.equal(timeMarks(room, at('10:00')).end, at('10:40'))
  assert.equal(timeMarks(room, at('10:00')).earliestHandIn, at('10:10'))
})

test('SDS-4.4-40 another machine needs the one-time code, and the code works once', () => {
  const { room, seat, begin, seatDown, write } = rehearse(1)
  begin()
  seatDown('1-1', '09:01')
  const other = { ...on('09:20'), machine: 'other', tokenHash: 't2' }
  refusedAs(decideEntry(room, seat('1-1'), { ...other, codeHash: null }), 'machine-bound', 'SDS-4.4-40')
  write(
    '09:20',
    ...accepted(decideMoveCode(seat('1-1'), { ...on('09:20'), codeHash: 'h', reason: '键盘失灵' })),
  )
  refusedAs(decideEntry(room, seat('1-1'), { ...other, codeHash: 'no' }), 'move-code-wrong', 'SDS-4.4-40')
  write('09:21', ...accepted(decideEntry(room, seat('1-1'), { ...other, codeHash: 'h' })))
  assert.deepEqual(seat('1-1').session, { machine: 'other', tokenHash: 't2' })
  const third = { ...other, machine: 'third', codeHash: 'h' }
  refusedAs(decideEntry(room, seat('1-1'), third), 'move-code-wrong', 'SDS-4.4-40')
})

test('a batch sent twice is written once, and a batch may overlap the one before', () => {
  const { room, seat, begin, seatDown, write } = rehearse(1)
  begin()
  seatDown('1-1', '09:01')
  const first = [answer('q1', ['A'], [1, '09:05']), answer('q2', ['A', 'B'], [2, '09:06'])]
  const send = (events: readonly CandidateEvent[]) =>
    accepted(decideAnswers(room, seat('1-1'), { events, items, now: at('09:07') }))
  write('09:07', ...send(first))
  assert.deepEqual(send(first), [])
  assert.equal(send([...first, answer('q1', ['B'], [3, '09:07'])]).length, 1)
})

test('an answer to an item outside the paper or with an illegal mark is refused as a whole', () => {
  const { room, seat, begin, seatDown } = rehearse(1)
  begin()
  seatDown('1-1', '09:01')
  const send = (event: CandidateEvent) =>
    decideAnswers(room, seat('1-1'), { events: [event], items, now: at('09:07') })
  refusedAs(send(answer('q9', ['A'], [1, '09:05'])), 'item-unknown', 'SDS-4.4-36')
  refusedAs(send(answer('q1', ['A', 'B'], [1, '09:05'])), 'item-unknown', 'SDS-4.4-36')
})

test('an answer after the end is kept as evidence without effect', () => {
  const { room, seat, begin, seatDown, write } = rehearse(1)
  begin()
  seatDown('1-1', '09:01')
  const events = [answer('q1', ['A'], [1, '10:29'])]
  const [late] = accepted(decideAnswers(room, seat('1-1'), { events, items, now: at('10:31') }))
  assert.equal(late?.kind, 'answer-late')
  write('10:31', late!)
  assert.equal(seat('1-1').answers.size, 0)
  assert.equal(seat('1-1').clients.get('k1')?.contiguous, 1)
})

test('what a seat answered offline before the end still counts when it returns after collection, until the seal', () => {
  const { room, seat, begin, seatDown, write, sitting } = rehearse(1)
  begin()
  seatDown('1-1', '09:01')
  const silence = { ...on('10:20', 'room'), cause: 'no-heartbeat', reason: '' } as const
  write('10:20', ...accepted(decideInterruption(seat('1-1'), silence)))
  const byTime = { ...on('10:30:20', 'room'), by: 'time', reason: '考试时间到' } as const
  write('10:31', ...accepted(decideCollection(room, seat('1-1'), byTime)))
  write('10:31', ...accepted(decideEnd(room, on('10:31'))))
  refusedAs(decideSeal(room, '', on('10:32')), 'seats-unsynchronised', 'SDS-4.4-40')
  const kinds = (now: number) =>
    accepted(
      decideAnswers(room, seat('1-1'), {
        events: [answer('q1', ['A'], [1, '10:25']), answer('q2', ['A'], [2, '10:31'])],
        items,
        now,
      }),
    ).map(({ kind }) => kind)
  assert.deepEqual(kinds(at('10:35')), ['answered', 'answer-late'])
  write('10:40', sitting('sealed', { reason: '考试机损坏' }))
  assert.deepEqual(kinds(at('10:41')), ['answer-late', 'answer-late'])
})

test('SDS-4.4-44 a sitting does not end while a seat is neither handed in nor collected', () => {
  const { room, seat, begin, seatDown, write } = rehearse(1)
  begin()
  seatDown('1-1', '09:01')
  refusedAs(decideEnd(room, on('09:59')), 'time-not-over', 'SDS-4.4-26')
  refusedAs(decideEnd(room, on('10:31')), 'seats-unfinished', 'SDS-4.4-44')
  const early = { ...on('10:10'), by: 'invigilator', reason: '' } as const
  refusedAs(decideCollection(room, seat('1-1'), early), 'time-not-over', 'SDS-4.4-26')
  write('10:30', ...accepted(decideCollection(room, seat('1-1'), { ...early, now: at('10:30') })))
  accepted(decideEnd(room, on('10:31')))
})

test('SDS-4.4-37 a violation is in the room record with its time, and an expulsion needs its reason', () => {
  const { room, seat, begin, seatDown, write } = rehearse(1)
  begin()
  seatDown('1-1', '09:01')
  const note = {
    category: 'violation',
    text: '携带手机',
    seat: '1-1',
    reportedTo: '督导丁',
    rule: '',
  } as const
  write('09:40', ...accepted(decideNote(room, note, on('09:40'))))
  assert.equal(room.notes[0]?.at, new Date(at('09:40')).toISOString())
  assert.equal(seat('1-1').violations.length, 1)
  refusedAs(decideExpulsion(seat('1-1'), { ...on('09:41'), reason: '' }), 'reason-missing', 'SDS-4.4-37')
  write('09:41', ...accepted(decideExpulsion(seat('1-1'), { ...on('09:41'), reason: '使用手机' })))
  assert.equal(seat('1-1').status, 'expelled')
})

test('SDS-4.4-42 a decision on a violation without the rule it rests on is refused', () => {
  const { room } = rehearse(1)
  const decision = {
    category: 'decision',
    text: '取消本场成绩',
    seat: null,
    reportedTo: '',
    rule: '',
  } as const
  refusedAs(decideNote(room, decision, on('10:00')), 'rule-reference-missing', 'SDS-4.4-42')
  accepted(decideNote(room, { ...decision, rule: '违纪违规行为处理工作指引第五条' }, on('10:00')))
})

test('SDS-4.4-30 SDS-4.4-46 an incident and a patrol are recorded with time, text and whom it was reported to', () => {
  const { room, write } = rehearse(1)
  const incident = {
    category: 'incident',
    text: '停电',
    seat: null,
    reportedTo: '考点负责人',
    rule: '',
  } as const
  write('09:40', ...accepted(decideNote(room, incident, on('09:40'))))
  write(
    '09:45',
    ...accepted(decideNote(room, { ...incident, category: 'patrol', text: '秩序良好' }, on('09:45'))),
  )
  assert.deepEqual(
    room.notes.map(({ category, text, reportedTo }) => [category, text, reportedTo]),
    [
      ['incident', '停电', '考点负责人'],
      ['patrol', '秩序良好', '考点负责人'],
    ],
  )
})
