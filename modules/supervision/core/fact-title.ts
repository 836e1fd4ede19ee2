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
}

export const knownFactTypes: readonly string[] = Object.keys(titles)

export const factTitle = (type: string): FactTitle => {
  const [stage, title] = titles[type] ?? ['其他', type]
  return { stage, title, labels }
}
