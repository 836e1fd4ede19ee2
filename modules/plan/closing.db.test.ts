import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '#platform/command/testing.ts'
import * as plan from './contract.ts'
import {
  knowYears,
  type Organisation,
  openOrganisation,
  publishBatch,
  publishNotice,
} from './plan.fixture.ts'
import { planEntries } from './register.ts'

let world: World
let own: Organisation
let batchId = ''
before(async () => {
  world = await openWorld({ entries: planEntries })
  await knowYears(world, [2023, 2026, 2027])
  world.at('2026-11-20')
  own = await openOrganisation(world)
  await publishNotice(world, own)
  batchId = (await publishBatch(world, own)).batchId
})
after(() => world.close())

const stateNow = async () => {
  const { owner } = world.database.connection
  const row = await owner
    .selectFrom('batch')
    .select('state')
    .where('id', '=', batchId)
    .executeTakeFirstOrThrow()
  return row.state
}

const sealed = (item: string) =>
  world.database.connection.owner
    .insertInto('sessionMaterial')
    .values({
      ...{ organisationId: own.organisationId, id: randomUUID(), version: 4, batchId, item, quantity: 30 },
      ...{ state: 'sealed', steps: '[]' },
    })
    .execute()

test('SDE-4.6-27 a batch with 4 of 5 kinds sealed stays open when its issue is confirmed, and closes with the fifth', async () => {
  const { owner } = world.database.connection
  await owner.updateTable('batch').set({ pack: 'shandong-enterprise' }).where('id', '=', batchId).execute()
  const target = { organisationId: own.organisationId, batchId }
  const open = await stateNow()
  for (const item of ['试卷', '评分表', '签到表', '考场记录单']) await sealed(item)
  await world.done(plan.resumeClosing, target, own.system)
  await world.done(plan.closeBatch, target, own.system)
  assert.equal(await stateNow(), open)
  await world.done(plan.resumeClosing, target, own.system)
  assert.equal(await stateNow(), open)
  await sealed('成绩汇总表')
  await world.done(plan.resumeClosing, target, own.system)
  assert.equal(await stateNow(), 'closed')
})
