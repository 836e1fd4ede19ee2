import type * as arrangement from '#modules/arrangement/contract.ts'
import type * as resit from '#modules/arrangement/resit/contract.ts'
import type * as staff from '#modules/arrangement/staff.contract.ts'
import { defineRefusals } from '../kit/refusals.ts'

type Specs =
  | Exclude<(typeof arrangement)[keyof typeof arrangement], readonly string[]>
  | (typeof staff)[keyof typeof staff]
  | (typeof resit)[keyof typeof resit]

/** Every refusal of sessions, seats, tickets, duties and draws. */
export const arrangementRefusals = defineRefusals<Specs>()({
  ARRANGEMENT_CLOSED: { what: '编排不能再这样改动' },
  SESSION_OUTSIDE_EXAM: { what: '场次不在考试日期内' },
  SESSION_TIMES_WRONG: { what: '场次时间有误' },
  LINE_UNKNOWN: { what: '场次没有对应的职业等级' },
  NOBODY_TO_SEAT: { what: '没有可编排的考生' },
  SEATS_MISSING: { what: '座位不够' },
  RESIT_NOT_WAITING: { what: '考生不在待安排名单内' },
  RESITS_DIFFER: { what: '不能安排在同一场' },
  TIMES_CLASH: { what: '科目时间冲突' },
  FIRST_ROW_FULL: { what: '第一排座位不够' },
  SEAT_TAKEN: { what: '座位已有人' },
  SEAT_UNUSABLE: { what: '座位不可用' },
  SESSIONS_OVERLAP: { what: '考试时间冲突' },
  REASON_REQUIRED: { what: '需要变更原因' },
  NOT_SEATED: { what: '考生还没有座位' },
  PEOPLE_UNSEATED: { what: '还不能确认编排' },
  NOT_FILED: { what: '没有有效备案' },
  NOT_CONFIRMED: { what: '编排尚未确认' },
  SCHEME_MISSING: { what: '实施方案尚未填写' },
  'font-missing': { what: '文书不能打印' },
  'glyph-missing': { what: '文书不能打印' },
  GLYPH_MISSING: { what: '文书不能打印' },
  TICKET_NOT_OPEN: { what: '准考证尚未开放' },
  FILE_UNREADABLE: { what: '文件无法读取' },
  SHEET_MISSING: { what: '文件缺少工作表' },
  ROWS_WRONG: { what: '名册内容有误' },
  NOT_QUALIFIED: { what: '人员不具备条件' },
  MUST_AVOID: { what: '应当回避' },
  DRAW_REQUIRED: { what: '须经抽签' },
  ALREADY_ON_DUTY: { what: '人员已有岗位' },
  HEAD_TAKEN: { what: '考点负责人已定' },
  PLACE_MISSING: { what: '没有指明地点' },
  DRAW_REPEATED: { what: '不得无故重抽' },
  POOL_EMPTY: { what: '没有备选人员' },
  ROOMS_EMPTY: { what: '没有需要此岗位的考场' },
  NOT_THE_DAY: { what: '还不到抽签的日子' },
  STUDY_OPEN: { what: '有监考人员未确认学习内容' },
  HEAD_MISSING: { what: '缺少考点负责人' },
  POOL_SHORT: { what: '备选人员不足' },
  ROSTER_INCOMPLETE: { what: '人员安排不完整' },
  ITEM_UNKNOWN: { what: '没有这项确认' },
  TOO_LATE: { what: '已过确认时间' },
})
