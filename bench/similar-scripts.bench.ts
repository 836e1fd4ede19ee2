import {
  type ComparedScript,
  type KeyedQuestion,
  likePairs,
} from '#modules/delivery/incident/core/likeness.ts'
import { regime } from '#modules/policy/core/regime.ts'
import { day } from '#platform/clock/day.ts'
import { type Random, seeded } from '#platform/random/seeded.ts'
import type { Figure } from './figure.ts'

const [people, items, most] = [2000, 100, 10]
const labels = ['A', 'B', 'C', 'D'] as const
const key: readonly KeyedQuestion[] = Array.from({ length: items }, (_, at) => ({
  id: `q${at}`,
  answer: [labels[at % 4]!],
}))
const couples = 10

/** Somebody who works alone and knows about six of ten answers. */
const alone = (at: number, random: Random): ComparedScript => {
  const answers = Object.fromEntries(
    key.map(({ id, answer }) => {
      const wrong = labels.filter((label) => label !== answer[0])
      return [id, random() < 0.6 ? answer : [wrong[Math.floor(random() * wrong.length)]!]]
    }),
  )
  return {
    id: `s${at}`,
    sittingId: `room-${Math.floor(at / 30)}`,
    row: 1 + (at % 5),
    column: at % 6,
    answers,
  }
}

/** The first twenty are couples, of whom one took over all but two of the other's answers. */
const hall = (): readonly ComparedScript[] => {
  const random = seeded('scripts')
  const scripts = Array.from({ length: people }, (_, at) => alone(at, random))
  return scripts.map((script, at) => {
    if (at % 2 === 0 || at > couples * 2) return script
    const own = { q0: script.answers.q0!, q1: script.answers.q1! }
    return { ...script, answers: { ...scripts[at - 1]!.answers, ...own } }
  })
}

const secondsOf = <T>(work: () => T): readonly [number, T] => {
  const began = performance.now()
  const done = work()
  return [(performance.now() - began) / 1000, done]
}

/** The least that any comparison of every pair does: two rows of machine words, ANDed. */
const floorOf = () => {
  const rows = Array.from({ length: people }, (_, at) => new Uint32Array(10).fill(at))
  let sum = 0
  for (let i = 0; i < people; i += 1)
    for (let j = i + 1; j < people; j += 1)
      for (let word = 0; word < 10; word += 1) sum += rows[i]![word]! & rows[j]![word]!
  return sum
}

/** HN-2.7-07: every pair of the scripts of a large batch, as the command compares them after the last room is in. */
export const run = async (): Promise<readonly Figure[]> => {
  const scripts = hall()
  const { value: threshold } = regime('henan-social', day('2026-06-01')).delivery.similarity
  const [floor] = secondsOf(floorOf)
  const [value, pairs] = secondsOf(() => likePairs(scripts, key, threshold))
  const name = `similar scripts: ${people} of ${items} items, every pair, ${pairs.length} of ${couples} couples found`
  return [
    {
      ...{
        name,
        value,
        unit: 's',
        floor,
        ratio: value / floor,
        target: `≤ ${most} s, couples and nobody else`,
      },
      ok: value <= most && pairs.length === couples,
    },
  ]
}
