import { rangeOfPoint } from '../../core/item.ts'

/** An item of a paper, without a word of what it asks. */
export interface PlacedItem {
  readonly id: string
  readonly pointCode: string
  readonly difficulty: number
}

export interface PaperFigures {
  readonly items: number
  /** Null for a paper that holds no items of the bank. */
  readonly meanDifficulty: number | null
  readonly byDifficulty: readonly number[]
  readonly pointsCovered: number
}

export interface Comparison {
  readonly figures: readonly [PaperFigures, PaperFigures]
  /** Items that stand in both. */
  readonly shared: number
  /** Points that only one of them covers, and those that both do. */
  readonly points: { readonly first: number; readonly both: number; readonly second: number }
  /** Items of each level-3 range in one and in the other. */
  readonly ranges: readonly { readonly code: string; readonly counts: readonly [number, number] }[]
}

const pointsOf = (paper: readonly PlacedItem[]): ReadonlySet<string> =>
  new Set(paper.map(({ pointCode }) => pointCode))

const figuresOf = (paper: readonly PlacedItem[]): PaperFigures => ({
  items: paper.length,
  meanDifficulty:
    paper.length === 0
      ? null
      : Math.round((100 * paper.reduce((sum, { difficulty }) => sum + difficulty, 0)) / paper.length) / 100,
  byDifficulty: [1, 2, 3, 4, 5].map((grade) => paper.filter(({ difficulty }) => difficulty === grade).length),
  pointsCovered: pointsOf(paper).size,
})

/** Two papers beside each other: what they have in common, how hard they are, what they cover. */
export const compared = (first: readonly PlacedItem[], second: readonly PlacedItem[]): Comparison => {
  const ids = new Set(first.map(({ id }) => id))
  const [one, other] = [pointsOf(first), pointsOf(second)]
  const both = [...one].filter((point) => other.has(point)).length
  const within = (paper: readonly PlacedItem[], code: string) =>
    paper.filter(({ pointCode }) => rangeOfPoint(pointCode) === code).length
  const codes = new Set([...first, ...second].map(({ pointCode }) => rangeOfPoint(pointCode)))
  return {
    figures: [figuresOf(first), figuresOf(second)],
    shared: second.filter(({ id }) => ids.has(id)).length,
    points: { first: one.size - both, both, second: other.size - both },
    ranges: [...codes]
      .sort()
      .map((code) => ({ code, counts: [within(first, code), within(second, code)] as const })),
  }
}
