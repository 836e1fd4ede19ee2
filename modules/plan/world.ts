import { type FiledScope, filedScopeOn } from '#modules/filing/facts.ts'
import { organisationFacts } from '#modules/party/facts.ts'
import { type PackId, packIds, type Regime, regime } from '#modules/policy/core/regime.ts'
import { loadCalendar } from '#modules/policy/facts.ts'
import { confirmedSites } from '#modules/site/facts.ts'
import { type Day, yearOf } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { BatchRefusal, PlanWorld } from './core/batch.rule.ts'
import type { TimelineWorld } from './core/timeline.ts'
import { type NoticeRow, noticesInForce } from './notice.store.ts'
import { earlierBatches } from './store.ts'

type Tx = QueryContext['tx']

const isPack = (text: string): text is PackId => packIds.some((id) => id === text)

/** The regime of a pack by its stored name; throws when it is none or nothing was in force that day. */
export const regimeOf = (pack: string, on: Day): Regime => {
  if (!isPack(pack)) throw new RangeError(`no pack ${pack}`)
  return regime(pack, on)
}

const noFiling = (on: Day): Verdict<never, 'FILING_NOT_VALID'> =>
  refuse('FILING_NOT_VALID', {
    sentence: '本机构当日没有有效的备案，不能编制计划。',
    remedy: '请先完成备案或备案延续。',
    clauses: ['SDS-1.0-01'],
    details: { on },
  })

/** The filing valid today, or the refusal that stops every plan (SDS-1.0-01). */
export const requireFiling = async (
  { tx, today }: QueryContext,
  organisationId: string,
): Promise<Verdict<FiledScope, 'FILING_NOT_VALID'>> => {
  const scope = await filedScopeOn(tx, organisationId, today)
  return scope === null ? noFiling(today) : accept(scope)
}

export const timelineWorld = async (tx: Tx, pack: string, madeOn: Day): Promise<TimelineWorld> => ({
  regime: regimeOf(pack, madeOn),
  calendar: await loadCalendar(tx),
})

const noNotice = (year: number): Verdict<never, BatchRefusal> =>
  refuse('NOTICE_NOT_PUBLISHED', {
    sentence: `本机构${year}年度认定计划公告尚未发布，不能制定该年度的认定计划。`,
    remedy: '请先制定年度计划公告，经市人力资源社会保障部门确认后发布。',
    clauses: ['SDS-2.2-03'],
    field: 'examFrom',
  })

/** What an amendment of a published batch is judged against; the notice and the filing do not come into it again. */
export const amendmentWorld = async (
  { tx }: QueryContext,
  { organisationId, pack, createdOn }: { organisationId: string; pack: string; createdOn: Day },
) => ({
  ...(await timelineWorld(tx, pack, createdOn)),
  organisationName: (await organisationFacts(tx, organisationId)).name,
  confirmedSiteIds: (await confirmedSites(tx, organisationId)).map(({ id }) => id),
  earlier: await earlierBatches(tx, organisationId),
})

export interface Ground {
  readonly world: PlanWorld
  readonly notice: NoticeRow
  readonly pack: string
}

/**
 * Everything a plan is judged against: today's filing, the notice in force in the year of its examination, the law of
 * the day it was made, the working calendar, the confirmed sites and the batches there are.
 */
export const planGround = async (
  context: QueryContext,
  organisationId: string,
  { createdOn, examFrom }: { readonly createdOn: Day; readonly examFrom: Day },
): Promise<Verdict<Ground, BatchRefusal>> => {
  const filing = await requireFiling(context, organisationId)
  if (filing.refused) return filing
  const year = yearOf(examFrom)
  const notice = (await noticesInForce(context.tx, organisationId)).find((each) => each.year === year)
  if (!notice) return noNotice(year)
  const { pack, items } = filing.value
  const world: PlanWorld = {
    ...(await amendmentWorld(context, { organisationId, pack, createdOn })),
    published: notice.lines,
    filed: items,
  }
  return accept({ world, notice, pack })
}
