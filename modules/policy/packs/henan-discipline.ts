import type {
  DeviceRule,
  RuleConflict,
  TypeNeed,
  ViolationEffect,
  ViolationType,
} from '../core/discipline-parameters.ts'
import type { DisciplineParameters } from '../core/pack.ts'
import { byOperator, stated } from '../core/parameter.ts'
import { henanStaffGrounds } from './henan-staff-discipline.ts'

const class1: ViolationEffect = { class: '一', effect: 'subject-cancelled', ban: null }
const class2: ViolationEffect = { class: '二', effect: 'subject-cheating', ban: null }
const class3: ViolationEffect = {
  class: '三',
  effect: 'all-subjects-cancelled',
  ban: { kind: 'current-year' },
}
const class4Minor: ViolationEffect = {
  class: '四（情节轻微）',
  effect: 'all-subjects-cancelled',
  ban: { kind: 'years', years: 2 },
}
const class4Serious: ViolationEffect = {
  class: '四（情节严重）',
  effect: 'all-subjects-cancelled',
  ban: { kind: 'years', years: 5 },
}

/** Four classes of violations and what follows from each (HN-3.1.5). */
const violationClasses: readonly ViolationEffect[] = [class1, class2, class3, class4Minor, class4Serious]

/** The handbook puts copying and carrying papers out into two classes; the decision names the one that applies. */
const eitherClass: readonly ViolationEffect[] = [class2, class3]

const devices: DeviceRule = {
  atSeatAfterReminder: 'subject-cancelled',
  notDeposited: 'subject-cheating',
  used: 'all-subjects-cancelled',
  ringingOnly: 'nothing',
}

type Extra = Partial<Omit<ViolationType, 'code' | 'title' | 'effects' | 'clauses'>>

const type = (
  [code, title, clause]: readonly [code: string, title: string, clause: string],
  effects: ViolationType['effects'],
  extra: Extra = {},
): ViolationType => ({
  ...{ code, title, effects, needs: [], conflict: null, mayBeCheating: true },
  ...{ handOver: false, withdrawsPaper: false, clauses: [clause] },
  ...extra,
})

const needs = (...found: TypeNeed[]): Extra => ({ needs: found })
const among = (conflict: RuleConflict, extra: Extra = {}): Extra => ({ conflict, ...extra })

const firstClass: readonly ViolationType[] = [
  type(['一1', '禁带物品带至座位，经提醒不改', 'HN-3.1.5-01'], class1, among('devices', needs('reminder'))),
  type(['一2', '未在指定座位或擅自离座，经提醒不改', 'HN-3.1.5-02'], class1, needs('reminder')),
  type(['一3', '喧哗、吸烟或有其他干扰行为，经提醒不改', 'HN-3.1.5-03'], class1, needs('reminder')),
  type(['一4', '其他违规但不构成作弊', 'HN-3.1.5-04'], class1, needs('description')),
]

const secondClass: readonly ViolationType[] = [
  type(['二1', '交头接耳、左顾右盼、互打暗号', 'HN-3.1.5-05'], class2),
  type(['二2', '抄袭或帮助他人抄袭', 'HN-3.1.5-06'], class2, among('copying')),
  type(['二3', '夹带资料、传递纸条、交换试卷', 'HN-3.1.5-07'], class2),
  type(['二4', '在答卷上填写虚假姓名、考号', 'HN-3.1.5-08'], class2),
  type(['二5', '将试卷等带出考场', 'HN-3.1.5-09'], class2, among('papers-out')),
  type(['二6', '同一考场内答卷雷同', 'HN-3.1.5-10'], class2),
  type(['二7', '带入规定以外的物品，或未按规定存放', 'HN-3.1.5-11'], class2, among('devices')),
]

const thirdClass: readonly ViolationType[] = [
  type(['三1', '使用有拍照、存储、传输、通讯功能的设备', 'HN-3.1.5-12'], class3, among('devices')),
  type(['三2', '抄袭答案或与试题相关的资料', 'HN-3.1.5-13'], class3, among('copying')),
  type(['三3', '故意损毁试卷、工件、材料', 'HN-3.1.5-14'], class3),
  type(['三4', '将试题、答卷或其内容带出、传出考场', 'HN-3.1.5-15'], class3, among('papers-out')),
  type(['三5', '其他作弊，未严重影响他人', 'HN-3.1.5-16'], class3, needs('description')),
]

const class4 = { minor: class4Minor, serious: class4Serious }
const fourth = (named: readonly [string, string, string], extra: Extra = {}) =>
  type(named, class4, { handOver: true, ...extra })

const fourthClass: readonly ViolationType[] = [
  fourth(['四1', '以虚假陈述或材料取得考试资格', 'HN-3.1.5-20'], needs('false-document')),
  fourth(['四2', '考前获取或传播试题、答案', 'HN-3.1.5-21'], { withdrawsPaper: true }),
  fourth(['四3', '抢夺他人试卷、胁迫他人，或调换工具、工件', 'HN-3.1.5-22']),
  fourth(['四4', '替考（替考人与被替考人）', 'HN-3.1.5-23'], needs('impersonator')),
  fourth(['四5', '串通作弊或有组织作弊', 'HN-3.1.5-24']),
  fourth(['四6', '故意损坏设备（含视频设备），造成故障或人身伤害', 'HN-3.1.5-25'], needs('equipment')),
  fourth(['四7', '其他恶劣影响或严重扰乱秩序', 'HN-3.1.5-26'], needs('description')),
]

/** The same acts as the room rules and the incident rules name them, which is not how the four classes do. */
const otherRules: readonly ViolationType[] = [
  type(['考场规则四', '资料、通信工具、电子设备未放在指定位置', 'HN-3.1.4-06'], class2, among('devices')),
  type(['考场规则（秩序）', '扰乱考场秩序', 'HN-3.1.4-13'], class1, needs('description')),
  type(
    ['偶发十五', '强行提前离开考场，经告知不听', 'HN-3.1.6-21'],
    { class: '偶发事件十五', effect: 'session-cancelled', ban: null },
    needs('reminder'),
  ),
  type(['偶发十六', '试卷被带走（作违纪处理）', 'HN-3.1.6-22'], class1, among('papers-out')),
  type(
    ['偶发十九（使用）', '手机未按规定存放且疑似使用', 'HN-3.1.6-25'],
    class2,
    among('devices', needs('suspected-use')),
  ),
  type(
    ['偶发十九（响铃）', '手机仅响铃或震动', 'HN-3.1.6-26'],
    { class: '偶发事件十九', effect: 'none', ban: null },
    among('devices', { mayBeCheating: false }),
  ),
]

const types = [...firstClass, ...secondClass, ...thirdClass, ...fourthClass, ...otherRules]

/** Violations, and who decides on them, in the Henan handbook. */
export const henanDiscipline: DisciplineParameters = {
  regime: stated(
    { document: '考生违纪违规处理规定', table: violationClasses, types },
    'HN-3.1.5-01 HN-3.1.5-05 HN-3.1.5-12 HN-3.1.5-17 HN-3.1.5-18',
  ),
  devices: stated(
    devices,
    'HN-3.1.5-01 HN-3.1.5-11 HN-3.1.5-12 HN-3.1.4-06 HN-3.1.6-25 HN-3.1.6-26',
    '按带入、未存放、使用三档区分。',
  ),
  copying: stated(eitherClass, 'HN-3.1.5-06 HN-3.1.5-13', '同一行为列入两类，由决定人选定并说明理由。'),
  papersOut: stated(eitherClass, 'HN-3.1.5-09 HN-3.1.5-15 HN-3.1.6-22'),
  decider: stated(
    ['staff-propose', 'supervisor', 'organisation-after-issue', 'authority-after-issue'],
    'HN-2.3.4-24 HN-3.2.6-04 HN-3.1.5-28',
  ),
  proposals: stated(['劝告', '警告', '终止考核', '宣布成绩无效'], 'HN-2.3.4-24'),
  staffGrounds: stated(
    henanStaffGrounds,
    'HN-2.3.4-30 HN-3.3.2-10 HN-3.3.3-11 HN-3.3.8-03 HN-3.3.8-04 HN-3.3.9-01 HN-3.3.9-06',
  ),
  siteGrounds: { provenance: 'not-stated', clauses: [] },
  rescoringLimit: byOperator(10, '手册要求查处评分重大错误，未规定差多少分为重大。', 'HN-3.3.9-07'),
}
