import { plain } from '#modules/itembank/core/rich.ts'
import { likenessText, likePairs, type Text } from '#modules/itembank/item/core/likeness.ts'
import { type Random, seeded } from '#platform/random/seeded.ts'
import type { Figure } from './figure.ts'

const items = 20_000
/** One in twenty is a copy of another with a word changed. */
const copies = items / 20
const most = 10

const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)]!

const openings = [
  '下列关于',
  '根据国家标准，',
  '在维修作业中，',
  '使用前应当检查',
  '安装调试时，',
  '以下属于',
]
const endings = [
  '的说法正确的是（ ）。',
  '应当（ ）。',
  '不得超过（ ）。',
  '的作用是（ ）。',
  '主要包括（ ）。',
]

/** Terms of three characters, as a trade has them by the thousand. */
const termsOf = (random: Random): readonly string[] =>
  Array.from({ length: 3000 }, () =>
    Array.from({ length: 3 }, () => String.fromCharCode(0x4e00 + Math.floor(random() * 2500))).join(''),
  )

const bankOf = (seed: string): readonly Text[] => {
  const random = seeded(seed)
  const terms = termsOf(random)
  const question = () => ({
    stem: `${pick(openings, random)}${pick(terms, random)}与${pick(terms, random)}${pick(endings, random)}`,
    options: Array.from({ length: 4 }, () => `${pick(terms, random)}${pick(terms, random)}`),
  })
  const textOf = ({ stem, options }: ReturnType<typeof question>) =>
    likenessText({ stem: plain(stem), options: options.map(plain), parts: [] })
  const questions = Array.from({ length: items - copies }, question)
  const texts = questions.map((one, at) => ({ id: `item-${at}`, text: textOf(one) }))
  for (let at = 0; at < copies; at += 1) {
    const { stem, options } = questions[at]!
    texts.push({
      id: `copy-${at}`,
      text: textOf({ stem, options: [...options.slice(1), pick(terms, random)] }),
    })
  }
  return texts
}

const secondsOf = <T>(work: () => T): readonly [number, T] => {
  const began = performance.now()
  const done = work()
  return [(performance.now() - began) / 1000, done]
}

/** The least that any comparison does: every pair of neighbouring characters of every item, remembered. */
const floorOf = (texts: readonly Text[]) => () => {
  const counts = new Map<string, number>()
  for (const { text } of texts) {
    for (let at = 0; at + 1 < text.length; at += 1) {
      const pair = text.slice(at, at + 2)
      counts.set(pair, (counts.get(pair) ?? 0) + 1)
    }
  }
  return counts.size
}

export const run = async (): Promise<readonly Figure[]> => {
  const texts = bankOf('likeness')
  const [floor] = secondsOf(floorOf(texts))
  const [value, pairs] = secondsOf(() => likePairs(texts, 0.6))
  const found = new Set(pairs.map(({ first, second }) => `${first} ${second}`))
  const missed = Array.from({ length: copies }, (_, at) => `copy-${at} item-${at}`).filter(
    (pair) => !found.has(pair),
  )
  const name = `near-duplicates: ${items} items, ${pairs.length} pairs, ${copies - missed.length} of ${copies} copies`
  return [
    {
      ...{ name, value, unit: 's', floor, ratio: value / floor, target: `≤ ${most} s, every copy found` },
      ok: value <= most && missed.length === 0,
    },
  ]
}
