import { seeded } from '#platform/random/seeded.ts'
import type { Grade, ItemType } from '../core/item.ts'
import type { BankItem, Pool, Usage } from './core/pool.ts'
import type { RuleSet } from './core/rules.ts'

const places = (count: number) => Array.from({ length: count }, (_, at) => at)
const letter = (at: number) => 'ABCDEFGHIJKLMNOPQR'[at]!

/** 3 ranges of level 1, 9 of level 2, 27 of level 3, 135 points. */
const pointCodes = places(27).flatMap((at) =>
  places(5).map((point) => {
    const range = [Math.floor(at / 9), Math.floor(at / 3) % 3, at % 3].map(letter).join('-')
    return `${range}-${String(point + 1).padStart(3, '0')}`
  }),
)

const types: readonly ItemType[] = ['B', 'B', 'B', 'C', 'G']
const grades: readonly Grade[] = [1, 2, 2, 3, 3, 3, 3, 4, 4, 5]

/** A bank of so many items, made up from a fixed seed: a tenth has stood in papers, some are enemies. */
export const bigBank = (size: number): Pool => {
  const random = seeded('a big bank')
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const items = places(size).map((at): BankItem => {
    const [type, pointCode] = [pick(types), pointCodes[at % pointCodes.length]!]
    const code = `${type}-${pointCode}-${String(at + 1).padStart(4, '0')}`
    return { organisationId: 'own', code, type, pointCode, difficulty: pick(grades), contentKey: code }
  })
  const usage = items
    .filter(() => random() < 0.1)
    .map(({ code }): [string, Usage] => [
      code,
      { papers: 1 + Math.floor(random() * 3), daysAgo: 40, papersAgo: 2 },
    ])
  return {
    ...{ organisationId: 'own', items, usage: new Map(usage) },
    importance: new Map(pointCodes.map((code, at) => [code, at % 20 === 0 ? 'Z' : at % 7 === 0 ? 'Y' : 'X'])),
    enemies: places(60).map(() => [pick(items).code, pick(items).code] as const),
  }
}

/** 30 rules over a form of 100 items. */
export const manyRules = (pool: Pool): RuleSet => ({
  types: [
    { type: 'B', count: 60, points: 1 },
    { type: 'C', count: 20, points: 1 },
    { type: 'G', count: 20, points: 1 },
  ],
  ranges: [],
  bounds: [
    ...['A', 'B', 'C'].map((code) => ({ code, min: 32, max: 35 })),
    ...['A-A', 'A-B', 'A-C', 'B-A', 'B-B', 'B-C', 'C-A', 'C-B', 'C-C'].map((code) => ({
      code,
      min: 10,
      max: 12,
    })),
    ...['A', 'B'].map((code) => ({ code, type: 'G' as const, min: 5, max: 8 })),
  ],
  importance: [
    { importance: 'X', min: 80 },
    { importance: 'Y', max: 15 },
    { importance: 'Z', max: 5 },
  ],
  difficulty: { kind: 'shares', shares: { 1: 5, 2: 20, 3: 50, 4: 20, 5: 5 }, tolerance: 1 },
  exposure: { mostUses: 3 },
  excluded: pool.items.slice(0, 10).map(({ code }) => code),
  forced: [],
  ...{ perPoint: 2, overlap: 0, minutes: 90, totalPoints: 100, medium: 'screen' },
})
