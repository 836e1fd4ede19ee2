import type { Day } from '#platform/clock/day.ts'
import { inWords, yearOf } from '#platform/clock/day.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { isOpen } from './batch.machine.ts'
import { batchName, nextSequence } from './batch-name.ts'
import { checkDates, type DatesRefusal } from './dates.rule.ts'
import {
  type LineRefusal,
  type LineRequest,
  type LineWorld,
  type PlannedLine,
  planLines,
} from './line.rule.ts'
import type { BatchDates, ChosenDates, TimelineWorld } from './timeline.ts'

export const batchRefusals = [
  'FILING_NOT_VALID',
  'NOTICE_NOT_PUBLISHED',
  'BATCH_STILL_OPEN',
  'SITE_NOT_CONFIRMED',
] as const
export type BatchRefusal = (typeof batchRefusals)[number]

/** A batch of the organisation, as far as the next one needs to know it. */
export interface EarlierBatch {
  readonly id: string
  readonly name: string
  readonly state: string
  readonly year: number
  readonly sequence: number
}

/** Everything a plan is judged against, read before and passed in. */
export interface PlanWorld extends TimelineWorld, LineWorld {
  readonly organisationName: string
  readonly confirmedSiteIds: readonly string[]
  readonly earlier: readonly EarlierBatch[]
}

export interface PlanRequest {
  readonly chosen: ChosenDates
  readonly siteIds: readonly string[]
  readonly lines: readonly LineRequest[]
}

export interface PlanOccasion {
  readonly createdOn: Day
  readonly leadFrom: Day
  /** The batch itself when it exists already; it keeps its number while it stays in the year. */
  readonly own: EarlierBatch | null
}

export interface PlannedBatch {
  readonly name: string
  readonly year: number
  readonly sequence: number
  readonly dates: BatchDates
  readonly lines: readonly PlannedLine[]
}

/** SDS-3.1-08: no new plan while an earlier one has not reached confirmed issue. `most` comes from the pack. */
export const checkNoneOpen = (
  earlier: readonly EarlierBatch[],
  most: number | undefined,
): Verdict<true, BatchRefusal> => {
  const open = earlier.filter(({ state }) => isOpen(state))
  if (most === undefined || open.length < most) return accept(true)
  return refuse('BATCH_STILL_OPEN', {
    sentence: `上一批次“${open[0]!.name}”尚未确认发证，不能制定新的认定计划。`,
    remedy: '请先完成上一批次的发证确认；不再执行的，先取消该计划。',
    clauses: ['SDS-3.1-08'],
    details: { batchId: open[0]!.id },
  })
}

export const checkSites = (
  confirmed: readonly string[],
  chosen: readonly string[],
): Verdict<true, BatchRefusal> => {
  if (chosen.length > 0 && chosen.every((id) => confirmed.includes(id))) return accept(true)
  return refuse('SITE_NOT_CONFIRMED', {
    sentence:
      chosen.length === 0
        ? '认定计划没有选择考点。'
        : '所选考点中有未经考点所在市人力资源社会保障部门确认的考点。',
    remedy: '请只选择已确认的考点，或先报送考点确认。',
    clauses: ['SDS-4.1-01'],
    field: 'siteIds',
  })
}

type Naming = Pick<PlanWorld, 'regime' | 'organisationName' | 'earlier'>

/** Name and number by the exam's date; a batch keeps its number while it stays in the year (SDS-A3-09, SDS-A3-10). */
export const numbered = (
  { regime, organisationName, earlier }: Naming,
  own: EarlierBatch | null,
  dates: BatchDates,
): Omit<PlannedBatch, 'lines'> => {
  const { examFrom } = dates
  const year = yearOf(examFrom)
  const others = earlier.filter((batch) => batch.year === year && batch.id !== own?.id)
  const sequence = own?.year === year ? own.sequence : nextSequence(others.map((each) => each.sequence))
  return { name: batchName(regime, { examFrom, organisationName, sequence }), year, sequence, dates }
}

/** The plan as it will be kept: dates checked, lines resolved, name and number computed. */
export const decidePlan = (
  world: PlanWorld,
  occasion: PlanOccasion,
  request: PlanRequest,
): Verdict<PlannedBatch, DatesRefusal | LineRefusal | BatchRefusal> => {
  const { createdOn, leadFrom, own } = occasion
  const sites = checkSites(world.confirmedSiteIds, request.siteIds)
  if (sites.refused) return sites
  const dates = checkDates(world, { createdOn, leadFrom, chosen: request.chosen })
  if (dates.refused) return dates
  const lines = planLines(world, request.lines)
  if (lines.refused) return lines
  return accept({ ...numbered(world, own, dates.value), lines: lines.value })
}

/** A plan that goes out after its enrolment should have begun would shorten it. */
export const checkNotBegun = (enrolmentFrom: Day, today: Day): Verdict<true, 'ENROLMENT_BEGUN'> =>
  today <= enrolmentFrom
    ? accept(true)
    : refuse('ENROLMENT_BEGUN', {
        sentence: `计划的报名开始日期${inWords(enrolmentFrom)}已过，发布后考生的报名时间将不足。`,
        remedy: '请退回计划，由机构顺延报名及以后各环节的日期。',
        clauses: ['SDS-3.1-04', 'SDS-3.1-07'],
        field: 'enrolmentFrom',
        details: { enrolmentFrom, today },
      })
