import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { type Actor, systemActor } from '#platform/command/context.ts'
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
import { changePack, fileUnder } from '../knowledge/knowledge.fixture.ts'
import { itemList, itemPictures, moveItems, uploadPicture, writeItem } from './contract.ts'
import type { ItemDraft } from './core/item.rule.ts'
import { enemiesOf } from './store/enemy.store.ts'
import {
  acceptTask,
  addEnemies,
  assignTask,
  bankStatistics,
  decideLikeness,
  enemyList,
  findLikeness,
  finishTask,
  itemStatistics,
  likenessList,
  recordStatistics,
  removeEnemy,
  retirementList,
  similarItems,
  taskList,
} from './upkeep.contract.ts'

let bench: Bench
let writer: Actor
before(async () => {
  bench = await openBench()
  writer = bench.world.actor('org-item-writer', bench.organisationId, { name: '命题员甲' })
  await stock(bench)
  await signAll(bench, [writer])
})
after(() => bench.close())

const page = { page: 1, pageSize: 200 }
const draft = (stem: string, changes: Partial<ItemDraft> = {}): ItemDraft => ({
  ...{ code: '', type: 'B', pointCode: 'A-A-A-001', stem: plain(stem), key: plain('A') },
  ...{ options: ['停电', '验电', '挂接地线'].map(plain), parts: [], difficulty: '3', consistency: '5' },
  ...{ figure: '', explanation: [], source: '', ...changes },
})
const write = (by: Actor, of: ItemDraft, taskId?: string) =>
  bench.world.done(writeItem, { bank, draft: of, origin: 'own', ...(taskId && { taskId }) }, by)

test('near-duplicates of a bank are found by a job and decided: keep both, one retires, or enemies', async () => {
  const { world, author } = bench
  const stems = ['在低压线路上检修时首先应当做的事情是', '在低压线路上检修时首先应当做的工作是']
  const [one, two] = [
    await write(author, draft(`${stems[0]}（ ）。`)),
    await write(author, draft(`${stems[1]}（ ）。`)),
  ]
  const run = async () => {
    const { jobId } = await world.done(findLikeness, { bank }, author)
    await bench.runJob(jobId)
  }
  await run()
  const open = await world.done(likenessList, { ...page, bank }, author)
  const pair = open.rows.find(({ first, second }) =>
    [one.itemId, two.itemId].every((id) => [first.itemId, second.itemId].includes(id)),
  )
  assert.ok(pair && pair.similarity >= 0.7)
  await run()
  assert.equal((await world.done(likenessList, { ...page, bank }, author)).total, open.total)

  const seen = { likenessId: pair.likenessId, version: pair.version }
  await world.done(decideLikeness, { ...seen, decision: 'enemies' }, author)
  const again = await world.run(decideLikeness, { ...seen, decision: 'keep-both' }, author)
  assert.equal(again.refused && again.code, 'VERSION_CONFLICT')
  const enemies = await world.database.connection.owner
    .transaction()
    .execute((tx) => enemiesOf(tx, bench.organisationId, bank))
  const [first, second] = [one.code, two.code].sort()
  assert.deepEqual(enemies, [{ first, second }])

  const similar = await world.done(similarItems, { bank, draft: draft(`${stems[0]}什么（ ）。`) }, writer)
  assert.deepEqual(
    similar.items.map(({ code, isVisible }) => [code, isVisible]).toSorted(),
    [
      [one.code, false],
      [two.code, false],
    ].toSorted(),
  )
})

test('one of two alike leaves the bank by the rules of items', async () => {
  const { world, author } = bench
  const one = await write(author, draft('变压器油的作用是绝缘和冷却吗（ ）。'))
  await write(author, draft('变压器油的作用是绝缘与冷却吗（ ）。'))
  const { jobId } = await world.done(findLikeness, { bank }, author)
  await bench.runJob(jobId)
  const { rows } = await world.done(likenessList, { ...page, bank }, author)
  const pair = rows.find(({ first, second }) => [first.itemId, second.itemId].includes(one.itemId))!
  const decision = pair.first.itemId === one.itemId ? 'retire-first' : 'retire-second'
  const seen = { likenessId: pair.likenessId, version: pair.version }
  await world.done(moveItems, { action: 'submit', reason: '', of: { itemIds: [one.itemId] } }, author)
  const reviewed = await world.run(decideLikeness, { ...seen, decision }, author)
  assert.equal(reviewed.refused && reviewed.code, 'ITEM_NOT_RETIRABLE')
  const of = { itemIds: [one.itemId] }
  await world.done(moveItems, { action: 'return', reason: '与他题相似', of }, bench.experts[0])
  await world.done(decideLikeness, { ...seen, decision }, author)
  const retired = await world.done(itemList, { ...page, state: 'retired' }, author)
  assert.deepEqual(
    retired.rows.map(({ itemId }) => itemId),
    [one.itemId],
  )
})

test('enemies are added by code, all pairs of a group, once; removed ones can come back', async () => {
  const { world, author } = bench
  const { rows } = await world.done(itemList, { ...page, type: 'C', point: 'B-A' }, author)
  const codes = rows.slice(0, 3).map(({ code }) => code)
  const add = { bank, codes, reason: '互相提示答案' }
  assert.equal((await world.done(addEnemies, add, author)).added, 3)
  assert.equal((await world.done(addEnemies, add, author)).added, 0)
  const listed = await world.done(enemyList, { ...page, code: codes[0]! }, author)
  assert.equal(listed.total, 2)
  const { enemyId } = listed.rows[0]!
  assert.equal((await world.done(removeEnemy, { enemyId }, author)).removed, true)
  assert.equal((await world.done(removeEnemy, { enemyId }, author)).removed, false)
  assert.equal((await world.done(addEnemies, add, author)).added, 1)
  const unknown = await world.run(addEnemies, { ...add, codes: [codes[0]!, 'B-A-A-A-001-999'] }, author)
  assert.equal(unknown.refused && unknown.code, 'ENEMY_UNKNOWN')
})

test('HN-1.8.7-04 an item used in 5 papers is proposed for retirement when the limit is 5, and figures out of bounds', async () => {
  const { world, author } = bench
  const unfiled = await world.done(retirementList, { ...page, bank }, author)
  assert.deepEqual(unfiled, { total: 0, rows: [], limits: null, clauses: [] })
  await fileUnder(bench, 'shandong-social')
  const elsewhere = await world.done(retirementList, { ...page, bank }, author)
  assert.ok(
    elsewhere.limits && !elsewhere.clauses.includes('HN-1.8.7-04'),
    'another document, its own clauses',
  )
  await changePack(bench, 'henan-social')
  const none = await world.done(retirementList, { ...page, bank }, author)
  assert.equal(none.total, 0)
  assert.ok(none.clauses.includes('HN-1.8.7-04'))
  const papers = await assembleSome(bench, 5)
  const used = await world.done(itemList, { ...page, minUses: 5 }, author)
  const proposed = await world.done(retirementList, { ...page, bank }, author)
  assert.equal(proposed.total, used.total)
  assert.ok(proposed.rows.every(({ uses, reasons }) => uses === 5 && reasons[0]!.includes('5份试卷')))

  const [item] = (await world.done(itemList, { ...page, minUses: 1, maxUses: 4 }, author)).rows
  const record = {
    ...{ organisationId: bench.organisationId, batchId: randomUUID(), paperId: papers[0]! },
  }
  const counts = (code: string, correct: number) => ({
    ...{ code, answered: 200, correct },
    upper: { size: 54, correct: 54 },
    lower: { size: 54, correct: 50 },
    choices: [
      { label: '', count: 1 },
      { label: 'A', count: correct },
    ],
  })
  const figures = { ...record, items: [counts(item!.code, 198), counts('B-Z-Z-Z-001-001', 3)] }
  const recorded = await world.done(recordStatistics, figures, systemActor)
  const onPaper = recorded.recorded
  assert.ok(onPaper <= 1, 'items that the paper does not hold are passed over')
  // Whichever paper holds the item: its figures are recorded there.
  for (const paperId of papers.slice(1))
    await world.done(recordStatistics, { ...figures, paperId }, systemActor)
  await world.done(recordStatistics, { ...figures, paperId: papers.at(-1)! }, systemActor)
  const shown = await world.done(itemStatistics, { itemId: item!.itemId }, author)
  assert.equal(shown.sittings.length, shown.uses)
  assert.deepEqual(
    shown.choices.map(({ label, share }) => [label, share]),
    [
      [item!.typeName === '判断题' ? '正确' : 'A', 0.99],
      ['未作答', 0.005],
    ],
  )
  assert.deepEqual([shown.right, shown.discrimination?.toFixed(4)], [0.99, (1 - 50 / 54).toFixed(4)])
  const after = await world.done(retirementList, { ...page, bank }, author)
  const { reasons } = after.rows.find(({ itemId }) => itemId === item!.itemId)!
  assert.deepEqual(reasons, ['答对率99%，高于95%', '区分度0.07，低于0.15'])
  const found = await world.done(itemList, { ...page, minRight: 0.9, maxDiscrimination: 0.1 }, author)
  assert.deepEqual(
    found.rows.map(({ itemId }) => itemId),
    [item!.itemId],
  )
  const all = await world.done(bankStatistics, { bank }, author)
  assert.equal(
    all.exposure.reduce((sum, { uses, items }) => sum + uses * items, 0),
    500,
  )
  assert.equal(all.figures.length, 1)

  const ids = after.rows.map(({ itemId }) => itemId)
  const retired = await world.done(
    moveItems,
    { action: 'retire', reason: '达到退出条件', of: { itemIds: ids } },
    author,
  )
  assert.equal(retired.done, ids.length)
  assert.equal((await world.done(retirementList, { ...page, bank }, author)).total, 0)
})

test('HN-3.3.3-02 a task has expert, kind and state; a 命题 task shows how many items were delivered', async () => {
  const { world, author } = bench
  const { owner } = world.database.connection
  await owner
    .insertInto('account')
    .values({
      ...{ organisationId: bench.organisationId, id: writer.accountId!, version: 1, login: 'writer-task' },
      ...{ displayName: writer.name, roles: ['org-item-writer'], passwordHash: 'none', state: 'active' },
      createdAt: new Date(),
    } as never)
    .execute()
  const wanted = [{ pointCode: 'A-A-A-001', type: 'B', count: 2 }]
  const ask = { kind: 'items', title: '补充安全知识试题', expertId: writer.accountId!, bank, wanted } as const
  const empty = await world.run(assignTask, { ...ask, wanted: [] }, author)
  assert.equal(empty.refused && empty.code, 'TASK_INCOMPLETE')
  const stranger = await world.run(assignTask, { ...ask, expertId: randomUUID() }, author)
  assert.equal(stranger.refused && stranger.code, 'EXPERT_UNKNOWN')
  const { taskId } = await world.done(assignTask, { ...ask, wanted: [...wanted] }, author)
  const early = await world.run(
    writeItem,
    { bank, draft: draft('任务未接受的题（ ）。'), origin: 'own', taskId },
    writer,
  )
  assert.equal(early.refused && early.code, 'TASK_NOT_OPEN')
  const task = async (by: Actor) =>
    (await world.done(taskList, page, by)).rows.find((row) => row.taskId === taskId)!
  await world.done(acceptTask, { taskId, version: (await task(writer)).version }, writer)
  const items = [
    await write(writer, draft('任务第一题：熔断器的作用是（ ）。'), taskId),
    await write(writer, draft('任务第二题：热继电器用来防止（ ）。'), taskId),
  ]
  await world.done(moveItems, { action: 'submit', reason: '', of: { itemIds: [items[0]!.itemId] } }, writer)
  const half = await task(author)
  assert.deepEqual(
    [half.expertName, half.kindName, half.stateName, half.asked, half.delivered],
    [writer.name, '命题', '进行中', 2, 1],
  )
  const unfinished = await world.run(finishTask, { taskId, version: half.version, outcome: '完成' }, writer)
  assert.equal(unfinished.refused && unfinished.code, 'TASK_NOT_POSSIBLE')
  await world.done(moveItems, { action: 'submit', reason: '', of: { itemIds: [items[1]!.itemId] } }, writer)
  await world.done(finishTask, { taskId, version: half.version, outcome: '已交2题' }, writer)
  const done = await task(writer)
  assert.deepEqual([done.stateName, done.delivered, done.availableActions], ['已完成', 2, []])
  assert.deepEqual(await world.done(taskList, page, bench.experts[0]), { total: 0, rows: [], experts: [] })
  await owner.deleteFrom('account').where('id', '=', writer.accountId!).execute()
})

test('SDS-5.1-03 a picture lies encrypted, is shown within one’s duty, and an item cannot name one that is not there', async () => {
  const { world, author, experts } = bench
  const image = sharp({ create: { width: 30, height: 20, channels: 3, background: '#1d4e89' } })
  const file = (await image.png().toBuffer()).toString('base64')
  const { digest, base64 } = await world.done(uploadPicture, { file }, writer)
  const { owner } = world.database.connection
  const row = await owner.selectFrom('itemPicture').select('content').executeTakeFirstOrThrow()
  assert.ok(!row.content.includes(Buffer.from(base64, 'base64')) && !row.content.includes(base64))
  const picture = (named: string): ItemDraft =>
    draft('看图', {
      stem: [
        { kind: 'paragraph', content: [{ kind: 'picture', digest: named, alt: '接线图' }] },
        { kind: 'paragraph', content: [{ kind: 'text', text: '图中的元件是（ ）。' }] },
      ],
    })
  const unknown = await world.run(writeItem, { bank, draft: picture('0'.repeat(64)), origin: 'own' }, writer)
  assert.equal(unknown.refused && unknown.code, 'PICTURE_UNKNOWN')
  const { itemId } = await write(writer, picture(digest))
  const see = async (by: Actor) => world.run(itemPictures, { itemId, digests: [digest] }, by)
  const own = await see(writer)
  assert.ok(!own.refused && own.value.pictures[0]?.base64 === base64)
  const early = await see(experts[0])
  assert.equal(early.refused && early.code, 'NOT_FOUND')
  const bare = await world.done(itemPictures, { digests: [digest] }, experts[0])
  assert.deepEqual(bare.pictures, [])
  assert.equal((await world.done(itemPictures, { digests: [digest] }, author)).pictures.length, 1)
  const listed = await world.done(itemList, { ...page, picture: true }, author)
  assert.deepEqual(
    listed.rows.map((one) => one.itemId),
    [itemId],
  )
  const noise = await world.run(uploadPicture, { file: Buffer.from('no picture').toString('base64') }, writer)
  assert.equal(noise.refused && noise.code, 'PICTURE_REFUSED')
})

test('every step left its evidence', async () => {
  // The filing was put there by the test and not by a command.
  const findings = (await auditFindings(bench)).filter(({ where }) => !where.startsWith('表 filing '))
  assert.deepEqual(findings, [])
})

test('figures of a paper kept before editions were recorded find its items by the key, and record them', async () => {
  const { owner } = bench.world.database.connection
  const { paperId } = await owner
    .selectFrom('paperItem')
    .select('paperId')
    .orderBy('id')
    .executeTakeFirstOrThrow()
  const { code } = await owner
    .selectFrom('paperItem')
    .innerJoin('item', 'item.id', 'paperItem.itemId')
    .select('item.code')
    .where('paperId', '=', paperId)
    .executeTakeFirstOrThrow()
  await owner.deleteFrom('paperItem').where('paperId', '=', paperId).execute()
  const counts = { code, answered: 10, correct: 5, upper: null, lower: null, choices: [] }
  const place = { organisationId: bench.organisationId, batchId: randomUUID(), paperId }
  const { recorded } = await bench.world.done(recordStatistics, { ...place, items: [counts] }, systemActor)
  assert.equal(recorded, 1)
  const { count } = await owner
    .selectFrom('paperItem')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('paperId', '=', paperId)
    .executeTakeFirstOrThrow()
  assert.equal(Number(count), 100)
})
