import assert from 'node:assert/strict'
import { test } from 'node:test'
import { safePicture } from '#platform/image/safe-picture.ts'
import type { Item } from '../../core/item.ts'
import { checkItem } from '../../item/core/item.rule.ts'
import type { NewPicture } from '../../item/store/picture.store.ts'
import { dot } from '../import/package.fixture.ts'
import { readWordItems } from '../import/word-items.ts'
import { demoFile } from '../import/workbook.fixture.ts'
import { someItems } from './items.fixture.ts'
import { writeWordNational } from './word-national.ts'

const safe = async (bytes: Uint8Array): Promise<NewPicture> => {
  const verdict = await safePicture(bytes)
  assert.ok(!verdict.refused)
  return verdict.value
}
const pictures = [await safe(await dot('#f00')), await safe(await dot('#0a0'))]
const holds = {
  options: 8,
  breaks: true,
  tables: true,
  source: true,
  explanation: true,
  figure: false,
  pictures,
}

/** The file has no codes of items: they are given by whoever imports. */
const readBack = async (bytes: Uint8Array, codes: readonly string[]): Promise<readonly Item[]> => {
  const verdict = await readWordItems(bytes)
  assert.ok(!verdict.refused, JSON.stringify(verdict))
  assert.equal(verdict.value.format, 'word-national')
  return verdict.value.items.map(({ draft, problems }, at) => {
    const { item, problems: found } = checkItem({ ...draft, code: codes[at]! })
    assert.ok(item && problems.length === 0, JSON.stringify([problems, found, draft]))
    return item
  })
}

test('items of all nine types go out in the national grammar and come back identical: tables, pictures, formulas, parts', async () => {
  for (const seed of ['子', '丑', '寅']) {
    const items = someItems(seed, 90, holds)
    const { bytes, losses } = await writeWordNational({ items, pictures, title: '电工题库' })
    assert.deepEqual(losses, [{ what: '试题ID中的顺序号', sample: `${items[0]!.code}等90处` }])
    const back = await readBack(
      bytes,
      items.map(({ code }) => code),
    )
    assert.equal(back.length, items.length)
    for (const [at, item] of items.entries()) assert.deepEqual(back[at], item)
  }
})

test('the national demonstration file goes out and comes back identical', async () => {
  const read = await readWordItems(demoFile('items-tea-5.docx'))
  assert.ok(!read.refused)
  const codes = read.value.items.map(
    ({ draft }, at) => `${draft.type}-${draft.pointCode}-${String(at + 1).padStart(3, '0')}`,
  )
  const items = read.value.items.map(({ draft }, at) => checkItem({ ...draft, code: codes[at]! }).item!)
  const { bytes } = await writeWordNational({ items, pictures: [], title: '茶艺师' })
  assert.deepEqual(await readBack(bytes, codes), items)
})
