import type { SeatStatus } from '#modules/delivery/core/seat.machine.ts'
import type { SittingStatus } from '#modules/delivery/core/sitting.machine.ts'
import type { StandbyView } from '../room.port.ts'

/** Word and sign of each state, so that colour never stands alone. */
export const seatWords: { readonly [S in SeatStatus]: { readonly word: string; readonly sign: string } } = {
  assigned: { word: '未签到', sign: '○' },
  present: { word: '已签到', sign: '◐' },
  answering: { word: '作答中', sign: '✎' },
  interrupted: { word: '中断', sign: '▲' },
  'handed-in': { word: '已交卷', sign: '✓' },
  collected: { word: '已收卷', sign: '■' },
  absent: { word: '缺考', sign: '—' },
  expelled: { word: '终止', sign: '✕' },
}

export const sittingWords: { readonly [S in SittingStatus]: string } = {
  prepared: '待下发试卷包',
  'sealed-package-present': '待签到',
  'checked-in': '签到中',
  opened: '已启封，待开考',
  running: '考试中',
  suspended: '已暂停',
  ended: '已结束，待封存',
  sealed: '已封存',
  uploaded: '已上报',
}

export const noteWords = {
  violation: '违纪登记',
  decision: '处理决定',
  incident: '异常情况',
  equipment: '设备情况',
  patrol: '考场巡视',
  inspection: '巡查记录',
  'staff-violation': '工作人员违规',
} as const

/** How the second server stands. */
export const standbyStates: {
  readonly [S in StandbyView['state']]: { readonly sign: string; readonly word: string }
} = {
  linked: { sign: '✓', word: '备机已同步' },
  'catching-up': { sign: '…', word: '备机同步中' },
  lost: { sign: '▲', word: '备机已断开' },
  refused: { sign: '✕', word: '备机记录不一致，未接入' },
}
