import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openWorld } from '#platform/command/testing.ts'
import { examinedBatch, violationOf } from './batch.fixture.ts'
import { decideKeyError, reportKeyError } from './contract.ts'
import type { ItemCounts } from './core/item-analysis.ts'
import { theoryScored } from './flow.fixture.ts'
import { scoringEntries } from './register.ts'

const world = await openWorld({ entries: scoringEntries, at: '2026-11-30' })
after(() => world.close())
const { owner } = world.database.connection

/** What scoring has told the bank of an item of a batch, the newest last. */
const toldOf = async (batchId: string, code: string) => {
  const rows = await owner
    .selectFrom('outbox')
    .select('payload')
    .where('topic', '=', 'scoring.itemsAnswered')
    .orderBy('id')
    .execute()
  const told = rows.map(({ payload }) => payload as unknown as { batchId: string; items: ItemCounts[] })
  return told.flatMap((each) =>
    each.batchId === batchId ? [each.items.find((item) => item.code === code)!] : [],
  )
}

test('HN-1.8.7-04 SDS-4.4-42 scoring tells the bank how its items did, without those who cheated or did not come', async () => {
  const people = Array.from({ length: 12 }, (_, n) => ({ right: 50 + n }))
  const batch = await examinedBatch(world, [...people, { right: 99 }, { outcome: 'absent' }])
  await violationOf(world, batch, { who: batch.people[12]!, subject: 'theory', effect: 'subject-cheating' })
  await theoryScored(world, batch)
  const [item] = await toldOf(batch.batchId, 'B-A-B-C-001-056')
  // The key of the 56th is D: those with 56 right and more chose it, the others E.
  assert.deepEqual([item!.answered, item!.correct], [12, 6])
  assert.deepEqual(
    [item!.upper, item!.lower],
    [
      { size: 3, correct: 3 },
      { size: 3, correct: 0 },
    ],
  )
  assert.deepEqual(
    item!.choices.map(({ count }) => count),
    [6, 6],
  )
  await theoryScored(world, batch)
  assert.deepEqual(await toldOf(batch.batchId, 'B-A-B-C-001-056'), [item, item])
})

test('HN-1.8.7-04 SDS-5.1-05 after a ruling on the key the bank is told anew, by the key as it holds then', async () => {
  const batch = await examinedBatch(
    world,
    Array.from({ length: 12 }, () => ({ right: 59 })),
  )
  const { batchId, paperId, marker, head } = batch
  await theoryScored(world, batch)
  const ruling = { kind: 'answer' as const, labels: ['E'] }
  const ask = { batchId, paperId, itemId: 'q060', reason: '正确答案应为E', ruling }
  const { keyErrorId } = await world.done(reportKeyError, ask, marker)
  const decide = { batchId, keyErrorId, version: 1, approve: true, decision: '经题库核实，答案应为E' }
  await world.done(decideKeyError, decide, head)
  const told = await toldOf(batchId, 'B-A-B-C-001-060')
  assert.deepEqual(
    told.map(({ answered, correct }) => [answered, correct]),
    [
      [12, 0],
      [12, 12],
    ],
  )
})
