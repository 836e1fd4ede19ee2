import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { chain, type Draft } from '#modules/delivery/core/journal.ts'
import { settableClock } from '#platform/clock/clock.ts'
import { dutyDesk, granted } from '../testing/room-client.ts'
import { sampleSitting } from '../testing/sample-sitting.ts'
import { serve } from '../testing/served-room.ts'
import { openSittingFile } from './sitting-file.ts'
import { sm3 } from './sm3.ts'

const digestOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')

/** As a program before this one wrote it: a journal without hashes. */
const writeOlder = (file: string): void => {
  const database = new DatabaseSync(file)
  database.exec('CREATE TABLE journal (seq INTEGER PRIMARY KEY, at TEXT, kind TEXT, body TEXT)')
  database.exec("INSERT INTO journal VALUES (1, '2025-12-26', 'sitting-prepared', '{}')")
  database.close()
}

const writeNewer = (file: string): void => {
  openSittingFile(file).close()
  const database = new DatabaseSync(file)
  database.exec('PRAGMA user_version = 9')
  database.close()
}

/** Whole by its chain, and saying what this program has no sense for. */
const writeUnknown = async (file: string, drafts: readonly Draft[]): Promise<void> => {
  const open = openSittingFile(file)
  let head = { seq: 0, hash: '' }
  for (const draft of drafts) {
    const entry = chain(head, { ...draft, at: '2025-12-26T01:00:00.000Z' }, sm3)
    await open.append([entry])
    head = entry
  }
  open.close()
}

test('SDS-4.4-40 SDS-5.1-02 a folder with sittings of another version opens: each is named with what to do, left as it is, and the others are served', async (t) => {
  const directory = mkdtempSync(path.join(tmpdir(), 'other-format-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  const place = (name: string) => path.join(directory, `${name}.sittings.sqlite`)
  writeOlder(place('older'))
  writeNewer(place('newer'))
  writeFileSync(
    place('strange'),
    'this is no database at all, and long enough not to be taken for an empty one',
  )
  await writeUnknown(place('unknown'), [
    { kind: 'sealed', seat: null, actor: 'room', body: { reason: '' } } as unknown as Draft,
  ])
  const before = ['older', 'newer', 'strange'].map((name) => digestOf(place(name)))
  const clock = settableClock()
  const { node, send } = await serve(t, clock, directory)
  const told = node.unreadable()
  assert.equal(told.length, 4)
  for (const [at, name] of ['newer', 'older', 'strange', 'unknown'].entries()) {
    assert.ok(told[at]?.sentence.includes(place(name)), told[at]?.sentence)
    assert.match(told[at]?.sentence ?? '', /由其他版本的程序写成，没有打开，其他场次不受影响/)
    assert.match(told[at]?.remedy ?? '', /请勿删除该文件.*导出答卷包.*重新制作考场包/)
  }
  assert.deepEqual(
    ['older', 'newer', 'strange'].map((name) => digestOf(place(name))),
    before,
  )
  const again = await node.prepare(await sampleSitting({ sittingId: 'older' }))
  assert.equal(again.refused && again.code, 'sitting-other-format')
  granted(await node.prepare(await sampleSitting({ sittingId: 'present' })))
  const desk = await dutyDesk(send, { sittingId: 'present', person: 'j01', passcode: 'j01' })
  assert.equal((await desk.room()).status, 'sealed-package-present')
})
