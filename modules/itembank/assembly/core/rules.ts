import type { Grade, ItemType } from '../../core/item.ts'
import type { Importance } from '../../knowledge/core/tree.ts'

export interface TypeQuota {
  readonly type: ItemType
  readonly count: number
  /** Points of one item. */
  readonly points: number
}

/** How many items of each type a paper draws from one level-3 range. */
export interface RangeQuota {
  readonly code: string
  readonly weight: number
  readonly counts: { readonly [T in ItemType]?: number }
}

/** What the sheets 题型分布, 知识点分布 and 组卷参数 say. */
export interface Blueprint {
  readonly bank: string
  readonly types: readonly TypeQuota[]
  readonly ranges: readonly RangeQuota[]
  readonly minutes: number
  readonly totalPoints: number
}

/** Items of a range of any level, of one type or of all: at least `min`, at most `max`. */
export interface RangeBound {
  readonly code: string
  readonly type?: ItemType
  readonly min?: number
  readonly max?: number
}

/** Share of the items whose point has this importance, per cent. */
export interface ImportanceBound {
  readonly importance: Importance
  readonly min?: number
  readonly max?: number
}

/** Wanted shares of the five grades, per cent. */
export type DifficultyShares = { readonly [G in Grade]: number }

/** Most items of middle difficulty, few very easy and very hard ones. */
export const usualDifficulty: DifficultyShares = { 1: 5, 2: 20, 3: 50, 4: 20, 5: 5 }

/**
 * With a tolerance it is a demand: percentage points about each share, grades about the mean. Without one it is a
 * goal, met as well as the bank can.
 */
export type DifficultyRule =
  | { readonly kind: 'shares'; readonly shares: DifficultyShares; readonly tolerance?: number }
  | { readonly kind: 'mean'; readonly mean: number; readonly tolerance?: number }

/** What keeps a known item out. */
export interface ExposureRule {
  /** An item that stands in this many papers is not taken again. */
  readonly mostUses?: number
  /** Not in a paper of the last so many days. */
  readonly restDays?: number
  /** Not in one of the last so many papers of the bank. */
  readonly restPapers?: number
}

/** Where the paper is answered: on a screen no type may stand that people mark. */
export type Medium = 'screen' | 'print'

/** What one paper has to be like. Whole lists are one rule each, as the person who wrote them sees it. */
export interface RuleSet {
  readonly types: readonly TypeQuota[]
  /** Exact numbers for each level-3 range; empty where only bounds are given. */
  readonly ranges: readonly RangeQuota[]
  readonly bounds: readonly RangeBound[]
  readonly importance: readonly ImportanceBound[]
  readonly difficulty: DifficultyRule
  readonly exposure: ExposureRule
  readonly excluded: readonly string[]
  /** In every form; they do not count as repeated between forms. */
  readonly forced: readonly string[]
  /** Most items of one knowledge point in a form. */
  readonly perPoint?: number
  /** Most items that two forms have in common; without it they share as few as the bank allows. */
  readonly overlap?: number
  readonly minutes: number
  readonly totalPoints: number
  readonly medium: Medium
}

/** The rules of a blueprint, everything else left open. */
export const rulesOf = ({ types, ranges, minutes, totalPoints }: Omit<Blueprint, 'bank'>): RuleSet => ({
  ...{ types, ranges, minutes, totalPoints },
  ...{ bounds: [], importance: [], excluded: [], forced: [], exposure: {} },
  difficulty: { kind: 'shares', shares: usualDifficulty },
  medium: 'screen',
})

/** How many items a form has. */
export const itemsOf = ({ types }: Pick<RuleSet, 'types'>): number =>
  types.reduce((total, { count }) => total + count, 0)

/** A range, and every range below it. */
export const isWithin = (code: string, range: string): boolean =>
  code === range || code.startsWith(`${range}-`)
