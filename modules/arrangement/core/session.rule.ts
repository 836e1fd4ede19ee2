import { type Day, inWords } from '#platform/clock/day.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'

export interface SessionTimes {
  readonly title: string
  /** The days in China on which it begins and ends. */
  readonly from: Day
  readonly to: Day
  readonly minutes: number
}

/** A session lies within the examination days of the published plan and ends after it begins, on the same day. */
export const checkSessionTimes = (
  { title, from, to, minutes }: SessionTimes,
  exam: { readonly from: Day; readonly to: Day },
): Verdict<true, 'SESSION_OUTSIDE_EXAM' | 'SESSION_TIMES_WRONG'> => {
  if (minutes <= 0 || from !== to) {
    return refuse('SESSION_TIMES_WRONG', {
      sentence: `${title}的结束时间应晚于开始时间，且在同一天。`,
      remedy: '请改正开始或结束时间。',
      clauses: ['SDS-4.1-18', 'SDS-A3-16'],
      field: 'startsAt',
    })
  }
  if (from >= exam.from && from <= exam.to) return accept(true)
  return refuse('SESSION_OUTSIDE_EXAM', {
    sentence: `${title}在${inWords(from)}，不在公布的考试日期（${inWords(exam.from)}至${inWords(exam.to)}）内。`,
    remedy: '请把场次移到考试日期内；确需改期的，先申请变更认定计划。',
    clauses: ['SDS-4.1-18', 'SDS-4.4-02'],
    field: 'startsAt',
  })
}
