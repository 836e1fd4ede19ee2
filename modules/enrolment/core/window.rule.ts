import type { Regime } from '#modules/policy/core/pack.ts'
import { type Day, daysBetween, inWords } from '#platform/clock/day.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'

/** The days of a batch that enrolment and review go by; both ends belong to a window. */
export interface BatchDays {
  readonly enrolmentFrom: Day
  readonly enrolmentTo: Day
  readonly reviewUntil: Day
}

export interface BatchGate extends BatchDays {
  readonly state: string
  readonly publishedAt: Date | null
}

const closed = (sentence: string, remedy: string, clauses: readonly string[]) =>
  refuse('ENROLMENT_CLOSED', { sentence, remedy, clauses })

/** Whether enrolment of a batch is open on a day: published, and inside the window of the plan (SDS-3.1-02, -04). */
export const enrolmentOpen = (batch: BatchGate, today: Day): Verdict<true, 'ENROLMENT_CLOSED'> => {
  if (batch.publishedAt === null || !['published', 'running'].includes(batch.state))
    return closed('本批次认定计划尚未确认发布，不能报名。', '请选择报名已开放的批次。', [
      'SDS-3.1-02',
      'SDS-3.2-02',
    ])
  if (today < batch.enrolmentFrom)
    return closed(
      `报名尚未开始，报名时间为${inWords(batch.enrolmentFrom)}至${inWords(batch.enrolmentTo)}。`,
      '请在报名期内办理。',
      ['SDS-3.1-04', 'SDS-3.2-02'],
    )
  if (today > batch.enrolmentTo)
    return closed(`报名已于${inWords(batch.enrolmentTo)}截止。`, '请关注下一批次认定计划。', [
      'SDS-3.1-04',
      'SDS-A2-08',
    ])
  return accept(true)
}

/**
 * Whether a plan's window has the length the pack prescribes, both ends counted: 05-15 to 05-21 are 7 days
 * (SDS-3.1-04). A pack that leaves the window to the notice accepts any.
 */
export const enrolmentWindowLength = (
  batch: Pick<BatchDays, 'enrolmentFrom' | 'enrolmentTo'>,
  regime: Regime,
): Verdict<true, 'WINDOW_LENGTH'> => {
  const rule = regime.enrolment.window
  if (rule.provenance === 'not-stated' || rule.value.kind !== 'exactly') return accept(true)
  const days = daysBetween(batch.enrolmentFrom, batch.enrolmentTo) + 1
  if (days === rule.value.days) return accept(true)
  return refuse('WINDOW_LENGTH', {
    sentence: `网上报名期应为${rule.value.days}天，现为${days}天。`,
    remedy: '请由制定计划的人员更正批次计划的报名时间。',
    clauses: rule.clauses,
  })
}

/** Whether a returned application may still be supplemented: until the review ends. */
export const supplementOpen = (batch: BatchDays, today: Day): Verdict<true, 'ENROLMENT_CLOSED'> =>
  today <= batch.reviewUntil
    ? accept(true)
    : closed(`资格审核已于${inWords(batch.reviewUntil)}结束，不能再补正。`, '请关注下一批次认定计划。', [
        'SDS-3.3-01',
        'SDS-A2-08',
      ])

/** Whether a decision may be entered today: from the day after enrolment closes to the end of review (SDS-3.3-01). */
export const reviewOpen = (batch: BatchDays, today: Day): Verdict<true, 'REVIEW_CLOSED'> => {
  if (today > batch.enrolmentTo && today <= batch.reviewUntil) return accept(true)
  const early = today <= batch.enrolmentTo
  return refuse('REVIEW_CLOSED', {
    sentence: early
      ? `报名至${inWords(batch.enrolmentTo)}截止，截止前不能录入审核结论。`
      : `资格审核时段已于${inWords(batch.reviewUntil)}结束，不能再录入审核结论。`,
    remedy: early
      ? '请在报名截止后的审核时段内办理；现在可以先查看材料。'
      : '未审结的申请列入逾期清单，请按程序变更批次计划的审核时段后办理。',
    clauses: early ? ['SDS-3.3-01'] : ['SDS-3.3-01', 'SDS-3.1-05'],
  })
}

/** An application without a decision is overdue from the day after the review was to end (SDS-3.1-05). */
export const isOverdue = (state: string, batch: BatchDays, today: Day): boolean =>
  (state === 'submitted' || state === 'further-check') && today > batch.reviewUntil
