import type { IconName } from '../kit/icons.tsx'
import type { Screen } from '../kit/screens.tsx'

export interface Entry {
  /** Path of the screen it opens; an entry is there once its screen is. */
  readonly path: string
  readonly title: string
  readonly words: string
  readonly icon: IconName
}

export const publicEntries: readonly Entry[] = [
  {
    path: 'certificates',
    title: '证书查询',
    words: '凭姓名和证件号码，或证书编号，核对一张证书',
    icon: 'shield',
  },
  { path: 'plans', title: '计划公告', words: '正在和即将报名的认定批次', icon: 'list' },
  { path: 'results', title: '结果公示', words: '公示期内的认定结果和提出异议的办法', icon: 'speak' },
  { path: 'receipt', title: '回执核对', words: '凭准考证号和交卷回执码，核对收到的答卷', icon: 'check' },
  { path: 'organisations', title: '机构查询', words: '已备案的评价机构及其职业、等级范围', icon: 'building' },
  { path: 'complaints', title: '监督投诉', words: '反映违规收费、考试舞弊等问题', icon: 'warning' },
]

export const candidateEntries: readonly Entry[] = [
  { path: 'enrol', title: '报名', words: '选择批次，填写信息，分五步完成', icon: 'list' },
  { path: 'payment', title: '缴费', words: '应缴费用、截止日期和缴费结果', icon: 'shield' },
  { path: 'ticket', title: '准考证', words: '考试时间、考场和座位', icon: 'file' },
  { path: 'results', title: '成绩', words: '各科成绩和合格情况', icon: 'check' },
  { path: 'certificates', title: '证书', words: '查看和下载本人的证书', icon: 'shield' },
  { path: 'violations', title: '违纪处理', words: '本人的违纪登记、陈述申辩和复核', icon: 'warning' },
  { path: 'objections', title: '异议投诉', words: '对成绩或过程提出异议', icon: 'speak' },
  { path: 'mine', title: '我的', words: '报名进度、办理经过和密码', icon: 'person' },
]

export const present = (entries: readonly Entry[], screens: readonly Screen[]): readonly Entry[] =>
  entries.filter(({ path }) => screens.some((screen) => screen.path === path))
