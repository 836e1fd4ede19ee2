import type { Level } from '#modules/policy/core/level.ts'
import type { ClauseId } from '#modules/policy/core/parameter.ts'

/** One requirement's value with the clauses that a refusal cites. */
interface Required<T> {
  readonly value: T
  readonly clauses: readonly ClauseId[]
}

export type TitleGrade = '初级' | '中级' | '高级'

/** What a person needs to be in the examiner pool. */
export interface ExaminerRequirements {
  /** Why these values hold. */
  readonly reason: string
  readonly roleName: string
  readonly qualification: Required<{
    readonly examiner: { readonly level: Level; readonly title: TitleGrade }
    readonly senior: { readonly level: Level; readonly title: TitleGrade }
  }>
  readonly relatedTo: Required<{ readonly fields: readonly string[] }>
  readonly trainingHours: Required<number>
  readonly cardYears: Required<number>
  readonly failedYearsInSuccession: Required<number>
  readonly servicesInSuccession: Required<number>
  readonly exclusiveRoles: Required<readonly string[]>
  readonly titleGrades: Readonly<Record<string, TitleGrade>>
}

const of = <T>(value: T, ...clauses: ClauseId[]): Required<T> => ({ value, clauses })

/**
 * SDS-4.3-12 demands a valid qualification under the provincial examiner policy, whose text is not among the sources.
 * The operator has set the values of the other province's published rules until the province's own are entered.
 */
export const provincialExaminerRequirements: ExaminerRequirements = {
  reason:
    '本指引要求考评人员按省考评人员管理政策持有效资格，政策文本未随附，暂由运营方参照已公布的考评人员管理办法设定。',
  roleName: '考评人员',
  qualification: of(
    { examiner: { level: 3, title: '中级' }, senior: { level: 1, title: '高级' } },
    'HN-3.1.1-04',
  ),
  relatedTo: of({ fields: ['电气工程', '电气自动化', '供用电技术', '机电一体化'] }, 'HN-1.6-22'),
  trainingHours: of(48, 'HN-3.3.1-02'),
  cardYears: of(3, 'HN-1.8.3.4-09'),
  failedYearsInSuccession: of(2, 'HN-3.3.7-04'),
  servicesInSuccession: of(3, 'HN-1.8.3.4-20'),
  exclusiveRoles: of(['内部质量督导员', '考点负责人'], 'HN-4.6-02'),
  titleGrades: {
    助理工程师: '初级',
    助理讲师: '初级',
    工程师: '中级',
    讲师: '中级',
    一级实习指导教师: '中级',
    高级工程师: '高级',
    高级讲师: '高级',
    高级实习指导教师: '高级',
  },
}

/** Titles in one order of rank. */
export const gradeRank: Readonly<Record<TitleGrade, number>> = { 初级: 1, 中级: 2, 高级: 3 }
