import type { StaffGround } from '../core/discipline-parameters.ts'

type Named = readonly [code: string, title: string, ...clauses: string[]]
type Rest = Pick<StaffGround, 'role' | 'effects'> & Partial<Pick<StaffGround, 'trace' | 'withdrawsPaper'>>

const ground = ([code, title, ...clauses]: Named, rest: Rest): StaffGround => ({
  ...{ code, title, trace: null, withdrawsPaper: false, clauses },
  ...rest,
})

/** Administration staff: out of the assessments of the current year (HN-3.3.9-01). */
const office: Rest = { role: '考务管理人员', effects: ['excluded-current-year'] }
const examiner: Rest = { role: '考评人员', effects: ['examiner-cancelled'] }
const supervisor: Rest = { role: '质量督导人员', effects: ['supervisor-cancelled'] }
const expert: Rest = { role: '专家', effects: ['expert-cancelled'] }
const room: Rest = { role: '工作人员', effects: ['recorded', 'criticism'], trace: 'session' }

/** What the handbook calls a violation of its staff, and what follows from each. */
export const henanStaffGrounds: readonly StaffGround[] = [
  ground(['工1', '干扰考生，或影响、帮助考生作答', 'HN-2.3.4-30'], room),
  ground(['务1', '资格审查不严', 'HN-3.3.9-01', 'HN-3.3.9-02'], { ...office, trace: 'application' }),
  ground(['务2', '未按规定领取、分发、收回试卷或材料', 'HN-3.3.9-01', 'HN-3.3.9-03'], {
    ...office,
    trace: 'custody',
  }),
  ground(['务3', '考场秩序混乱、不制止作弊，或参与违规组织考试', 'HN-3.3.9-01', 'HN-3.3.9-04'], {
    ...office,
    trace: 'session',
  }),
  ground(['务4', '证书管理中弄虚作假', 'HN-3.3.9-01', 'HN-3.3.9-05'], { ...office, trace: 'certificate' }),
  ground(['务5', '其他违规', 'HN-3.3.9-01'], office),
  ground(['评1', '未按标准评分，或失职致结果重大错误', 'HN-3.3.9-06', 'HN-3.3.9-07'], examiner),
  ground(['评2', '盗窃、损毁、调换、涂改答卷、工件、成绩或记录', 'HN-3.3.9-06', 'HN-3.3.9-08'], {
    ...examiner,
    trace: 'audit',
  }),
  ground(['评3', '非法出售或提供试题、答案', 'HN-3.3.9-06', 'HN-3.3.9-09'], {
    ...examiner,
    trace: 'paper',
    withdrawsPaper: true,
  }),
  ground(['评4', '考评中舞弊', 'HN-3.3.8-04'], {
    role: '考评人员',
    effects: ['criticism', 'examiner-cancelled'],
  }),
  ground(['评5', '与考生有亲友关系而未申报', 'HN-3.3.8-03'], {
    role: '考评人员',
    effects: ['recorded', 'criticism'],
    trace: 'relation',
  }),
  ...['利用职权谋取私利', '包庇或打击报复他人', '玩忽职守、贻误工作', '妨碍工作并造成恶劣影响'].map(
    (title, at) => ground([`督${at + 1}`, title, 'HN-3.3.2-10', 'HN-3.3.9-10'], supervisor),
  ),
  ...['违反保密规定', '徇私舞弊', '长期不参加工作'].map((title, at) =>
    ground([`专${at + 1}`, title, 'HN-3.3.3-11'], expert),
  ),
]
