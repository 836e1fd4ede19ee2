import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { openFileStore } from '../blob/file-store.ts'
import { openKeyring } from '../pii/keyring.ts'
import { openSealed, putSealed } from './sealed-blob.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'jiangheng-sealed-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const services = {
  keyring: openKeyring(path.join(folder, 'keys.json')),
  blobs: openFileStore(path.join(folder, 'blobs')),
}

async function* inChunks(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

test('files of every size come back as they were, however they arrive', async () => {
  for (const size of [0, 1, 524_287, 524_288, 524_289, 2_000_003]) {
    const bytes = new Uint8Array(size).map((_, at) => (at * 31) % 256)
    const sealed = await putSealed(services, inChunks(bytes, 65_537), `test:${size}`)
    assert.equal(sealed.size, size)
    assert.deepEqual(await openSealed(services, sealed.blob, `test:${size}`), bytes)
  }
})

test('a sealed file holds nothing of its text, opens for its own purpose alone, and not when it was cut', async () => {
  const text = '答案：甲'.repeat(300_000)
  const { blob } = await putSealed(services, new TextEncoder().encode(text), 'mine')
  const sealed = await services.blobs.get(blob)
  assert.ok(sealed && !Buffer.from(sealed).includes(Buffer.from('答案')))
  await assert.rejects(openSealed(services, blob, 'another'), /altered or moved/)
  const first = 4 + Buffer.from(sealed).readUInt32BE(0)
  const cut = await services.blobs.put(sealed.subarray(0, first), { mediaType: '' })
  await assert.rejects(openSealed(services, cut.hash, 'mine'), /altered or moved/)
  assert.equal(await openSealed(services, 'a'.repeat(64), 'mine'), undefined)
})
