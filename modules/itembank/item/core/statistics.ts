export interface Group {
  readonly size: number
  readonly correct: number
}

/** How an item did in one sitting. */
export interface SittingCounts {
  readonly answered: number
  readonly correct: number
  /** The best and the worst by total score; null where the batch is too small to tell them apart. */
  readonly upper: Group | null
  readonly lower: Group | null
}

const share = ({ size, correct }: Group): number => (size === 0 ? 0 : correct / size)

/** Share of right answers; 0 while nobody has answered. */
export const rightShare = ({ answered, correct }: SittingCounts): number => share({ size: answered, correct })

/** The best group's share of right answers less the worst group's: 1 tells them apart wholly, below 0 it misleads. */
export const discriminationOf = ({ upper, lower }: SittingCounts): number | null =>
  upper && lower && upper.size > 0 && lower.size > 0 ? share(upper) - share(lower) : null

/** Counts that contradict each other are a fault of whoever counted. */
export const areSound = ({ answered, correct, upper, lower }: SittingCounts): boolean =>
  correct <= answered && [upper, lower].every((group) => group === null || group.correct <= group.size)
