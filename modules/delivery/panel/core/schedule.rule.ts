import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'

export interface Turn<P> {
  readonly person: P
  readonly position: number
  readonly startsAt: Date
  readonly endsAt: Date
}

const minute = 60_000

/** One after another from the start of the session; refused when the last would end after it. */
export const schedule = <P>(
  people: readonly P[],
  session: { readonly startsAt: Date; readonly endsAt: Date },
  minutesEach: number,
): Verdict<readonly Turn<P>[], 'TIME_SHORT'> => {
  const at = (n: number) => new Date(session.startsAt.getTime() + n * minutesEach * minute)
  if (at(people.length) > session.endsAt) {
    const has = Math.floor((session.endsAt.getTime() - session.startsAt.getTime()) / minute)
    return refuse('TIME_SHORT', {
      sentence: `${people.length} 名考生每人 ${minutesEach} 分钟共需 ${people.length * minutesEach} 分钟，本场只有 ${has} 分钟。`,
      remedy: '请缩短每人时间，或在编排中增加场次、考场。',
      clauses: ['SDE-A4-02'],
      field: 'minutesEach',
    })
  }
  return accept(people.map((person, n) => ({ person, position: n + 1, startsAt: at(n), endsAt: at(n + 1) })))
}
