import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { ClientOrigin, InterruptionCause } from './events.ts'
import { exitHeld } from './incident-hold.ts'
import type { Draft } from './journal.ts'
import { isLegalChoice, type PaperItem } from './paper.ts'
import { hasReceived, type RoomState, type SeatState } from './room-state.ts'
import { isFinal, type SeatEvent, type SeatStatus, seatTransitions } from './seat.machine.ts'
import type { Occasion } from './sitting.rule.ts'
import { clockText, entryIsOpen, openLossSeconds, seatEnd, timeMarks } from './time-marks.ts'
import { following } from './transition-table.ts'

export type SeatRefusal =
  | 'wrong-seat-state'
  | 'check-in-not-open'
  | 'ticks-missing'
  | 'documents-missing'
  | 'documents-disagree'
  | 'turning-away-not-ruled'
  | 'entry-closed'
  | 'not-signed-in'
  | 'not-confirmed'
  | 'not-started'
  | 'machine-bound'
  | 'move-code-wrong'
  | 'hand-in-too-early'
  | 'exit-locked'
  | 'answers-outstanding'
  | 'item-unknown'
  | 'extension-exceeds-loss'
  | 'reason-missing'
  | 'time-not-over'

export type SeatVerdict = Verdict<readonly Draft[], SeatRefusal>

export const seatStatusWords: { readonly [S in SeatStatus]: string } = {
  assigned: '未签到',
  present: '已签到',
  answering: '正在作答',
  interrupted: '作答中断',
  'handed-in': '已交卷',
  collected: '已收卷',
  absent: '缺考',
  expelled: '已终止考试',
}

export const wrongState = (seat: SeatState, clauses: readonly string[]): Refusal<'wrong-seat-state'> =>
  refuse('wrong-seat-state', {
    sentence: `${seat.seat} 号座位${seatStatusWords[seat.status]}，不能进行这项操作。`,
    remedy: '请刷新座位状态后再操作。',
    clauses,
  })

const accepts = (seat: SeatState, event: SeatEvent): boolean =>
  following(seatTransitions, seat.status, event) !== undefined

const needReason: Refusal<'reason-missing'> = refuse('reason-missing', {
  sentence: '请填写原因。',
  remedy: '写明原因后重新提交，原因将记入考场情况记录。',
  clauses: ['SDS-4.4-37', 'SDS-4.4-40'],
  field: 'reason',
})

export const entryClosed = (room: RoomState, now: number): Refusal<'entry-closed'> => {
  const { value, clauses } = room.rules!.entryLimitMinutes
  return refuse('entry-closed', {
    sentence: `开考 ${value} 分钟后不得进入考场，入场已于 ${clockText(timeMarks(room, now).entryLimit)} 截止。`,
    remedy: '该考生本场按缺考处理，不影响其他场次；对此有异议的，由考点负责人登记。',
    clauses,
  })
}

export interface EntryRequest extends Occasion {
  readonly machine: string
  readonly tokenHash: string
  /** Hash of the one-time move code the candidate typed; null when none. */
  readonly codeHash: string | null
}

/** Binds the seat to a machine; another machine needs the move code an invigilator issued. */
export const decideEntry = (room: RoomState, seat: SeatState, request: EntryRequest): SeatVerdict => {
  const { machine, tokenHash, actor, now } = request
  const isOutside = seat.status === 'assigned' || seat.status === 'absent'
  if (isOutside && !entryIsOpen(room, now)) return entryClosed(room, now)
  if (isFinal(seat.status)) return wrongState(seat, ['SDS-4.4-26'])
  if (!seat.session || (seat.session.machine === machine && seat.moveCodeHash === null)) {
    return accept([{ kind: 'entered', seat: seat.seat, actor, body: { machine, tokenHash } }])
  }
  if (request.codeHash !== null && request.codeHash === seat.moveCodeHash) {
    return accept([{ kind: 'machine-changed', seat: seat.seat, actor, body: { machine, tokenHash } }])
  }
  return request.codeHash === null
    ? refuse('machine-bound', {
        sentence: '该考生已在另一台考试机上登录。',
        remedy: '需要换机的，请向监考人员领取换机码。',
        clauses: ['SDS-4.4-40'],
        field: 'moveCode',
      })
    : refuse('move-code-wrong', {
        sentence: '换机码不正确或已使用。',
        remedy: '请向监考人员重新领取换机码。',
        clauses: ['SDS-4.4-40'],
        field: 'moveCode',
      })
}

/** SDS-4.4-36, SDE-4.6-18: the candidate has read the guide to the machine and confirms name and number (HN-2.3.4-21). */
export const decideConfirmation = (seat: SeatState, on: Occasion): SeatVerdict => {
  if (isFinal(seat.status)) return wrongState(seat, ['SDS-4.4-36'])
  if (seat.confirmedAt) return accept([])
  return accept([{ kind: 'confirmed', seat: seat.seat, actor: on.actor, body: { guideRead: true } }])
}

/** Shows the paper to a signed-in, confirmed candidate once the sitting runs; writes it once per machine. */
export const decidePaper = (room: RoomState, seat: SeatState, on: Occasion): SeatVerdict => {
  if (room.status !== 'running') {
    return refuse('not-started', {
      sentence:
        room.status === 'suspended'
          ? '考试已暂停，请等待监考人员通知。'
          : '考试尚未开始，请等待监考人员宣布开考。',
      remedy: '请在座位上等待。',
      clauses: ['SDS-4.4-27'],
    })
  }
  if (seat.status === 'assigned') {
    return refuse('not-signed-in', {
      sentence: '监考人员尚未核验您的身份，不能开始答题。',
      remedy: '请举手示意，由监考人员核验身份并签到。',
      clauses: ['SDS-4.4-32'],
    })
  }
  if (!seat.confirmedAt) {
    return refuse('not-confirmed', {
      sentence: '请先阅读操作说明并确认本人信息。',
      remedy: '确认无误后即可答题。',
      clauses: ['SDS-4.4-36', 'SDE-4.6-18', 'HN-2.3.4-21'],
    })
  }
  if (!accepts(seat, 'paper-shown')) return wrongState(seat, ['SDS-4.4-26'])
  const body = { paperHash: room.paperHash, machine: seat.session?.machine ?? '' }
  return accept([{ kind: 'paper-shown', seat: seat.seat, actor: on.actor, body }])
}

/** What a candidate does at the seat. */
export type Deed =
  | { readonly type: 'viewed'; readonly item: string }
  | { readonly type: 'marked'; readonly item: string; readonly marked: boolean }
  | { readonly type: 'answered'; readonly item: string; readonly choice: readonly string[] }

export type CandidateEvent = ClientOrigin & Deed & { readonly relayed?: true }

/** Whether an answer made at `madeAt` and arriving at `now` still counts. */
const counts = (
  room: RoomState,
  seat: SeatState,
  arrival: { readonly madeAt: string; readonly now: number },
): boolean => {
  const { madeAt, now } = arrival
  if (room.sealedAt) return false
  const end = seatEnd(room, seat, now)
  const grace = room.rules!.collectionGraceSeconds * 1000
  if (seat.status === 'answering' || seat.status === 'interrupted') {
    return now <= end + grace || (seat.status === 'interrupted' && Date.parse(madeAt) <= end)
  }
  const stop = Math.min(end, Date.parse(seat.finishedAt ?? ''))
  return seat.status === 'collected' && seat.collectedOffline && Date.parse(madeAt) <= stop
}

const draftOf = (seat: SeatState, event: CandidateEvent, late: boolean): Draft => {
  const { clientId, clientSeq, madeAt, item } = event
  const place = { seat: seat.seat, actor: `seat:${seat.seat}` }
  // In the order of their canonical form: there is nothing to sort then.
  const origin = { clientId, clientSeq, item, madeAt }
  if (event.type === 'viewed') return { ...place, kind: 'viewed', body: origin }
  if (event.type === 'marked') return { ...place, kind: 'marked', body: { ...origin, marked: event.marked } }
  const body = { choice: event.choice, ...origin }
  if (late) return { ...place, kind: 'answer-late', body }
  return { ...place, kind: 'answered', body: { ...body, ...(event.relayed && { relayed: true }) } }
}

/**
 * A batch of a candidate's events. What arrived before is skipped, so a repeated batch changes nothing. An answer
 * outside its time is kept as evidence without effect. Answers of a suspended sitting count: a seat without
 * network cannot know of the suspension.
 */
export const decideAnswers = (
  room: RoomState,
  seat: SeatState,
  batch: {
    readonly events: readonly CandidateEvent[]
    readonly items: ReadonlyMap<string, PaperItem>
    readonly now: number
  },
): SeatVerdict => {
  if (!seat.answeringSince) return wrongState(seat, ['SDS-4.4-36'])
  const drafts: Draft[] = []
  const inBatch = new Set<string>()
  for (const event of batch.events) {
    const key = `${event.clientId}/${event.clientSeq}`
    if (inBatch.has(key) || hasReceived(seat, event.clientId, event.clientSeq)) continue
    const item = batch.items.get(event.item)
    if (!item || (event.type === 'answered' && !isLegalChoice(item, event.choice))) {
      return refuse('item-unknown', {
        sentence: '提交的作答与本场试卷不符。',
        remedy: '请刷新页面；仍不能保存的，请举手示意监考人员。',
        clauses: ['SDS-4.4-36'],
        field: event.item,
      })
    }
    inBatch.add(key)
    drafts.push(
      draftOf(
        seat,
        event,
        event.type === 'answered' && !counts(room, seat, { madeAt: event.madeAt, now: batch.now }),
      ),
    )
  }
  return accept(drafts)
}

/** SDS-4.4-26: only in the last minutes of the sitting, and only when everything the seat made has arrived. */
export const decideHandIn = (
  room: RoomState,
  seat: SeatState,
  request: Occasion & {
    readonly clientId: string
    readonly lastClientSeq: number
    /** Ids of the items of this seat's form. */
    readonly items: readonly string[]
  },
): SeatVerdict => {
  if (!accepts(seat, 'handed-in')) return wrongState(seat, ['SDS-4.4-26'])
  const held = exitHeld(room)
  if (held) return held
  const { earliestHandIn, end } = timeMarks(room, request.now)
  const { value, clauses } = room.rules!.handInWindowMinutes
  if (request.now < (earliestHandIn ?? end)) {
    return refuse('hand-in-too-early', {
      sentence:
        value === null
          ? '考试结束前不得交卷。'
          : `考试结束前 ${value} 分钟内方可交卷，最早 ${clockText(earliestHandIn ?? end)} 可以交卷。`,
      remedy: '请继续答题或检查，到时再交卷。',
      clauses,
    })
  }
  if ((seat.clients.get(request.clientId)?.contiguous ?? 0) < request.lastClientSeq) {
    return refuse('answers-outstanding', {
      sentence: '本机还有作答未上传，暂不能交卷。',
      remedy: '请等待页面下方显示“已保存”后再交卷。',
      clauses: ['SDS-4.4-26'],
    })
  }
  const unanswered = request.items.filter((item) => !seat.answers.get(item)?.choice.length).length
  return accept([{ kind: 'handed-in', seat: seat.seat, actor: request.actor, body: { unanswered } }])
}

/** Marks an answering seat as interrupted, by silence of its machine or by the invigilator. */
export const decideInterruption = (
  seat: SeatState,
  interruption: Occasion & {
    readonly cause: InterruptionCause
    readonly reason: string
    /** When it began, where that was noticed later. */
    readonly since?: string
  },
): SeatVerdict => {
  const { cause, reason, actor, since } = interruption
  if (cause !== 'no-heartbeat' && !reason.trim()) return needReason
  if (!accepts(seat, 'interrupted')) return wrongState(seat, ['SDS-4.4-40'])
  return accept([
    { kind: 'interrupted', seat: seat.seat, actor, body: { cause, reason, ...(since && { since }) } },
  ])
}

/** Ends an interruption: by the machine's next sign of life, or by the invigilator who registered it. */
export const decideReconnection = (seat: SeatState, on: Occasion): SeatVerdict => {
  if (!accepts(seat, 'reconnected')) return wrongState(seat, ['SDS-4.4-40'])
  const body = { machine: seat.session?.machine ?? '' }
  return accept([{ kind: 'reconnected', seat: seat.seat, actor: on.actor, body }])
}

/** SDS-4.4-40: time made good is at most the time lost through interruptions on record. */
export const decideExtension = (
  seat: SeatState,
  request: Occasion & { readonly minutes: number; readonly reason: string },
): SeatVerdict => {
  if (seat.status !== 'answering' && seat.status !== 'interrupted') return wrongState(seat, ['SDS-4.4-40'])
  if (!request.reason.trim()) return needReason
  const loss = openLossSeconds(seat, request.now)
  const whole = Math.ceil(loss / 60)
  if (request.minutes > whole) {
    return refuse('extension-exceeds-loss', {
      sentence: `有记录且未补偿的中断为 ${whole} 分钟，不能补时 ${request.minutes} 分钟。`,
      remedy: whole === 0 ? '请先登记该座位的中断情况。' : `请按不超过 ${whole} 分钟补时。`,
      clauses: ['SDS-4.4-40'],
      field: 'minutes',
    })
  }
  const body = { seconds: request.minutes * 60, reason: request.reason }
  return accept([{ kind: 'extension-granted', seat: seat.seat, actor: request.actor, body }])
}

export const decideMoveCode = (
  seat: SeatState,
  request: Occasion & { readonly codeHash: string; readonly reason: string },
): SeatVerdict => {
  if (isFinal(seat.status)) return wrongState(seat, ['SDS-4.4-40'])
  if (!request.reason.trim()) return needReason
  const { codeHash, reason, actor } = request
  return accept([{ kind: 'move-code-issued', seat: seat.seat, actor, body: { codeHash, reason } }])
}

export const decideExpulsion = (
  seat: SeatState,
  request: Occasion & { readonly reason: string },
): SeatVerdict => {
  if (!request.reason.trim()) return needReason
  if (!accepts(seat, 'expelled')) return wrongState(seat, ['SDS-4.4-37'])
  const { reason, actor } = request
  return accept([{ kind: 'expelled', seat: seat.seat, actor, body: { reason } }])
}

/** Collects a seat whose time is over; before that only with a reason. */
export const decideCollection = (
  room: RoomState,
  seat: SeatState,
  request: Occasion & { readonly by: 'time' | 'invigilator'; readonly reason: string },
): SeatVerdict => {
  const { by, reason, actor, now } = request
  if (!accepts(seat, 'collected')) return wrongState(seat, ['SDS-4.4-44'])
  const end = seatEnd(room, seat, now)
  if (now < end && !reason.trim()) {
    return refuse('time-not-over', {
      sentence: `${seat.seat} 号座位的考试时间到 ${clockText(end)} 结束，提前收卷须写明原因。`,
      remedy: '填写原因后收卷，或等待时间结束。',
      clauses: ['SDS-4.4-26'],
      field: 'reason',
    })
  }
  return accept([{ kind: 'collected', seat: seat.seat, actor, body: { by, reason } }])
}
