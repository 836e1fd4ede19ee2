import type * as discipline from '#modules/delivery/discipline/contract.ts'
import { defineRefusals } from '../kit/refusals.ts'

type Issued = Extract<(typeof discipline)[keyof typeof discipline], { readonly refusals: readonly string[] }>

export const disciplineRefusals = defineRefusals<Issued>()({
  ALREADY_OPENED: { what: '已经立案' },
  ALREADY_DECIDED: { what: '已经作出决定' },
  CASE_DECIDED: { what: '案件已经决定' },
  CHOICE_REASON_MISSING: { what: '还须说明选用理由' },
  COMMITMENT_UNKNOWN: { what: '不能引用这条承诺' },
  DESCRIPTION_MISSING: { what: '还须写明情况' },
  DOCUMENT_INVALID: { what: '证件信息需要改正' },
  EFFECT_NOT_OF_TYPE: { what: '处理与规定不符' },
  HANDOVER_MISSING: { what: '尚未登记移送' },
  IMPERSONATOR_MISSING: { what: '还须登记替考人' },
  INSTEAD_MISSING: { what: '还须写明变更后的处理' },
  LINK_MISSING: { what: '还须关联记录' },
  NOT_CHEATING: { what: '不得按作弊处理' },
  NOT_DECIDED: { what: '还没有处理决定' },
  NOT_DECIDER: { what: '不由您决定' },
  NOT_OPEN_TO_REVIEW: { what: '现在不能复核' },
  NOT_YET_HAPPENED: { what: '时间需要改正' },
  NO_HANDOVER_ASKED: { what: '不须移送' },
  OTHER_CITY: { what: '不属于本市管理' },
  PERSON_MISSING: { what: '没有指明人员' },
  PROPOSAL_UNKNOWN: { what: '处理意见需要改选' },
  REMINDER_MISSING: { what: '还没有提醒记录' },
  ROOM_RECORD_MISSING: { what: '考场没有记录' },
  RULE_REFERENCE_MISSING: { what: '缺少规则依据' },
  SAME_PERSON: { what: '须由他人办理' },
  SEVERITY_MISSING: { what: '还须认定情节' },
  SUSPECTED_USE_MISSING: { what: '没有登记疑似使用' },
  TYPE_MISSING: { what: '还没有选定类型' },
  TYPE_UNKNOWN: { what: '没有这项类型' },
  'font-missing': { what: '不能打印' },
  'glyph-missing': { what: '不能打印' },
})
