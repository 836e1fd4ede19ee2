import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seeded } from '#platform/random/seeded.ts'
import { plain } from '../../core/rich.ts'
import { doublesOf, likenessText, likePairs, nearTwins, type Text } from './likeness.ts'

const question = (stem: string, options: readonly string[] = [], parts: readonly string[] = []) =>
  likenessText({
    stem: plain(stem),
    options: options.map(plain),
    parts: parts.map((part) => ({ stem: plain(part), options: [] })),
  })

/** Jaccard similarity the slow way. */
const bruteForce = (texts: readonly Text[], from: number) => {
  const sets = texts.map(({ text }) => {
    const pairs = new Set<string>()
    for (let at = 0; at + 1 < text.length; at += 1) pairs.add(text.slice(at, at + 2))
    return pairs
  })
  const found: string[] = []
  for (let i = 0; i < texts.length; i += 1) {
    for (let j = i + 1; j < texts.length; j += 1) {
      const both = [...sets[i]!].filter((pair) => sets[j]!.has(pair)).length
      if (both / (sets[i]!.size + sets[j]!.size - both) >= from)
        found.push([texts[i]!.id, texts[j]!.id].sort().join())
    }
  }
  return found.sort()
}

test('items that differ in a word, in punctuation or in the order of options are found, others are not', () => {
  const texts = [
    { id: 'a', text: question('使用验电器前，应当先在（ ）上检验。', ['有电设备', '接地线', '绝缘手套']) },
    { id: 'b', text: question('使用验电器前应当先在( )上试验', ['接地线', '有电设备', '绝缘手套']) },
    { id: 'c', text: question('三相异步电动机的转差率一般为（ ）。', ['2%~6%', '10%', '20%']) },
  ]
  const pairs = likePairs(texts)
  assert.deepEqual(
    pairs.map(({ first, second }) => [first, second]),
    [['a', 'b']],
  )
  assert.ok(pairs[0]!.similarity > 0.7 && pairs[0]!.similarity < 1)
})

test('the questions of a composite count', () => {
  const [one, two] = [
    { id: 'a', text: question('阅读材料回答问题。', [], ['变压器的变比是多少？', '二次侧电压是多少伏？']) },
    { id: 'b', text: question('阅读材料回答问题。', [], ['电动机的额定功率是多少？', '转速是多少转？']) },
  ]
  assert.deepEqual(likePairs([one, two]), [])
  assert.equal(likePairs([one, { id: 'c', text: one.text }])[0]?.similarity, 1)
})

test('every pair above the threshold is found, as by comparing all with all, in whatever order they come', () => {
  const random = seeded('likeness')
  const letter = () => String.fromCharCode(0x4e00 + Math.floor(random() * 40))
  const texts: Text[] = []
  for (let at = 0; at < 120; at += 1) {
    const text = Array.from({ length: 12 + Math.floor(random() * 30) }, letter)
    texts.push({ id: `o${at}`, text: text.join('') })
    for (let copy = 0; copy < 3; copy += 1) {
      const changed = text.map((one) => (random() < 0.06 ? letter() : one)).join('')
      texts.push({ id: `o${at}c${copy}`, text: changed })
    }
  }
  for (const from of [0.5, 0.7, 0.9]) {
    const found = likePairs(texts, from).map(({ first, second }) => `${first},${second}`)
    assert.deepEqual(found.toSorted(), bruteForce(texts, from))
    assert.ok(found.length > 40)
  }
  assert.deepEqual(likePairs(texts.toReversed()), likePairs(texts))
})

test('each new text finds a twin before it or in the bank whenever it has one, and the most like where they are few', () => {
  const random = seeded('twins')
  const letter = () => String.fromCharCode(0x4e00 + Math.floor(random() * 60))
  const texts = Array.from({ length: 80 }, (_, at) => {
    const text = Array.from({ length: 10 + Math.floor(random() * 30) }, letter)
    return [0, 1, 2, 3].map((copy) => ({
      id: `t${at}-${copy}`,
      text: text.map((one) => (copy > 0 && random() < 0.07 ? letter() : one)).join(''),
    }))
  }).flat()
  const order = texts.toSorted((a, b) => (a.id.split('-')[1]! < b.id.split('-')[1]! ? -1 : 1))
  const [bank, fresh] = [order.slice(0, 100), order.slice(100)]
  const pairs = likePairs(order)
  const expected = fresh.flatMap(({ id }, at) => {
    const before = new Set([...bank, ...fresh.slice(0, at)].map((each) => each.id))
    const own = pairs.filter(({ first, second }) =>
      first === id ? before.has(second) : second === id && before.has(first),
    )
    return own.length > 0 ? [[id, Math.max(...own.map(({ similarity }) => similarity))]] : []
  })
  assert.ok(expected.length > 60)
  assert.deepEqual(
    nearTwins(fresh, bank).map(({ id, similarity }) => [id, similarity]),
    expected,
  )
})

test('an import learns what is in the bank already, word for word or nearly', () => {
  const bank = [
    { id: 'bank1', text: question('电流的单位是（ ）。', ['安培', '伏特', '欧姆']) },
    { id: 'bank2', text: question('电流的单位是什么（ ）。', ['安培', '伏特', '欧姆']) },
  ]
  const fresh = [
    { id: 'row2', text: question('电流的单位是( )', ['欧姆', '安培', '伏特']) },
    { id: 'row3', text: question('可编程控制器的扫描周期包括几个阶段（ ）。', ['一', '二', '三']) },
  ]
  const [found, ...others] = doublesOf(fresh, bank)
  assert.deepEqual(others, [])
  assert.deepEqual([found?.id, found?.exact], ['row2', ['bank1']])
  assert.deepEqual(
    found?.near.map(({ id }) => id),
    ['bank2'],
  )
})
