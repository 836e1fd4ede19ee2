import assert from 'node:assert/strict'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { enterCalendarYear } from '#modules/policy/contract.ts'
import { policyEntries } from '#modules/policy/register.ts'
import { verifyAudit } from '../audit/verify.ts'
import { platformOrganisation } from '../command/context.ts'
import { openWorld, type World } from '../command/testing.ts'
import { openTestDatabase } from '../db/testing.ts'
import { backup, restore } from './backup.ts'

let world: World
let folder: string
before(async () => {
  world = await openWorld({ entries: policyEntries })
  folder = mkdtempSync(path.join(tmpdir(), 'jiangheng-backup-'))
  for (const year of [2030, 2031]) {
    await world.done(
      enterCalendarYear,
      {
        year,
        source: '测试用安排',
        version: 0,
        exceptions: [{ day: `${year}-01-01`, kind: 'rest', name: '元旦' }],
      },
      world.actor('province', platformOrganisation),
    )
  }
})
after(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

test('SDS-5.1-07 a restored copy holds the same rows and passes verification', async () => {
  const taken = await backup(world.database.url, folder, world.clock.now())
  const copy = await openTestDatabase()
  try {
    await restore(copy.url, folder)
    const verification = await verifyAudit(copy.connection)
    assert.deepEqual(verification.findings, [])
    assert.equal(verification.entries, 2)
    assert.equal(taken.tables.find(({ name }) => name === 'calendar_year')?.rows, 2)
    const original = await verifyAudit(world.database.connection)
    assert.deepEqual(verification, original)
  } finally {
    await copy.close()
  }
})

test('a backup is refused by a database that holds something, and nothing is changed', async () => {
  await backup(world.database.url, folder, world.clock.now())
  await assert.rejects(restore(world.database.url, folder), /不是空的/)
  assert.deepEqual((await verifyAudit(world.database.connection)).findings, [])
})

test('a damaged backup file is named before anything is written', async () => {
  await backup(world.database.url, folder, world.clock.now())
  appendFileSync(path.join(folder, 'fact.copy.gz'), 'x')
  const copy = await openTestDatabase()
  try {
    await assert.rejects(restore(copy.url, folder), /fact\.copy\.gz 已损坏/)
    assert.equal((await verifyAudit(copy.connection)).entries, 0)
  } finally {
    await copy.close()
  }
})
