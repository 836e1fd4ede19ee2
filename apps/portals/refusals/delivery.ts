import type * as delivery from '#modules/delivery/contract.ts'
import { defineRefusals } from '../kit/refusals.ts'

export const deliveryRefusals = defineRefusals<(typeof delivery)[keyof typeof delivery]>()({
  ARRANGEMENT_NOT_CONFIRMED: { what: '编排尚未发布' },
  ROSTER_INCOMPLETE: { what: '人员安排不完整，未下发' },
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
})
