import type { Regime } from '#modules/policy/core/pack.ts'
import { day, dayOf, inWords } from '#platform/clock/day.ts'
import { typeOf } from '../core/rules.ts'
import { banTitle, effectTitle, subjectTitles } from '../core/titles.ts'
import type { CaseRow, PartyRow } from '../store.ts'

export interface Notice {
  readonly row: CaseRow
  readonly parties: readonly PartyRow[]
  readonly law: Regime
  readonly organisation: string
  readonly batchName: string
  readonly commitments: readonly { readonly number: number; readonly text: string }[]
}

const time = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', timeStyle: 'short' })
const momentOf = (at: Date): string => `${inWords(dayOf(at))} ${time.format(at)}`

const severityTitles = { minor: '情节轻微', serious: '情节严重' } as const

const statementsOf = (parties: readonly PartyRow[]): string =>
  parties
    .flatMap(({ name, statement }) => (statement === null ? [] : [`${name}：${statement}`]))
    .join('；') || '未作陈述'

const findingOf = ({ row, law }: Notice): string => {
  const title = typeOf(law, row.typeCode)?.title
  const graded = row.severity === null ? '' : `，${severityTitles[row.severity]}`
  return [row.description, title && `认定为“${title}”${graded}`].filter(Boolean).join('。')
}

const decisionOf = ({ row }: Notice): string => {
  const parts = [effectTitle(row.effect ?? ''), row.banUntil && banTitle(day(row.banUntil))]
  return `${parts.filter(Boolean).join('；')}。`
}

/** The data that `notice.typ` lays out. */
export const noticeData = (notice: Notice) => {
  const { row, parties, organisation, batchName, commitments } = notice
  const people = parties.map(({ name, documentMasked }) => `${name} ${documentMasked}`.trim())
  const place = [batchName, row.place, row.subject && subjectTitles[row.subject]].filter(Boolean)
  const cited = commitments.map(({ number, text }) => `承诺第${number}条：${text}`)
  return {
    ...{ organisation, number: row.number, body: row.decidingBody ?? '' },
    date: row.decidedAt === null ? '' : inWords(dayOf(row.decidedAt)),
    rows: [
      ['当事人', people.join('；')],
      ['批次和考场', place.join(' ') || '——'],
      ['发生时间', momentOf(row.occurredAt)],
      ['违纪事实', findingOf(notice)],
      ['提醒', row.reminder ? `${momentOf(new Date(row.reminder.at))} ${row.reminder.words}` : '——'],
      ['陈述申辩', statementsOf(parties)],
      ['处理依据', [row.ruleReference ?? '', ...cited].join('；')],
      ['选用理由', row.choiceReason ?? '——'],
      ['处理决定', decisionOf(notice)],
      ...(row.reviewOutcome
        ? [['复核结果', `${row.reviewOutcome === 'upheld' ? '维持原决定' : '变更原决定'}。${row.reviewNote}`]]
        : []),
    ],
    remedy: '对本决定不服的，可向作出决定的评价机构申请复核；复核期间不停止执行本决定。',
  }
}
