import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { strToU8, zipSync } from 'fflate'
import { inWorker, type UploadLimits } from './in-worker.ts'
import { sniff } from './sniff.ts'

const module = new URL('./parsers.fixture.ts', import.meta.url)
const limits: UploadLimits = { bytes: 1000, milliseconds: 30_000, memory: 64 }
const input = new Uint8Array([7, 8, 9])
const run = (name: string, changed: Partial<UploadLimits> = {}) =>
  inWorker<number, string>({ module, export: name, input, limits: { ...limits, ...changed } })
const codeOf = async (name: string, changed: Partial<UploadLimits> = {}) => {
  const verdict = await run(name, changed)
  return verdict.refused ? verdict.code : 'accepted'
}

test('a parser gets the bytes and its settings and its verdict comes back', async () => {
  const verdict = await inWorker<number, never, { add: number }>({
    module,
    export: 'countBytes',
    input,
    settings: { add: 40 },
    limits,
  })
  assert.deepEqual(verdict, { refused: false, value: 43 })
  assert.equal(await codeOf('refuseAll'), 'not-wanted')
})

test('batches arrive in order, each taken before the next is made', async () => {
  const taken: number[] = []
  let busy = 0
  const onBatch = async ([at]: number[]) => {
    assert.equal(busy++, 0)
    await new Promise((resolve) => setImmediate(resolve))
    taken.push(at!)
    busy--
  }
  const verdict = await inWorker<number, never, number, number[]>({
    module,
    export: 'emitInTurn',
    input,
    settings: 20,
    limits,
    onBatch,
  })
  assert.deepEqual(verdict, { refused: false, value: 20 })
  assert.deepEqual(taken, [...Array(20).keys()])
})

test('an error of the receiver stops the parser and is passed on', async () => {
  const onBatch = () => {
    throw new Error('database is away')
  }
  await assert.rejects(
    inWorker({ module, export: 'emitInTurn', input, settings: 20, limits, onBatch }),
    /database is away/,
  )
})

test('a file above the size limit is refused before any parser sees it', async () => {
  assert.equal(await codeOf('countBytes', { bytes: 2 }), 'upload-too-large')
})

test('a parser that breaks, leaves or is not there is a refusal', async () => {
  for (const name of ['breakDown', 'leave', 'notThere'])
    assert.equal(await codeOf(name), 'upload-unreadable', name)
})

test('a parser that never ends is stopped', async () => {
  assert.equal(await codeOf('runForever', { milliseconds: 500 }), 'upload-too-slow')
})

test('a parser that eats memory is stopped and the server goes on', async () => {
  assert.equal(await codeOf('eatMemory', { memory: 24 }), 'upload-too-complex')
  assert.equal(await codeOf('refuseAll'), 'not-wanted')
})

test('a parser sees nothing of the environment', async () => {
  assert.deepEqual(await run('readEnvironment'), { refused: false, value: 0 })
})

const demo = (name: string) => readFileSync(`demo/data/${name}`)
const compound = (text: string) =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), Buffer.from(text, 'utf16le')])

test('files are recognised by content', () => {
  assert.equal(sniff(demo('rooms.xlsx')), 'xlsx')
  assert.equal(sniff(demo('items-tea-5.docx')), 'docx')
  assert.equal(sniff(demo('photos/370685200501269515.jpg')), 'png')
  assert.equal(sniff(demo('photos/140202199205249500.jpg')), 'jpeg')
  assert.equal(sniff(demo('photos/文天-371725200005289891.jpg')), 'unknown')
  assert.equal(sniff(zipSync({ 'a.txt': strToU8('x') })), 'zip')
  assert.equal(sniff(strToU8('%PDF-1.7\n')), 'pdf')
  assert.equal(sniff(compound('Workbook')), 'xls')
  assert.equal(sniff(compound('EncryptedPackage')), 'encrypted-office')
  assert.equal(sniff(compound('WordDocument')), 'cfb')
  assert.equal(sniff(new Uint8Array()), 'empty')
})

test('tables in text are recognised in UTF-8 and GB 18030; HTML under another name is not one', () => {
  assert.equal(sniff(strToU8('\ufeff姓名,证件号码\n甲,1')), 'csv')
  assert.equal(sniff(Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xd6, 0xa4, 0x0a])), 'csv')
  assert.equal(sniff(strToU8('<html><table><tr><td>1,2</td></tr></table></html>')), 'html')
  assert.equal(sniff(strToU8('一句话')), 'unknown')
  assert.equal(sniff(new Uint8Array([0x4d, 0x5a, 0x90, 0x00, 0x03, 0x2c])), 'unknown')
})
