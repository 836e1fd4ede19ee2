import type * as print from '#modules/delivery/print/contract.ts'
import { defineRefusals } from '../kit/refusals.ts'

export const printRefusals = defineRefusals<(typeof print)[keyof typeof print]>()({
  NOT_IN_PRINT: { what: '不是纸笔作答的场次' },
  NO_CANDIDATES: { what: '该场次没有考生' },
  NOT_YOUR_ROOM: { what: '不是您的考场' },
  NOT_NOW: { what: '现在不能办理' },
  SAME_PERSON: { what: '须由两人办理' },
  NOT_ON_DUTY: { what: '不在本场工作人员名单中' },
  PAPERS_SHORT: { what: '试卷或答题卡不足' },
  SPARES_REFUSED: { what: '不能这样补救' },
  NOT_SEATED_HERE: { what: '考生不在本考场' },
  NO_GAP: { what: '没有清点差额' },
  INCIDENT_ELSEWHERE: { what: '不能用该突发事件说明' },
  TOO_MANY_SCANNED: { what: '扫描张数超过收回张数' },
  ABSENT_NOT_APART: { what: '缺考答题卡未单独存放' },
})
