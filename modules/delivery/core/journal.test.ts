import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plain } from '#modules/itembank/core/rich.ts'
import { items, rehearse, sm3 } from '../rehearsal.fixture.ts'
import { type Entry, firstBrokenLink } from './journal.ts'
import { canonicalJson, isLegalChoice, type OpenedPaper, paperOfSeat, releasedToSeats } from './paper.ts'
import { replay } from './replay.ts'

const origin = (clientSeq: number, clientId = 'k1') => ({
  clientId,
  clientSeq,
  madeAt: '2026-12-26T01:05:00.000Z',
})

const answeredRoom = () => {
  const rehearsal = rehearse(2)
  const { write, onSeat, begin, seatDown } = rehearsal
  begin()
  seatDown('1-1', '09:01')
  write('09:05', onSeat('1-1', 'viewed', { ...origin(1), item: 'q1' }))
  write('09:05', onSeat('1-1', 'answered', { ...origin(2), item: 'q1', choice: ['A'] }))
  write('09:06', onSeat('1-1', 'viewed', { ...origin(3), item: 'q2' }))
  write('09:06', onSeat('1-1', 'answered', { ...origin(4), item: 'q2', choice: ['A', 'C'] }))
  write('09:07', onSeat('1-1', 'marked', { ...origin(5), item: 'q2', marked: true }))
  write('09:08', onSeat('1-1', 'answered', { ...origin(6), item: 'q1', choice: ['B'] }))
  return rehearsal
}

test('replaying the journal gives exactly what the candidate saw, answered and marked', () => {
  const { journal, room } = answeredRoom()
  const again = replay(journal)
  const seat = again.seats.get('1-1')!
  assert.deepEqual(
    seat.seen.map(({ item }) => item),
    ['q1', 'q2'],
  )
  assert.deepEqual(
    [...seat.answers].map(([item, { choice }]) => [item, choice]),
    [
      ['q1', ['B']],
      ['q2', ['A', 'C']],
    ],
  )
  assert.deepEqual([...seat.marked], ['q2'])
  assert.equal(seat.clients.get('k1')?.contiguous, 6)
  assert.deepEqual(again, room)
})

test('SDS-5.1-02 a batch that a later one overtook on the way does not bring back the earlier choice', () => {
  const { journal, room, write, onSeat } = answeredRoom()
  write('09:09', onSeat('1-1', 'answered', { ...origin(8), item: 'q3', choice: ['B'] }))
  write('09:09', onSeat('1-1', 'answered', { ...origin(7), item: 'q3', choice: ['A'] }))
  assert.deepEqual(room.seats.get('1-1')?.answers.get('q3')?.choice, ['B'])
  assert.equal(room.seats.get('1-1')?.clients.get('k1')?.contiguous, 8)
  write('09:20', onSeat('1-1', 'answered', { ...origin(1, 'k2'), item: 'q3', choice: ['A'] }))
  assert.deepEqual(room.seats.get('1-1')?.answers.get('q3')?.choice, ['A'], 'another machine goes on')
  assert.deepEqual(replay(journal), room)
})

test('the journal written as text and read back replays to the same room', () => {
  const { journal, room } = answeredRoom()
  assert.deepEqual(replay(JSON.parse(JSON.stringify(journal)) as Entry[]), room)
})

test('a journal that holds one event of a seat twice does not replay (SDS-5.1-02)', () => {
  const { journal, write, onSeat } = answeredRoom()
  const before = journal.length
  assert.throws(
    () => write('09:09', onSeat('1-1', 'answered', { ...origin(6), item: 'q1', choice: ['A'] })),
    /stands twice/,
  )
  const [last] = journal.slice(before - 1)
  assert.throws(() => replay([...journal.slice(0, before), { ...last!, seq: before + 1 }]), /stands twice/)
})

test('one altered field in any entry is found and named by its number', () => {
  const { journal } = answeredRoom()
  assert.equal(firstBrokenLink(journal, sm3), undefined)
  journal.forEach((entry, index) => {
    const altered = journal.map((line) => ({ ...line }))
    altered[index] = { ...entry, at: '2026-12-26T00:00:00.001Z' }
    assert.equal(firstBrokenLink(altered, sm3), index + 1)
  })
})

test('an entry taken out or put in another place breaks the chain', () => {
  const { journal } = answeredRoom()
  assert.equal(firstBrokenLink(journal.toSpliced(4, 1), sm3), 5)
  const swapped = [...journal]
  ;[swapped[2], swapped[3]] = [swapped[3]!, swapped[2]!]
  assert.equal(firstBrokenLink(swapped, sm3), 3)
})

test('a journal with an impossible step does not replay', () => {
  const { write, onSeat } = rehearse(1)
  assert.throws(() => write('09:00', onSeat('1-1', 'handed-in', { unanswered: 0 })), /impossible/)
})

test('canonical JSON sorts keys at every depth and drops nothing but undefined', () => {
  const text = canonicalJson({ b: [{ d: null, c: '中' }], a: 1.5 })
  assert.equal(text, '{"a":1.5,"b":[{"c":"中","d":null}]}')
  // What stands in order already is written as it is; numbers as keys stand in no order that counts.
  assert.equal(canonicalJson({ a: ['B', 'A'], b: null, c: 'x' }), '{"a":["B","A"],"b":null,"c":"x"}')
  assert.equal(canonicalJson({ 9: 1, 10: 2, a: 3 }), '{"10":2,"9":1,"a":3}')
  assert.equal(
    canonicalJson({ a: { c: 1, b: 2 }, d: [{ f: 1, e: 2 }] }),
    '{"a":{"b":2,"c":1},"d":[{"e":2,"f":1}]}',
  )
  assert.equal(canonicalJson({ a: 1, b: undefined } as never), '{"a":1}')
})

test('a choice is legal when its labels belong to the item, sorted, once each, one unless multiple', () => {
  const [single, multiple, judge] = [...items.values()] as [never, never, never]
  assert.equal(isLegalChoice(single, ['A']), true)
  assert.equal(isLegalChoice(single, []), true)
  assert.equal(isLegalChoice(single, ['A', 'B']), false)
  assert.equal(isLegalChoice(multiple, ['A', 'B']), true)
  assert.equal(isLegalChoice(multiple, ['B', 'A']), false)
  assert.equal(isLegalChoice(multiple, ['B', 'B']), false)
  assert.equal(isLegalChoice(judge, ['C']), false)
})

test('SDS-5.1-05 whatever a package carries beside the paper is dropped before a seat can see it', () => {
  const item = { ...items.get('q1')!, answer: 'SECRET', analysis: 'SECRET' }
  const paper: OpenedPaper & { key: string } = {
    paperId: 'p',
    title: 't',
    subject: '理论知识',
    items: [item],
    forms: [{ name: 'A', items: ['q1'] }],
    ...{ pictures: {}, formulas: {} },
    key: 'SECRET',
  }
  assert.doesNotMatch(JSON.stringify(releasedToSeats(paper)), /SECRET/)
  assert.deepEqual(releasedToSeats(paper).items[0]?.stem, plain('q1'))
})

test('a seat gets the items of its form in their order, with the pictures and formulas these show and no others', () => {
  const digest = 'd'.repeat(64)
  const pictured = {
    ...items.get('q2')!,
    stem: [{ kind: 'paragraph', content: [{ kind: 'picture', digest, alt: '' }] }],
    material: [{ kind: 'paragraph', content: [{ kind: 'formula', latex: 'U=IR' }] }],
  } as const
  const paper: OpenedPaper = {
    ...{ paperId: 'p', title: 't', subject: '理论知识', items: [items.get('q1')!, pictured] },
    forms: [
      { name: 'A', items: ['q1'] },
      { name: 'B', items: ['q2', 'q1'] },
    ],
    pictures: { [digest]: 'data:image/png;base64,AA', other: 'data:image/png;base64,BB' },
    formulas: { 'U=IR': '<math/>', x: '<math/>' },
  }
  const released = releasedToSeats(paper)
  const [a, b] = [paperOfSeat(released, 0), paperOfSeat(released, 3)]
  assert.deepEqual([a.items.map(({ id }) => id), a.pictures, a.formulas], [['q1'], {}, {}])
  assert.deepEqual(
    b.items.map(({ id }) => id),
    ['q2', 'q1'],
  )
  assert.deepEqual([Object.keys(b.pictures), Object.keys(b.formulas)], [[digest], ['U=IR']])
  assert.deepEqual(b.items[0]?.material, pictured.material)
})
