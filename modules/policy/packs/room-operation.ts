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
      seat: {
        itemOrder: 'paper',
        optionOrder: 'paper',
        calculator: false,
        scratch: true,
        browser: 'any',
      },
    },
    '文件未规定：开考前30分钟起由2名试卷保管人共同启封；开考偏离编排时间15分钟以上须写明原因；考试机15秒无应答视为中断；到时后20秒内接收在途作答；题目和选项按试卷顺序，考试机提供草稿区、不提供计算器，浏览器不限；提示在考试机上显示15分钟。',
    openIds,
  )
