import { statedValue } from '#modules/policy/core/parameter.ts'
import type { Regime } from '#modules/policy/core/regime.ts'

/** A shift as planned. Instants in milliseconds are compared; persons by name. */
export interface Shift {
  readonly startsAt: Date
  readonly endsAt: Date
  readonly persons: readonly string[]
}

export interface Gap {
  readonly from: Date
  readonly to: Date
  readonly persons: number
}

const present = (shifts: readonly Shift[], at: number) =>
  new Set(
    shifts
      .filter(({ startsAt, endsAt }) => startsAt.getTime() <= at && at < endsAt.getTime())
      .flatMap(({ persons }) => persons),
  ).size

/** HN-2.3.4-05, HN-2.3.6-02: stretches of a period in which fewer than `least` different persons are on duty; neighbours with equally many are one. */
export const rosterGaps = (
  shifts: readonly Shift[],
  period: { readonly from: Date; readonly to: Date },
  least: number,
): readonly Gap[] => {
  const [from, to] = [period.from.getTime(), period.to.getTime()]
  const bounds = shifts.flatMap(({ startsAt, endsAt }) => [startsAt.getTime(), endsAt.getTime()])
  const times = [...new Set([from, to, ...bounds.filter((time) => time > from && time < to)])].sort(
    (a, b) => a - b,
  )
  const gaps: { from: Date; to: Date; persons: number }[] = []
  for (const [index, start] of times.slice(0, -1).entries()) {
    const persons = present(shifts, start)
    if (persons >= least) continue
    const end = new Date(times[index + 1]!)
    const last = gaps.at(-1)
    if (last && last.to.getTime() === start && last.persons === persons) last.to = end
    else gaps.push({ from: new Date(start), to: end, persons })
  }
  return gaps
}

/** How many keep watch at once: by the document (C42), else as the operator has set for the room. */
export const guardOf = ({ paper }: Regime, operatorPersons: number) => {
  const guard = statedValue(paper.guard)
  return guard
    ? { persons: guard.minPersons, clauses: [...paper.guard.clauses], isStated: true }
    : { persons: operatorPersons, clauses: [] as string[], isStated: false }
}

/** HN-2.3.6-05: shifts that are over and whose log two persons have not signed. */
export const missingLogs = <S extends Shift & { readonly signers: readonly string[] }>(
  shifts: readonly S[],
  now: Date,
): readonly S[] =>
  shifts.filter(({ endsAt, signers }) => endsAt.getTime() <= now.getTime() && new Set(signers).size < 2)
