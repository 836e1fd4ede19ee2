import { organisationFacts } from '#modules/party/facts.ts'
import type { Day } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { publicPlan, publicPlans } from '../contract.ts'
import { lineTitle, sameLine } from '../core/line.rule.ts'
import { timelineOf } from '../core/timeline.ts'
import { type ListedBatch, listPublished } from '../list.store.ts'
import { noticesInForce } from '../notice.store.ts'
import { type BatchLineRow, linesOf } from '../store.ts'
import { timelineWorld } from '../world.ts'
import { datesView, levelWords, segmentView } from './views.ts'

const enrolmentOf = ({ enrolmentFrom, enrolmentTo }: ListedBatch, today: Day) =>
  today < enrolmentFrom ? ('future' as const) : today > enrolmentTo ? ('over' as const) : ('open' as const)

const rowView = (batch: ListedBatch, lines: readonly BatchLineRow[], today: Day) => ({
  organisationId: batch.organisationId,
  batchId: batch.id,
  organisationName: batch.organisationName,
  cityName: batch.cityName ?? '',
  name: batch.name,
  enrolmentFrom: batch.enrolmentFrom,
  enrolmentTo: batch.enrolmentTo,
  examFrom: batch.examFrom,
  examTo: batch.examTo,
  enrolment: enrolmentOf(batch, today),
  publishedAt: batch.publishedAt?.toISOString() ?? '',
  lines: lines.map(
    ({ id, occupationCode, occupationName, trade, level, subjects, targetGroup, feeCents }) => ({
      lineId: id,
      occupationCode,
      occupationName,
      trade,
      level,
      levelName: levelWords(level),
      subjects,
      targetGroup,
      feeCents,
    }),
  ),
})

export const publicPlansHandler: QueryHandler<typeof publicPlans> = async ({ tx, today }, input) => {
  const { total, rows } = await listPublished(tx, { ...input, today })
  const views = []
  for (const row of rows) views.push(rowView(row, await linesOf(tx, row.organisationId, [row.id]), today))
  return accept({ total, rows: views })
}

/** What the notice in force says of the lines of a batch: place, conditions, procedure (SDS-A1-06). */
const announced = async ({ tx }: QueryContext, batch: ListedBatch, lines: readonly BatchLineRow[]) => {
  const notice = (await noticesInForce(tx, batch.organisationId)).find(({ year }) => year === batch.year)
  const own = notice?.lines.filter((line) => lines.some((each) => sameLine(each, line))) ?? []
  return {
    places: [...new Set(own.map(({ place }) => place))],
    enrolmentProcedure: notice?.enrolmentProcedure ?? '',
    conditions: own.map((line) => ({ title: lineTitle(line, line.occupationName), text: line.conditions })),
  }
}

export const publicPlanHandler: QueryHandler<typeof publicPlan> = async (context, input) => {
  const { tx, today } = context
  const batch = (await listPublished(tx, { batchId: input.batchId, today })).rows[0]
  if (!batch) throw new MissingRow()
  const lines = await linesOf(tx, batch.organisationId, [batch.id])
  const { contactPerson, contactPhone } = await organisationFacts(tx, batch.organisationId)
  const world = await timelineWorld(tx, batch.pack, batch.createdOn)
  return accept({
    ...rowView(batch, lines, today),
    dates: datesView(batch),
    segments: timelineOf(world, batch, today).map(segmentView),
    contactName: contactPerson ?? '',
    contactPhone: contactPhone ?? '',
    ...(await announced(context, batch, lines)),
  })
}
