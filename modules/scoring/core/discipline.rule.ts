import type { ViolationFact } from '#modules/delivery/facts.ts'
import type { Subject } from '#modules/policy/core/parameters.ts'

/** Subjects whose score a decision has taken, and as what. */
export type TakenSubjects = ReadonlyMap<Subject, 'cheating' | 'cancelled'>

export const nothingTaken: TakenSubjects = new Map()

const everySubject: readonly Subject[] = ['theory', 'practical', 'review']

/** What one decision takes; nothing before it is made, and nothing where it leaves the scores alone. */
const takenBy = ({ effect, subject }: Pick<ViolationFact, 'effect' | 'subject'>): TakenSubjects => {
  switch (effect) {
    case 'subject-cheating':
      return new Map(subject === null ? [] : [[subject, 'cheating']])
    case 'subject-cancelled':
    case 'session-cancelled':
      return new Map(subject === null ? [] : [[subject, 'cancelled']])
    case 'all-subjects-cancelled':
      return new Map(everySubject.map((each) => [each, 'cancelled']))
    case 'none':
    case null:
      return nothingTaken
  }
}

/** By application, over all cases of the batch (HN-3.1.5): cheating is named before cancelled. */
export const takenSubjects = (violations: readonly ViolationFact[]): ReadonlyMap<string, TakenSubjects> => {
  const found = new Map<string, Map<Subject, 'cheating' | 'cancelled'>>()
  for (const violation of violations) {
    const taken = takenBy(violation)
    if (taken.size === 0) continue
    const own = found.get(violation.applicationId) ?? new Map()
    for (const [subject, status] of taken) if (own.get(subject) !== 'cheating') own.set(subject, status)
    found.set(violation.applicationId, own)
  }
  return found
}
