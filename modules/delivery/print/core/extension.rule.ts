import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { Claused } from '../../core/room.rules.ts'
import { proceduresOf } from '../../incident/core/procedures/books.ts'

/** Time made good for a whole room. */
export interface Extension {
  readonly incidentId: string
  readonly minutes: number
  readonly reason: string
  readonly by: string
  readonly at: string
}

export const extendedMinutes = (extensions: readonly Extension[] | null): number =>
  (extensions ?? []).reduce((sum, { minutes }) => sum + minutes, 0)

interface Lost {
  readonly from: number
  readonly to: number
  readonly now: number
  /** Minutes made good before. */
  readonly before: number
}

const minute = 60_000

/** HN-3.1.6-08, -09: what handling the incident took is added to the end, as far as the day allows (SDS-4.4-40). */
export const judgeExtension = (
  { from, to, now, before }: Lost,
  incident: { readonly book: string; readonly type: string },
  limit: Claused<number>,
): Verdict<number, 'TIME_AHEAD' | 'NO_TIME_LOST' | 'TOO_MUCH_LOST'> => {
  if (to > now) {
    return refuse('TIME_AHEAD', {
      sentence: '登记的时间晚于现在。',
      remedy: '请在处置完毕后填写实际的起止时间。',
      clauses: ['HN-3.1.6-08'],
      field: 'to',
    })
  }
  const procedure = proceduresOf(incident.book).find(({ type }) => type === incident.type)
  const isMadeGood = procedure?.time === 'room' || procedure?.time === 'seats'
  if (!isMadeGood || to <= from) {
    return refuse('NO_TIME_LOST', {
      sentence: isMadeGood ? '结束时间不晚于开始时间。' : `“${procedure?.title ?? incident.type}”不补时。`,
      remedy: '请核对突发事件和起止时间。',
      clauses: procedure?.clauses ?? ['HN-3.1.6-08'],
      field: 'to',
    })
  }
  const minutes = Math.ceil((to - from) / minute)
  return before + minutes <= limit.value
    ? accept(minutes)
    : refuse('TOO_MUCH_LOST', {
        sentence: `本场可顺延 ${limit.value} 分钟，已顺延 ${before} 分钟，不能再顺延 ${minutes} 分钟。`,
        remedy: '请报告主考，由评价机构决定重考。',
        clauses: limit.clauses,
        field: 'to',
      })
}
