// The proof that every format shares: items written to a file read back to the same items and pictures.
import assert from 'node:assert/strict'
import type { Verdict } from '#platform/contract/verdict.ts'
import type { Item } from '../../core/item.ts'
import { checkItem } from '../../item/core/item.rule.ts'
import type { ParsedFile, ParsedItem } from '../core/parsed.ts'
import type { ItemsToWrite, WrittenFile } from '../core/written.ts'
import { someItems, somePictures } from './items.fixture.ts'

export type Reader = (bytes: Uint8Array) => Promise<Verdict<ParsedFile, string>>

export const parsed = async (reader: Reader, file: string | Uint8Array): Promise<ParsedFile> => {
  const verdict = await reader(typeof file === 'string' ? new TextEncoder().encode(file) : file)
  assert.ok(!verdict.refused, JSON.stringify(verdict))
  return verdict.value
}

export const codeOf = async (reader: Reader, file: string | Uint8Array): Promise<string> => {
  const verdict = await reader(typeof file === 'string' ? new TextEncoder().encode(file) : file)
  return verdict.refused ? verdict.code : 'accepted'
}

export const itemOf = ({ draft, problems, source }: ParsedItem): Item => {
  const { item, problems: found } = checkItem(draft)
  assert.ok(item && problems.length === 0, JSON.stringify({ found, problems, source }))
  return item
}

/** 180 items, 20 of each type, with every piece of rich text. */
export const provesRoundTrip = async (
  write: (given: ItemsToWrite) => WrittenFile,
  reader: Reader,
): Promise<{ readonly file: WrittenFile; readonly back: ParsedFile }> => {
  const pictures = await somePictures()
  const items = someItems('round trip', 180, pictures)
  const file = write({ bank: '电工（四级）/理论', items, pictures })
  assert.deepEqual(file.losses, [])
  const back = await parsed(reader, file.bytes)
  assert.equal(back.items.length, items.length)
  back.items.forEach((item, at) => {
    assert.deepEqual(itemOf(item), items[at], item.source)
    assert.deepEqual(item.losses, [], item.source)
  })
  assert.deepEqual(back.losses, [])
  assert.deepEqual(
    new Set(back.pictures.map(({ digest }) => digest)),
    new Set(pictures.map(({ digest }) => digest)),
  )
  return { file, back }
}
