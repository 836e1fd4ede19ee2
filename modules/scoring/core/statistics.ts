/** One bar of a distribution; `below` marks those under the pass mark. */
export interface Bin {
  readonly label: string
  readonly count: number
  readonly below: boolean
}

export interface ScoreStatistics {
  readonly count: number
  readonly mean: number | null
  readonly highest: number | null
  readonly lowest: number | null
  /** Those who reach the pass mark. */
  readonly reached: number
  readonly bins: readonly Bin[]
}

const width = 10

/** Distribution of scores in tens, the last bin holding the full mark too. */
export const statisticsOf = (
  scores: readonly number[],
  marks: { readonly passMark: number; readonly fullMark: number },
): ScoreStatistics => {
  const count = scores.length
  const last = marks.fullMark - width
  const bins = Array.from({ length: marks.fullMark / width }, (_, n) => {
    const from = n * width
    const to = from === last ? marks.fullMark : from + width - 1
    const within = scores.filter((score) => Math.min(Math.floor(score / width) * width, last) === from).length
    return { label: `${from}–${to}`, count: within, below: from < marks.passMark }
  })
  return {
    count,
    mean: count === 0 ? null : Math.round((scores.reduce((sum, score) => sum + score, 0) / count) * 10) / 10,
    highest: count === 0 ? null : Math.max(...scores),
    lowest: count === 0 ? null : Math.min(...scores),
    reached: scores.filter((score) => score >= marks.passMark).length,
    bins,
  }
}
