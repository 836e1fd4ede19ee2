import { inWords, isDay } from '#platform/clock/day.ts'
import { titlesBeforeExam } from './fact-titles-earlier.ts'
import { titlesAfterExam } from './fact-titles-later.ts'

/** How a fact reads on the trace: its sentence and its stage of the chain. */
export interface FactTitle {
  readonly title: string
  readonly stage: string
}

/** Titles by type, gathered by stage. */
export type Titles = { readonly [stage: string]: { readonly [type: string]: string } }

const titles: ReadonlyMap<string, FactTitle> = new Map(
  [titlesBeforeExam, titlesAfterExam].flatMap((part) =>
    Object.entries(part).flatMap(([stage, own]) =>
      Object.entries(own).map(([type, title]): [string, FactTitle] => [type, { stage, title }]),
    ),
  ),
)

export const knownFactTypes: readonly string[] = [...titles.keys()]

/** A type without a title shows as itself: a test keeps every type that is recorded in the tables. */
export const factTitle = (type: string): FactTitle => titles.get(type) ?? { stage: '其他', title: type }

/** The data of facts that are worth reading, by key; what has no label is not shown. */
const labels: Readonly<Record<string, string>> = {
  admitted: '确认人数',
  after: '更正后',
  amountCents: '金额',
  bad: '有误行数',
  batch: '批次',
  before: '更正前',
  characters: '手写字',
  copies: '份数',
  correctionDueOn: '更正期限',
  count: '数量',
  decidedOn: '决定日期',
  decision: '结论',
  documentNumber: '文号',
  edition: '版次',
  field: '项目',
  filedOn: '备案日期',
  filingNumber: '备案编号',
  form: '材料',
  isCheating: '认定为作弊',
  issuedOn: '发证日期',
  items: '题数',
  nameAfter: '变更后名称',
  nameBefore: '变更前名称',
  new: '更正后',
  note: '说明',
  number: '编号',
  old: '更正前',
  paperNo: '试卷编号',
  place: '地点',
  printCount: '打印次数',
  quantity: '数量',
  reason: '原因',
  reportDueOn: '上报期限',
  result: '结果',
  room: '考场',
  ruleReference: '依据条款',
  seats: '座位数',
  sessions: '场次数',
  sheets: '份数',
  signatory: '签字人',
  source: '来源',
  standard: '标准或规范',
  standardVersion: '版本',
  statement: '声明',
  step: '环节',
  subject: '科目',
  tickets: '准考证数',
  total: '总数',
  totalPoints: '总分',
  voucher: '凭证',
  written: '写入行数',
  year: '年度',
}

const words: Readonly<Record<string, string>> = {
  theory: '理论',
  practical: '技能',
  review: '综合评审',
  true: '是',
  false: '否',
}

/** What stands for something else than itself: ids, digests, instants, names of code. */
const opaque = /^(?:[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32,}|\d{4}-\d\d-\d\dT.*|[a-z]+(?:-[a-z]+)*)$/u

const readable = (key: string, value: unknown): string | null => {
  if (key === 'amountCents' && typeof value === 'number') return `${(value / 100).toFixed(2)}元`
  if (!['string', 'number', 'boolean'].includes(typeof value)) return null
  const text = String(value)
  if (words[text]) return words[text]
  if (isDay(text)) return inWords(text)
  return text === '' || opaque.test(text) ? null : text
}

/** What a fact says besides its title, in words: never an id, a digest or a name of code. */
export const factDetails = (
  data: Readonly<Record<string, unknown>>,
): readonly { readonly label: string; readonly value: string }[] =>
  Object.entries(data).flatMap(([key, given]) => {
    const label = labels[key]
    const value = label === undefined ? null : readable(key, given)
    return label === undefined || value === null ? [] : [{ label, value }]
  })
