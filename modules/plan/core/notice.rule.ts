import type { Regime } from '#modules/policy/core/pack.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { type FiledLine, type LineKey, lineTitle, sameLine, subjectsOf } from './line.rule.ts'

export const noticeRefusals = [
  'OUT_OF_SCOPE',
  'CONTENT_MISSING',
  'NO_SUBJECT',
  'SUBJECTS_NOT_OF_LEVEL',
  'LINE_DOUBLED',
] as const
export type NoticeRefusal = (typeof noticeRefusals)[number]

export interface Readiness {
  readonly site: string
  readonly itemBank: string
  readonly staff: string
}

/** A line of the annual notice; texts may be empty and the fee null while it is a draft. Fee in cents. */
export interface NoticeLine extends LineKey {
  readonly occupationName: string
  /** When enrolment and assessment are held, as published: `2026年12月`. */
  readonly enrolmentTime: string
  readonly examTime: string
  readonly place: string
  readonly theory: boolean
  readonly practical: boolean
  readonly review: boolean
  readonly method: string
  readonly feeCents: number | null
  readonly conditions: string
  readonly readiness: Readiness
}

/** The head and lines of a notice, with what party and filing know of the organisation. */
export interface NoticeContents {
  readonly organisationName: string
  readonly organisationCode: string
  readonly organisationType: string
  readonly contactName: string
  readonly contactPhone: string
  readonly enrolmentProcedure: string
  readonly lines: readonly NoticeLine[]
}

const empty = (text: string): boolean => text.trim() === ''

/** The contents of SDS-2.1-04 by their official names, in the order of the text, each with whether it is missing. */
const headContents: readonly (readonly [string, (notice: NoticeContents) => boolean])[] = [
  ['机构名称', (notice) => empty(notice.organisationName)],
  ['机构编码', (notice) => empty(notice.organisationCode)],
  ['机构类型', (notice) => empty(notice.organisationType)],
  ['报名流程及要求', (notice) => empty(notice.enrolmentProcedure)],
  ['联系方式', (notice) => empty(notice.contactName) || empty(notice.contactPhone)],
]

const lineContents: readonly (readonly [string, (line: NoticeLine) => boolean])[] = [
  ['职业（工种）名称', (line) => empty(line.occupationName)],
  ['职业（工种）编码', (line) => empty(line.occupationCode)],
  ['认定等级', (line) => line.level < 1],
  ['申报条件', (line) => empty(line.conditions)],
  ['报名时间', (line) => empty(line.enrolmentTime)],
  ['认定时间', (line) => empty(line.examTime)],
  ['认定地点', (line) => empty(line.place)],
  ['认定方式', (line) => empty(line.method)],
  ['认定收费标准', (line) => line.feeCents === null],
]

/** What is missing, `认定收费标准（第2行）`; empty when the notice is complete. */
export const missingContents = (notice: NoticeContents): readonly string[] => [
  ...headContents.filter(([, missing]) => missing(notice)).map(([title]) => title),
  ...notice.lines.flatMap((line, place) =>
    lineContents.filter(([, missing]) => missing(line)).map(([title]) => `${title}（第${place + 1}行）`),
  ),
]

/** A notice names only what is filed that day, and each occupation, trade and level once (SDS-2.1-01). */
export const checkNoticeScope = (
  filed: readonly FiledLine[],
  lines: readonly LineKey[],
): Verdict<true, NoticeRefusal> => {
  const outside = lines.find((line) => !filed.some((item) => sameLine(item, line)))
  if (outside) {
    return refuse('OUT_OF_SCOPE', {
      sentence: `${lineTitle(outside)}不在本机构当日有效的备案范围内。`,
      remedy: '请从备案范围中选择职业、工种和等级，或先办理备案变更。',
      clauses: ['SDS-2.1-01', 'SDS-A1-05'],
      field: 'lines',
    })
  }
  const doubled = lines.find((line, place) => lines.findIndex((other) => sameLine(line, other)) !== place)
  if (!doubled) return accept(true)
  return refuse('LINE_DOUBLED', {
    sentence: `${lineTitle(doubled)}在公告中填写了两次。`,
    remedy: '请删去重复的一行。',
    clauses: ['SDS-2.1-01'],
    field: 'lines',
  })
}

const checkSubjects = (regime: Regime, line: NoticeLine): Verdict<true, NoticeRefusal> => {
  const chosen = (['theory', 'practical', 'review'] as const).filter((subject) => line[subject])
  if (chosen.length === 0) {
    return refuse('NO_SUBJECT', {
      sentence: `${lineTitle(line, line.occupationName)}的理论、技能、综合三科均为“否”。`,
      remedy: '请至少选择一个认定科目。',
      clauses: ['SDS-A1-07'],
      field: 'lines',
    })
  }
  const demanded = subjectsOf(regime, line.level)
  if (demanded.length === chosen.length && chosen.every((subject) => demanded.includes(subject)))
    return accept(true)
  const titles = { theory: '理论', practical: '技能', review: '综合' } as const
  return refuse('SUBJECTS_NOT_OF_LEVEL', {
    sentence: `${lineTitle(line, line.occupationName)}应认定${demanded.map((subject) => titles[subject]).join('、')}，所选科目与等级要求不符。`,
    remedy: '请按等级要求选择认定科目。',
    clauses: ['SDS-4.4-01', 'SDS-A1-07'],
    field: 'lines',
  })
}

/** Whether a notice may be submitted: every content of SDS-2.1-04 there, every line with the subjects of its level. */
export const checkNoticeComplete = (regime: Regime, notice: NoticeContents): Verdict<true, NoticeRefusal> => {
  const missing = notice.lines.length === 0 ? ['职业（工种）名称'] : missingContents(notice)
  if (missing.length > 0) {
    return refuse('CONTENT_MISSING', {
      sentence: `年度计划公告缺少：${missing.join('、')}。`,
      remedy: '请补齐后重新报送。',
      clauses: ['SDS-2.1-04'],
      field: 'lines',
      details: { missing: [...missing] },
    })
  }
  const wrong = notice.lines.map((line) => checkSubjects(regime, line)).find((verdict) => verdict.refused)
  return wrong ?? accept(true)
}
