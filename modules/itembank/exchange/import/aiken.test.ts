import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textOf } from '../../core/rich.ts'
import { writeAiken } from '../export/aiken.ts'
import { readAikenItems } from './aiken.ts'
import { someItems, somePictures } from './items.fixture.ts'
import { codeOf, parsed } from './roundtrip.fixture.ts'

const read = (text: string) => parsed(readAikenItems, text)

test('HN-1.8.3.7-03 questions in the Aiken form are read, each with the line it begins in', async () => {
  const { items } = await read(
    '先做什么？\nA. 停电\nB) 验电\nANSWER: B\n\n题干\n两行\n\nA. 甲\nB. 乙\n续行\nANSWER: A\n',
  )
  assert.deepEqual(
    items.map(({ place, draft }) => [
      place,
      draft.type,
      textOf(draft.stem),
      draft.options.map(textOf),
      textOf(draft.key),
    ]),
    [
      ['第1行', 'B', '先做什么？', ['停电', '验电'], 'B'],
      ['第6行', 'B', '题干\n两行', ['甲', '乙\n续行'], 'A'],
    ],
  )
  assert.ok(items.every(({ problems }) => problems.length === 0))
})

test('a question without an answer line or with letters out of order is read with its problem', async () => {
  const { items } = await read('一？\nA. 甲\nB. 乙\n\n二？\nA. 甲\nC. 丙\nANSWER: C')
  assert.deepEqual(
    items.map(({ problems }) => problems.map(({ field }) => field)),
    [['key'], ['options']],
  )
  assert.equal(await codeOf(readAikenItems, '\n\n'), 'file-empty')
})

test('single choices go out and come back; everything else is named as lost', async () => {
  const items = someItems('aiken', 36, await somePictures())
  const { bytes, losses } = writeAiken({ bank: '', items, pictures: [] })
  const { items: back } = await parsed(readAikenItems, bytes)
  const lost = new Set(losses.filter(({ what }) => what === '整道试题').map(({ code }) => code))
  const single = items.filter(({ code, type }) => type === 'B' && !lost.has(code))
  assert.ok(single.length >= 3 && items.every(({ code, type }) => type === 'B' || lost.has(code)))
  assert.equal(back.length, single.length)
  back.forEach(({ draft }, at) => {
    const { key, options } = single[at]!
    assert.deepEqual([...textOf(draft.key)], key.kind === 'choice' ? key.labels : [])
    assert.equal(draft.options.length, options.length)
  })
  assert.ok(single.every(({ code }) => losses.some((loss) => loss.code === code)))
})
