import { type Day, inWords } from '#platform/clock/day.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { checkSites, type EarlierBatch, numbered, type PlannedBatch, type PlanWorld } from './batch.rule.ts'
import { checkDates, datesRefusals } from './dates.rule.ts'
import type { BatchDates, ChosenDates } from './timeline.ts'

export const amendmentRefusals = [
  'NOTHING_CHANGED',
  'DAY_PAST',
  'SITE_NOT_CONFIRMED',
  ...datesRefusals,
] as const
export type AmendmentRefusal = (typeof amendmentRefusals)[number]

/** What an amendment may change of a published plan; its lines stay, since people have enrolled in them. */
export interface Amendable {
  readonly dates: ChosenDates
  readonly siteIds: readonly string[]
  readonly capacity: number
}

export interface PublishedBatch extends EarlierBatch, BatchDates {
  readonly siteIds: readonly string[]
  readonly capacity: number
}

/** The chosen dates by their names on screen, in the order of the stages. */
export const dateTitles: Readonly<Record<keyof ChosenDates, string>> = {
  enrolmentFrom: '报名开始',
  enrolmentTo: '报名截止',
  reviewUntil: '审核截止',
  paymentUntil: '缴费截止',
  examFrom: '考试开始',
  examTo: '考试结束',
  publicityFrom: '公示开始',
  publicityTo: '公示截止',
  issueOn: '发证',
}

const dateKeys = Object.keys(dateTitles) as readonly (keyof ChosenDates)[]

export const chosenOf = (dates: ChosenDates): ChosenDates =>
  Object.fromEntries(dateKeys.map((key) => [key, dates[key]])) as unknown as ChosenDates

export const changedDates = (before: ChosenDates, after: ChosenDates): readonly (keyof ChosenDates)[] =>
  dateKeys.filter((key) => before[key] !== after[key])

const sameSites = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id) => other.includes(id))

const checkPast = (batch: ChosenDates, wanted: ChosenDates, today: Day): Verdict<true, AmendmentRefusal> => {
  const past = changedDates(batch, wanted).find((key) => batch[key] < today || wanted[key] < today)
  if (past === undefined) return accept(true)
  return refuse('DAY_PAST', {
    sentence: `${dateTitles[past]}由${inWords(batch[past])}改为${inWords(wanted[past])}：已经过去的日期不能变更。`,
    remedy: '请只变更今天及以后的日期。',
    clauses: ['SDS-3.1-07'],
    field: past,
    details: { before: batch[past], after: wanted[past] },
  })
}

type AmendmentWorld = Omit<PlanWorld, 'published' | 'filed'>

/**
 * The plan as amended, with name and number by the new date of the exam. The same rules hold as for a new plan;
 * another beginning of enrolment needs its lead time from today.
 */
export const judgeAmendment = (
  world: AmendmentWorld,
  { batch, wanted }: { readonly batch: PublishedBatch; readonly wanted: Amendable },
  today: Day,
): Verdict<Omit<PlannedBatch, 'lines'>, AmendmentRefusal> => {
  const sites = sameSites(batch.siteIds, wanted.siteIds)
  if (changedDates(batch, wanted.dates).length === 0 && sites && batch.capacity === wanted.capacity) {
    return refuse('NOTHING_CHANGED', {
      sentence: '没有需要变更的内容。',
      remedy: '请修改日期、考点或计划人数后再提交变更。',
      clauses: [],
    })
  }
  const past = checkPast(batch, wanted.dates, today)
  if (past.refused) return past
  const confirmed = checkSites(world.confirmedSiteIds, wanted.siteIds)
  if (confirmed.refused) return { ...confirmed, code: 'SITE_NOT_CONFIRMED' }
  const leadFrom = wanted.dates.enrolmentFrom === batch.enrolmentFrom ? batch.createdOn : today
  const dates = checkDates(world, { createdOn: batch.createdOn, leadFrom, chosen: wanted.dates })
  return dates.refused ? dates : accept(numbered(world, batch, dates.value))
}
