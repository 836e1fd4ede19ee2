import type { Publicity } from '#modules/policy/core/exam-parameters.ts'
import type { Known } from '#modules/policy/core/parameter.ts'
import {
  type CalendarVerdict,
  nthWorkingDay,
  type WorkingCalendar,
} from '#modules/policy/core/working-calendar.ts'
import { type Day, inWords } from '#platform/clock/day.ts'
import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'

/** The last day results must still be on display: the day of publication counts as the first. */
export const publicityEnds = (
  rule: Known<Publicity>,
  from: Day,
  calendar: WorkingCalendar,
): CalendarVerdict<Day> =>
  rule.value.duration === null ? accept(from) : nthWorkingDay(calendar, from, rule.value.duration.days)

export type CloseRefusal = 'PUBLICITY_RUNNING' | 'OBJECTION_OPEN'

/** SDS-5.2-02, SDS-5.2-03: not before its working days have passed, and not over an open objection. */
export const mayClose = (
  rule: Known<Publicity>,
  publicity: { readonly startsOn: Day; readonly endsOn: Day; readonly openObjections: number },
  today: Day,
): Verdict<true, CloseRefusal> => {
  if (today <= publicity.endsOn) return running(rule, publicity)
  if (publicity.openObjections > 0) {
    return refuse('OBJECTION_OPEN', {
      sentence: `还有 ${publicity.openObjections} 件异议没有办结，不能确认成绩。`,
      remedy: '请先核查并作出决定。',
      clauses: ['SDS-5.2-03'],
    })
  }
  return accept(true)
}

const running = (
  rule: Known<Publicity>,
  { startsOn, endsOn }: { readonly startsOn: Day; readonly endsOn: Day },
): Refusal<'PUBLICITY_RUNNING'> =>
  refuse('PUBLICITY_RUNNING', {
    sentence: `公示自${inWords(startsOn)}起，至${inWords(endsOn)}止（不少于${rule.value.duration?.days ?? 0}个工作日），现在不能结束。`,
    remedy: `请在${inWords(endsOn)}之后办理。`,
    clauses: [...rule.clauses],
    details: { startsOn, endsOn },
  })
