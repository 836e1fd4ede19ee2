import type { PreparationCheck } from '../core/exam-parameters.ts'
import { type ClauseId, stated } from '../core/parameter.ts'

type Place = Pick<PreparationCheck, 'phase' | 'per' | 'role'>

const checks = (clause: ClauseId, place: Place, ...items: string[]): readonly PreparationCheck[] =>
  items.map((item) => ({ item, clause, ...place }))

const before: Place = { phase: 'day-before', per: 'session', role: 'site-chief' }
const beforeInRoom: Place = { ...before, per: 'room' }
const today: Place = { phase: 'exam-day', per: 'session', role: 'site-chief' }
const todayInRoom: Place = { ...today, per: 'room' }
const supervised: Place = { phase: 'exam-day', per: 'session', role: 'supervisor' }

const list: readonly PreparationCheck[] = [
  ...checks('SDS-4.4-03', before, '已张贴考场分布示意图和路标'),
  ...checks('SDS-4.4-04', before, '已张贴时间表、考试须知、考试程序安排、违纪违规处理指引和考场规则'),
  ...checks('SDS-4.4-05', before, '已组织考生熟悉考场、设备和工位'),
  ...checks('SDS-4.4-06', beforeInRoom, '考试机房', '试卷保管', '考场布置'),
  ...checks('SDS-4.4-07', before, '已审核监考人员资格'),
  ...checks('SDS-4.4-08', before, '已组织监考人员和考务工作人员考务操作培训'),
  ...checks('SDS-4.4-09', before, '监考人员已掌握试卷分发、收集、装订、密封等要求'),
  ...checks('SDS-4.4-15', today, '已强调考试纪律和考务要求'),
  ...checks('SDS-4.4-17', todayInRoom, '职业（工种）、等级、试卷数和密封情况已核对'),
  ...checks('SDS-4.4-18', todayInRoom, '考生签到表、草稿纸等已带入考场'),
  ...checks('SDS-4.4-20', supervised, '人员到岗', '考前会议', '试卷配备'),
]

/** The site head's and the supervisor's ticks of a theory session, the day before and on the day. */
export const shandongSocialChecks = stated(
  list,
  [...new Set(list.map(({ clause }) => clause))].join(' '),
  '机考考场的主机和网络由监考人员在考场内检查（SDS-4.4-16）；技能考核的场地检查在评分处办理（SDS-4.4-19）。',
)

const release: Place = { phase: 'release', per: 'session', role: 'site-chief' }

/** The five things that are ready before a session is released to its rooms. */
export const readiness2020 = stated(
  checks('SDP-4.2-01', release, '场地', '设施设备', '原材料', '试题试卷', '考务人员'),
  'SDP-4.2-01',
  '五项全部确认后方可下发考场。',
)
