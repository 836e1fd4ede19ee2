import { byOperator, notStated, stated } from '../core/parameter.ts'
import type { PracticalParameters, ProtectionRule } from '../core/practical-parameters.ts'

const protection: ProtectionRule = {
  items: ['设备防护', '人身防护'],
  // 电工、焊工、制冷空调系统安装维修工、高处作业的架子工、危险化学品的化工总控工。
  occupations: ['6-31-01-03', '6-18-02-04', '6-29-03-05', '6-29-01-06', '6-11-01-03'],
}

/** Nothing stated; what every pack needs, as the operator has set it. */
const unstated: PracticalParameters = {
  roomChecks: notStated,
  stationChecks: notStated,
  dayBefore: notStated,
  protection: byOperator(
    protection,
    '文件未规定危险工种的防护检查；按安全生产要求，带电、动火、登高等工种开考前逐项核查设备防护和人身防护。',
  ),
  reading: notStated,
  moduleExaminers: notStated,
  discrepancy: byOperator(
    15,
    '文件未规定考评人员之间的评分差距；同一考生的最高分与最低分相差超过15分（百分制）的，由考评组长裁决。',
  ),
  reviewRoomChecks: notStated,
  reviewContents: notStated,
}

const station = ['考核场地', '设备', '工卡量具', '材料']

export const shandongSocialPractical: PracticalParameters = {
  ...unstated,
  roomChecks: stated(['安全生产', '整洁', '卫生', '明亮'], 'SDS-4.1-12'),
  stationChecks: stated(station, 'SDS-4.4-19'),
  reading: stated(['职业（工种）', '等级', '项目', '要求', '评分标准'], 'SDS-4.4-10'),
  reviewRoomChecks: stated(['安静', '整洁', '符合评审要求'], 'SDS-4.1-16'),
}

/** The version of 2020 was taken into the library without these matters. */
export const shandongSocialPractical2020: PracticalParameters = unstated

export const shandongEnterprisePractical: PracticalParameters = {
  ...unstated,
  stationChecks: stated(station, 'SDE-4.6-09'),
  reviewContents: stated(
    {
      contents: ['职业能力', '工作业绩', '职业道德', '工匠精神'],
      focus: [
        '执行操作规程',
        '安全生产',
        '解决生产问题',
        '完成工作任务',
        '生产服务成果',
        '创新成果',
        '实际贡献',
      ],
    },
    'SDE-4.3-03 SDE-4.3-04',
  ),
}

export const shandongSpecialPractical: PracticalParameters = {
  ...unstated,
  stationChecks: stated(['场地', '设施设备', '工卡量具', '原材料'], 'SPC-A1.4-03'),
}

export const henanPractical: PracticalParameters = {
  ...unstated,
  roomChecks: stated(['整洁', '卫生', '明亮', '设备仪器完好', '物品齐全'], 'HN-2.3.4-10'),
  stationChecks: stated(['场地', '设施设备', '仪器仪表', '耗材'], 'HN-2.4-05'),
  dayBefore: stated({ days: 1, items: ['考场', '原材料', '工具', '考评室', '候考室'] }, 'HN-2.5-11'),
  protection: stated(protection, 'HN-3.1.7-03', '哪些工种危险由机构按安全生产要求列出。'),
  moduleExaminers: stated(true, 'HN-3.1.1-28'),
  reviewRoomChecks: stated(['面积适中', '光线充足', '考官席', '答辩席', '记录席'], 'HN-2.4-06'),
}
