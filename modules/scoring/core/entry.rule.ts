import type { PassRule } from '#modules/policy/core/exam-parameters.ts'
import type { Known } from '#modules/policy/core/parameter.ts'
import type { Subject } from '#modules/policy/core/parameters.ts'
import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { TakenSubjects } from './discipline.rule.ts'
import { isPassed, type SubjectScore, type SubjectStatus, withStatus } from './result.rule.ts'

/** A result as it is entered; `null` where a subject is open or was not applied for. */
export interface EnteredScores {
  readonly theory: number | null
  readonly theoryStatus: SubjectStatus | null
  readonly practical: number | null
  readonly practicalStatus: SubjectStatus | null
  readonly review: number | null
  readonly reviewStatus: SubjectStatus | null
}

/** The score of one subject, out of the row. */
export const scoreOf = (scores: EnteredScores, subject: Subject): SubjectScore => ({
  subject,
  points: scores[subject],
  status: scores[`${subject}Status`],
})

/** The row with one subject's score put in. */
export const withScore = <R extends EnteredScores>(row: R, score: SubjectScore): R => ({
  ...row,
  [score.subject]: score.points,
  [`${score.subject}Status`]: score.status,
})

/** Subjects that a decision on a violation has taken are 0, whatever had been scored. */
export const withDecisions = <R extends EnteredScores>(row: R, taken: TakenSubjects): R =>
  [...taken].reduce(
    (made, [subject, status]) => withScore(made, withStatus(scoreOf(made, subject), status)),
    row,
  )

/** Pass or not over the subjects applied for; refused while one is open. */
export const judge = (
  row: EnteredScores,
  subjects: readonly Subject[],
  rule: Known<PassRule>,
): Verdict<boolean, 'SUBJECT_OPEN'> =>
  isPassed(
    subjects.map((subject) => scoreOf(row, subject)),
    rule,
  )

export interface EntryStanding {
  /** Candidates with a subject that has no score yet. */
  readonly open: readonly string[]
  readonly unconfirmedTheory: number
  readonly panelsNotCountersigned: number
  readonly undecidedViolations: number
  /** Practical sheets that a decided case has marked for rescoring. */
  readonly toRescore: number
  /** Candidates with a violation on record and no note of the check. */
  readonly withoutNote: readonly string[]
}

export type EntryRefusal =
  | 'SUBJECT_OPEN'
  | 'THEORY_NOT_CONFIRMED'
  | 'PANEL_NOT_COUNTERSIGNED'
  | 'VIOLATION_OPEN'
  | 'RESCORING_OPEN'
  | 'VIOLATION_NOTE_MISSING'

const names = (people: readonly string[]): string =>
  people.length > 3 ? `${people.slice(0, 3).join('、')}等` : people.join('、')

const obstacles = (standing: EntryStanding): readonly (Refusal<EntryRefusal> | false)[] => [
  standing.unconfirmedTheory > 0 &&
    refuse('THEORY_NOT_CONFIRMED', {
      sentence: `还有 ${standing.unconfirmedTheory} 份理论成绩没有经阅卷人员确认。`,
      remedy: '请阅卷人员先复核确认理论成绩。',
      clauses: ['SDS-5.1-01'],
    }),
  standing.panelsNotCountersigned > 0 &&
    refuse('PANEL_NOT_COUNTERSIGNED', {
      sentence: `还有 ${standing.panelsNotCountersigned} 个考评组的成绩没有签齐（组长、督导员）。`,
      remedy: '请考评组长和督导员先签字。',
      clauses: ['SDS-4.3-11'],
    }),
  standing.undecidedViolations > 0 &&
    refuse('VIOLATION_OPEN', {
      sentence: `还有 ${standing.undecidedViolations} 件违规记录没有处理决定。`,
      remedy: '请督导人员先作出处理决定。',
      clauses: ['SDS-4.4-42'],
    }),
  standing.toRescore > 0 &&
    refuse('RESCORING_OPEN', {
      sentence: `有 ${standing.toRescore} 份技能评分因未申报的亲友关系须重新评分。`,
      remedy: '请由更换后的考评人员重新评分后再登分。',
      clauses: ['HN-3.3.8-03'],
    }),
  standing.open.length > 0 &&
    refuse('SUBJECT_OPEN', {
      sentence: `还有 ${standing.open.length} 名考生的科目没有成绩：${names(standing.open)}。`,
      remedy: '请先完成评分；未到考的登记缺考。',
      clauses: ['SDS-5.1-01', 'SDS-4.4-34'],
    }),
  standing.withoutNote.length > 0 &&
    refuse('VIOLATION_NOTE_MISSING', {
      sentence: `${names(standing.withoutNote)}有违规记录，须核对试卷并填写核对情况。`,
      remedy: '请逐人填写核对情况后再登分。',
      clauses: ['SDS-5.1-14'],
      field: 'notes',
    }),
]

/** Whether the scores of a batch may be entered, and if not, the first thing that has to be done before. */
export const mayEnter = (standing: EntryStanding): Verdict<true, EntryRefusal> =>
  obstacles(standing).find((obstacle) => obstacle !== false) || accept(true)
