import { monitorEventLoopDelay } from 'node:perf_hooks'
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
  /** The machine had no time for the first try: it was too slow, and nothing else was wrong with it. */
  readonly isSecondTry: boolean
}

const atOnce = 2
/** Nanoseconds that this process, which hardly works, was kept waiting for the processor. */
const starved = 1e9

const isSlowOnly = ({ findings }: Outcome): boolean =>
  findings.length > 0 &&
  findings.every((finding) => /a recovery took|no answer|ECONNREFUSED|ECONNRESET/.test(finding))

/** Runs the families in turn, two sittings at a time. */
export const runSeries = async (
  { families, runs, seed, from }: Series,
  onEach: (outcome: NumberedOutcome) => void = () => {},
): Promise<NumberedOutcome[]> => {
  const outcomes: NumberedOutcome[] = []
  const waiting = monitorEventLoopDelay()
  waiting.enable()
  let next = from
  const note = (outcome: NumberedOutcome): void => {
    outcomes.push(outcome)
    onEach(outcome)
  }
  const again: number[] = []
  const run = async (number: number, isSecondTry: boolean): Promise<void> => {
    const outcome = await runExam(families[number % families.length]!, `${seed}-${number}`)
    if (!isSecondTry && isSlowOnly(outcome) && waiting.max > starved) again.push(number)
    else note({ ...outcome, number, isSecondTry })
  }
  const lane = async (): Promise<void> => {
    while (next < from + runs) {
      const number = next
      next += 1
      await run(number, false)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  // A recovery that took long because others had the processor gets a second chance, alone.
  for (const number of again) await run(number, true)
  waiting.disable()
  return outcomes
}
