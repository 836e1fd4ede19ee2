import { normaliseHeader } from '#modules/policy/core/text.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'

export interface RosterColumn {
  readonly key: string
  readonly title: string
  readonly required: boolean
  /** Width in the template, in characters. */
  readonly width: number
}

const column = <K extends string>(key: K, title: string, width = 14) => ({
  key,
  title,
  width,
  required: false,
})
const needed = <K extends string>(key: K, title: string, width = 14) => ({
  key,
  title,
  width,
  required: true,
})

/** The 33 columns of the registration roster, in their order. */
export const rosterColumns = [
  column('serial', '序号', 6),
  needed('occupation', '职业工种名称'),
  needed('level', '认定等级'),
  needed('condition', '申报条件', 30),
  needed('documentType', '证件类型'),
  needed('documentNumber', '证件号码', 22),
  needed('name', '姓名'),
  column('sex', '性别', 6),
  column('birthDate', '出生日期'),
  needed('phone', '手机号码'),
  needed('hasCertificate', '是否有职业资格证书', 10),
  column('certificateLevel', '证书等级'),
  column('certificateNumber', '证书编号', 26),
  needed('education', '文化程度'),
  needed('region', '所在省（市）区'),
  needed('category', '考生来源'),
  column('employer', '所在单位', 26),
  needed('enrolledBy', '报名单位', 24),
  needed('assessmentKind', '认定分类'),
  column('major', '专业', 24),
  needed('examKind', '考试类型'),
  needed('ethnicity', '民族'),
  column('workFrom', '参加工作时间'),
  column('mail', '电子邮箱', 24),
  column('workYears', '专业年限', 10),
  column('household', '户籍所在地', 26),
  column('politicalStatus', '政治面貌'),
  column('educationNumber', '学历证书编号', 22),
  column('experience', '简要经历', 40),
  column('address', '通讯地址', 34),
  column('certificateDelivery', '证书领取方式'),
  column('postcode', '邮政编码', 10),
  column('postalAddress', '邮寄地址', 34),
] as const satisfies readonly RosterColumn[]

export type RosterKey = (typeof rosterColumns)[number]['key']

/** What the error workbook adds; a corrected error workbook is read again without them. */
export const reportColumns: readonly string[] = ['原行号', '退回原因', '处理办法']

/** Where each column stands in a file, and what else stands there. */
export interface HeaderMap {
  readonly keys: readonly (RosterKey | null)[]
  /** Headers that no column has; their cells are kept under these names. */
  readonly unknown: readonly { readonly at: number; readonly title: string }[]
}

const plain = (title: string): string =>
  normaliseHeader(title)
    .replace(/^\*+|\*+$/gu, '')
    .replace(/\((?:必填|选填|必选)\)$/u, '')

const byTitle: ReadonlyMap<string, RosterKey> = new Map(
  rosterColumns.map(({ key, title }) => [plain(title), key]),
)
const reported: ReadonlySet<string> = new Set(reportColumns.map(plain))

const badHeader = (sentence: string) =>
  refuse('ROSTER_HEADER', {
    sentence,
    remedy: '请使用下载的模板，不要删改表头；列的先后可以调整。',
    clauses: ['SDS-3.2-03'],
    field: 'file',
  })

/** Matches the header row after normalising width, spaces and brackets; refuses a file that lacks a required column. */
export const matchHeader = (cells: readonly string[]): Verdict<HeaderMap, 'ROSTER_HEADER'> => {
  const titles = cells.map(plain)
  const keys = titles.map((title) => byTitle.get(title) ?? null)
  const doubled = keys.find((key, at) => key !== null && keys.indexOf(key) !== at)
  if (doubled)
    return badHeader(`表头中“${rosterColumns.find(({ key }) => key === doubled)?.title}”出现了两次。`)
  const missing = rosterColumns.filter(({ required, key }) => required && !keys.includes(key))
  if (missing.length > 0)
    return badHeader(`表头缺少必需的列：${missing.map(({ title }) => title).join('、')}。`)
  const unknown = cells.flatMap((title, at) =>
    keys[at] === null && titles[at] !== '' && !reported.has(titles[at] ?? '')
      ? [{ at, title: title.trim() }]
      : [],
  )
  return accept({ keys, unknown })
}

/** Whether a row could be the header: it names several of the columns. */
export const looksLikeHeader = (cells: readonly string[]): boolean =>
  cells.filter((title) => byTitle.has(plain(title))).length >= 5
