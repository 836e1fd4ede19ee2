import type { PassRule } from '#modules/policy/core/exam-parameters.ts'
import type { Known } from '#modules/policy/core/parameter.ts'
import type { Subject } from '#modules/policy/core/parameters.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { type EnteredScores, judge, scoreOf, withScore } from './entry.rule.ts'
import { subjectNames } from './result.rule.ts'

export type CorrectionRefusal =
  | 'SUBJECT_NOT_TAKEN'
  | 'SCORE_OUT_OF_RANGE'
  | 'SCORE_UNCHANGED'
  | 'ENTRY_PERSON'

interface Proposal {
  readonly subject: Subject
  readonly after: number
  readonly proposer: string
}

interface Corrected {
  readonly row: EnteredScores
  readonly subjects: readonly Subject[]
  readonly fullMark: number
  /** The account that entered the batch's scores; null before entry. */
  readonly enteredBy: string | null
}

const no = <C extends CorrectionRefusal>(code: C, sentence: string, clauses: readonly string[]) =>
  refuse(code, { sentence, remedy: '请核对原始评分记录后重新填写。', clauses, field: 'after' })

/** SDS-5.1-13: the entry person changes no mark; a correction comes from somebody else and changes something. */
export const mayPropose = (
  { subject, after, proposer }: Proposal,
  { row, subjects, fullMark, enteredBy }: Corrected,
): Verdict<true, CorrectionRefusal> => {
  if (enteredBy === proposer) {
    return refuse('ENTRY_PERSON', {
      sentence: '登分录入人员不得改动成绩，也不能提出更正。',
      remedy: '请由其他工作人员核对原始评分记录后提出更正。',
      clauses: ['SDS-5.1-13'],
    })
  }
  if (!subjects.includes(subject))
    return no('SUBJECT_NOT_TAKEN', `该考生没有报考${subjectNames[subject]}。`, ['SDS-A2-05'])
  if (after < 0 || after > fullMark || Math.abs(Math.round(after * 10) - after * 10) > 1e-6)
    return no('SCORE_OUT_OF_RANGE', `成绩须在 0 至 ${fullMark} 分之间，最多一位小数。`, ['SDS-5.1-13'])
  const { points, status } = scoreOf(row, subject)
  if (status === 'scored' && points === after)
    return no('SCORE_UNCHANGED', '更正后的成绩与原成绩相同。', ['SDS-5.1-13'])
  return accept(true)
}

/** The row after the correction, with its consequence recomputed; not judged while another subject is open. */
export const corrected = <R extends EnteredScores>(
  row: R,
  change: { readonly subject: Subject; readonly after: number },
  by: { readonly subjects: readonly Subject[]; readonly rule: Known<PassRule> },
): R & { readonly passed: boolean | null } => {
  const made = withScore(row, { subject: change.subject, points: change.after, status: 'scored' })
  const verdict = judge(made, by.subjects, by.rule)
  return { ...made, passed: verdict.refused ? null : verdict.value }
}
