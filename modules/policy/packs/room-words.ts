import type { Announcement } from '../core/exam-parameters.ts'
import { byOperator } from '../core/parameter.ts'

/** What a room hears where the document prescribes no announcement. */
export const usualAnnouncements: readonly Announcement[] = [
  {
    id: 'start-5',
    before: 'start',
    minutes: 5,
    by: 'invigilator',
    text: '距开考还有5分钟，请在座位上登录并核对本人信息。',
    clauses: [],
  },
  {
    id: 'end-15',
    before: 'end',
    minutes: 15,
    by: 'system',
    text: '距考试结束还有15分钟，请掌握时间。',
    clauses: [],
  },
]

/** Announcements, reading and carried items where the document leaves them to the operator. */
export const usualRoomWords = {
  announcements: byOperator(usualAnnouncements, '文件未规定：开考前5分钟和结束前15分钟各提示一次。'),
  rulesReading: byOperator('考场规则', '文件未规定宣读的文件名称，通称考场规则。'),
  carriedItems: byOperator(
    ['试卷', '考生签到表', '草稿纸', '装订工具'] as readonly string[],
    '文件未列随试卷带入考场的物品，按通常做法。',
  ),
}
