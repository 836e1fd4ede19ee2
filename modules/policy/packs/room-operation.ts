import type { RoomOperation } from '../core/exam-parameters.ts'
import { byOperator, type SetByOperator } from '../core/parameter.ts'

/** How a computer-based room runs where the document only asks for order and secrecy; the same for every pack. */
export const roomOperation = (openIds = ''): SetByOperator<RoomOperation> =>
  byOperator(
    {
      openingLeadMinutes: 30,
      openingPersons: 2,
      startToleranceMinutes: 15,
      heartbeatSilenceSeconds: 15,
      collectionGraceSeconds: 20,
      announcementMinutes: 15,
    },
    '文件未规定：开考前30分钟起由2名试卷保管人共同启封；开考偏离编排时间15分钟以上须写明原因；考试机15秒无应答视为中断；到时后20秒内接收在途作答；提示在考试机上显示15分钟。',
    openIds,
  )
