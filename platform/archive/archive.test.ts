import assert from 'node:assert/strict'
import { test } from 'node:test'
import { strToU8, zipSync } from 'fflate'
import { openPackage } from '#platform/office/package.ts'
import { packageRefusalOf } from '#platform/office/refusal.ts'
import { openArchive, unzip } from './archive.ts'
import { ArchiveRefused } from './refusal.ts'

const limits = { maxEntries: 5, maxUncompressedBytes: 4 * 1024 * 1024, maxRatio: 100 }
const zipOf = (files: Readonly<Record<string, string>>, level: 0 | 6 = 6): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), { level })

/** The last byte of the first stored file changed, directory and checksum left as they were. */
const damaged = (): Uint8Array => {
  const bytes = zipOf({ 'a.txt': 'text' }, 0)
  bytes[30 + 'a.txt'.length + 3] = 0x21
  return bytes
}

const hostile: Readonly<Record<string, readonly [Uint8Array, office: string]>> = {
  'duplicate-entry': [zipOf({ 'A.xml': '', 'a.XML': '' }), 'corrupt'],
  'unsafe-path': [zipOf({ '题\u0001.xml': '' }), 'unsafe-path'],
  'too-many-entries': [zipOf({ a: '', b: '', c: '', d: '', e: '', f: '' }), 'too-many-parts'],
  'too-large': [zipOf({ a: ' '.repeat(5 * 1024 * 1024) }, 0), 'too-large'],
  ratio: [zipOf({ a: ' '.repeat(2 * 1024 * 1024) }), 'ratio'],
  damaged: [damaged(), 'corrupt'],
}

test('each trick of an archive has its refusal, and an Office package has the same', async () => {
  for (const [failure, [bytes, code]] of Object.entries(hostile)) {
    await assert.rejects(
      unzip(bytes, limits),
      (error) => error instanceof ArchiveRefused && error.failure === failure,
    )
    const read = async () => {
      const pack = await openPackage(bytes, limits)
      for await (const text of pack.read('a.txt')) assert.equal(typeof text, 'string')
    }
    await assert.rejects(read, (error) => packageRefusalOf(error)?.code === code)
  }
  for (const name of ['../a', '/a', 'c:\\a', 'x/../../a'])
    await assert.rejects(unzip(zipOf({ [name]: '' }), limits), /unsafe-path/)
})

test('files are found whatever the case of their names; folders are no files', async () => {
  const archive = await openArchive(zipOf({ 'Items/': '', 'Items/Q1.xml': '<a/>' }), limits)
  assert.deepEqual(archive.names, ['Items/Q1.xml'])
  assert.equal(Buffer.from((await archive.bytes('items/q1.XML'))!).toString(), '<a/>')
  assert.equal(await archive.bytes('items/q2.xml'), undefined)
  archive.close()
})
