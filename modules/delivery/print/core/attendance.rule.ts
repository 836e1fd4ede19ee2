import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { RoomRules } from '../../core/room.rules.ts'
import { clockText } from '../../core/time-marks.ts'

const minute = 60_000

/** A candidate who has signed in; whoever has none of these is absent (SDS-4.4-34). */
export interface Attended {
  readonly applicationId: string
  /** When he came in, and who entered it. */
  readonly at: string
  readonly by: string
  readonly leftAt: string | null
}

/** The planned time of a paper room, in epoch milliseconds, under the rules of its batch. */
export interface PaperHours {
  readonly startsAt: number
  readonly endsAt: number
  readonly rules: Pick<RoomRules, 'door' | 'entryLimitMinutes' | 'handInWindowMinutes' | 'record'>
}

/** What was looked at before he signed. */
export interface EntryTicks {
  readonly identity: boolean
  readonly articles: boolean
  readonly ticket: boolean
}

const doorOpens = ({ startsAt, rules }: PaperHours): number | null => {
  const before = rules.door.opensMinutesBefore.value
  return before === null ? null : startsAt - before * minute
}

export const entryLimitOf = ({ startsAt, rules }: PaperHours): number =>
  startsAt + rules.entryLimitMinutes.value * minute

/** C02: whether somebody who comes at the very instant of the limit is admitted is the rule's to say. */
export const isEntryOpen = (hours: PaperHours, at: number): boolean => {
  const limit = entryLimitOf(hours)
  return hours.rules.door.closes.value === 'at' ? at < limit : at <= limit
}

const ahead = refuse('TIME_AHEAD', {
  sentence: '登记的时间晚于现在。',
  remedy: '请填写实际的时间。',
  clauses: ['SDS-4.4-27'],
  field: 'at',
})

const ticksGap = (
  { identity, articles, ticket }: EntryTicks,
  { rules }: PaperHours,
): Refusal<'TICKS_MISSING'> | undefined => {
  const { value, clauses } = rules.door.documents
  const gap = (what: string, of: { readonly clauses: readonly string[]; readonly field: string }) =>
    refuse('TICKS_MISSING', {
      sentence: `${what}，不能签到。`,
      remedy: '核对证件与本人、检查违禁物品，逐项勾选后再签到。',
      ...of,
    })
  if (!identity) return gap('尚未核验考生身份', { clauses: ['SDS-4.4-32', 'SDE-4.6-11'], field: 'identity' })
  if (!articles) return gap('尚未检查违禁物品', { clauses: ['SDS-4.4-33'], field: 'articles' })
  return value.ticketRequired && !ticket ? gap('尚未查验准考证', { clauses, field: 'ticket' }) : undefined
}

/** SDS-4.4-32, -33, -34: recognised, checked, signed in; after the door opens and before it closes (SDS-4.4-25, HN-3.1.4-04). */
export const judgeEntry = (
  hours: PaperHours,
  ticks: EntryTicks,
  { at, now }: { readonly at: number; readonly now: number },
): Verdict<true, 'TIME_AHEAD' | 'TICKS_MISSING' | 'DOOR_SHUT' | 'ENTRY_CLOSED'> => {
  if (at > now) return ahead
  const gap = ticksGap(ticks, hours)
  if (gap) return gap
  const opens = doorOpens(hours)
  if (opens !== null && at < opens) {
    return refuse('DOOR_SHUT', {
      sentence: `未到入场时间，${clockText(opens)} 起方可入场。`,
      remedy: '请考生在考场外等候，到时再签到。',
      clauses: hours.rules.door.opensMinutesBefore.clauses,
    })
  }
  if (isEntryOpen(hours, at)) return accept(true)
  return refuse('ENTRY_CLOSED', {
    sentence: `入场截止时间为 ${clockText(entryLimitOf(hours))}，此后到场的考生不能入场。`,
    remedy: '未签到的考生按缺考登记；截止前已签到而漏登的，填写其实际签到时间补登。',
    clauses: hours.rules.entryLimitMinutes.clauses,
    field: 'at',
  })
}

/** SDS-4.4-34: who is absent is known once nobody may come in any more, and is whoever has not signed in. */
export const judgeAbsence = (hours: PaperHours, now: number): Verdict<true, 'ENTRY_STILL_OPEN'> =>
  isEntryOpen(hours, now)
    ? refuse('ENTRY_STILL_OPEN', {
        sentence: `${clockText(entryLimitOf(hours))} 前考生仍可入场，还不能登记缺考。`,
        remedy: '请在入场截止后登记缺考。',
        clauses: ['SDS-4.4-34', ...hours.rules.entryLimitMinutes.clauses],
      })
    : accept(true)

/** How the room stands when somebody wants to go. */
export interface Leaving {
  readonly at: number
  readonly now: number
  /** Papers counted back and balanced, or explained. */
  readonly isCounted: boolean
  /** HN-3.1.6-10: the open incident that keeps everybody in the room. */
  readonly lockedBy: string | null
}

type LeavingRefusal = 'TIME_AHEAD' | 'EXIT_LOCKED' | 'TOO_EARLY' | 'PAPERS_OPEN'

/** C01: when a candidate may go, and what has to be in order before (SDS-4.4-26, HN-3.1.4-05, HN-2.3.4-25, HN-3.1.6-10). */
export const judgeLeaving = (hours: PaperHours, leaving: Leaving): Verdict<true, LeavingRefusal> => {
  const { at, now, isCounted, lockedBy } = leaving
  if (at > now) return ahead
  if (lockedBy !== null) {
    return refuse('EXIT_LOCKED', {
      sentence: `${lockedBy}尚未办结，任何人不得离场。`,
      remedy: '请先收齐密封错发的试卷，办结该突发事件后再登记退场。',
      clauses: ['HN-3.1.6-10'],
    })
  }
  const { handInWindowMinutes: window, record } = hours.rules
  const earliest = window.value === null ? hours.endsAt : hours.endsAt - window.value * minute
  if (at < earliest) {
    return refuse('TOO_EARLY', {
      sentence: `${clockText(earliest)} 前不得交卷退场。`,
      remedy:
        window.value === null
          ? '请考生留在座位上；强行离场的，告知本场成绩将被取消，并登记突发事件。'
          : '请考生留在座位上，到时再交卷退场。',
      clauses: window.clauses,
      field: 'at',
    })
  }
  if (record.accounted.length > 0 && !isCounted) {
    return refuse('PAPERS_OPEN', {
      sentence: '试卷和答题卡还没有清点无误，考生不得退场。',
      remedy: '请先收回清点；数量不符的，登记突发事件说明后再令考生退场。',
      clauses: record.accounted,
    })
  }
  return accept(true)
}
