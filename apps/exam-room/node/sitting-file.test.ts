import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type TestContext, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { chain, type Entry, firstBrokenLink } from '#modules/delivery/core/journal.ts'
import { openSittingFile } from './sitting-file.ts'
import { sm3 } from './sm3.ts'

const newPath = async (t: TestContext): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'sitting-file-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  return path.join(folder, 'a.sittings.sqlite')
}

/** The entry after `head`; what it says does not matter to the file. */
const after = (head: { readonly seq: number; readonly hash: string }, reason = ''): Entry =>
  chain(
    head,
    { kind: 'suspended', seat: null, actor: 'room', body: { reason }, at: '2026-12-26T01:00:00.000Z' },
    sm3,
  )

test('SDS-5.1-02 an entry decided on what the disk does not have is refused: the journal never has a gap', async (t) => {
  const file = openSittingFile(await newPath(t))
  const first = after(file.head())
  await file.append([first])
  const lost = after(first, 'lost')
  await assert.rejects(file.append([after(lost)]), /entry 3 after 1/)
  await assert.rejects(file.append([{ ...after(lost), seq: 2 }]), /entry 2 after 1/)
  assert.equal(file.ready(), false, 'the disk is not to blame')
  const second = after(first)
  await file.append([second])
  assert.deepEqual(file.head(), { seq: 2, hash: second.hash })
  assert.equal(firstBrokenLink(file.entries(), sm3), undefined)
  assert.equal(file.entries().length, 2)
  file.close()
})

/** A disk with room for so many pages, whoever opens the file: SQLite refuses the next as a full disk does. */
const limitPages = (t: TestContext, pages: () => number): void => {
  const exec = DatabaseSync.prototype.exec
  t.mock.method(DatabaseSync.prototype, 'exec', function limited(this: DatabaseSync, sql: string) {
    exec.call(this, `PRAGMA max_page_count = ${pages()}`)
    return exec.call(this, sql)
  })
}

test('SDS-4.4-40 a full disk refuses writes, keeps what was acknowledged, and is written to again once there is room', async (t) => {
  let pages = 1_000_000
  limitPages(t, () => pages)
  const file = openSittingFile(await newPath(t))
  const first = after(file.head())
  await file.append([first])
  pages = 1
  const large = after(first, 'x'.repeat(50_000))
  await assert.rejects(file.append([large]), { name: 'DiskFault' })
  assert.throws(() => file.ready(), { name: 'DiskFault' })
  await assert.rejects(file.settled(), { name: 'DiskFault' })
  assert.deepEqual(file.head(), { seq: 1, hash: first.hash })
  pages = 1_000_000
  await pause(300)
  assert.equal(file.ready(), true, 'opened anew')
  await file.settled()
  await file.append([large])
  assert.deepEqual(
    file.entries().map(({ hash }) => hash),
    [first.hash, large.hash],
  )
  file.close()
})
