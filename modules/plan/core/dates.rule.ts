import { type ClauseId, statedValue } from '#modules/policy/core/parameter.ts'
import type { Days } from '#modules/policy/core/parameters.ts'
import { addWorkingDays, nthWorkingDay } from '#modules/policy/core/working-calendar.ts'
import { addDays, type Day, daysBetween, inWords } from '#platform/clock/day.ts'
import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { BatchDates, ChosenDates, TimelineWorld } from './timeline.ts'

export const datesRefusals = [
  'LEAD_TIME_SHORT',
  'ENROLMENT_WINDOW',
  'REVIEW_TOO_LONG',
  'EXAM_BEFORE_REVIEW',
  'STAGES_OUT_OF_ORDER',
  'PUBLICITY_SHORT',
  'CALENDAR_YEAR_UNKNOWN',
] as const
export type DatesRefusal = (typeof datesRefusals)[number]
type Checked<T> = Verdict<T, DatesRefusal>

/** A plan's dates with the day from which its lead time counts: the making of the plan, or of its change. */
export interface DatesRequest {
  readonly createdOn: Day
  readonly leadFrom: Day
  readonly chosen: ChosenDates
}

const shift = ({ calendar }: TimelineWorld, from: Day, { days, kind }: Days): Checked<Day> =>
  kind === 'working' ? addWorkingDays(calendar, from, days) : accept(addDays(from, days))

const checkLeadTime = (world: TimelineWorld, { leadFrom, chosen }: DatesRequest): Checked<true> => {
  const rule = world.regime.plan.leadTime
  const lead = statedValue(rule)
  if (!lead) return accept(true)
  const anchor = lead.before === 'exam' ? chosen.examFrom : chosen.enrolmentFrom
  const title = lead.before === 'exam' ? '考试' : '报名'
  const earliest = shift(world, leadFrom, lead)
  if (earliest.refused) return earliest
  if (anchor >= earliest.value) return accept(true)
  const kind = lead.kind === 'working' ? '个工作日' : '天'
  return refuse('LEAD_TIME_SHORT', {
    sentence: `计划于${inWords(leadFrom)}编制，${title}于${inWords(anchor)}开始，不足提前${lead.days}${kind}的规定。`,
    remedy: `请将${title}开始日期改为${inWords(earliest.value)}或以后。`,
    clauses: rule.clauses,
    field: lead.before === 'exam' ? 'examFrom' : 'enrolmentFrom',
    details: { createdOn: leadFrom, chosen: anchor, earliest: earliest.value },
  })
}

const checkWindow = ({ regime }: TimelineWorld, { chosen }: DatesRequest): Checked<true> => {
  const rule = regime.enrolment.window
  const window = statedValue(rule)
  const days = daysBetween(chosen.enrolmentFrom, chosen.enrolmentTo) + 1
  if (window?.kind !== 'exactly' || days === window.days) return accept(true)
  const end = addDays(chosen.enrolmentFrom, window.days - 1)
  return refuse('ENROLMENT_WINDOW', {
    sentence: `报名自${inWords(chosen.enrolmentFrom)}至${inWords(chosen.enrolmentTo)}共${days}天，应为${window.days}天。`,
    remedy: `请将报名截止日期改为${inWords(end)}。`,
    clauses: rule.clauses,
    field: 'enrolmentTo',
    details: { from: chosen.enrolmentFrom, to: chosen.enrolmentTo, expected: end },
  })
}

const checkReview = (world: TimelineWorld, { chosen }: DatesRequest): Checked<true> => {
  const rule = world.regime.eligibility.reviewWithin
  const limit = statedValue(rule)
  const latest = limit ? shift(world, chosen.enrolmentTo, limit) : accept(chosen.reviewUntil)
  if (latest.refused) return latest
  if (limit && chosen.reviewUntil > latest.value) {
    return refuse('REVIEW_TOO_LONG', {
      sentence: `报名于${inWords(chosen.enrolmentTo)}截止，资格审核至${inWords(chosen.reviewUntil)}，超过报名截止后${limit.days}天。`,
      remedy: `请将审核截止日期改为${inWords(latest.value)}或以前。`,
      clauses: rule.clauses,
      field: 'reviewUntil',
      details: { enrolmentTo: chosen.enrolmentTo, reviewUntil: chosen.reviewUntil, latest: latest.value },
    })
  }
  if (chosen.examFrom <= latest.value) {
    return refuse('EXAM_BEFORE_REVIEW', {
      sentence: `考试日期${inWords(chosen.examFrom)}早于资格审核期的结束日期${inWords(latest.value)}。`,
      remedy: `请将考试日期改到${inWords(latest.value)}以后，并留出缴费、编排和准考证下载的时间。`,
      clauses: ['SDS-3.1-07', ...rule.clauses],
      field: 'examFrom',
      details: { examFrom: chosen.examFrom, reviewUntil: latest.value },
    })
  }
  return accept(true)
}

/** The first day on which tickets can be had. */
const ticketOpening = ({ regime }: TimelineWorld, { examFrom, paymentUntil }: ChosenDates): Day => {
  const issue = statedValue(regime.ticket.issue)
  const days = issue?.by === 'candidate' ? issue.opensDaysBeforeExam : issue?.daysBeforeExam
  return days == null ? addDays(paymentUntil, 2) : addDays(examFrom, -days)
}

type Border = readonly [keyof BatchDates, string, keyof BatchDates, string]

/** Each end with the beginning that must come after it by at least `gap` days, a stage lying between when it is 2. */
const borders: readonly {
  readonly of: Border
  readonly gap: number
  readonly clauses: readonly ClauseId[]
}[] = [
  { of: ['enrolmentTo', '报名截止', 'reviewUntil', '审核截止'], gap: 1, clauses: ['SDS-3.1-07'] },
  {
    of: ['reviewUntil', '审核截止', 'paymentUntil', '缴费截止'],
    gap: 1,
    clauses: ['SDS-3.1-07', 'SDS-A2-09'],
  },
  {
    of: ['paymentUntil', '缴费截止', 'ticketFrom', '准考证开放'],
    gap: 2,
    clauses: ['SDS-3.1-07', 'SDS-3.1-06'],
  },
  { of: ['ticketFrom', '准考证开放', 'examFrom', '考试开始'], gap: 1, clauses: ['SDS-3.1-07', 'SDS-3.1-06'] },
  { of: ['examFrom', '考试开始', 'examTo', '考试结束'], gap: 0, clauses: ['SDS-3.1-07'] },
  { of: ['examTo', '考试结束', 'publicityFrom', '公示开始'], gap: 2, clauses: ['SDS-3.1-07', 'SDS-5.2-01'] },
  { of: ['publicityTo', '公示截止', 'issueOn', '发证'], gap: 2, clauses: ['SDS-3.1-07', 'SDS-6.1-02'] },
]

const checkOrder = (dates: BatchDates): Checked<true> => {
  for (const { of, gap, clauses } of borders) {
    const [earlier, earlierTitle, later, laterTitle] = of
    const least = addDays(dates[earlier], gap)
    if (dates[later] >= least) continue
    const between = gap > 1 ? '，两者之间至少应留1天办理中间环节' : ''
    return refuse('STAGES_OUT_OF_ORDER', {
      sentence: `${laterTitle}日期${inWords(dates[later])}与${earlierTitle}日期${inWords(dates[earlier])}的先后不符合规定${between}。`,
      remedy: `请将${laterTitle}日期改为${inWords(least)}或以后，或把${earlierTitle}日期提前。`,
      clauses,
      field: later === 'ticketFrom' ? 'paymentUntil' : later,
      details: { earlier: dates[earlier], later: dates[later], least },
    })
  }
  return accept(true)
}

/** The last day of the shortest publicity the pack allows, when it begins on `from`. */
export const shortestPublicity = ({ regime, calendar }: TimelineWorld, from: Day): Checked<Day> => {
  const duration = statedValue(regime.publicity.results)?.duration
  if (!duration) return accept(from)
  return duration.kind === 'working'
    ? nthWorkingDay(calendar, from, duration.days)
    : accept(addDays(from, duration.days - 1))
}

const checkPublicity = (world: TimelineWorld, { chosen }: DatesRequest): Checked<true> => {
  const rule = world.regime.publicity.results
  const least = shortestPublicity(world, chosen.publicityFrom)
  if (least.refused) return least
  if (chosen.publicityTo >= least.value) return accept(true)
  const duration = statedValue(rule)?.duration
  const kind = duration?.kind === 'working' ? '个工作日' : '天'
  return refuse('PUBLICITY_SHORT', {
    sentence: `公示自${inWords(chosen.publicityFrom)}至${inWords(chosen.publicityTo)}，不足${duration?.days ?? 1}${kind}。`,
    remedy: `请将公示截止日期改为${inWords(least.value)}或以后。`,
    clauses: rule.clauses,
    field: 'publicityTo',
    details: { from: chosen.publicityFrom, to: chosen.publicityTo, least: least.value },
  })
}

const firstRefusal = (verdicts: readonly Checked<true>[]): Refusal<DatesRefusal> | undefined =>
  verdicts.find((verdict) => verdict.refused)

/**
 * All dates of a batch, or the first rule that the chosen ones break, naming both dates (SDS-3.1-01, SDS-3.1-07). A
 * year without a working calendar is refused, never guessed.
 */
export const checkDates = (world: TimelineWorld, request: DatesRequest): Checked<BatchDates> => {
  const { chosen, createdOn } = request
  const dates: BatchDates = { ...chosen, createdOn, ticketFrom: ticketOpening(world, chosen) }
  const refusal = firstRefusal([
    checkLeadTime(world, request),
    checkWindow(world, request),
    checkReview(world, request),
    checkOrder(dates),
    checkPublicity(world, request),
  ])
  return refusal ?? accept(dates)
}
