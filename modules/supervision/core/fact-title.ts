/** How a fact reads on the trace: its sentence, its stage of the chain, and the labels of its data worth showing. */
export interface FactTitle {
  readonly title: string
  readonly stage: string
  readonly labels: Readonly<Record<string, string>>
}

const labels: FactTitle['labels'] = {
  reason: '原因',
  note: '说明',
  number: '编号',
  decision: '结论',
  before: '更正前',
  after: '更正后',
  subject: '科目',
  year: '年度',
  field: '项目',
  count: '数量',
  total: '总分',
}

const titles: Readonly<Record<string, readonly [stage: string, title: string]>> = {
  'calendar-year-entered': ['基础', '录入工作日历'],
  'organisation-registered': ['机构', '登记机构'],
  'account-opened': ['机构', '开通账号'],
  'person-registered': ['报名', '登记考生身份'],
  'undertaking-signed': ['题库', '签署安全保密承诺书'],
  'blueprint-imported': ['题库', '导入细目表和组卷蓝图'],
  'item-imported': ['题库', '导入试题'],
  'item-viewed': ['题库', '查看试题内容'],
  'paper-assembled': ['题库', '组卷'],
  'paper-previewed': ['题库', '查看试卷内容'],
  'paper-reviewed': ['题库', '审核试卷'],
  'paper-assigned': ['题库', '指定试卷的批次和场次'],
  'paper-custody-taken': ['题库', '设置试卷保管口令'],
  'paper-sealed': ['题库', '密封试卷'],
  'paper-passphrase-forgotten': ['题库', '销毁保管口令'],
  'paper-custody-recorded': ['题库', '登记试卷经手'],
  'paper-dispatched': ['题库', '下发试卷'],
  'paper-opened': ['考试', '启封试卷'],
  'paper-key-read': ['评分', '调取标准答案'],
  'paper-voided': ['题库', '作废试卷'],
}

export const knownFactTypes: readonly string[] = Object.keys(titles)

export const factTitle = (type: string): FactTitle => {
  const [stage, title] = titles[type] ?? ['其他', type]
  return { stage, title, labels }
}
