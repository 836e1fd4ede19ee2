import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor } from '#platform/command/context.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import { plain } from '../core/rich.ts'
import {
  assembleSome,
  auditFindings,
  type Bench,
  bank,
  openBench,
  signAll,
  stock,
} from '../itembank.fixture.ts'
import { previewPaper } from '../paper/contract.ts'
import {
  changeDrafts,
  changeItem,
  itemDetail,
  itemList,
  itemPlaces,
  moveItems,
  reviseItem,
  viewItem,
  writeItem,
} from './contract.ts'
import type { ItemDraft } from './core/item.rule.ts'
import { expertsOfPaper, usesOf } from './store/paper-item.store.ts'

let bench: Bench
let writer: Actor
let other: Actor
before(async () => {
  bench = await openBench()
  writer = bench.world.actor('org-item-writer', bench.organisationId, { name: '命题员甲' })
  other = bench.world.actor('org-item-writer', bench.organisationId, { name: '命题员乙' })
  await stock(bench)
})
after(() => bench.close())

const draft = (stem: string, changes: Partial<ItemDraft> = {}): ItemDraft => ({
  ...{ code: '', type: 'B', pointCode: 'A-A-A-001', stem: plain(stem), key: plain('A') },
  ...{ options: ['甲', '乙', '丙'].map(plain), parts: [], difficulty: '3', consistency: '5' },
  ...{ figure: '', explanation: [], source: '', ...changes },
})
const page = { page: 1, pageSize: 200 }
const write = (by: Actor, of: ItemDraft) =>
  bench.world.done(writeItem, { bank, draft: of, origin: 'own' }, by)
/** The reason is always given; only the steps that need it ask for it. */
const move = (by: Actor, action: InputOf<typeof moveItems>['action'], itemIds: string[]) =>
  bench.world.done(moveItems, { action, reason: '选项不规范', of: { itemIds } }, by)
const stateOf = async (itemId: string) => (await bench.world.done(itemDetail, { itemId }, bench.author)).state
const activate = async (by: Actor, itemId: string) => {
  await move(by, 'submit', [itemId])
  for (const expert of bench.experts) await move(expert, 'pass', [itemId])
}

test('SDS-4.2-07 SDE-4.5-29 HN-3.3.3-10 an expert who has not signed the undertaking gets no item', async () => {
  const { world } = bench
  const [first] = (await world.done(itemList, { page: 1, pageSize: 1 }, bench.author)).rows
  const outcomes = [
    await world.run(itemList, page, writer),
    await world.run(itemPlaces, {}, writer),
    await world.run(viewItem, { itemId: first!.itemId }, writer),
    await world.run(writeItem, { bank, draft: draft('未签承诺。'), origin: 'own' }, writer),
  ]
  assert.deepEqual(
    outcomes.map((outcome) => outcome.refused && outcome.code),
    Array.from({ length: 4 }, () => 'UNDERTAKING_MISSING'),
  )
  await signAll(bench, [writer, other])
})

test('HN-1.8.3.7-03 an item entered online gets the next code of its point', async () => {
  const { world } = bench
  const before = await world.done(itemList, { ...page, type: 'B', point: 'A-A-A-001' }, bench.author)
  const highest = Math.max(...before.rows.map(({ code }) => Number(code.split('-').at(-1))))
  const { code, itemId } = await write(writer, draft('验电器在使用前应当（ ）。'))
  assert.equal(code, `B-A-A-A-001-${String(highest + 1).padStart(3, '0')}`)
  const taken = await world.run(
    writeItem,
    { bank, draft: draft('另一题（ ）。', { code }), origin: 'own' },
    writer,
  )
  assert.equal(taken.refused && taken.code, 'CODE_TAKEN')
  const same = await world.run(
    writeItem,
    { bank, draft: draft('验电器在使用前，应当( )'), origin: 'own' },
    other,
  )
  assert.equal(same.refused && same.code, 'ITEM_ALREADY_THERE')
  assert.equal(await stateOf(itemId), 'draft')
})

test('HN-1.8.3.5-04 an item without link to a knowledge point of the standard is refused', async () => {
  const { world } = bench
  const unknown = draft('没有鉴定点的题（ ）。', { pointCode: 'A-A-A-999' })
  const refused = await world.run(writeItem, { bank, draft: unknown, origin: 'own' }, writer)
  assert.ok(refused.refused)
  assert.deepEqual([refused.code, refused.clauses], ['ITEM_UNSOUND', ['HN-1.8.3.5-04']])
  const treeless = await world.run(writeItem, { bank: '无细目表', draft: unknown, origin: 'own' }, writer)
  assert.ok(treeless.refused)
  assert.deepEqual([treeless.code, treeless.clauses], ['BANK_WITHOUT_TREE', ['HN-1.8.3.5-04']])
})

test('HN-3.1.1-14 a writer sees his own items, a reviewer those he may review, an invigilator nothing', async () => {
  const { world, author, experts } = bench
  const mine = await write(writer, draft('电流的单位是（ ）。'))
  const seen = async (by: Actor) => (await world.done(itemList, page, by)).rows.map(({ itemId }) => itemId)
  assert.ok((await seen(writer)).includes(mine.itemId))
  assert.deepEqual(await seen(other), [])
  assert.deepEqual(await seen(experts[0]), [])
  for (const stranger of [other, experts[0]]) {
    const peep = await world.run(viewItem, { itemId: mine.itemId }, stranger)
    assert.equal(peep.refused && peep.code, 'NOT_FOUND')
  }
  const invigilator = world.actor('invigilator', bench.organisationId)
  for (const spec of [itemList, itemPlaces] as const) {
    const asked = await world.run(spec, page, invigilator)
    assert.equal(asked.refused && asked.code, 'ROLE_MISSING')
  }
  const shown = await world.run(viewItem, { itemId: mine.itemId }, invigilator)
  assert.equal(shown.refused && shown.code, 'ROLE_MISSING')

  await move(writer, 'submit', [mine.itemId])
  assert.deepEqual(await seen(experts[0]), [mine.itemId])
  await move(experts[0], 'pass', [mine.itemId])
  assert.deepEqual(await seen(experts[0]), [], 'the second review is another’s')
  assert.deepEqual(await seen(experts[1]), [mine.itemId])
  await move(experts[1], 'pass', [mine.itemId])
  assert.deepEqual(await seen(experts[1]), [])
  const all = await world.done(itemList, { page: 1, pageSize: 1 }, author)
  assert.equal(all.total, 362)
})

test('HN-3.1.1-14 the log shows who viewed an item and when', async () => {
  const { world } = bench
  const { itemId } = await write(writer, draft('电压的单位是（ ）。'))
  world.at('2026-11-21', '10:30')
  await world.done(viewItem, { itemId }, writer)
  await world.done(viewItem, { itemId }, bench.author)
  const { views } = await world.done(itemDetail, { itemId }, bench.author)
  assert.deepEqual(
    views.map(({ byName, at }) => [byName, at.slice(0, 16)]),
    [
      [bench.author.name, '2026-11-21T02:30'],
      [writer.name, '2026-11-21T02:30'],
    ],
  )
})

test('SDE-4.5-26 author, first and second reviewer of an item are three people', async () => {
  const { world, experts } = bench
  const both = world.actor('org-item-writer', bench.organisationId, {
    name: '命题兼审题',
    roles: ['org-item-writer', 'org-item-reviewer'],
  })
  await signAll(bench, [both])
  const { itemId } = await write(both, draft('电阻的单位是（ ）。'))
  await move(both, 'submit', [itemId])
  const own = await move(both, 'pass', [itemId])
  assert.deepEqual([own.done, own.refused], [0, 1])
  assert.match(own.outcomes[0]!.sentence!, /命题人不能审核/)
  await move(experts[0], 'pass', [itemId])
  assert.equal((await move(experts[0], 'pass', [itemId])).done, 0)
  assert.equal(await stateOf(itemId), 'second-review')
  await move(experts[1], 'pass', [itemId])
  const { owner } = world.database.connection
  const people = ['authorId', 'firstReviewerId', 'secondReviewerId'] as const
  assert.deepEqual(
    await owner.selectFrom('item').select(people).where('id', '=', itemId).executeTakeFirstOrThrow(),
    {
      authorId: both.accountId,
      firstReviewerId: experts[0].accountId,
      secondReviewerId: experts[1].accountId,
    },
  )
  // The database holds to it, whatever the code would do.
  await assert.rejects(
    owner.updateTable('item').set({ secondReviewerId: both.accountId }).where('id', '=', itemId).execute(),
    /item_second_reviewer/,
  )
  await assert.rejects(
    owner
      .updateTable('item')
      .set({ secondReviewerId: experts[0].accountId })
      .where('id', '=', itemId)
      .execute(),
    /item_second_reviewer/,
  )
})

test('a returned item is its author’s draft again, with the reason; without a reason it is not returned', async () => {
  const { world, experts } = bench
  const { itemId } = await write(writer, draft('功率的单位是（ ）。'))
  await move(writer, 'submit', [itemId])
  const bare = await world.run(
    moveItems,
    { action: 'return', reason: ' ', of: { itemIds: [itemId] } },
    experts[0],
  )
  assert.equal(bare.refused && bare.code, 'REASON_MISSING')
  await move(experts[0], 'return', [itemId])
  const seen = await world.done(itemDetail, { itemId }, writer)
  assert.deepEqual([seen.state, seen.stateReason, seen.mayChange], ['draft', '选项不规范', true])
  const changed = await world.done(
    changeItem,
    { itemId, version: seen.version, draft: draft('功率的国际单位是（ ）。') },
    writer,
  )
  assert.equal(changed.version, seen.version + 1)
  const stale = await world.run(
    changeItem,
    { itemId, version: seen.version, draft: draft('功率（ ）。') },
    writer,
  )
  assert.equal(stale.refused && stale.code, 'VERSION_CONFLICT')
})

test('HN-1.8.3.5-03 SDE-4.5-26 a changed item keeps version 1 for papers already used', async () => {
  const { world, author } = bench
  const [paperId] = await assembleSome(bench, 1)
  const uses = await world.database.connection.owner
    .transaction()
    .execute((tx) => usesOf(tx, bench.organisationId))
  assert.equal(uses.size, 100)
  // SDE-4.5-26: the paper knows who wrote and who reviewed what it asks.
  const people = await world.database.connection.owner
    .transaction()
    .execute((tx) => expertsOfPaper(tx, bench.organisationId, paperId!))
  assert.ok(people.authors.includes(author.accountId!))
  assert.deepEqual(people.reviewers, bench.experts.map(({ accountId }) => accountId).toSorted())
  const before = await world.done(previewPaper, { paperId: paperId!, form: 0 }, author)
  const [itemId] = [...uses.keys()]
  const seen = await world.done(viewItem, { itemId: itemId! }, author)
  const inPlace = await world.run(
    changeItem,
    { itemId: itemId!, version: seen.version, draft: seen.draft },
    author,
  )
  assert.equal(inPlace.refused && inPlace.code, 'ITEM_NOT_DRAFT')
  const stem = plain('修订后的题干是（ ）。')
  const next = await world.done(
    reviseItem,
    { itemId: itemId!, version: seen.version, draft: { ...seen.draft, stem } },
    author,
  )
  assert.equal(next.code, seen.code)
  const twice = await world.run(
    reviseItem,
    { itemId: itemId!, version: seen.version, draft: { ...seen.draft, stem } },
    author,
  )
  assert.equal(twice.refused && twice.code, 'REVISION_OPEN')
  await activate(author, next.itemId)
  const old = await world.done(itemDetail, { itemId: itemId! }, author)
  assert.equal(old.state, 'retired')
  assert.deepEqual(
    old.editions.map(({ edition, stateName }) => [edition, stateName]),
    [
      [1, '已退出'],
      [2, '启用'],
    ],
  )
  assert.deepEqual(
    old.papers.map(({ forms }) => forms),
    [1],
  )
  assert.deepEqual((await world.done(viewItem, { itemId: itemId! }, author)).draft, seen.draft)
  assert.deepEqual(await world.done(previewPaper, { paperId: paperId!, form: 0 }, author), before)
  assert.deepEqual((await world.done(viewItem, { itemId: next.itemId }, author)).draft.stem, stem)
})

test('suspending takes items out of assembly and resuming brings them back; a filter names what it finds', async () => {
  const { world, author } = bench
  const filter = { type: 'C', point: 'A-A-A' }
  const found = (await world.done(itemList, { ...page, ...filter, state: 'active' }, author)).total
  const suspended = await world.done(
    moveItems,
    { action: 'suspend', reason: '标准修订', of: { filter } },
    author,
  )
  assert.deepEqual([suspended.done, suspended.outcomes.length], [found, found + suspended.refused])
  const again = await world.done(moveItems, { action: 'suspend', reason: '标准修订', of: { filter } }, author)
  assert.deepEqual([again.done, again.refused], [0, found + suspended.refused])
  assert.ok(again.outcomes.every(({ sentence }) => sentence?.includes('不能暂停使用')))
  const resumed = await world.done(moveItems, { action: 'resume', reason: '', of: { filter } }, author)
  assert.equal(resumed.done, found)
})

test('drafts are given another point in bulk, with new codes; what is no draft is left and said', async () => {
  const { world, author } = bench
  const drafts = [await write(author, draft('甲题（ ）。')), await write(author, draft('乙题（ ）。'))]
  const [active] = (await world.done(itemList, { ...page, state: 'active' }, author)).rows
  const { outcomes, done, refused } = await world.done(
    changeDrafts,
    {
      pointCode: 'A-A-A-002',
      difficulty: 5,
      of: { itemIds: [...drafts.map(({ itemId }) => itemId), active!.itemId] },
    },
    author,
  )
  assert.deepEqual([done, refused, outcomes.length], [2, 1, 3])
  const after = await world.done(itemList, { ...page, point: 'A-A-A-002', state: 'draft' }, author)
  assert.equal(after.total, 2)
  assert.equal(new Set(after.rows.map(({ code }) => code)).size, 2)
  assert.ok(after.rows.every(({ code, difficulty }) => code.startsWith('B-A-A-A-002-') && difficulty === 5))
})

test('words of the content are found, whatever their width; only within one’s duty', async () => {
  const { world, author } = bench
  await write(writer, draft('兆欧表测量前应做ＡＢＣ开路试验（ ）。'))
  const find = async (by: Actor, words: string) => (await world.done(itemList, { ...page, words }, by)).total
  assert.equal(await find(author, '兆欧表 abc开路'), 1)
  assert.equal(await find(author, '兆欧表 不存在的词'), 0)
  assert.equal(await find(writer, 'abc开路'), 1)
  assert.equal(await find(other, 'abc开路'), 0)
})

test('every step left its evidence', async () => {
  assert.deepEqual(await auditFindings(bench), [])
})
