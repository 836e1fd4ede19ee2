import { organisationFacts } from '#modules/party/facts.ts'
import { statedValue } from '#modules/policy/core/parameter.ts'
import { confirmedSites } from '#modules/site/facts.ts'
import { type Day, yearOf } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { checkTimeline, planChoices, proposeTimeline } from '../contract.ts'
import { checkNoneOpen } from '../core/batch.rule.ts'
import { proposeDates } from '../core/dates.proposal.ts'
import { checkDates } from '../core/dates.rule.ts'
import { sameLine, subjectsOf } from '../core/line.rule.ts'
import { practicalModesOf, theoryModesOf } from '../core/modes.ts'
import { type ChosenDates, timelineOf } from '../core/timeline.ts'
import { noticesInForce } from '../notice.store.ts'
import { earlierBatches, findBatch, ownerOf } from '../store.ts'
import { regimeOf, requireFiling, timelineWorld } from '../world.ts'
import { datesView, levelWords, segmentView } from './views.ts'

const worldToday = async (context: QueryContext) => {
  const filing = await requireFiling(context, ownerOf(context.actor, undefined))
  return filing.refused ? filing : accept(await timelineWorld(context.tx, filing.value.pack, context.today))
}

export const planChoicesHandler: QueryHandler<typeof planChoices> = async (context, input) => {
  const { tx, actor, today } = context
  const organisationId = ownerOf(actor, undefined)
  const filing = await requireFiling(context, organisationId)
  if (filing.refused) return filing
  const regime = regimeOf(filing.value.pack, today)
  const filed = filing.value.items.map(({ occupationCode, occupationName, trade, level }) => ({
    occupationCode,
    occupationName,
    trade,
    level,
    levelName: levelWords(level),
    subjects: [...subjectsOf(regime, level)],
  }))
  const notices = await noticesInForce(tx, organisationId)
  const published = notices
    .filter(({ year }) => input.year === undefined || year === input.year)
    .filter(({ year }) => year >= yearOf(today))
    .flatMap(({ year, lines }) =>
      lines.flatMap((line) => {
        const known = filed.find((each) => sameLine(each, line))
        return known && line.feeCents !== null ? [{ ...known, year, feeCents: line.feeCents }] : []
      }),
    )
  const { contactPerson, contactPhone } = await organisationFacts(tx, organisationId)
  const most = statedValue(regime.plan.maxOpenBatches)
  const free = checkNoneOpen(await earlierBatches(tx, organisationId), most)
  return accept({
    filed,
    published,
    sites: (await confirmedSites(tx, organisationId)).map(({ id, name, address }) => ({
      siteId: id,
      name,
      address,
    })),
    targetGroups: [...(statedValue(regime.enrolment.schemeCategories) ?? [])],
    theoryModes: [...theoryModesOf(regime)],
    practicalModes: [...practicalModesOf(regime)],
    reviewModes: [...(statedValue(regime.delivery.modes)?.review ?? [])],
    contactName: contactPerson ?? '',
    contactPhone: contactPhone ?? '',
    blocked: free.refused
      ? { sentence: free.sentence, remedy: free.remedy, clauses: [...free.clauses] }
      : null,
  })
}

/** SDS-3.1-07: all dates from two, judged by the same rules as the plan itself. */
export const proposeTimelineHandler: QueryHandler<typeof proposeTimeline> = async (context, input) => {
  const { today } = context
  const world = await worldToday(context)
  if (world.refused) return world
  const { enrolmentFrom, examFrom, examTo = examFrom } = input as { [key in keyof typeof input]: Day }
  const proposed = proposeDates(world.value, { enrolmentFrom, examFrom, examTo })
  if (proposed.refused) return proposed
  const dates = checkDates(world.value, { createdOn: today, leadFrom: today, chosen: proposed.value })
  if (dates.refused) return dates
  return accept({
    dates: datesView(dates.value),
    segments: timelineOf(world.value, dates.value, today).map(segmentView),
  })
}

export const checkTimelineHandler: QueryHandler<typeof checkTimeline> = async (context, input) => {
  const { tx, actor, today } = context
  const { batchId, ...rest } = input
  const chosen = rest as ChosenDates
  const batch = batchId
    ? await findBatch(tx, { organisationId: ownerOf(actor, undefined), id: batchId })
    : undefined
  const world = batch
    ? accept(await timelineWorld(tx, batch.pack, batch.createdOn))
    : await worldToday(context)
  if (world.refused) return world
  const createdOn = batch?.createdOn ?? today
  const leadFrom = batch?.enrolmentFrom === chosen.enrolmentFrom ? createdOn : today
  const dates = checkDates(world.value, { createdOn, leadFrom, chosen })
  if (dates.refused) return dates
  return accept({ segments: timelineOf(world.value, dates.value, today).map(segmentView) })
}
