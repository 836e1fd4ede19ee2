import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { Draft } from './journal.ts'
import type { Note, RoomState } from './room-state.ts'
import type { Occasion } from './sitting.rule.ts'
import { clockText, openLossSeconds, timeMarks } from './time-marks.ts'

type ConductRefusal =
  | 'announcement-unknown'
  | 'announcement-not-due'
  | 'text-missing'
  | 'reason-missing'
  | 'note-unknown'
  | 'already-decided'
  | 'nothing-lost'
  | 'wrong-sitting-state'

type ConductVerdict = Verdict<readonly Draft[], ConductRefusal>

const beforeStart = ['checked-in', 'opened']
const underWay = ['running', 'suspended']

export interface PlannedAnnouncement {
  readonly id: string
  readonly text: string
  readonly by: 'system' | 'invigilator'
  readonly dueAt: number
  /** When it was made; null = not yet. */
  readonly at: string | null
  /** Its minute has come, it is not made yet, and its hour is not past. */
  readonly isDue: boolean
}

/** What is to be said in this sitting and what has been, in the order of time (C03, HN-2.6-02, HN-2.6-05). */
export const plannedAnnouncements = (room: RoomState, now: number): readonly PlannedAnnouncement[] => {
  const { end } = timeMarks(room, now)
  return room
    .rules!.conduct.announcements.map(({ id, text, by, before, minutes }) => {
      const dueAt = (before === 'start' ? room.plannedStart : end) - minutes * 60_000
      const at = room.announced.find((one) => one.id === id)?.at ?? null
      const isTime = (before === 'start' ? beforeStart : underWay).includes(room.status)
      return { id, text, by, dueAt, at, isDue: at === null && isTime && now >= dueAt }
    })
    .sort((one, other) => one.dueAt - other.dueAt)
}

/** HN-2.6-05: what appears on the machines by itself at its minute. */
export const dueOfItself = (room: RoomState, now: number): Draft[] =>
  plannedAnnouncements(room, now)
    .filter(({ by, isDue }) => isDue && by === 'system')
    .map(({ id, text }) => ({ kind: 'announced', seat: null, actor: 'room', body: { id, text } }))

const announce = (actor: string, body: { readonly id: string; readonly text: string }): ConductVerdict =>
  accept([{ kind: 'announced', seat: null, actor, body }])

/** An announcement of the rules that was spoken, or words of the desk's own (`id` null). */
export const decideAnnouncement = (
  room: RoomState,
  { id, text }: { readonly id: string | null; readonly text: string },
  on: Occasion,
): ConductVerdict => {
  if (id === null) {
    if (text.trim()) return announce(on.actor, { id: `own-${room.head.seq + 1}`, text: text.trim() })
    return refuse('text-missing', {
      sentence: '请填写要向考生提示的内容。',
      remedy: '写明内容后发送，各考试机将同时显示。',
      clauses: [],
      field: 'text',
    })
  }
  const planned = plannedAnnouncements(room, on.now).find((one) => one.id === id)
  if (!planned) {
    return refuse('announcement-unknown', {
      sentence: '本场没有这项提示。',
      remedy: '请刷新后重新选择。',
      clauses: [],
    })
  }
  if (planned.at !== null) return accept([])
  if (!planned.isDue) {
    return refuse('announcement-not-due', {
      sentence: `这项提示应在 ${clockText(planned.dueAt)} 进行，现在不能登记。`,
      remedy: '请到时宣读并勾选；另有要提示的，请自行填写内容。',
      clauses: room.rules!.conduct.announcements.find((one) => one.id === id)?.clauses ?? [],
    })
  }
  return announce(on.actor, { id, text: planned.text })
}

const needReason = (sentence: string): Refusal<'reason-missing'> =>
  refuse('reason-missing', {
    sentence,
    remedy: '写明原因后重新提交，原因将记入考场情况记录。',
    clauses: ['SDS-4.4-02', 'SDE-4.6-01'],
    field: 'reason',
  })

/** SDS-4.4-02, SDE-4.6-01: a sitting held elsewhere than arranged, with its reason. */
export const decidePlaceChange = (
  room: RoomState,
  { place, reason }: { readonly place: string; readonly reason: string },
  on: Occasion,
): ConductVerdict => {
  if (!place.trim() || place.trim() === room.place?.place) return accept([])
  if (!reason.trim()) return needReason('本场未在编排的考场进行，请填写原因。')
  const body = { place: place.trim(), reason: reason.trim() }
  return accept([{ kind: 'place-changed', seat: null, actor: on.actor, body }])
}

/** SDS-4.4-40: the time that an event cost several seats, made good for all of them at once. */
export const decideRoomExtension = (
  room: RoomState,
  { minutes, reason }: { readonly minutes: number; readonly reason: string },
  on: Occasion,
): ConductVerdict => {
  if (!reason.trim()) return needReason('请填写全场补时的原因。')
  const drafts = [...room.seats.values()].flatMap((seat): Draft[] => {
    if (seat.status !== 'answering' && seat.status !== 'interrupted') return []
    const whole = Math.min(minutes, Math.ceil(openLossSeconds(seat, on.now) / 60))
    if (whole === 0) return []
    const body = { seconds: whole * 60, reason: reason.trim() }
    return [{ kind: 'extension-granted', seat: seat.seat, actor: on.actor, body }]
  })
  if (drafts.length > 0) return accept(drafts)
  return refuse('nothing-lost', {
    sentence: '没有座位有已记录而未补偿的中断，不能全场补时。',
    remedy: '整场暂停的时间已自动顺延；个别座位的中断请先登记。',
    clauses: ['SDS-4.4-40'],
    field: 'minutes',
  })
}

const decidable: readonly Note['category'][] = ['violation', 'incident', 'equipment', 'staff-violation']

/** SDS-4.4-28: what waits for the chief's word. */
export const openNotes = (room: RoomState): readonly Note[] =>
  room.notes.filter(({ seq, category }) => decidable.includes(category) && !room.decisions.has(seq))

/** SDS-4.4-28: the chief decides on what was put on record in a room. */
export const decideOnNote = (
  room: RoomState,
  { note, decision }: { readonly note: number; readonly decision: string },
  on: Occasion,
): ConductVerdict => {
  if (!room.notes.some(({ seq, category }) => seq === note && decidable.includes(category))) {
    return refuse('note-unknown', {
      sentence: '本考场没有这条待处理的登记。',
      remedy: '请刷新后重新选择。',
      clauses: ['SDS-4.4-28'],
      field: 'note',
    })
  }
  if (room.decisions.has(note)) {
    return refuse('already-decided', {
      sentence: '这条登记已经作出处置决定。',
      remedy: '请刷新查看决定；需要补充的，另行登记。',
      clauses: ['SDS-4.4-28'],
    })
  }
  if (!decision.trim()) {
    return refuse('text-missing', {
      sentence: '请写明处置决定。',
      remedy: '写明决定后提交。',
      clauses: ['SDS-4.4-28'],
      field: 'decision',
    })
  }
  const body = { note, decision: decision.trim() }
  return accept([{ kind: 'note-decided', seat: null, actor: on.actor, body }])
}
