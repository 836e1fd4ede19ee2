import type { Announcement, PreparationCheck } from '../core/exam-parameters.ts'
import type { DeliveryParameters } from '../core/pack.ts'
import { stated } from '../core/parameter.ts'
import { compensationLimits, similarityThreshold } from './incidents.ts'
import { roomOperation } from './room-operation.ts'
import { usualRoomWords } from './room-words.ts'
import { silent } from './silent.ts'

const announcements: readonly Announcement[] = [
  {
    id: 'start-30',
    before: 'start',
    minutes: 30,
    by: 'invigilator',
    text: '距开考还有30分钟，请在考场外等候，备好准考证和身份证件。',
    clauses: [],
  },
  {
    id: 'start-20',
    before: 'start',
    minutes: 20,
    by: 'invigilator',
    text: '现在开始入场，请出示准考证和身份证件，对号入座，两证放在桌面右上方。',
    clauses: ['HN-3.1.4-01', 'HN-3.1.4-03'],
  },
  {
    id: 'start-15',
    before: 'start',
    minutes: 15,
    by: 'invigilator',
    text: '现在签到、核对考生信息，请听监考人员宣读考场纪律。',
    clauses: ['HN-2.6-02'],
  },
  {
    id: 'start-5',
    before: 'start',
    minutes: 5,
    by: 'invigilator',
    text: '距开考还有5分钟，请登录考试机，核对姓名和考号。',
    clauses: [],
  },
  {
    id: 'end-15',
    before: 'end',
    minutes: 15,
    by: 'system',
    text: '距考试结束还有15分钟，请掌握进度和时间。',
    clauses: ['HN-2.6-05'],
  },
]

const check = (clause: PreparationCheck['clause'], ...items: string[]): readonly PreparationCheck[] =>
  items.map((item) => ({ item, clause, phase: 'day-before', per: 'session', role: 'site-chief' }))

const preparations: readonly PreparationCheck[] = [
  ...check('HN-1.8.4-13', '机房测试', '考试软件测试', '考场环境测试'),
  ...check('HN-2.3.1-02', '设备安装测试', '考试系统安装测试', '试题库安装测试'),
]

/** How the Henan handbook has an examination held. */
export const henanDelivery: DeliveryParameters = {
  ...silent.delivery,
  theoryMode: stated({ standard: 'computer', others: 'with-description' }, 'HN-1.6-13 HN-1.8.2-07 HN-4.1-01'),
  modes: stated(
    {
      practical: ['笔试', '机考', '模拟操作', '现场操作'],
      review: ['审阅申报材料', '文件筐测试', '论文答辩', '工作论文', '典型工作任务处理', '项目评审'],
    },
    'HN-1.8.2-08 HN-1.8.2-09',
  ),
  entryOpening: stated(
    { doorMinutesBefore: 20, procedureMinutesBefore: 15 },
    'HN-3.1.4-01 HN-2.6-02',
    '考生20分钟前入场，监考程序自15分钟前起。',
  ),
  entryLimit: stated(
    { minutesAfterStart: 30, closes: 'at', effect: 'absent', subjects: ['theory', 'practical', 'review'] },
    'HN-3.1.4-04 HN-3.1.6-03 HN-3.1.6-04',
    '“迟到30分钟”与“超过30分钟”并存，取较严的满30分钟即不得入场。',
  ),
  earlySubmission: stated(
    { mode: 'never', leavingAnyway: 'session-score-cancelled' },
    'HN-3.1.4-05 HN-3.1.6-21',
  ),
  incidents: stated({ book: 'henan', escorts: 2 }, 'HN-3.1.6-15 HN-3.1.6-20 HN-3.1.6-24'),
  compensation: compensationLimits('HN-3.1.6-08 HN-3.1.6-09'),
  similarity: similarityThreshold('HN-2.7-07'),
  roomOperation: roomOperation('HN-2.3.4-04'),
  ...usualRoomWords,
  preparationChecks: stated(preparations, 'HN-1.8.4-13 HN-2.3.1-02'),
  preparationDue: stated({ days: 7, kind: 'calendar' }, 'HN-1.8.4-08', '一周按7个日历日计。'),
  announcements: stated(
    announcements,
    'HN-2.6-02 HN-2.6-05 HN-3.1.4-01',
    '30分钟和5分钟的提示文件未规定机考如何进行，由运营方设置。',
  ),
  rulesReading: stated('考场纪律', 'HN-2.1-05 HN-2.6-02'),
  inSessionCheck: stated(true, 'HN-2.3.4-22'),
  recordSigners: stated(
    ['invigilator', 'supervisor'],
    'HN-3.1.1-19 HN-2.3.4-14 HN-2.3.4-31',
    '监考人员全部签字，督导人员到场的一并签字。',
  ),
  allAccounted: stated(true, 'HN-2.3.4-25'),
  scoreAssurances: stated(['开发单位', '本机构'], 'HN-1.8.3.7-04', '实施方案示例所列的2份承诺。'),
}
