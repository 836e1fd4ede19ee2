import type { Regime } from '#modules/policy/core/pack.ts'
import { regime } from '#modules/policy/core/regime.ts'
import { workingCalendar } from '#modules/policy/core/working-calendar.ts'
import { day } from '#platform/clock/day.ts'
import type { LineRequest, LineWorld } from './core/line.rule.ts'
import type { NoticeContents, NoticeLine } from './core/notice.rule.ts'
import type { ChosenDates, TimelineWorld } from './core/timeline.ts'

/** A calendar of plain weeks with the new year's day and a long spring holiday, for 2023, 2026 and 2027. */
const calendar = workingCalendar(
  [2023, 2026, 2027],
  [
    { day: day('2023-05-01'), kind: 'rest' },
    { day: day('2023-05-02'), kind: 'rest' },
    { day: day('2023-05-03'), kind: 'rest' },
    { day: day('2023-05-06'), kind: 'work' },
    { day: day('2027-01-01'), kind: 'rest' },
  ],
)

export const rules: Regime = regime('shandong-social', day('2026-11-26'))
export const world: TimelineWorld = { regime: rules, calendar }
/** The same law without the calendar of 2027. */
export const worldOf2026: TimelineWorld = { regime: rules, calendar: workingCalendar([2026], []) }

export const chosen = (changes: Partial<Record<keyof ChosenDates, string>> = {}): ChosenDates =>
  Object.fromEntries(
    Object.entries({
      enrolmentFrom: '2026-12-01',
      enrolmentTo: '2026-12-07',
      reviewUntil: '2026-12-10',
      paymentUntil: '2026-12-13',
      examFrom: '2026-12-26',
      examTo: '2026-12-27',
      publicityFrom: '2026-12-31',
      publicityTo: '2027-01-07',
      issueOn: '2027-01-12',
      ...changes,
    }).map(([key, value]) => [key, day(value)]),
  ) as unknown as ChosenDates

export const lineRequest = (changes: Partial<LineRequest> = {}): LineRequest => ({
  occupationCode: '6-31-01-03',
  trade: '',
  level: 4,
  targetGroup: '社会人员',
  theoryMode: '上机考试',
  theoryReason: '',
  practicalMode: '实际操作',
  reviewMode: null,
  remark: '',
  ...changes,
})

const key = { occupationCode: '6-31-01-03', trade: '', level: 4 }
export const lineWorld: LineWorld = {
  regime: rules,
  published: [{ ...key, feeCents: 26_000 }],
  filed: [{ ...key, occupationName: '电工', standard: '国家职业技能标准 电工（2018年版）' }],
}

export const noticeLine = (changes: Partial<NoticeLine> = {}): NoticeLine => ({
  ...key,
  occupationName: '电工',
  enrolmentTime: '2026年12月',
  examTime: '2026年12月',
  place: '澜川市学府路1号',
  theory: true,
  practical: true,
  review: false,
  method: '理论机考、技能实操',
  feeCents: 26_000,
  conditions: '取得五级证书后从事本职业3年以上等，按国家职业技能标准执行',
  readiness: { site: '2个考点', itemBank: '360题', staff: '考评人员22人' },
  ...changes,
})

export const notice = (changes: Partial<NoticeContents> = {}): NoticeContents => ({
  organisationName: '澜川技能评价中心',
  organisationCode: 'S000037000012',
  organisationType: '社会培训评价组织',
  contactName: '联系人甲',
  contactPhone: '0530-0000001',
  enrolmentProcedure: '网上报名，7天内提交',
  lines: [noticeLine()],
  ...changes,
})
