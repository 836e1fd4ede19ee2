import type { StaffEffect, ViolationEffectKind } from '#modules/policy/core/discipline-parameters.ts'
import type { Subject } from '#modules/policy/core/parameters.ts'
import { type Day, inWords } from '#platform/clock/day.ts'

export const effectTitles: Readonly<Record<ViolationEffectKind, string>> = {
  none: '不影响成绩',
  'subject-cancelled': '取消该科目成绩',
  'subject-cheating': '该科目按作弊处理（记 0 分）',
  'session-cancelled': '取消本场考试成绩',
  'all-subjects-cancelled': '取消当次全部科目成绩',
}

export const staffEffectTitles: Readonly<Record<StaffEffect, string>> = {
  recorded: '登记在案',
  criticism: '批评',
  'excluded-current-year': '当年不得参加认定工作',
  'examiner-cancelled': '取消考评员资格',
  'supervisor-cancelled': '取消质量督导资格',
  'expert-cancelled': '取消专家资格',
}

export const siteEffectTitle = '取消考点资格'

export const effectTitle = (effect: string): string =>
  effectTitles[effect as ViolationEffectKind] ??
  staffEffectTitles[effect as StaffEffect] ??
  (effect === 'revoke-site' ? siteEffectTitle : effect)

export const subjectTitles: Readonly<Record<Subject, string>> = {
  theory: '理论知识考试',
  practical: '技能操作考核',
  review: '综合评审',
}

export const originTitles = {
  room: '考场记录',
  similarity: '雷同筛查',
  entered: '事后登记',
  rescoring: '复核评分',
} as const
export type Origin = keyof typeof originTitles

export const linkTitles = {
  'room-record': '考场情况记录',
  incident: '突发事件',
  custody: '试卷流转记录',
  audit: '操作留痕',
  application: '报名申请',
  equipment: '设备台账',
  certificate: '证书台账',
  'false-document': '虚假材料',
  session: '考场和场次',
  paper: '试卷',
  score: '评分记录',
} as const
export type LinkKind = keyof typeof linkTitles
export const linkKinds = Object.keys(linkTitles) as readonly LinkKind[]

/** `2024-05-19` → `禁考至2024年5月19日`. */
export const banTitle = (until: Day): string => `${inWords(until)}（含当日）前不得参加职业技能等级认定`
