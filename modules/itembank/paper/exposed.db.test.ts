import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { moveItems } from '../item/contract.ts'
import { assembleSome, auditFindings, type Bench, makeReady, openBench, stock } from '../itembank.fixture.ts'
import { withdrawExposed } from './contract.ts'

let bench: Bench
before(async () => {
  bench = await openBench()
  await stock(bench)
})
after(() => bench.close())

test('HN-3.1.5-21 HN-3.3.9-09 the items of an exposed paper are in no later paper until the keeper has decided on each', async () => {
  const { world, organisationId, author, sessions } = bench
  const { owner } = world.database.connection
  const [paperId] = await assembleSome(bench, 1)
  await makeReady(bench, paperId!, sessions[0]!.sessionId)
  const itemsOf = (id: string) =>
    owner
      .selectFrom('paperItem')
      .innerJoin('item', 'item.id', 'paperItem.itemId')
      .select(['item.id', 'item.state', 'item.stateReason'])
      .where('paperItem.paperId', '=', id)
      .execute()
  const before = await itemsOf(paperId!)
  assert.ok(before.length > 0 && before.every(({ state }) => state === 'active'))
  const system = world.actor('system', organisationId)
  const told = {
    ...{ organisationId, paperId: paperId!, sessionId: null },
    ...{ caseNumber: 'WJ20260001', reason: '《考生违纪违规处理规定》四2' },
  }
  const done = await world.done(withdrawExposed, told, system)
  assert.deepEqual(done, { papers: 1, items: before.length })
  const after = await itemsOf(paperId!)
  assert.ok(after.every(({ state }) => state === 'suspended'))
  assert.ok(after.every(({ stateReason }) => stateReason?.startsWith('WJ20260001')))
  assert.deepEqual(await world.done(withdrawExposed, told, system), { papers: 0, items: 0 })
  const [one, other] = after
  const decide = (action: 'resume' | 'retire', itemId: string) =>
    world.done(moveItems, { action, reason: '已改编', of: { itemIds: [itemId] } }, author)
  assert.equal((await decide('retire', one!.id)).done, 1)
  assert.equal((await decide('resume', other!.id)).done, 1)
  const [next] = await assembleSome(bench, 1)
  const left = new Set(after.map(({ id }) => id).filter((id) => id !== other!.id))
  assert.deepEqual(
    (await itemsOf(next!)).filter(({ id }) => left.has(id)),
    [],
  )
  assert.deepEqual(await auditFindings(bench), [])
})
