import {
  type DutyFact,
  dutiesOf,
  type PlacementFact,
  placementsOf,
  type SessionFact,
  sessionBatch,
  sessionsOf,
} from '#modules/arrangement/facts.ts'
import { type BatchFacts, type BatchLineFacts, batchFacts } from '#modules/plan/facts.ts'
import { levelName } from '#modules/policy/core/level.ts'
import type { PracticalParameters } from '#modules/policy/core/practical-parameters.ts'
import { regime } from '#modules/policy/core/regime.ts'
import { dayOf } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import { refuse } from '#platform/contract/verdict.ts'
import { ownOrganisation } from '../own-organisation.ts'
import type { DayRow, PlaceOf } from './store.ts'

export interface PracticalScene {
  readonly organisationId: string
  readonly batch: BatchFacts
  readonly session: SessionFact
  readonly line: BatchLineFacts
  readonly rules: PracticalParameters
}

export const lineTitle = ({ occupationName, trade, level }: BatchLineFacts): string =>
  `${occupationName}${trade ? `（${trade}）` : ''} ${levelName(level)}`

/** A published session with the rules of its batch. Throws MissingRow. */
export const sceneOfSession = async (context: QueryContext, sessionId: string): Promise<PracticalScene> => {
  const organisationId = ownOrganisation(context)
  const batchId = await sessionBatch(context.tx, organisationId, sessionId)
  const batch = await batchFacts(context.tx, organisationId, batchId)
  const session = (await sessionsOf(context.tx, organisationId, batchId)).find(({ id }) => id === sessionId)
  const line = batch.lines.find(({ id }) => id === session?.lineId)
  if (!session || !line) throw new MissingRow()
  return { organisationId, batch, session, line, rules: regime(batch.pack, batch.createdOn).practical }
}

/** Who is to be examined in a room, by seat. */
export const peopleIn = (
  { tx }: QueryContext,
  { organisationId, batchId, sessionId, roomId }: PlaceOf & { readonly batchId: string },
): Promise<PlacementFact[]> => placementsOf(tx, organisationId, { batchId, sessionId, roomId })

/** The examiner's own duty in a room; null for everybody else. */
export const dutyIn = async (
  { tx, actor }: QueryContext,
  { organisationId, batchId, sessionId, roomId }: PlaceOf & { readonly batchId: string },
): Promise<DutyFact | null> => {
  const duties = await dutiesOf(tx, organisationId, { batchId, sessionId, roomId })
  return duties.find(({ role, accountId }) => role === '考评人员' && accountId === actor.accountId) ?? null
}

export const notOnPanel = refuse('NOT_ON_PANEL', {
  sentence: '您不是本考场的考评人员，不能办理。',
  remedy: '请由本考场的考评人员办理；安排有误的请联系考务人员。',
  clauses: ['SDS-4.4-19'],
})

/** Examiners act in their own room only; the head of the site acts in all of his. */
export const mayActIn = async (
  context: QueryContext,
  at: PlaceOf & { readonly batchId: string },
): Promise<boolean> =>
  !context.actor.roles.includes('examiner') ||
  context.actor.roles.includes('site-chief') ||
  (await dutyIn(context, at)) !== null

export const isExamDay = ({ today }: QueryContext, session: Pick<SessionFact, 'startsAt'>): boolean =>
  today >= dayOf(session.startsAt)

export const notTheDay = refuse('NOT_THE_DAY', {
  sentence: '考试当天才能办理。',
  remedy: '请于考试当天在考场办理。',
  clauses: ['SDS-4.4-19'],
})

export const notStarted = refuse('NOT_STARTED', {
  sentence: '本考场还没有开考。',
  remedy: '请完成检查后先开考。',
  clauses: ['SDS-4.4-19'],
})

/** The clauses of a list as they apply to its pack alone. */
export const placeOfDay = ({ organisationId, batchId, sessionId, roomId }: DayRow) => ({
  organisationId,
  batchId,
  sessionId,
  roomId,
})
