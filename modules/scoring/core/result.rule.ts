import type { PassRule } from '#modules/policy/core/exam-parameters.ts'
import type { Known } from '#modules/policy/core/parameter.ts'
import type { Subject } from '#modules/policy/core/parameters.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'

/**
 * How a subject ended; absent, cheating and cancelled score 0 by the pack's rule. `re-sit`: the sitting does not count,
 * the candidate has another one (SDS-4.4-40).
 */
export type SubjectStatus = 'scored' | 'absent' | 'cheating' | 'cancelled' | 're-sit'

export interface SubjectScore {
  readonly subject: Subject
  /** Points of 100, one decimal; null while the subject is open. */
  readonly points: number | null
  readonly status: SubjectStatus | null
}

export const subjectNames: Readonly<Record<Subject, string>> = {
  theory: '理论知识考试',
  practical: '技能操作考核',
  review: '综合评审',
}

/** Absent, cheating and cancelled are 0 points, whatever had been scored before. */
export const withStatus = (score: SubjectScore, status: SubjectStatus): SubjectScore => ({
  ...score,
  status,
  points: status === 'scored' ? score.points : 0,
})

/**
 * Whether every subject applied for reaches the pass mark. Refused while a subject is still open: nothing passes by
 * leaving a score out.
 */
export const isPassed = (
  scores: readonly SubjectScore[],
  rule: Known<PassRule>,
): Verdict<boolean, 'SUBJECT_OPEN'> => {
  const open = scores.filter(({ points, status }) => points === null || status === null)
  if (scores.length === 0 || open.length > 0) {
    return refuse('SUBJECT_OPEN', {
      sentence: `${open.map(({ subject }) => subjectNames[subject]).join('、') || '科目'}还没有成绩。`,
      remedy: '请先完成该科目的评分，缺考的登记缺考。',
      clauses: ['SDS-5.1-01', ...rule.clauses],
    })
  }
  const reached = scores.map(({ points, status }) => status === 'scored' && points! >= rule.value.passMark)
  return accept(rule.value.everySubject ? reached.every(Boolean) : reached.some(Boolean))
}
