import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestDatabase, type TestDatabase } from '#platform/db/testing.ts'
import { openClock, saveOffset } from './demo-clock.ts'

let database: TestDatabase
before(async () => {
  database = await openTestDatabase()
})
after(() => database.close())

const day = 86_400_000

test('production runs on the machine’s clock, which nobody can set', async () => {
  const clock = await openClock(database.connection, 'production')
  assert.equal(clock.set, undefined)
  assert.ok(Math.abs(clock.now().getTime() - Date.now()) < 5_000)
})

test('a database whose business clock was ever set starts as a demo, at that time, and never in production', async () => {
  await saveOffset(database.connection, 30 * day)
  const demo = await openClock(database.connection, 'demo')
  assert.ok(Math.abs(demo.now().getTime() - Date.now() - 30 * day) < 5_000)
  await assert.rejects(openClock(database.connection, 'production'), /拒绝启动/)
})
