import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { checkBundle } from './bundle.rule.ts'
import { bundleOf } from './bundle.ts'
import { chain, type Draft, type Entry } from './journal.ts'

const sm3 = (text: string): string => createHash('sm3').update(text).digest('hex')

const append = (entries: readonly Entry[], kind: Draft['kind'], body: object): Entry[] => {
  const { seq, hash } = entries.at(-1) ?? { seq: 0, hash: '' }
  const draft = { kind, seat: null, actor: 'j01', body, at: '2026-12-26T01:00:00.000Z' }
  return [...entries, chain({ seq, hash }, draft as unknown as Draft & { at: string }, sm3)]
}

const prepared = { sittingId: 's', preparationHash: 'p', seats: [], rules: null }
const times = { plannedStart: '2026-12-26T01:00:00.000Z', plannedEnd: '2026-12-26T02:30:00.000Z' }
const note = { category: 'decision', text: '延长开门时间', reportedTo: '', rule: '' }

/** A sitting that was taken over after its start; before, the old node wrote two notes alone, which the centre saw. */
const takenOver = (handedOver: (tail: readonly Entry[]) => readonly Entry[]) => {
  let journal = append([], 'sitting-prepared', { ...prepared, ...times })
  journal = append(journal, 'package-received', { packageHash: 'k', bytes: 1 })
  journal = append(journal, 'check-in-opened', { checked: [] })
  const paper = { openers: [], reason: '', packageHash: 'k', paperHash: 'q', items: [] }
  journal = append(journal, 'paper-opened', paper)
  journal = append(journal, 'started', { reason: '' })
  const after = journal.length
  const tail = append(append(journal, 'noted', note), 'noted', note).slice(after)
  const order = { node: 'b', from: 'a', reason: '断电', confirmed: false, lastHeardAt: null }
  journal = append(journal, 'taken-over', { epoch: 2, ...order })
  const entries = handedOver(tail)
  if (entries.length > 0)
    journal = append(journal, 'tail-received', { standby: 'a', after, reason: '恢复', entries })
  journal = append(append(journal, 'ended', { reason: '' }), 'sealed', { reason: '' })
  const { seq, hash } = tail.at(-1)!
  const facts = { sittingId: 's', roomName: '第一机房', preparationHash: 'p', packageHash: 'k', seats: [] }
  return checkBundle(bundleOf(journal), { ...facts, seen: { seq, hash } }, sm3)
}

test('SDS-5.1-02 a head that the centre saw at a node since replaced must stand in what that node handed over', () => {
  const missing = takenOver(() => [])
  assert.ok(missing.refused && missing.code === 'BUNDLE_ALTERED')
  assert.ok(!takenOver((tail) => tail).refused)
})

test('SDS-5.1-02 a hand-over that only names the head, or was altered, proves nothing', () => {
  const alone = takenOver((tail) => tail.slice(-1))
  assert.ok(alone.refused && alone.code === 'BUNDLE_ALTERED')
  const altered = takenOver(([first, ...rest]) => [
    { ...first!, body: { ...note, text: '另一回事' } } as unknown as Entry,
    ...rest,
  ])
  assert.ok(altered.refused && altered.code === 'BUNDLE_ALTERED')
})
