import type { Refusal } from '#platform/contract/verdict.ts'
import type { CandidateProfile, NumberedDeed, PaperOnSeat, SeatStanding } from '../room.port.ts'

export type Stage =
  | 'loading'
  | 'enter'
  | 'confirm'
  | 'waiting'
  | 'answering'
  | 'finished'
  | 'moved'
  | 'elsewhere'

/** Everything the screens show. Replaced as a whole at each change. */
export interface SeatSnapshot {
  readonly stage: Stage
  readonly profile: CandidateProfile | null
  readonly photo: string | null
  readonly standing: SeatStanding | null
  readonly paper: PaperOnSeat['paper'] | null
  readonly answers: { readonly [item: string]: readonly string[] }
  readonly marked: ReadonlySet<string>
  readonly position: number
  /** Events kept on this machine that the room has not acknowledged. */
  readonly pending: readonly NumberedDeed[]
  readonly online: boolean
  /** Room time of the last acknowledged save, ISO 8601. */
  readonly lastSavedAt: string | null
  readonly refusal: Refusal | null
}

export const emptySeat: SeatSnapshot = {
  stage: 'loading',
  profile: null,
  photo: null,
  standing: null,
  paper: null,
  answers: {},
  marked: new Set(),
  position: 0,
  pending: [],
  online: true,
  lastSavedAt: null,
  refusal: null,
}

const finalStatuses = ['handed-in', 'collected', 'expelled', 'absent']

/** The screen that belongs to what the room says and what this machine has. */
export const stageOf = (seat: SeatSnapshot): Stage => {
  if (seat.standing && finalStatuses.includes(seat.standing.seatStatus)) return 'finished'
  if (seat.paper) return 'answering'
  if (seat.profile && !seat.profile.confirmed) return 'confirm'
  return seat.profile ? 'waiting' : 'enter'
}

/** Where an item stands in the paper; 0 for one that is not in it. */
const positionOf = (paper: SeatSnapshot['paper'], item: string | null): number =>
  Math.max(0, paper?.items.findIndex(({ id }) => id === item) ?? 0)

/** The seat after one more deed of the candidate. */
export const afterDeed = (seat: SeatSnapshot, deed: NumberedDeed): SeatSnapshot => {
  const pending = [...seat.pending, deed]
  if (deed.type === 'answered') {
    return { ...seat, pending, answers: { ...seat.answers, [deed.item]: deed.choice } }
  }
  if (deed.type === 'viewed') return { ...seat, pending, position: positionOf(seat.paper, deed.item) }
  const marked = new Set(seat.marked)
  if (deed.marked) marked.add(deed.item)
  else marked.delete(deed.item)
  return { ...seat, pending, marked }
}

/** The paper as the room has it, with this machine's unacknowledged deeds laid over. */
export const withPaper = (seat: SeatSnapshot, onSeat: PaperOnSeat): SeatSnapshot => {
  const fresh: SeatSnapshot = {
    ...seat,
    paper: onSeat.paper,
    answers: onSeat.answers,
    marked: new Set(onSeat.marked),
    position: positionOf(onSeat.paper, onSeat.current),
    pending: [],
  }
  return seat.pending.reduce(afterDeed, fresh)
}

const remembered = (standing: SeatStanding | null): Partial<SeatStanding> => {
  const { form, receipt, announcements } = standing ?? {}
  return { ...(form && { form }), ...(receipt && { receipt }), ...(announcements && { announcements }) }
}

/** What the room said; acknowledged events are pending no longer. What a short reply leaves out stays as it was. */
export const withStanding = (seat: SeatSnapshot, heard: SeatStanding): SeatSnapshot => {
  const standing = { ...remembered(seat.standing), ...heard }
  const pending = seat.pending.filter(({ clientSeq }) => clientSeq > standing.acknowledged)
  const saved = seat.pending.length > pending.length
  const next = {
    ...seat,
    standing,
    pending,
    online: true,
    lastSavedAt: saved ? standing.serverTime : seat.lastSavedAt,
  }
  return { ...next, stage: stageOf(next) }
}

export const isAnswered = (seat: SeatSnapshot, item: string): boolean => (seat.answers[item]?.length ?? 0) > 0

export const unansweredCount = (seat: SeatSnapshot): number =>
  seat.paper?.items.filter(({ id }) => !isAnswered(seat, id)).length ?? 0

/** Items with an answer that only this machine has. */
export const pendingItems = (seat: SeatSnapshot): ReadonlySet<string> =>
  new Set(seat.pending.filter(({ type }) => type === 'answered').map(({ item }) => item))

/** The choice after pressing `label`: single choices replace, multiple ones toggle, pressing again takes back. */
export const pressed = (
  type: 'single' | 'multiple' | 'judge',
  choice: readonly string[],
  label: string,
): readonly string[] => {
  if (choice.includes(label)) return choice.filter((one) => one !== label)
  return type === 'multiple' ? [...choice, label].sort() : [label]
}
