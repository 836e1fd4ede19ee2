import type * as plan from '#modules/plan/contract.ts'
import { defineRefusals } from '../kit/refusals.ts'

const toNotices = { label: '查看年度计划公告', to: '/notices' }

export const planRefusals = defineRefusals<(typeof plan)[keyof typeof plan]>()({
  LEAD_TIME_SHORT: { what: '报名开始日期过早' },
  ENROLMENT_WINDOW: { what: '报名天数不符合规定' },
  REVIEW_TOO_LONG: { what: '资格审核期过长' },
  EXAM_BEFORE_REVIEW: { what: '考试日期早于审核结束' },
  STAGES_OUT_OF_ORDER: { what: '各环节日期先后不符' },
  PUBLICITY_SHORT: { what: '公示时间不足' },
  CALENDAR_YEAR_UNKNOWN: { what: '工作日历尚未录入' },
  NOT_IN_NOTICE: { what: '不在年度计划公告中', remedy: () => toNotices },
  LINE_OUT_OF_SCOPE: { what: '超出备案范围' },
  STANDARD_MISSING: { what: '没有关联标准或评价规范' },
  TARGET_GROUP_UNKNOWN: { what: '认定对象不符合规定' },
  MODE_UNKNOWN: { what: '考核方式不符合规定' },
  PAPER_REASON_MISSING: { what: '没有写明理论考核方式的理由' },
  PAPER_NOT_ALLOWED: { what: '理论考试不能纸笔作答' },
  LINE_DOUBLED: { what: '职业等级重复' },
  FEE_UNPUBLISHED: { what: '收费标准尚未公布', remedy: () => toNotices },
  FILING_NOT_VALID: { what: '没有有效的备案' },
  NOTICE_NOT_PUBLISHED: { what: '年度计划公告尚未发布', remedy: () => toNotices },
  BATCH_STILL_OPEN: {
    what: '上一批次尚未结束',
    remedy: ({ details }) =>
      details?.batchId ? { label: '查看上一批次', to: `/plans/${String(details.batchId)}` } : undefined,
  },
  SITE_NOT_CONFIRMED: { what: '考点未经确认' },
  NOTHING_CHANGED: { what: '没有变更内容' },
  DAY_PAST: { what: '不能变更已过去的日期' },
  AMENDMENT_WAITING: { what: '已有变更待确认' },
  STATE_FORBIDS: { what: '当前状态不能办理' },
  ENROLMENT_BEGUN: { what: '报名开始日期已过' },
  SCHEME_MISSING: { what: '没有实施方案' },
  SCHEME_NAME_DIFFERS: { what: '计划名称不一致' },
  EMERGENCY_MISSING: { what: '缺少应急措施' },
  OUT_OF_SCOPE: { what: '超出备案范围' },
  CONTENT_MISSING: { what: '公告内容不全' },
  NO_SUBJECT: { what: '没有认定科目' },
  SUBJECTS_NOT_OF_LEVEL: { what: '认定科目与等级不符' },
  YEAR_NOT_OPEN: { what: '年度不在可制定范围' },
  EDITION_IN_HAND: {
    what: '已有一版公告在办理',
    remedy: ({ details }) =>
      details?.noticeId ? { label: '查看该版公告', to: `/notices/${String(details.noticeId)}` } : undefined,
  },
  REASON_MISSING: { what: '没有写明变更原因' },
  'font-missing': { what: '缺少字体，未能打印' },
  'glyph-missing': { what: '缺少字形，未能打印' },
})
