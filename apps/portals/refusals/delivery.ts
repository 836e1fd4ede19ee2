import type * as assurance from '#modules/delivery/assurance/contract.ts'
import type * as delivery from '#modules/delivery/contract.ts'
import type * as joining from '#modules/delivery/joining/contract.ts'
import type * as node from '#modules/delivery/node/contract.ts'
import type * as review from '#modules/delivery/panel/contract.ts'
import type * as practical from '#modules/delivery/practical/contract.ts'
import { defineRefusals } from '../kit/refusals.ts'

export const deliveryRefusals = defineRefusals<
  | (typeof delivery)[keyof typeof delivery]
  | (typeof practical)[keyof typeof practical]
  | (typeof review)[keyof typeof review]
>()({
  ARRANGEMENT_NOT_CONFIRMED: { what: '编排尚未发布' },
  NOT_TAKEN_IN: { what: '本场答卷尚未接收' },
  GLYPH_MISSING: { what: '有字无法排印' },
  ROSTER_INCOMPLETE: { what: '人员安排不完整，未下发' },
  PREPARATION_INCOMPLETE: { what: '考前准备没有全部确认，未下发' },
  PAPER_NOT_SEALED: { what: '试卷尚未密封，未下发' },
  KEEPERS_MISSING: { what: '试卷保管人不足，未下发' },
  SESSION_IN_PRINT: { what: '本场不在考试机上作答，未下发' },
  SESSION_OVER: { what: '考试时间已过，未下发' },
  ROOM_DIFFERS: { what: '考场收到的内容不一致' },
  NOT_SEALED: { what: '考场尚未封存' },
  BUNDLE_ALTERED: { what: '答卷包未予接收' },
  PASSCODES_GONE: { what: '口令单不再显示' },
  ITEM_UNKNOWN: { what: '没有这个检查项' },
  NOT_YOUR_ITEM: { what: '不由您勾选' },
  FINDING_MISSING: { what: '还须写明检查情况' },
  ALREADY_TICKED: { what: '已经勾选' },
  NOT_REVIEWED: { what: '不进行综合评审' },
  CONTENT_MISSING: { what: '评价内容不全' },
  CONTENT_UNKNOWN: { what: '没有这项评价内容' },
  FOCUS_UNKNOWN: { what: '没有这项能力' },
  WEIGHTS_WRONG: { what: '分值不符' },
  DEFENCE_BEGUN: { what: '评审已经开始' },
  TIME_SHORT: { what: '时间不够' },
  SCHEME_MISSING: { what: '还没有评审方案' },
  NOT_SCHEDULED: { what: '还没有编排答辩' },
  ROOM_UNCHECKED: { what: '评审考场还没有检查' },
  NOT_PRACTICAL: { what: '不是技能操作考核' },
  NO_CANDIDATES: { what: '没有考生' },
  PAPER_NOT_IN_FORCE: { what: '操作技能试卷未启用' },
  PAPER_OF_OTHER_LEVEL: { what: '试卷的职业等级不符' },
  ORDER_DRAWN: { what: '已经抽签' },
  TRADE_DANGEROUS: { what: '危险工种须作防护检查' },
  NOT_YOUR_LIST: { what: '不由您检查' },
  NOT_ON_PANEL: { what: '不是本考场考评人员' },
  TOO_LATE: { what: '检查期限已过' },
  NOT_THE_DAY: { what: '还没有到考试日' },
  CHECKS_OPEN: { what: '检查未完成，不能开考' },
  ORDER_NOT_DRAWN: { what: '还没有抽签' },
  ALREADY_STARTED: { what: '已经开考' },
  NOT_STARTED: { what: '还没有开考' },
  ROOM_STOPPED: { what: '考试已停止' },
  NOT_CALLED: { what: '还没有叫号' },
  CLOCK_RUNNING: { what: '正在计时' },
  CLOCK_NOT_RUNNING: { what: '没有在计时' },
  MODULE_UNKNOWN: { what: '没有这个模块' },
  TEST_ENDED: { what: '考核已经结束' },
  REASON_MISSING: { what: '还须写明原因' },
  ALREADY_STOPPED: { what: '考试已经停止' },
  CANDIDATE_MISSING: { what: '请选择考生' },
  ALREADY_LIFTED: { what: '考试已经恢复' },
  NOT_LEADER: { what: '须由考评组长办理' },
  TOPIC_MISSING: { what: '还有内容没有确认' },
  ALREADY_SIGNED: { what: '已经签名' },
  NOT_PREPARED: { what: '考场还没有准备' },
})

export const roomNodeRefusals = defineRefusals<
  (typeof node)[keyof typeof node] | (typeof joining)[keyof typeof joining]
>()({
  CARD_UNREADABLE: { what: '登记码未被接受' },
  NODE_KNOWN: { what: '这台服务器已经登记' },
  SITE_UNKNOWN: { what: '考点不可用' },
  JOINING_OVER: { what: '接入已失效' },
  NODE_IN_USE: { what: '未注销' },
  NODE_UNKNOWN: { what: '考场服务器不可用' },
  ROOM_MOVED_ON: { what: '本场已经开始，未改派' },
  NOT_ON_SERVER: { what: '本场没有考场服务器' },
  STANDBY_SAME: { what: '备机与主机相同' },
  RESULT_TAKEN: { what: '答卷已经接收，未更换备机' },
  BUNDLE_ALTERED: { what: '这份答卷包未通过校验，没有改用' },
  CONFLICT_DECIDED: { what: '已有决定' },
  NOT_KEPT: { what: '文件没有留存' },
  SCORES_CONFIRMED: { what: '成绩已经确认，没有改用' },
  SECOND_PERSON_MISSING: { what: '须由另一人复核' },
  REASON_MISSING: { what: '还须写明原因' },
})

export const assuranceRefusals = defineRefusals<(typeof assurance)[keyof typeof assurance]>()({
  PARTY_UNKNOWN: { what: '没有要求这一方的承诺' },
  SIGNED_LATER: { what: '签署日期有误' },
})
