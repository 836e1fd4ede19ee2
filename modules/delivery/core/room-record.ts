import { incidentSentences } from '../incident/core/incident-words.ts'
import type { CentralPreparation } from './central-preparation.ts'
import type { NoteCategory } from './events.ts'
import type { Entry } from './journal.ts'
import { pairSteps } from './pair-steps.ts'
import { replay } from './replay.ts'
import type { RoomState, SeatState } from './room-state.ts'
import type { SeatStatus } from './seat.machine.ts'
import { timeMarks } from './time-marks.ts'

/** A line of 考场情况记录. */
export interface RecordedNote {
  /** Number of the journal entry. */
  readonly seq: number
  readonly at: string
  readonly happenedAt: string
  readonly category: NoteCategory | 'expulsion'
  readonly seat: string | null
  readonly candidateName: string | null
  readonly person: string
  readonly text: string
  readonly reportedTo: string
  readonly rule: string
  readonly proposal: string
  /** Number of the incident that it ended in; null for a note of its own. */
  readonly incident: number | null
  /** The chief's word on it, with his name; empty where none was needed or given. */
  readonly decision: string
}

/** A candidate by the numbers he is found under. */
export interface NamedSeat {
  readonly seat: string
  readonly name: string
  readonly ticketNumber: string
}

/** A line of the sign-in sheet. */
export interface SignInLine {
  readonly seat: string
  readonly name: string
  readonly maskedNumber: string
  readonly ticketNumber: string
  readonly status: SeatStatus
  readonly signedInAt: string | null
  readonly finishedAt: string | null
  readonly document: string
  readonly identityCheckedAt: string | null
}

export interface RoomRecord {
  /** By the name the rules of the sitting give it (C76). */
  readonly title: string
  readonly place: { readonly place: string; readonly reason: string } | null
  readonly carriedItems: readonly string[]
  /** HN-2.6-06: both groups with their numbers. */
  readonly absentees: readonly NamedSeat[]
  readonly offenders: readonly NamedSeat[]
  readonly signatures: readonly { readonly person: string; readonly role: string; readonly at: string }[]
  readonly marks: {
    readonly start: string
    readonly entryLimit: string
    readonly earliestHandIn: string | null
    readonly end: string
  }
  /** What happened when, in the order of the sitting; not yet = null. */
  readonly steps: readonly {
    readonly title: string
    readonly at: string | null
    readonly person: string
    readonly remark: string
  }[]
  readonly expected: number
  readonly present: number
  readonly absent: number
  readonly signIns: readonly SignInLine[]
  readonly notes: readonly RecordedNote[]
}

const stepTitles = {
  'check-in-opened': '开始签到',
  'rules-read': '宣读考场规则',
  'paper-opened': '启封试卷',
  started: '开考',
  ended: '收卷结束',
  sealed: '封存',
} as const

type StepKind = keyof typeof stepTitles

type Name = (dutyId: string) => string

const remarkOf = (entry: Entry, name: Name): string => {
  if (entry.kind === 'paper-opened')
    return `启封人：${entry.body.openers.map(name).join('、')}；${entry.body.reason}`
  if (entry.kind === 'check-in-opened') return entry.body.checked.join('、')
  return 'reason' in entry.body ? entry.body.reason : ''
}

const dayStepsOf = (entries: readonly Entry[], name: Name): RoomRecord['steps'] =>
  (Object.keys(stepTitles) as StepKind[]).map((kind) => {
    const entry = entries.find((one) => one.kind === kind)
    return {
      title: stepTitles[kind],
      at: entry?.at ?? null,
      person: entry ? name(entry.actor) : '',
      remark: entry ? remarkOf(entry, name) : '',
    }
  })

const signInsOf = (room: RoomState, { roster }: CentralPreparation): SignInLine[] =>
  roster.map(({ seat, name, maskedNumber, ticketNumber }) => {
    const state = room.seats.get(seat)
    if (!state) throw new Error(`the room has no seat ${seat}`)
    const { status, signedInAt, finishedAt, identityCheckedAt, passed } = state
    const document = passed?.document ?? ''
    return {
      ...{ seat, name, maskedNumber, ticketNumber, status, signedInAt, finishedAt },
      ...{ document, identityCheckedAt },
    }
  })

type Noted = Pick<RecordedNote, 'category' | 'text' | 'reportedTo' | 'rule'> & {
  readonly seats?: readonly string[]
  readonly decision?: string
  readonly happenedAt?: string
  readonly proposal?: string
  readonly incident?: number
}

/** SDS-4.4-30, SDS-4.4-31: whom an incident was reported to and how it ended, in the line that its entry opened. */
const courseOf = (
  entries: readonly Entry[],
  incident: number,
  name: Name,
): Pick<RecordedNote, 'reportedTo' | 'decision'> => {
  const reported = entries.flatMap((entry) =>
    entry.kind === 'incident-reported' && entry.body.incident === incident ? [entry.body.to] : [],
  )
  const end = entries.find((entry) => entry.kind === 'incident-closed' && entry.body.incident === incident)
  return {
    reportedTo: [...new Set(reported)].join('、'),
    decision: end?.kind === 'incident-closed' ? `${name(end.actor)}：${end.body.decision}` : '',
  }
}

interface NotedIn {
  readonly entries: readonly Entry[]
  readonly book: string | undefined
  readonly name: Name
}

const noteOf = (entry: Entry, { entries, book, name }: NotedIn): Noted | null => {
  if (entry.kind === 'noted') return entry.body
  // HN-3.1.6-17: what happened stands in the room's record from the moment it is entered, under its number.
  if (entry.kind === 'incident-opened') {
    const text = incidentSentences(book)['incident-opened'](entry.body)
    const { incident, since, seats } = entry.body
    const course = courseOf(entries, incident, name)
    return { category: 'incident', text, rule: '', happenedAt: since, seats, ...course }
  }
  return entry.kind === 'expelled'
    ? {
        ...{ category: 'expulsion', text: `责令离开考场：${entry.body.reason}`, reportedTo: '', rule: '' },
        ...(entry.body.incident !== undefined && { incident: entry.body.incident }),
      }
    : null
}

/** Notes and expulsions in the order of time, persons by name. */
export const notesOf = (
  entries: readonly Entry[],
  { roster, duties }: Pick<CentralPreparation, 'roster' | 'duties'>,
): RecordedNote[] => {
  const bySeat = new Map(roster.map((line) => [line.seat, line.name]))
  const byDuty = new Map(duties.map(({ id, name }) => [id, name]))
  const nameOf: Name = (id) => byDuty.get(id) ?? '考场系统'
  const prepared = entries.find((entry) => entry.kind === 'sitting-prepared')
  const book = prepared?.kind === 'sitting-prepared' ? prepared.body.rules.incidents?.book : undefined
  return entries.flatMap((entry) => {
    const note = noteOf(entry, { entries, book, name: nameOf })
    if (!note) return []
    const { category, text, reportedTo, rule, happenedAt, proposal = '', incident = null } = note
    const { seq, at } = entry
    const seats = note.seats ?? (entry.seat === null ? [] : [entry.seat])
    const word = entries.find((one) => one.kind === 'note-decided' && one.body.note === seq)
    const decision =
      word?.kind === 'note-decided'
        ? `${byDuty.get(word.actor) ?? ''}：${word.body.decision}`
        : (note.decision ?? '')
    const seat = seats.length > 0 ? seats.join('、') : null
    const candidateName = seat === null ? null : seats.map((one) => bySeat.get(one) ?? '').join('、') || null
    const person = nameOf(entry.actor)
    return [
      {
        ...{ seq, at, category, seat, candidateName, person, text, reportedTo, rule, decision },
        ...{ proposal, incident },
        happenedAt: happenedAt ?? at,
      },
    ]
  })
}

const namedSeats = (
  room: RoomState,
  { roster }: CentralPreparation,
  is: (seat: SeatState) => boolean,
): NamedSeat[] =>
  roster
    .filter(({ seat }) => is(room.seats.get(seat)!))
    .map(({ seat, name, ticketNumber }) => ({ seat, name, ticketNumber }))

/** 考场情况记录 and 签到表 of one sitting, from its journal; `now` moves the end while a suspension lasts. */
export const roomRecord = (
  entries: readonly Entry[],
  preparation: CentralPreparation,
  now: number,
): RoomRecord => {
  const room = replay(entries)
  const marks = timeMarks(room, now)
  const iso = (at: number) => new Date(at).toISOString()
  const names = new Map(preparation.duties.map(({ id, name }) => [id, name]))
  const nameOf = (id: string) => names.get(id) ?? '考场系统'
  const signIns = signInsOf(room, preparation)
  const { record, conduct } = room.rules!
  return {
    title: record.title.value,
    place: room.place && { place: room.place.place, reason: room.place.reason },
    carriedItems: conduct.carriedItems.value,
    absentees: namedSeats(room, preparation, ({ status }) => status === 'absent'),
    offenders: namedSeats(
      room,
      preparation,
      ({ status, violations }) => status === 'expelled' || violations.length > 0,
    ),
    signatures: [...room.signatures].map(([id, { at, role }]) => ({ person: names.get(id) ?? id, role, at })),
    marks: {
      start: iso(marks.start),
      entryLimit: iso(marks.entryLimit),
      earliestHandIn: marks.earliestHandIn === null ? null : iso(marks.earliestHandIn),
      end: iso(marks.end),
    },
    steps: [...dayStepsOf(entries, nameOf), ...pairSteps(entries, nameOf)],
    expected: signIns.length,
    present: signIns.filter(({ signedInAt }) => signedInAt !== null).length,
    absent: signIns.filter(({ status }) => status === 'absent').length,
    signIns,
    notes: notesOf(entries, preparation),
  }
}
