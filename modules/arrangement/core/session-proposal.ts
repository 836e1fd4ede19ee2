import { addDays, type Day, instantOf } from '#platform/clock/day.ts'
import { allotRooms, demandKey, demandOf } from './room-allotment.ts'
import { shortfallsOf } from './seating.ts'
import { overlap, type SeatingInput, type SeatingSession, type Subject } from './seating-input.ts'
import { divideLine, subjectsKey } from './session-flow.ts'

export interface TimeWindow {
  /** `08:30`, China's time. */
  readonly from: string
  readonly to: string
}

export interface ProposalInput extends Pick<SeatingInput, 'candidates' | 'rooms' | 'restMinutes'> {
  readonly examFrom: Day
  readonly examTo: Day
  readonly windows: readonly TimeWindow[]
  /** Minutes of the paper by subject. */
  readonly minutes: Readonly<Partial<Record<Subject, number>>>
  /** Minutes between two sessions in one room. */
  readonly gapMinutes: number
}

export interface Proposal {
  readonly sessions: readonly Omit<SeatingSession, 'id'>[]
  /** People for whom the exam days have no time left; 0 when everyone can be seated. */
  readonly unplaced: number
}

/** Every start within the windows of the exam days, one after another with the gap between. */
const slots = (input: ProposalInput, subject: Subject): { from: number; to: number }[] => {
  const minutes = input.minutes[subject]
  if (minutes === undefined) return []
  const found: { from: number; to: number }[] = []
  for (let day = input.examFrom; day <= input.examTo; day = addDays(day, 1)) {
    for (const window of input.windows) {
      const end = instantOf(day, window.to).getTime()
      for (let from = instantOf(day, window.from).getTime(); from + minutes * 60_000 <= end; ) {
        found.push({ from, to: from + minutes * 60_000 })
        from += (minutes + input.gapMinutes) * 60_000
      }
    }
  }
  return found
}

/** People whom these sessions cannot hold, whether for lack of seats or for clashing times. */
const unplacedOf = (input: ProposalInput, sessions: readonly SeatingSession[]): number => {
  const rooms = allotRooms({ ...input, sessions })
  const lines = [...new Set(input.candidates.map(({ lineId }) => lineId))]
  return lines.reduce((sum, lineId) => {
    const counts = new Map<string, number>()
    for (const candidate of input.candidates.filter((each) => each.lineId === lineId)) {
      const key = subjectsKey(candidate.subjects)
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    const own = sessions.filter((session) => session.lineId === lineId)
    return sum + divideLine(counts, { sessions: own, restMinutes: input.restMinutes, rooms }).unplaced
  }, 0)
}

const order: readonly Subject[] = ['theory', 'practical', 'review']

/**
 * Proposes the fewest sessions that seat everyone: for each line and subject one slot after another until there are
 * seats for all; then, while times clash, one more session of the later subjects. Lines take turns in the rooms of a
 * kind, so that two of them never need a room at one time. The user may change every session afterwards.
 */
export const proposeSessions = (input: ProposalInput): Proposal => {
  const sessions: SeatingSession[] = []
  const seating = { ...input, seed: '', lineTitles: new Map<string, string>(), sessions }
  const add = (lineId: string, subject: Subject): boolean => {
    const kindred = sessions.filter((session) => session.subject === subject)
    const free = slots(input, subject).find((slot) =>
      kindred.every((session) => !overlap(session, { ...session, ...slot })),
    )
    if (!free) return false
    const number = kindred.length + 1
    sessions.push({ id: `${subject}-${number}`, lineId, subject, number, ...free })
    return true
  }
  const keys = [...demandOf(input.candidates).keys()].sort(
    (one, other) =>
      order.indexOf(one.split('/')[1] as Subject) - order.indexOf(other.split('/')[1] as Subject) ||
      (one < other ? -1 : 1),
  )
  for (const key of keys) {
    const [lineId, subject] = key.split('/') as [string, Subject]
    const isShort = () => shortfallsOf(seating, allotRooms(seating)).some((short) => demandKey(short) === key)
    while (isShort() && add(lineId, subject));
  }
  let unplaced = unplacedOf(input, sessions)
  while (unplaced > 0) {
    const added = [...keys].reverse().some((key) => {
      const [lineId, subject] = key.split('/') as [string, Subject]
      return add(lineId, subject)
    })
    if (!added) break
    unplaced = unplacedOf(input, sessions)
  }
  return { sessions: withoutIdle(input, sessions), unplaced }
}

/** A session added in vain before a better one is taken out again. */
const withoutIdle = (
  input: ProposalInput,
  sessions: readonly SeatingSession[],
): Omit<SeatingSession, 'id'>[] => {
  const all = unplacedOf(input, sessions)
  const kept = sessions.reduceRight<readonly SeatingSession[]>((left, session) => {
    const without = left.filter((other) => other !== session)
    return unplacedOf(input, without) <= all ? without : left
  }, sessions)
  const numbers = new Map<Subject, number>()
  return [...kept]
    .sort((one, other) => order.indexOf(one.subject) - order.indexOf(other.subject) || one.from - other.from)
    .map(({ id: _, ...session }) => {
      const number = (numbers.get(session.subject) ?? 0) + 1
      numbers.set(session.subject, number)
      return { ...session, number }
    })
}
