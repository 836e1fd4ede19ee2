import type * as contract from '#modules/scoring/contract.ts'
import type * as panel from '#modules/scoring/panel.contract.ts'
import type * as practical from '#modules/scoring/practical.contract.ts'
import type * as publicity from '#modules/scoring/publicity.contract.ts'
import type * as review from '#modules/scoring/review.contract.ts'
import { defineRefusals } from '../kit/refusals.ts'

type Specs =
  | (typeof contract)[keyof typeof contract]
  | (typeof panel)[keyof typeof panel]
  | (typeof review)[keyof typeof review]
  | (typeof practical)[keyof typeof practical]
  | (typeof publicity)[keyof typeof publicity]

export const scoringRefusals = defineRefusals<Specs>()({
  NOTHING_TO_CONFIRM: { what: '没有可确认的成绩' },
  ITEM_UNKNOWN: { what: '没有这道题' },
  KEY_ERROR_PENDING: { what: '这道题已有人反映' },
  SAME_PERSON: { what: '须由另一人办理' },
  RESULTS_CONFIRMED: { what: '成绩已确认' },
  WRONG_STATE: { what: '目前不能办理此步' },
  NOT_STAFF: { what: '人员不符合要求' },
  RESPONSIBLE_MISSING: { what: '还没有登分负责人' },
  SUBJECT_OPEN: { what: '还有科目没有成绩' },
  THEORY_NOT_CONFIRMED: { what: '理论成绩还没有确认' },
  PANEL_NOT_COUNTERSIGNED: { what: '考评组还没有签齐' },
  RESCORING_OPEN: { what: '还有评分须重评' },
  VIOLATION_OPEN: { what: '违规记录还没有处理' },
  VIOLATION_NOTE_MISSING: { what: '还没有填写核对情况' },
  CORRECTION_PENDING: { what: '还有更正没有决定' },
  SUBJECT_NOT_TAKEN: { what: '没有报考该科目' },
  SCORE_OUT_OF_RANGE: { what: '分数不符合要求' },
  SCORE_UNCHANGED: { what: '分数没有变化' },
  ENTRY_PERSON: { what: '录入人员不能改分' },
  OBJECTION_NOT_UPHELD: { what: '异议没有成立' },
  NOT_VERIFIED: { what: '成绩还没有复核' },
  RESULTS_HELD: { what: '有成绩暂缓发布' },
  NOTHING_HELD: { what: '没有暂缓的成绩' },
  'font-missing': { what: '缺少字体，不能打印' },
  'glyph-missing': { what: '字体缺字，不能打印' },
  PAPER_NOT_IN_FORCE: { what: '操作技能试卷未启用' },
  PAPER_OF_OTHER_LEVEL: { what: '未能采用' },
  PAPER_UNFILED: { what: '试卷尚未备案' },
  FORM_IN_USE: { what: '评分记录表已在使用' },
  LINE_UNKNOWN: { what: '职业等级不符' },
  NOT_ON_PANEL: { what: '不是您的考生' },
  FORM_MISSING: { what: '还没有评分记录表' },
  SHEET_LOCKED: { what: '评分已提交' },
  PANEL_SIGNED: { what: '本组成绩已签字' },
  CANDIDATE_ABSENT: { what: '考生缺考' },
  POINT_MISSING: { what: '还有评分点没有记分' },
  POINT_OUT_OF_RANGE: { what: '记分超出配分' },
  POINT_STEP: { what: '记分单位不符' },
  POINT_UNKNOWN: { what: '没有这个评分点' },
  VETO_UNKNOWN: { what: '否决项不符' },
  DEDUCTION_UNKNOWN: { what: '没有这个扣分项' },
  DEDUCTION_MISMATCH: { what: '得分与扣分记录不符' },
  STATION_UNCHECKED: { what: '工位还没有检查，不能评分' },
  STEPS_UNNAMED: { what: '还没有确定各模块负责考评员' },
  SCORING_BEGUN: { what: '已经开始评分' },
  MODULE_UNNAMED: { what: '还有模块没有负责考评员' },
  NOT_OF_PANEL: { what: '不是考评组成员' },
  ARBITRATION_OPEN: { what: '评分差距须先裁决' },
  NOT_BEYOND: { what: '不需要裁决' },
  SCORE_BETWEEN: { what: '裁决分数不符' },
  ALREADY_DECIDED: { what: '已经裁决' },
  SCHEME_MISSING: { what: '还没有评审方案' },
  HAS_SHEET: { what: '已有评分，不能登记缺考' },
  RESULTS_ENTERED: { what: '本批次已登分' },
  PANEL_LEADER: { what: '考评组长不符合要求' },
  NOT_LEADER: { what: '须由考评组长签字' },
  SHEETS_MISSING: { what: '还有评分没有提交' },
  SHEETS_EVEN: { what: '评分人数须为单数' },
  NO_CANDIDATES: { what: '没有考生' },
  CALENDAR_YEAR_UNKNOWN: { what: '工作日历未录入' },
  PUBLICITY_RUNNING: { what: '公示期未满' },
  OBJECTION_OPEN: { what: '还有异议没有办结' },
  PUBLICITY_NOT_OPEN: { what: '公示已经结束' },
  ENTRY_UNKNOWN: { what: '没有这个序号' },
  RESULT_NOT_NAMED: { what: '没有涉及具体考生' },
})
