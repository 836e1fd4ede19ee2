import type { ViolationEffectKind } from '#modules/policy/core/discipline-parameters.ts'
import type { SubjectStatus } from './result.rule.ts'

/** States in the users' words. */
export const objectionTitles = {
  received: '待核查',
  investigated: '待决定',
  upheld: '异议成立',
  dismissed: '异议不成立',
} as const

export const publicityTitles = { prepared: '未公示', publicised: '公示中', confirmed: '已确认' } as const

export const panelTitles = {
  scoring: '评分中',
  signed: '组长已签，待督导员签字',
  countersigned: '已签齐',
} as const

/** How a subject that has no points of its own is written in lists. */
export const statusTitles: Readonly<Record<SubjectStatus, string>> = {
  scored: '',
  absent: '缺考',
  cheating: '作弊',
  cancelled: '成绩取消',
  're-sit': '重考',
}

/** What a decision on a violation did to the scores, in a line. */
export const decisionTitles: Readonly<Record<ViolationEffectKind, string>> = {
  none: '不影响成绩',
  'subject-cancelled': '取消该科目成绩',
  'subject-cheating': '按作弊处理',
  'session-cancelled': '取消本场成绩',
  'all-subjects-cancelled': '取消当次全部科目成绩',
}

/** SDS-4.4-10: said to an examiner who scores without having confirmed what he has to have read. */
export const readingWarning = '您还没有确认已阅读本次考核的职业、等级、项目、要求和评分标准，请先确认。'
