import type { Regime } from '#modules/policy/core/pack.ts'
import { type ClauseId, statedValue } from '#modules/policy/core/parameter.ts'
import { addWorkingDays } from '#modules/policy/core/working-calendar.ts'
import { addDays, addMonths, type Day, daysBetween, inWords, yearOf } from '#platform/clock/day.ts'
import type { BatchDates, SegmentKey, Stage, TimelineWorld } from './timeline.ts'

interface Span {
  readonly from: Day
  readonly to: Day
  readonly clauses: readonly ClauseId[]
  readonly words: string
}

const order: readonly ClauseId[] = ['SDS-3.1-07']
const kindWords = { calendar: '天', working: '个工作日' } as const

/** `，依据 鲁就人〔2023〕6号`; a stage without a clause says so. */
const basis = ({ documentNumber }: Regime, clauses: readonly ClauseId[]): string =>
  clauses.length === 0 ? '，由机构自定' : `，依据 ${documentNumber}`

const drafting =
  (regime: Regime) =>
  (key: SegmentKey, title: string, { from, to, clauses, words }: Span): Stage => ({
    key,
    title,
    from,
    to,
    clauses,
    arithmetic: `${words}${basis(regime, clauses)}`,
  })

/** `12月7日`; with its year where that is another than the plan's. */
const saying =
  (dates: BatchDates) =>
  (on: Day): string =>
    yearOf(on) === yearOf(dates.createdOn) ? inWords(on).replace(/^\d+年/u, '') : inWords(on)

const enrolmentStages = (regime: Regime, dates: BatchDates): readonly Stage[] => {
  const { plan, enrolment, eligibility } = regime
  const [stage, say] = [drafting(regime), saying(dates)]
  const lead = statedValue(plan.leadTime)
  const eve = addDays(dates.enrolmentFrom, -1)
  const latest = lead?.kind === 'calendar' ? `，最迟${say(addDays(dates.enrolmentFrom, -lead.days))}编制` : ''
  const length = daysBetween(dates.enrolmentFrom, dates.enrolmentTo) + 1
  return [
    stage('created', '计划编制', {
      from: dates.createdOn,
      to: eve,
      clauses: plan.leadTime.clauses,
      words: `${say(dates.enrolmentFrom)}报名开始${lead ? ` − ${lead.days}${kindWords[lead.kind]}` : ''}${latest}；${say(dates.createdOn)}已编制 → 报名前一日${say(eve)}`,
    }),
    stage('enrolment', '报名', {
      from: dates.enrolmentFrom,
      to: dates.enrolmentTo,
      clauses: enrolment.window.clauses,
      words: `${say(dates.enrolmentFrom)}起共${length}天 → ${say(dates.enrolmentTo)}`,
    }),
    stage('review', '资格审核', {
      from: addDays(dates.enrolmentTo, 1),
      to: dates.reviewUntil,
      clauses: eligibility.reviewWithin.clauses,
      words: `${say(dates.enrolmentTo)}报名截止 + ${daysBetween(dates.enrolmentTo, dates.reviewUntil)}天 → ${say(dates.reviewUntil)}`,
    }),
    stage('payment', '缴费', {
      from: addDays(dates.reviewUntil, 1),
      to: dates.paymentUntil,
      clauses: ['SDS-A2-09'],
      words: `${say(dates.reviewUntil)}审核截止 + ${daysBetween(dates.reviewUntil, dates.paymentUntil)}天 → ${say(dates.paymentUntil)}`,
    }),
  ]
}

const examStages = (regime: Regime, dates: BatchDates): readonly Stage[] => {
  const [stage, say] = [drafting(regime), saying(dates)]
  const before = (on: Day) => addDays(on, -1)
  return [
    stage('arrangement', '考场编排', {
      from: addDays(dates.paymentUntil, 1),
      to: before(dates.ticketFrom),
      clauses: order,
      words: `${say(dates.ticketFrom)}准考证开放 − 1天 → ${say(before(dates.ticketFrom))}`,
    }),
    stage('ticket', '准考证', {
      from: dates.ticketFrom,
      to: before(dates.examFrom),
      clauses: regime.ticket.issue.clauses,
      words: `${say(dates.examFrom)}考试 − ${daysBetween(dates.ticketFrom, dates.examFrom)}天 → ${say(dates.ticketFrom)}开放下载，至考前一日${say(before(dates.examFrom))}`,
    }),
    stage('exam', '考试', {
      from: dates.examFrom,
      to: dates.examTo,
      clauses: order,
      words: `${say(dates.examFrom)}起共${daysBetween(dates.examFrom, dates.examTo) + 1}天 → ${say(dates.examTo)}`,
    }),
    stage('marking', '阅卷登分', {
      from: addDays(dates.examTo, 1),
      to: before(dates.publicityFrom),
      clauses: order,
      words: `${say(dates.publicityFrom)}公示开始 − 1天 → ${say(before(dates.publicityFrom))}`,
    }),
  ]
}

const resultStages = (regime: Regime, dates: BatchDates): readonly Stage[] => {
  const [stage, say] = [drafting(regime), saying(dates)]
  const duration = statedValue(regime.publicity.results)?.duration
  const least = duration ? `不少于${duration.days}${kindWords[duration.kind]}` : '公示'
  return [
    stage('publicity', '结果公示', {
      from: dates.publicityFrom,
      to: dates.publicityTo,
      clauses: regime.publicity.results.clauses,
      words: `${say(dates.publicityFrom)}起${least} → ${say(dates.publicityTo)}`,
    }),
    stage('numbering', '赋码与审核', {
      from: addDays(dates.publicityTo, 1),
      to: addDays(dates.issueOn, -1),
      clauses: regime.certificate.approval.clauses,
      words: `${say(dates.issueOn)}发证 − 1天 → ${say(addDays(dates.issueOn, -1))}`,
    }),
    stage('issue', '发证', {
      from: dates.issueOn,
      to: dates.issueOn,
      clauses: ['SDS-3.1-07', 'SDS-3.1-08'],
      words: `${say(dates.publicityTo)}公示截止并经审核确认 → ${say(dates.issueOn)}`,
    }),
  ]
}

/** The end of reporting, or the sentence that says why it cannot be told. */
const reportingEnd = ({ regime, calendar }: TimelineWorld, dates: BatchDates) => {
  const { certificates } = regime.reporting
  const within = statedValue(certificates)
  if (within?.kind !== 'within') return { to: null, words: '未规定上报期限' }
  const { days, kind } = within.days
  const say = saying(dates)
  const end =
    kind === 'working'
      ? addWorkingDays(calendar, dates.issueOn, days)
      : { refused: false as const, value: addDays(dates.issueOn, days) }
  if (end.refused) return { to: null, words: end.sentence }
  const words = `${say(dates.issueOn)}发证 + ${days}${kindWords[kind]} → ${say(end.value)}${basis(regime, certificates.clauses)}`
  return { to: end.value, words }
}

/** Reporting and archive follow from the day of issue; a year without a calendar leaves the border open. */
const closingStages = (world: TimelineWorld, dates: BatchDates): readonly Stage[] => {
  const { reporting, archive } = world.regime
  const { to, words } = reportingEnd(world, dates)
  const months = statedValue(archive.retention)?.electronicMonths ?? null
  const kept = months === null ? null : addMonths(dates.issueOn, months)
  return [
    {
      key: 'reporting',
      title: '数据上报',
      from: addDays(dates.issueOn, 1),
      to,
      clauses: reporting.certificates.clauses,
      arithmetic: words,
    },
    {
      key: 'archive',
      title: '归档保管',
      from: to && addDays(to, 1),
      to: kept,
      clauses: archive.retention.clauses,
      arithmetic:
        kept === null || months === null
          ? '未规定保管期限'
          : `${saying(dates)(dates.issueOn)}发证 + ${months / 12}年（电子材料） → ${inWords(kept)}${basis(world.regime, archive.retention.clauses)}`,
    },
  ]
}

/** The thirteen stages of a batch in order, each beginning on the day after the one before. */
export const stagesOf = (world: TimelineWorld, dates: BatchDates): readonly Stage[] => [
  ...enrolmentStages(world.regime, dates),
  ...examStages(world.regime, dates),
  ...resultStages(world.regime, dates),
  ...closingStages(world, dates),
]
