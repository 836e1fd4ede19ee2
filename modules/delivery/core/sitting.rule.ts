import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { NoteCategory } from './events.ts'
import { exitHeld, openingHeld } from './incident-hold.ts'
import type { Draft } from './journal.ts'
import type { RoomState } from './room-state.ts'
import { isFinal } from './seat.machine.ts'
import { type SittingEvent, type SittingStatus, sittingTransitions } from './sitting.machine.ts'
import { clockText, entryIsOpen, timeMarks } from './time-marks.ts'
import { following } from './transition-table.ts'

export type SittingRefusal =
  | 'wrong-sitting-state'
  | 'checks-missing'
  | 'too-early-to-open'
  | 'joint-record-missing'
  | 'exit-locked'
  | 'openers-missing'
  | 'openers-not-distinct'
  | 'reason-missing'
  | 'rules-not-read'
  | 'too-early-to-start'
  | 'entry-still-open'
  | 'time-not-over'
  | 'seats-unfinished'
  | 'seats-unsynchronised'
  | 'rule-reference-missing'
  | 'text-missing'

export type SittingVerdict = Verdict<readonly Draft[], SittingRefusal>

/** Who asks and when; times are epoch milliseconds of the room's clock. */
export interface Occasion {
  readonly actor: string
  readonly now: number
}

const statusWords: { readonly [S in SittingStatus]: string } = {
  prepared: '尚未收到试卷包',
  'sealed-package-present': '尚未开始签到',
  'checked-in': '正在签到，试卷尚未启封',
  opened: '试卷已启封，尚未开考',
  running: '正在考试',
  suspended: '考试已暂停',
  ended: '考试已结束',
  sealed: '已封存',
  uploaded: '已上报',
}

const notNow = (room: RoomState, event: SittingEvent): Refusal<'wrong-sitting-state'> | undefined =>
  following(sittingTransitions, room.status, event)
    ? undefined
    : refuse('wrong-sitting-state', {
        sentence: `本场次${statusWords[room.status]}，现在不能进行这项操作。`,
        remedy: '请按签到、启封、开考、收卷、封存的顺序操作。',
        clauses: ['SDS-4.4-02'],
      })

const reasonMissing = (field = 'reason'): Refusal<'reason-missing'> =>
  refuse('reason-missing', {
    sentence: '请填写原因。',
    remedy: '写明原因后重新提交，原因将记入考场情况记录。',
    clauses: ['SDS-4.4-02'],
    field,
  })

/** SDS-4.4-16: check-in opens once the room's machine and network have been ticked. */
export const decideCheckIn = (room: RoomState, checked: readonly string[], on: Occasion): SittingVerdict => {
  const required = room.rules!.roomChecks
  const missing = required.value.filter((check) => !checked.includes(check))
  if (missing.length > 0) {
    return refuse('checks-missing', {
      sentence: `开始签到前还有检查项未确认：${missing.join('、')}。`,
      remedy: '逐项检查并勾选后再开始签到。',
      clauses: required.clauses,
      field: 'checked',
    })
  }
  const body = { checked: required.value }
  return (
    notNow(room, 'check-in-opened') ??
    accept([{ kind: 'check-in-opened', seat: null, actor: on.actor, body }])
  )
}

/** SDS-4.4-35, SDE-4.6-17, HN-2.1-05: the reading of rules or discipline, before the start. */
export const decideRulesRead = (room: RoomState, on: Occasion): SittingVerdict =>
  room.status === 'checked-in' || room.status === 'opened'
    ? accept([
        {
          kind: 'rules-read',
          seat: null,
          actor: on.actor,
          body: { document: room.rules!.conduct.rulesReading.value },
        },
      ])
    : (notNow(room, 'started') ?? notNow(room, 'check-in-opened') ?? accept([]))

/** Two different persons, with a reason, not before the earliest time. Decided before the package is touched. */
export const decideOpening = (
  room: RoomState,
  opening: { readonly openers: readonly string[]; readonly reason: string },
  on: Occasion,
): Verdict<null, SittingRefusal> => {
  const { openingLeadMinutes, openingPersons } = room.rules!
  const early = notNow(room, 'paper-opened')
  if (early) return early
  const held = openingHeld(room)
  if (held) return held
  const earliest = room.plannedStart - openingLeadMinutes.value * 60_000
  if (on.now < earliest) {
    return refuse('too-early-to-open', {
      sentence: `未到启封时间，最早 ${clockText(earliest)} 可以启封试卷。`,
      remedy: '请到时由规定人数的工作人员共同启封。',
      clauses: openingLeadMinutes.clauses,
    })
  }
  const needed = openingPersons.value
  if (opening.openers.length < needed) {
    return refuse('openers-missing', {
      sentence: `启封试卷须有 ${needed} 人同时在场，现在只有 ${opening.openers.length} 人确认。`,
      remedy: '请另一名工作人员到场，输入本人口令后共同启封。',
      clauses: openingPersons.clauses,
    })
  }
  if (new Set(opening.openers).size < opening.openers.length) {
    return refuse('openers-not-distinct', {
      sentence: '启封试卷须由不同的人共同进行，不能由同一人确认两次。',
      remedy: '请另一名工作人员输入本人口令。',
      clauses: openingPersons.clauses,
    })
  }
  return opening.reason.trim() ? accept(null) : reasonMissing()
}

/** Starts the sitting on time; a start off the arrangement needs a reason (SDS-4.4-02), an early one is refused. */
export const decideStart = (room: RoomState, reason: string, on: Occasion): SittingVerdict => {
  const wrong = notNow(room, 'started')
  if (wrong) return wrong
  const { rulesReading } = room.rules!.conduct
  if (!room.rulesReadAt) {
    return refuse('rules-not-read', {
      sentence: `尚未确认已宣读${rulesReading.value}，不能开考。`,
      remedy: `宣读${rulesReading.value}后勾选确认，再宣布开考。`,
      clauses: rulesReading.clauses,
    })
  }
  if (on.now < room.plannedStart) {
    return refuse('too-early-to-start', {
      sentence: `未到开考时间，本场考试 ${clockText(room.plannedStart)} 开始。`,
      remedy: '请按编排的时间开考。',
      clauses: ['SDS-4.4-02'],
    })
  }
  const tolerance = room.rules!.startToleranceMinutes
  if (on.now - room.plannedStart > tolerance.value * 60_000 && !reason.trim()) return reasonMissing()
  return accept([{ kind: 'started', seat: null, actor: on.actor, body: { reason: reason.trim() } }])
}

export const decideSuspension = (room: RoomState, reason: string, on: Occasion): SittingVerdict => {
  if (!reason.trim()) return reasonMissing()
  const draft: Draft = { kind: 'suspended', seat: null, actor: on.actor, body: { reason } }
  return notNow(room, 'suspended') ?? accept([draft])
}

export const decideResumption = (room: RoomState, reason: string, on: Occasion): SittingVerdict => {
  const draft: Draft = { kind: 'resumed', seat: null, actor: on.actor, body: { reason } }
  return notNow(room, 'resumed') ?? accept([draft])
}

/** SDS-4.4-34: once entry is closed, whoever has not signed in is absent. */
export const decideAbsentees = (room: RoomState, on: Occasion): readonly Draft[] => {
  if (room.status !== 'running' || entryIsOpen(room, on.now)) return []
  return [...room.seats.values()]
    .filter(({ status }) => status === 'assigned')
    .map(({ seat }) => ({
      kind: 'marked-absent',
      seat,
      actor: on.actor,
      body: { reason: '入场截止时未签到' },
    }))
}

/** Ends the sitting when its time is over, or when in the hand-in window no seat is left that could still answer. */
export const decideEnd = (room: RoomState, on: Occasion): SittingVerdict => {
  const wrong = notNow(room, 'ended')
  if (wrong) return wrong
  const { end, earliestHandIn } = timeMarks(room, on.now)
  if (on.now < (earliestHandIn ?? end)) {
    return refuse('time-not-over', {
      sentence: `未到收卷时间，本场考试 ${clockText(end)} 结束。`,
      remedy: '请在考试结束时收卷；需要中止考试的，先暂停并登记原因。',
      clauses: room.rules!.handInWindowMinutes.clauses,
    })
  }
  const open = [...room.seats.values()].filter(({ status }) => !isFinal(status)).length
  if (open > 0) {
    return refuse('seats-unfinished', {
      sentence: `还有 ${open} 个座位未交卷也未收卷。`,
      remedy: '待这些考生的考试时间结束并收卷后再结束本场；试卷全部提交后考生方可离场。',
      clauses: ['SDS-4.4-44', ...room.rules!.record.accounted],
    })
  }
  return exitHeld(room) ?? accept([{ kind: 'ended', seat: null, actor: on.actor, body: { reason: '' } }])
}

/** Seals the ended sitting. Seats collected while out of reach may hold more answers: that needs a reason. */
export const decideSeal = (room: RoomState, reason: string, on: Occasion): SittingVerdict => {
  const wrong = notNow(room, 'sealed')
  if (wrong) return wrong
  const offline = [...room.seats.values()].filter(({ collectedOffline }) => collectedOffline)
  if (offline.length > 0 && !reason.trim()) {
    return refuse('seats-unsynchronised', {
      sentence: `${offline.map(({ seat }) => seat).join('、')} 号座位收卷时断网，本机可能还有未上传的作答。`,
      remedy: '请先恢复这些考试机的网络等待上传；无法恢复的，写明原因后封存。',
      clauses: ['SDS-4.4-40', 'SDS-4.4-44'],
      field: 'reason',
    })
  }
  return accept([{ kind: 'sealed', seat: null, actor: on.actor, body: { reason: reason.trim() } }])
}

export interface NoteRequest {
  readonly category: NoteCategory
  readonly text: string
  readonly seat: string | null
  readonly reportedTo: string
  readonly rule: string
  /** ISO 8601; left out = now. */
  readonly happenedAt?: string | undefined
}

/** The room record: violations, incidents, equipment, patrols and decisions (SDS-4.4-30, -37, -42; patrols SDS-4.4-46; inspections SDS-4.4-29, SDE-4.6-16). */
export const decideNote = (room: RoomState, note: NoteRequest, on: Occasion): SittingVerdict => {
  if (!note.text.trim() || (note.seat !== null && !room.seats.has(note.seat))) {
    return refuse('text-missing', {
      sentence: '请写明情况，并选择本考场的座位。',
      remedy: '填写时间、经过和处置后提交。',
      clauses: ['SDS-4.4-37'],
      field: 'text',
    })
  }
  if (note.category === 'decision' && !note.rule.trim()) {
    return refuse('rule-reference-missing', {
      sentence: '对违纪行为作出处理决定，须写明所依据的规则条款。',
      remedy: '补充规则名称和条款后提交。',
      clauses: ['SDS-4.4-42'],
      field: 'rule',
    })
  }
  const { seat, category, text, reportedTo, rule, happenedAt } = note
  if (happenedAt !== undefined && Date.parse(happenedAt) > on.now) {
    return refuse('text-missing', {
      sentence: '发生时间不能晚于现在。',
      remedy: '请填写事情发生的时间。',
      clauses: ['HN-2.3.4-31'],
      field: 'happenedAt',
    })
  }
  const body = { category, text, reportedTo, rule, ...(happenedAt !== undefined && { happenedAt }) }
  return accept([{ kind: 'noted', seat, actor: on.actor, body }])
}
