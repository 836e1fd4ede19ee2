import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plain } from '#modules/itembank/core/rich.ts'
import type { PaperItem, PaperOfSeat } from './paper.ts'
import { arrangedFor, letterAt } from './presentation.ts'

const options = (...texts: string[]) =>
  texts.map((text, at) => ({ label: 'ABCD'[at]!, content: plain(text) }))

const item = (id: string, change: Partial<PaperItem> = {}): PaperItem => ({
  ...{ id, type: 'single', stem: plain(id), options: options('甲', '乙', '丙', '丁'), points: 1 },
  ...change,
})

const paperOf = (items: readonly PaperItem[]): PaperOfSeat => ({
  ...{ paperId: 'p', title: 't', subject: 's', pictures: {}, formulas: {} },
  items,
})

const ids = ({ items }: PaperOfSeat) => items.map(({ id }) => id)
const seeded = { itemOrder: 'seeded', optionOrder: 'seeded' } as const

const singles = Array.from({ length: 20 }, (_, at) => item(`s${at}`))

test('SDS-4.4-36 the order of a candidate comes from his seed: the same seed the same order, others another', () => {
  const paper = paperOf(singles)
  const mine = arrangedFor(paper, seeded, 'sitting/1-1')
  assert.deepEqual(arrangedFor(paper, seeded, 'sitting/1-1'), mine)
  assert.notDeepEqual(ids(arrangedFor(paper, seeded, 'sitting/1-2')), ids(mine))
  assert.deepEqual(ids(mine).toSorted(), ids(paper).toSorted())
  assert.deepEqual(arrangedFor(paper, { itemOrder: 'paper', optionOrder: 'paper' }, 'sitting/1-1'), paper)
})

test('sections keep their order, and questions on one material stay together', () => {
  const material = plain('材料')
  const paper = paperOf([
    ...singles.slice(0, 6),
    item('m1', { material }),
    item('m2', { material }),
    ...Array.from({ length: 6 }, (_, at) => item(`j${at}`, { type: 'judge' })),
  ])
  for (const seed of ['a', 'b', 'c', 'd', 'e']) {
    const order = ids(arrangedFor(paper, seeded, seed))
    assert.equal(order.indexOf('m2'), order.indexOf('m1') + 1)
    assert.ok(order.slice(0, 8).every((id) => !id.startsWith('j')))
  }
})

test('options move with their true labels; where an option names others, and of right and wrong, none moves', () => {
  const fixed = [
    item('all', { options: options('甲', '乙', '丙', '以上都对') }),
    item('two', { options: options('甲', '乙', 'A和B', '都不是') }),
    item('three', { options: options('甲', '乙', 'A、B、C', '丁') }),
    item('named', { stem: plain('关于选项A的说法') }),
    item('judge', { type: 'judge', options: options('正确', '错误') }),
  ]
  const free = item('free')
  const orders = new Set<string>()
  for (let seed = 0; seed < 20; seed += 1) {
    const rules = { itemOrder: 'paper', optionOrder: 'seeded' } as const
    const { items } = arrangedFor(paperOf([...fixed, free]), rules, `seed ${seed}`)
    assert.deepEqual(items.slice(0, -1), fixed)
    const moved = items.at(-1)!
    orders.add(moved.options.map(({ label }) => label).join(''))
    for (const { label, content } of moved.options)
      assert.deepEqual(content, free.options.find((option) => option.label === label)!.content)
  }
  assert.ok(orders.size > 5)
  assert.equal(letterAt(2), 'C')
})
