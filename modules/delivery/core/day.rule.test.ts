import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted, enterprise, henan, on, refusedAs, social, under } from '../packed-room.fixture.ts'
import { at } from '../rehearsal.fixture.ts'
import { decideIdentityChecks, decideSignIn, decideTurnAway } from './admission.rule.ts'
import { decideAnnouncement, dueOfItself, plannedAnnouncements } from './conduct.rule.ts'
import { disagreementOf, lastSixDigest, numberDigest } from './document-digest.ts'
import { completeRules } from './room.rules.ts'
import { decideEntry, decideHandIn, decidePaper } from './seat.rule.ts'
import { decideAbsentees, decideCheckIn, decideEnd, decideRulesRead, decideStart } from './sitting.rule.ts'
import { procedureFrom, timeMarks } from './time-marks.ts'

const both = { identity: true, articles: true, ticket: true, document: '居民身份证' } as const

test('HN-3.1.4-01 C03 start 09:00: check-in at 08:39 is refused, at 08:40 accepted', () => {
  const { room, seat, sitting, write } = under(henan, 1)
  write('08:20', sitting('check-in-opened', { checked: [] }))
  refusedAs(decideSignIn(room, seat('1-1'), { ...on('08:39'), ...both }), 'check-in-not-open', 'HN-3.1.4-01')
  accepted(decideSignIn(room, seat('1-1'), { ...on('08:40'), ...both }))
})

test('HN-2.6-02 start 09:00: the entry step appears at 08:45', () => {
  const { room, sitting, write } = under(henan, 1)
  write('08:20', sitting('check-in-opened', { checked: [] }))
  assert.equal(procedureFrom(room), at('08:45'))
  const isDue = (time: string) =>
    plannedAnnouncements(room, at(time)).find(({ id }) => id === 'start-15')!.isDue
  assert.deepEqual([isDue('08:44:59'), isDue('08:45')], [false, true])
})

test('HN-3.1.4-04 C02 in the strict reading 09:29:59 is accepted and 09:30:00 refused and absent; the boundary is a parameter', () => {
  const { room, seat, begin, write } = under(henan, 2)
  begin()
  accepted(decideSignIn(room, seat('1-1'), { ...on('09:29:59'), ...both }))
  refusedAs(decideSignIn(room, seat('1-1'), { ...on('09:30'), ...both }), 'entry-closed', 'HN-3.1.4-04')
  assert.equal(decideAbsentees(room, on('09:29:59', 'room')).length, 0)
  write('09:30', ...decideAbsentees(room, on('09:30', 'room')))
  assert.equal(seat('1-1').status, 'absent')
  assert.equal(henan.door.closes.value, 'at')
})

test('HN-3.1.6-04 C02 read as “more than 30 minutes”, 09:30:00 is accepted and 09:30:01 refused', () => {
  const closes = { value: 'after', clauses: ['HN-3.1.6-04'] } as const
  const { room, seat, begin } = under({ ...henan, door: { ...henan.door, closes } }, 1)
  begin()
  accepted(decideSignIn(room, seat('1-1'), { ...on('09:30'), ...both }))
  refusedAs(decideSignIn(room, seat('1-1'), { ...on('09:30:01'), ...both }), 'entry-closed', 'HN-3.1.6-04')
})

test('HN-3.1.6-03 who comes too late is refused for this session and free for the next', () => {
  const morning = under(henan, 1)
  morning.begin()
  refusedAs(
    decideSignIn(morning.room, morning.seat('1-1'), { ...on('09:30'), ...both }),
    'entry-closed',
    'HN-3.1.6-03',
  )
  morning.write('09:30', ...decideAbsentees(morning.room, on('09:30', 'room')))
  const next = under(henan, 1)
  next.begin()
  assert.equal(morning.seat('1-1').candidate, next.seat('1-1').candidate)
  accepted(decideSignIn(next.room, next.seat('1-1'), { ...on('09:05'), ...both }))
})

test('HN-1.8.4-11 HN-2.3.4-03 C09 check-in with one of the two documents is refused', () => {
  const { room, seat, begin } = under(henan, 1)
  begin()
  const without = { ...on('09:01'), ...both, ticket: false }
  refusedAs(decideSignIn(room, seat('1-1'), without), 'documents-missing', 'HN-1.8.4-11')
  refusedAs(decideSignIn(room, seat('1-1'), without), 'documents-missing', 'HN-2.3.4-03')
  refusedAs(
    decideSignIn(room, seat('1-1'), { ...on('09:01'), ...both, identity: false }),
    'ticks-missing',
    'SDS-4.4-32',
  )
  accepted(decideSignIn(room, seat('1-1'), { ...on('09:01'), ...both }))
})

test('HN-3.1.6-01 a passport is not in the Henan list; a soldier’s card is accepted', () => {
  const { room, seat, begin } = under(henan, 1)
  begin()
  const with_ = (document: string) => decideSignIn(room, seat('1-1'), { ...on('09:01'), ...both, document })
  refusedAs(with_('外国护照'), 'documents-missing', 'HN-3.1.6-01')
  for (const document of ['士兵证', '军官证', '临时居民身份证', '居民身份证']) accepted(with_(document))
})

test('HN-3.1.6-02 entry with a police certificate creates an incident entry', () => {
  const { room, seat, begin, write } = under(henan, 1)
  begin()
  const document = '公安机关身份证明'
  write('09:01', ...accepted(decideSignIn(room, seat('1-1'), { ...on('09:01'), ...both, document })))
  assert.equal(seat('1-1').status, 'present')
  assert.deepEqual(
    room.notes.map(({ category, seat: place }) => [category, place]),
    [['incident', '1-1']],
  )
})

test('HN-3.1.4-02 a name that differs between ticket and document keeps him out and sets 缺考', () => {
  const { room, seat, begin, write } = under(henan, 1)
  begin()
  const digest = (text: string) => `h(${text})`
  const line = {
    name: '张三',
    document: {
      number: numberDigest(digest, 's', '41010219900101123x'),
      lastSix: lastSixDigest(digest, 's', '41010219900101123X'),
    },
  }
  const read = (name: string, number: string) =>
    disagreementOf(line, { by: 'reader', name, digest: numberDigest(digest, 's', number) })
  assert.equal(read('张三', '41010219900101123X'), null)
  assert.equal(read('张三', '410102199001011240'), 'number')
  assert.equal(disagreementOf(line, { by: 'last-six', digest: lastSixDigest(digest, 's', '01123X') }), null)
  const disagrees = read('张山', '41010219900101123X')
  refusedAs(
    decideSignIn(room, seat('1-1'), { ...on('09:01'), ...both, comparison: { by: 'reader', disagrees } }),
    'documents-disagree',
    'HN-3.1.4-02',
  )
  const differ = { cause: 'differ', reason: '身份证姓名为张山' } as const
  refusedAs(
    decideTurnAway(room, seat('1-1'), { ...on('09:02'), ...differ, reason: ' ' }),
    'reason-missing',
    'HN-3.1.4-02',
  )
  write('09:02', ...accepted(decideTurnAway(room, seat('1-1'), { ...on('09:02'), ...differ })))
  assert.equal(seat('1-1').status, 'absent')
  const elsewhere = under(social, 1)
  elsewhere.begin()
  refusedAs(
    decideTurnAway(elsewhere.room, elsewhere.seat('1-1'), { ...on('09:02'), ...differ }),
    'turning-away-not-ruled',
    'SDS-4.4-32',
  )
})

test('HN-2.3.4-22 thirty present candidates show thirty checks in the session', () => {
  const { room, begin, seatDown, write } = under(henan, 30)
  begin()
  const seats = [...room.seats.keys()]
  refusedAs(decideIdentityChecks(room, ['1-1'], on('09:01')), 'wrong-seat-state', 'HN-2.3.4-22')
  for (const seat of seats) seatDown(seat, '09:02')
  write('09:20', ...accepted(decideIdentityChecks(room, seats.slice(0, 10), on('09:20'))))
  write('09:25', ...accepted(decideIdentityChecks(room, seats, on('09:25'))))
  assert.equal([...room.seats.values()].filter(({ identityCheckedAt }) => identityCheckedAt).length, 30)
})

test('SDS-4.4-33 room 1 with 30 present shows 30 checks for forbidden articles', () => {
  const { room, journal, begin, write } = under(social, 30)
  begin()
  for (const seat of room.seats.values())
    write('09:01', ...accepted(decideSignIn(room, seat, { ...on('09:01'), ...both })))
  const checks = journal.filter(
    ({ kind, body }) => kind === 'signed-in' && 'articles' in body && body.articles,
  )
  assert.equal(checks.length, 30)
})

test('SDE-4.6-11 a person without both identity check and sign-in cannot start', () => {
  const { room, seat, begin, onSeat, write } = under(enterprise, 1)
  begin()
  write('09:01', onSeat('1-1', 'confirmed', { guideRead: true }))
  refusedAs(decidePaper(room, seat('1-1'), on('09:02')), 'not-signed-in', 'SDS-4.4-32')
  refusedAs(
    decideSignIn(room, seat('1-1'), { ...on('09:02'), ...both, identity: false }),
    'ticks-missing',
    'SDE-4.6-11',
  )
  write('09:02', ...accepted(decideSignIn(room, seat('1-1'), { ...on('09:02'), ...both })))
  accepted(decidePaper(room, seat('1-1'), on('09:03')))
})

test('SDE-4.6-06 two ticks, machines and network, are needed before the start', () => {
  const { room } = under(enterprise, 1)
  refusedAs(decideCheckIn(room, ['网络'], on('08:30')), 'checks-missing', 'SDE-4.6-06')
  accepted(decideCheckIn(room, ['机器设备', '网络'], on('08:30')))
})

test('SDS-4.4-35 SDE-4.6-17 HN-2.1-05 the start asks for the tick of the reading, by the name of each document, and stores its time', () => {
  for (const [rules, document, clause] of [
    [social, '考场规则', 'SDS-4.4-35'],
    [enterprise, '考场规则', 'SDE-4.6-17'],
    [henan, '考场纪律', 'HN-2.1-05'],
  ] as const) {
    const { room, sitting, write } = under(rules, 1)
    write('08:30', sitting('check-in-opened', { checked: [] }))
    const opened = { openers: ['j01'], reason: 'x', packageHash: 'x', paperHash: 'y', items: [] }
    write('08:50', sitting('paper-opened', opened))
    refusedAs(decideStart(room, '', on('09:00')), 'rules-not-read', clause)
    const drafts = accepted(decideRulesRead(room, on('08:55')))
    assert.deepEqual(drafts[0]?.body, { document })
    write('08:55', ...drafts)
    assert.equal(room.rulesReadAt, new Date(at('08:55')).toISOString())
    accepted(decideStart(room, '', on('09:00')))
  }
})

test('HN-2.6-05 end 10:30: the message appears by itself at 10:15, once', () => {
  const { room, begin, write } = under(henan, 1)
  begin()
  assert.deepEqual(dueOfItself(room, at('10:14:59')), [])
  const [draft] = dueOfItself(room, at('10:15'))
  assert.match(JSON.stringify(draft?.body), /15分钟/)
  write('10:15', draft!)
  assert.deepEqual(dueOfItself(room, at('10:16')), [])
})

test('HN-2.6-02 an announcement is ticked at its minute and not before; own words need a text', () => {
  const { room, sitting, write } = under(henan, 1)
  write('08:20', sitting('check-in-opened', { checked: [] }))
  const said = { id: 'start-20', text: '' }
  assert.ok(decideAnnouncement(room, said, on('08:39')).refused)
  write('08:40', ...accepted(decideAnnouncement(room, said, on('08:40'))))
  assert.deepEqual(accepted(decideAnnouncement(room, said, on('08:41'))), [])
  assert.equal(room.announced.length, 1)
  assert.ok(decideAnnouncement(room, { id: null, text: ' ' }, on('08:41')).refused)
  accepted(decideAnnouncement(room, { id: null, text: '请安静' }, on('08:41')))
})

test('HN-3.1.4-05 C01 09:00-10:30: submission at 10:29 is refused', () => {
  const { room, seat, begin, seatDown } = under(henan, 1)
  begin()
  seatDown('1-1', '09:01')
  const request = { clientId: 'k1', lastClientSeq: 0, items: ['q1'] }
  refusedAs(
    decideHandIn(room, seat('1-1'), { ...on('10:29'), ...request }),
    'hand-in-too-early',
    'HN-3.1.4-05',
  )
  assert.equal(timeMarks(room, at('10:29')).earliestHandIn, null)
})

test('HN-2.3.4-25 with 29 of 30 submissions the room cannot be closed', () => {
  const { room, begin, seatDown, onSeat, write } = under(henan, 30)
  begin()
  const seats = [...room.seats.keys()]
  for (const seat of seats) seatDown(seat, '09:02')
  for (const seat of seats.slice(1)) write('10:30', onSeat(seat, 'collected', { by: 'time', reason: '' }))
  refusedAs(decideEnd(room, on('10:31')), 'seats-unfinished', 'HN-2.3.4-25')
  write('10:31', onSeat(seats[0]!, 'collected', { by: 'time', reason: '' }))
  accepted(decideEnd(room, on('10:31')))
})

test('SDS-4.4-25 SDS-4.4-26 SDS-4.4-27 what a pack says is frozen: Shandong 30 minutes inclusive and a window, Henan neither', () => {
  assert.deepEqual(
    [social.entryLimitMinutes.value, social.door.closes.value, social.handInWindowMinutes.value],
    [30, 'after', 30],
  )
  assert.deepEqual(
    [henan.entryLimitMinutes.value, henan.door.closes.value, henan.handInWindowMinutes.value],
    [30, 'at', null],
  )
  assert.deepEqual(
    [social, enterprise, henan].map(({ record }) => record.title.value),
    ['考场情况记录单', '考场记录单', henan.record.title.value],
  )
})

test('SDS-4.4-02 a journal prepared before the door had rules still runs, as it was prepared', () => {
  const { door: _door, conduct: _conduct, record: _record, ...earlier } = social
  const rules = completeRules(earlier as typeof social)
  const { room, seat, begin } = under(rules, 1)
  begin()
  accepted(decideSignIn(room, seat('1-1'), { ...on('09:01'), identity: true, articles: true }))
  accepted(decideEntry(room, seat('1-1'), { ...on('09:30'), machine: 'm', tokenHash: 't', codeHash: null }))
})
