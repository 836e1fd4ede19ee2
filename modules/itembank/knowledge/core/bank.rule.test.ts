import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statedValue } from '#modules/policy/core/parameter.ts'
import { regime } from '#modules/policy/core/regime.ts'
import { day } from '#platform/clock/day.ts'
import { growthByYear, missingSources, ownShare, sourceKinds } from './bank.rule.ts'
import { formsPossible, type Supply, weakFor } from './weakness.ts'

const { bank: law } = regime('henan-social', day('2026-11-20'))

test('HN-1.8.3.5-01 700 own items of 1,000 show 70 %; below 50 % there is a warning', () => {
  const of = (own: number, rest: number) =>
    ownShare(
      new Map([
        ['own', own],
        ['purchased', rest],
      ]),
      law.ownShare,
    )
  const share = (own: number) => of(own, 1000 - own)
  assert.deepEqual([share(700).percent, share(700).warning], [70, null])
  assert.deepEqual([share(500).percent, share(500).warning], [50, null])
  assert.equal(share(499).percent, 49.9)
  assert.match(share(499).warning ?? '', /49\.9%，低于50%/)
  assert.deepEqual(share(499).clauses, ['HN-1.8.3.5-01'])
  assert.deepEqual(ownShare(new Map(), law.ownShare).percent, null)
  assert.equal(ownShare(new Map(), law.ownShare).warning, null)
  assert.equal(ownShare(new Map([['purchased', 9]]), undefined).warning, null, 'no rule, no warning')
  const nearly = of(4999, 5001)
  assert.ok(nearly.warning && nearly.percent === 49.9, 'the share is not rounded up to the threshold')
})

test('HN-3.1.1-13 all four sources are asked for, each with title and version', () => {
  const asked = statedValue(law.sources) ?? []
  assert.deepEqual([...asked].sort(), [...sourceKinds].sort())
  const full = sourceKinds.map((kind) => ({ kind, title: '名称', version: '2024年版' }))
  assert.deepEqual(missingSources(full, asked), [])
  const [first, second, ...rest] = full
  const lacking = [{ ...first!, version: ' ' }, { ...second!, title: '' }, ...rest.slice(1)]
  assert.deepEqual(missingSources(lacking, asked), [first!.kind, second!.kind, rest[0]!.kind])
  assert.deepEqual(missingSources([], []), [], 'a pack that asks for none misses none')
})

test('SDE-4.5-27 growth by year, also over a year in which nothing came', () => {
  const months = [
    { month: '2024-03', items: 100, papers: 1 },
    { month: '2024-11', items: 20, papers: 0 },
    { month: '2026-01', items: 5, papers: 4 },
  ]
  assert.deepEqual(growthByYear(months), [
    { year: 2024, items: 120, papers: 1, totalItems: 120, totalPapers: 1 },
    { year: 2025, items: 0, papers: 0, totalItems: 120, totalPapers: 1 },
    { year: 2026, items: 5, papers: 4, totalItems: 125, totalPapers: 5 },
  ])
  assert.deepEqual(growthByYear([]), [])
})

test('what is too little for n forms without a common item is named with how much is missing', () => {
  const supply = (rangeCode: string, asked: number, available: number): Supply => ({
    ...{ rangeCode, rangeName: '范围', typeName: '单选题', asked, available },
  })
  const supplies = [supply('A-A-A', 2, 5), supply('A-A-B', 3, 5), supply('A-A-C', 0, 0)]
  assert.equal(formsPossible(supplies), 1)
  assert.deepEqual(weakFor(1, supplies), [])
  assert.deepEqual(
    weakFor(3, supplies).map(({ rangeCode, missing }) => [rangeCode, missing]),
    [
      ['A-A-B', 4],
      ['A-A-A', 1],
    ],
  )
  assert.equal(formsPossible([supply('A-A-C', 0, 7)]), null)
})
