import type { Outcome } from './exam.ts'

const sum = (outcomes: readonly Outcome[], of: (outcome: Outcome) => number): number =>
  outcomes.reduce((total, outcome) => total + of(outcome), 0)

const lineOf = (name: string, outcomes: readonly Outcome[]): string => {
  const slowest = Math.max(0, ...outcomes.map(({ slowestRecovery }) => slowestRecovery))
  const clock = Math.max(0, ...outcomes.map(({ worstClock }) => worstClock))
  const cells = [
    ...[name, outcomes.length, sum(outcomes, ({ injected }) => injected)],
    sum(outcomes, ({ acknowledged }) => acknowledged).toLocaleString('en'),
    ...[sum(outcomes, ({ lost }) => lost), sum(outcomes, ({ double }) => double)],
    ...[`${(slowest / 1000).toFixed(1)} s`, `${(clock / 1000).toFixed(2)} s`],
    sum(outcomes, ({ findings }) => findings.length),
  ]
  return `| ${cells.join(' | ')} |`
}

/** What a series came to, a line for each family. */
export const tableOf = (outcomes: readonly Outcome[]): string => {
  const families = [...new Set(outcomes.map(({ family }) => family))].sort()
  return [
    '| Family | Runs | Faults | Acknowledged | Lost | Double | Slowest recovery | Clock off by | Findings |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...families.map((family) =>
      lineOf(
        family,
        outcomes.filter((one) => one.family === family),
      ),
    ),
    lineOf('all', outcomes),
  ].join('\n')
}
