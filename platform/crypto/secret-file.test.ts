import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readOrCreateSecretFile, readSecretFile, replaceSecretFile } from './secret-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'secret-'))
after(() => rmSync(folder, { recursive: true }))

test('the first caller makes the file, later ones get its text; folder and file are the owner’s alone', () => {
  const path = join(folder, 'keys', 'one')
  assert.equal(
    readOrCreateSecretFile(path, () => 'first'),
    'first',
  )
  assert.equal(
    readOrCreateSecretFile(path, () => 'second'),
    'first',
  )
  assert.equal(statSync(path).mode & 0o777, 0o600)
  assert.equal(statSync(join(folder, 'keys')).mode & 0o777, 0o700)
})

test('who comes second while another is creating it takes the other’s text', () => {
  const path = join(folder, 'raced')
  const text = readOrCreateSecretFile(path, () => {
    replaceSecretFile(path, 'other process')
    return 'this process'
  })
  assert.equal(text, 'other process')
})

test('replacing leaves the new text and nothing beside it', () => {
  const path = join(folder, 'replaced', 'key')
  replaceSecretFile(path, 'old')
  replaceSecretFile(path, 'new')
  assert.equal(readSecretFile(path), 'new')
  assert.deepEqual(readdirSync(join(folder, 'replaced')), ['key'])
})

test('a file that others may read or write is not read', () => {
  const path = join(folder, 'open')
  replaceSecretFile(path, 'text')
  for (const mode of [0o640, 0o602, 0o604]) {
    chmodSync(path, mode)
    assert.throws(() => readSecretFile(path), /0600/)
  }
})
