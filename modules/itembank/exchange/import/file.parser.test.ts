import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inWorker } from '#platform/upload/in-worker.ts'
import type { FileBatch, FileSummary, ReaderSettings } from './file.parser.ts'
import { demoFile } from './workbook.fixture.ts'

const read = async (module: URL, reader: string, input: Uint8Array = new Uint8Array(1)) => {
  const batches: FileBatch[] = []
  const verdict = await inWorker<FileSummary, string, ReaderSettings, FileBatch>({
    module: new URL('./file.parser.ts', import.meta.url),
    export: 'parseFile',
    input,
    settings: { module: module.href, export: reader, takes: 'bytes' },
    limits: { bytes: 1_000_000, milliseconds: 3000, memory: 64 },
    onBatch: (batch) => {
      batches.push(batch)
    },
  })
  return { verdict, batches }
}
const hostile = new URL('../../../../platform/upload/parsers.fixture.ts', import.meta.url)

test('a reader that hangs, eats memory or breaks is stopped with its thread and the person is told in words', async () => {
  const words = { runForever: /时间过长/, eatMemory: /内存超过上限/, breakDown: /无法读取/ }
  for (const [reader, expected] of Object.entries(words)) {
    const { verdict } = await read(hostile, reader)
    assert.ok(verdict.refused)
    assert.match(verdict.sentence, expected)
    assert.match(verdict.remedy, /。$/)
  }
})

test('questions come in batches that add up, each with its place and what the file says there', async () => {
  const module = new URL('./excel-items.ts', import.meta.url)
  const { verdict, batches } = await read(module, 'readExcelItems', demoFile('items-electrician-4.xlsx'))
  assert.ok(!verdict.refused)
  const items = batches.flatMap((batch) => (batch.kind === 'items' ? batch.items : []))
  assert.deepEqual([verdict.value.format, verdict.value.found, items.length], ['excel-a', 360, 360])
  assert.equal(new Set(items.map(({ place }) => place)).size, 360)
  assert.match(items[0]?.source ?? '', /试题（题干）：/)
})
