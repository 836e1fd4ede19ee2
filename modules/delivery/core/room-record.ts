import type { CentralPreparation } from './central-preparation.ts'
import type { NoteCategory } from './events.ts'
import type { Entry } from './journal.ts'
import { replay } from './replay.ts'
import type { RoomState } from './room-state.ts'
import type { SeatStatus } from './seat.machine.ts'
import { timeMarks } from './time-marks.ts'

/** A line of 考场情况记录. */
export interface RecordedNote {
  /** Number of the journal entry. */
  readonly seq: number
  readonly at: string
  readonly category: NoteCategory | 'expulsion'
  readonly seat: string | null
  readonly candidateName: string | null
  readonly person: string
  readonly text: string
  readonly reportedTo: string
  readonly rule: string
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
}

export interface RoomRecord {
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

const stepsOf = (entries: readonly Entry[], name: Name): RoomRecord['steps'] =>
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
    const { status, signedInAt, finishedAt } = state
    return { seat, name, maskedNumber, ticketNumber, status, signedInAt, finishedAt }
  })

const noteOf = (entry: Entry): Pick<RecordedNote, 'category' | 'text' | 'reportedTo' | 'rule'> | null => {
  if (entry.kind === 'noted') return entry.body
  return entry.kind === 'expelled'
    ? { category: 'expulsion', text: `责令离开考场：${entry.body.reason}`, reportedTo: '', rule: '' }
    : null
}

/** Notes and expulsions in the order of time, persons by name. */
export const notesOf = (
  entries: readonly Entry[],
  { roster, duties }: Pick<CentralPreparation, 'roster' | 'duties'>,
): RecordedNote[] => {
  const bySeat = new Map(roster.map((line) => [line.seat, line.name]))
  const byDuty = new Map(duties.map(({ id, name }) => [id, name]))
  return entries.flatMap((entry) => {
    const note = noteOf(entry)
    if (!note) return []
    const { category, text, reportedTo, rule } = note
    const { seq, at, seat } = entry
    const candidateName = seat === null ? null : (bySeat.get(seat) ?? null)
    const person = byDuty.get(entry.actor) ?? '考场系统'
    return [{ seq, at, category, seat, candidateName, person, text, reportedTo, rule }]
  })
}

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
  const signIns = signInsOf(room, preparation)
  return {
    marks: {
      start: iso(marks.start),
      entryLimit: iso(marks.entryLimit),
      earliestHandIn: marks.earliestHandIn === null ? null : iso(marks.earliestHandIn),
      end: iso(marks.end),
    },
    steps: stepsOf(entries, (id) => names.get(id) ?? '考场系统'),
    expected: signIns.length,
    present: signIns.filter(({ signedInAt }) => signedInAt !== null).length,
    absent: signIns.filter(({ status }) => status === 'absent').length,
    signIns,
    notes: notesOf(entries, preparation),
  }
}
