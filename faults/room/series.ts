import { type Outcome, runExam } from './exam.ts'

export interface Series {
  readonly families: readonly string[]
  readonly runs: number
  readonly seed: string
  /** The number of the first run; a run depends on family, seed and number alone. */
  readonly from: number
}

export interface NumberedOutcome extends Outcome {
  readonly number: number
}

const atOnce = 2

/** Runs the families in turn, two sittings at a time. */
export const runSeries = async (
  { families, runs, seed, from }: Series,
  onEach: (outcome: NumberedOutcome) => void = () => {},
): Promise<NumberedOutcome[]> => {
  const outcomes: NumberedOutcome[] = []
  let next = from
  const lane = async (): Promise<void> => {
    while (next < from + runs) {
      const number = next
      next += 1
      const family = families[number % families.length]!
      const outcome = { ...(await runExam(family, `${seed}-${number}`)), number }
      outcomes.push(outcome)
      onEach(outcome)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  return outcomes
}
