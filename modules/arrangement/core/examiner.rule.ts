import type { Level } from '#modules/policy/core/level.ts'
import { addYears, type Day } from '#platform/clock/day.ts'
import { type ExaminerRequirements, gradeRank } from './examiner-requirements.ts'

/** What the organisation's roster says of one member of its staff. */
export interface StaffRecord {
  readonly staffNumber: string
  readonly name: string
  readonly roles: readonly string[]
  readonly occupationCodes: readonly string[]
  readonly examinerGrade: string
  readonly level: Level | null
  readonly certificateOccupation: string
  readonly title: string
  readonly titleField: string
  readonly trainingHours: number
  readonly trainingResult: string
  readonly agreementSigned: boolean
  readonly cardNumber: string
  readonly cardFrom: Day | null
  readonly cardUntil: Day | null
  readonly status: string
  /** Yearly assessments, latest last: `{ year: 2025, grade: '良好' }`. */
  readonly appraisals: readonly { readonly year: number; readonly grade: string }[]
  readonly servicesInSuccession: number
  /** A post already given in this batch, outside the product. */
  readonly batchRole: string
}

export interface ExaminerQuestion {
  readonly occupationCode: string
  readonly occupationName: string
  readonly examDay: Day
  readonly isCandidate: boolean
}

export interface Ineligibility {
  readonly code: string
  readonly sentence: string
  readonly clauses: readonly string[]
}

type Check = (
  staff: StaffRecord,
  question: ExaminerQuestion,
  required: ExaminerRequirements,
) => Ineligibility | null

const reason = (code: string, sentence: string, ...clauses: string[]): Ineligibility => ({
  code,
  sentence,
  clauses,
})

const occupation: Check = (staff, { occupationCode, occupationName }) =>
  staff.occupationCodes.includes(occupationCode)
    ? null
    : reason('OCCUPATION', `考评职业不含${occupationName}（${occupationCode}）`, 'HN-4.5-01')

/** Level and title count only where they belong to the occupation or a related field. */
const qualification: Check = (staff, { occupationCode, occupationName }, required) => {
  if (!staff.occupationCodes.includes(occupationCode)) return null
  const isSenior = staff.examinerGrade.startsWith('高级')
  const { level, title } = required.qualification.value[isSenior ? 'senior' : 'examiner']
  const grade = required.titleGrades[staff.title]
  const byLevel = staff.level !== null && staff.level <= level
  const byTitle = grade !== undefined && gradeRank[grade] >= gradeRank[title]
  const levelRelated = staff.certificateOccupation === occupationName
  const titleRelated = required.relatedTo.value.fields.includes(staff.titleField)
  if ((byLevel && levelRelated) || (byTitle && titleRelated)) return null
  if (byLevel || byTitle) {
    return reason(
      'QUALIFICATION_UNRELATED',
      `本人证书和职称与${occupationName}不相关`,
      ...required.relatedTo.clauses,
    )
  }
  return isSenior
    ? reason(
        'QUALIFICATION_SENIOR',
        '高级考评员须具有一级/高级技师或高级职称',
        ...required.qualification.clauses,
      )
    : reason(
        'QUALIFICATION',
        '考评员须具有相关职业高级工（三级）及以上或中级及以上职称',
        ...required.qualification.clauses,
      )
}

const training: Check = (staff, _question, required) => {
  if (staff.trainingResult !== '合格') return reason('TRAINING_FAILED', '考评员培训考核未合格', 'HN-3.3.1-05')
  const { value, clauses } = required.trainingHours
  return staff.trainingHours >= value
    ? null
    : reason('TRAINING_HOURS', `考评员培训不足 ${value} 学时`, ...clauses)
}

const agreement: Check = (staff) =>
  staff.agreementSigned ? null : reason('NO_AGREEMENT', '未签订聘用协议', 'HN-1.8.3.4-01')

const status: Check = (staff) =>
  staff.status === '在聘' ? null : reason('STATUS', '聘用状态不是在聘', 'HN-3.3.1-19')

/** A card counts from the day it is issued through its last day, and for no longer than the rule gives it. */
const card: Check = ({ cardNumber, cardFrom, cardUntil }, { examDay }, { cardYears }) => {
  if (cardNumber === '' || cardFrom === null || cardUntil === null) {
    return reason('CARD_MISSING', '没有考评员证卡', 'HN-4.4-01')
  }
  if (cardFrom > examDay) return reason('CARD_NOT_YET_VALID', '证卡核发日期晚于考核日', ...cardYears.clauses)
  if (cardUntil < examDay) return reason('CARD_EXPIRED', '证卡在考核日前已过有效期', ...cardYears.clauses)
  return cardUntil > addYears(cardFrom, cardYears.value)
    ? reason('CARD_TOO_LONG', '证卡有效期超过三年', ...cardYears.clauses)
    : null
}

const appraisal: Check = ({ appraisals }, _question, { failedYearsInSuccession: { value, clauses } }) => {
  const latest = appraisals.slice(-value)
  return latest.length === value && latest.every(({ grade }) => grade === '不合格')
    ? reason('APPRAISAL', '连续两年年度评议不合格', ...clauses)
    : null
}

const succession: Check = (staff, _question, { servicesInSuccession: { value, clauses } }) =>
  staff.servicesInSuccession >= value ? reason('CONSECUTIVE', '同一职业已连续承担三次', ...clauses) : null

const exclusive: Check = (staff, _question, { exclusiveRoles: { value, clauses } }) =>
  value.includes(staff.batchRole) ? reason('ROLE_IN_BATCH', '本批次已安排其他互斥角色', ...clauses) : null

const candidate: Check = (_staff, { isCandidate }) =>
  isCandidate ? reason('IS_CANDIDATE', '本人是本批次考生', 'HN-3.3.8-02') : null

const checks = [
  occupation,
  qualification,
  training,
  agreement,
  status,
  card,
  appraisal,
  succession,
  exclusive,
  candidate,
]

/**
 * Why someone may not be in the examiner pool of an occupation on the examination day; empty: may be (SDS-4.3-12).
 * Whom an eligible examiner must avoid is another question (SDS-4.3-10).
 */
export const examinerReasons: (...given: Parameters<Check>) => readonly Ineligibility[] = (
  staff,
  question,
  required,
) =>
  staff.roles.includes(required.roleName)
    ? checks.flatMap((check) => check(staff, question, required) ?? [])
    : [reason('NOT_EXAMINER', '人员类别不含考评人员，不能承担考评', ...required.qualification.clauses)]

/** SDS-4.3-14: a supervisor needs a valid card on the day, an agreement and the role itself. */
export const supervisorReasons = (staff: StaffRecord, on: Day): readonly Ineligibility[] => {
  const cite = (code: string, sentence: string) => reason(code, sentence, 'SDS-4.3-14')
  if (!staff.roles.includes('内部质量督导员')) return [cite('NOT_SUPERVISOR', '人员类别不含内部质量督导员')]
  const found: Ineligibility[] = []
  if (staff.cardNumber === '' || staff.cardFrom === null || staff.cardUntil === null) {
    found.push(cite('CARD_MISSING', '没有内部质量督导员证卡'))
  } else if (staff.cardFrom > on || staff.cardUntil < on)
    found.push(cite('CARD_EXPIRED', '督导员证卡在当日无效'))
  if (!staff.agreementSigned) found.push(cite('NO_AGREEMENT', '未签订聘用协议'))
  if (staff.status !== '在聘') found.push(cite('STATUS', '聘用状态不是在聘'))
  return found
}
