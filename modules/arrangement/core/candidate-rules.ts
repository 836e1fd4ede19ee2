import type { EarlySubmission, EntryLimit } from '#modules/policy/core/exam-parameters.ts'

/** What a ticket tells the candidate, with the minutes of the pack in force. */
export const candidateRules = (given: {
  readonly entryLimit: EntryLimit | undefined
  readonly earlySubmission: EarlySubmission | undefined
}): string[] => [
  '考试当天请携带本准考证和有效身份证件原件，经人证核验后入场，按座位号就座。',
  ...(given.entryLimit ? [`开考 ${given.entryLimit.minutesAfterStart} 分钟后不得入场。`] : []),
  ...(given.earlySubmission?.mode === 'last-minutes'
    ? [`考试结束前 ${given.earlySubmission.minutes} 分钟内方可交卷离场。`]
    : []),
  '手机等通讯工具和与考试无关的物品须存放在指定位置，不得带入座位。',
  '服从考务人员管理，遵守考场纪律；违纪、作弊的，按规定处理。',
  '请提前熟悉考点位置和交通路线；准考证信息如有误，请及时联系报名机构。',
]
