import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstBroken, type StoredEntry } from './broken.ts'
import { canonicalJson, entryHash, genesis, sm3 } from './chain.ts'

const chainOf = (length: number): StoredEntry[] => {
  const entries: StoredEntry[] = []
  for (let seq = 1; seq <= length; seq++) {
    const entry = {
      chain: '00000000-0000-0000-0000-000000000001',
      seq,
      commandId: `00000000-0000-0000-0000-0000000000${seq + 10}`,
      name: 'thing.change',
      actorAccountId: null,
      actorName: '经办人',
      at: new Date(Date.UTC(2026, 11, 1, 9, seq)),
      inputDigest: sm3(`input ${seq}`),
      factCount: 1,
      factDigest: sm3(`facts ${seq}`),
    }
    const previous = entries.at(-1)?.hash ?? genesis
    entries.push({ ...entry, previous, hash: entryHash(previous, entry) })
  }
  return entries
}
const altered = (at: number, changes: Partial<StoredEntry>) =>
  chainOf(5).map((entry, index) => (index === at ? { ...entry, ...changes } : entry))

test('SM3 gives the value of GB/T 32905 for abc', () => {
  assert.equal(sm3('abc').toString('hex'), '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
  assert.deepEqual(sm3('a', 'bc'), sm3('abc'))
})

test('canonical JSON: keys sorted at every depth, stable numbers, dates and bytes as text, absent members left out', () => {
  assert.equal(
    canonicalJson({ b: 1, a: { d: [3, { z: null, y: true }], c: '甲' } }),
    '{"a":{"c":"甲","d":[3,{"y":true,"z":null}]},"b":1}',
  )
  assert.equal(canonicalJson([1.0, 1e21, 0.1, -0]), '[1,1e+21,0.1,0]')
  assert.equal(canonicalJson({ a: undefined, b: new Date(0) }), '{"b":"1970-01-01T00:00:00.000Z"}')
  assert.equal(canonicalJson(new Uint8Array([1, 2])), '"AQI="')
})

test('a sound chain has no broken entry, also when read in two pieces', () => {
  const entries = chainOf(5)
  assert.equal(firstBroken(entries, { head: entries[4]! }), undefined)
  assert.equal(firstBroken(entries.slice(2), { start: entries[1]!, head: entries[4]! }), undefined)
  assert.equal(firstBroken([]), undefined)
})

test('every altered member of an entry is found and named by its sequence', () => {
  const changes: readonly Partial<StoredEntry>[] = [
    { name: 'thing.changed' },
    { actorName: '他人' },
    { actorAccountId: '00000000-0000-0000-0000-000000000009' },
    { at: new Date(0) },
    { factCount: 2 },
    { factDigest: sm3('other') },
    { inputDigest: sm3('other') },
    { commandId: '00000000-0000-0000-0000-000000000099' },
    { chain: '00000000-0000-0000-0000-000000000002' },
  ]
  for (const change of changes) {
    assert.deepEqual(firstBroken(altered(2, change)), { seq: 3, reason: 'content' }, Object.keys(change)[0])
  }
})

test('one flipped byte in a digest or a hash is found', () => {
  for (const member of ['inputDigest', 'factDigest', 'hash', 'previous'] as const) {
    for (let at = 0; at < 32; at++) {
      const bytes = Uint8Array.from(chainOf(5)[2]![member])
      bytes[at]! ^= 1
      assert.equal(firstBroken(altered(2, { [member]: bytes }))?.seq, 3, `${member} ${at}`)
    }
  }
})

test('an altered entry with its own hash recomputed breaks the next link', () => {
  const entries = chainOf(5)
  const forged = { ...entries[2]!, actorName: '他人' }
  const { previous, hash: _, ...entry } = forged
  entries[2] = { ...forged, hash: entryHash(previous, entry) }
  assert.deepEqual(firstBroken(entries), { seq: 4, reason: 'link' })
})

test('a removed, a doubled and a cut-off entry are gaps', () => {
  const entries = chainOf(5)
  assert.deepEqual(firstBroken(entries.toSpliced(2, 1)), { seq: 3, reason: 'gap' })
  assert.deepEqual(firstBroken(entries.toSpliced(2, 0, entries[1]!)), { seq: 3, reason: 'gap' })
  assert.deepEqual(firstBroken(entries.slice(0, 4), { head: entries[4]! }), { seq: 5, reason: 'gap' })
  assert.deepEqual(firstBroken(entries, { head: { seq: 5, hash: genesis } }), { seq: 5, reason: 'link' })
})
