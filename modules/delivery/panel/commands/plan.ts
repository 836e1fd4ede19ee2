import { batchFacts } from '#modules/plan/facts.ts'
import { statedValue } from '#modules/policy/core/parameter.ts'
import { regime } from '#modules/policy/core/regime.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import { peopleIn, sceneOfSession } from '../../practical/scene.ts'
import { checksOf, saveChecks } from '../../practical/store.ts'
import type { checkReviewRoom, saveReviewScheme, scheduleDefence } from '../contract.ts'
import { schedule } from '../core/schedule.rule.ts'
import { checkScheme, tableLines } from '../core/scheme.rule.ts'
import { saveScheme, saveTurns, schemesOf, turnsOf } from '../store.ts'

const notReviewed = refuse('NOT_REVIEWED', {
  sentence: '该职业等级或场次不进行综合评审。',
  remedy: '综合评审适用于计划列有综合评审科目的等级。',
  clauses: ['HN-1.8.2-09', 'SDS-A3-14'],
})

const begun = refuse('DEFENCE_BEGUN', {
  sentence: '已有评审记录，不能再变更。',
  remedy: '确需变更的，请在评审记录中说明。',
  clauses: ['SDE-A4-02'],
})

/** SDE-4.3-03: what is evaluated and with which part of the result, before anybody is heard. */
export const saveReviewSchemeHandler: CommandHandler<typeof saveReviewScheme> = async (context, input) => {
  const { tx, actor, now } = context
  const organisationId = ownOrganisation(context)
  const { batchId, lineId } = input
  const batch = await batchFacts(tx, organisationId, batchId)
  const line = batch.lines.find(({ id }) => id === lineId)
  if (!line?.subjects.includes('review')) return notReviewed
  if ((await turnsOf(tx, { organisationId, batchId })).some(({ minutes }) => minutes !== null)) return begun
  const contents = checkScheme(input.contents, regime(batch.pack, batch.createdOn).practical.reviewContents)
  if (contents.refused) return contents
  const row = await saveScheme(tx, {
    ...{ organisationId, batchId, lineId, contents: contents.value },
    ...{ savedBy: actor.name, savedAt: now },
  })
  context.record({
    type: 'review-scheme-saved',
    table: 'reviewScheme',
    row,
    clauses: ['SDE-4.3-03', 'SDE-4.3-04'],
  })
  return accept({ lines: tableLines(contents.value).length })
}

/** SDE-A4-02: the defences of a room one after another, with the score clerk and everybody's material. */
export const scheduleDefenceHandler: CommandHandler<typeof scheduleDefence> = async (context, input) => {
  const { tx } = context
  const { organisationId, batch, session, line } = await sceneOfSession(context, input.sessionId)
  if (session.subject !== 'review') return notReviewed
  const at = { organisationId, batchId: batch.id, sessionId: session.id, roomId: input.roomId }
  const people = await peopleIn(context, at)
  if (people.length === 0) {
    return refuse('NO_CANDIDATES', {
      sentence: '该考场没有安排综合评审的考生。',
      remedy: '请核对编排。',
      clauses: ['SDE-A4-02'],
    })
  }
  if (!(await schemesOf(tx, organisationId, batch.id)).some(({ lineId }) => lineId === line.id)) {
    return refuse('SCHEME_MISSING', {
      sentence: '该职业等级还没有综合评审方案。',
      remedy: '请先确定评价内容和分值。',
      clauses: ['SDE-4.3-03'],
    })
  }
  if ((await turnsOf(tx, at)).some(({ minutes }) => minutes !== null)) return begun
  const turns = schedule(people, session, input.minutesEach)
  if (turns.refused) return turns
  const titles = new Map(input.materials.map((each) => [each.applicationId, each.titles]))
  const ids = await saveTurns(
    tx,
    turns.value.map(({ person: { applicationId, personId }, position, startsAt, endsAt }) => ({
      ...{ ...at, applicationId, personId, position, startsAt, endsAt, clerk: input.clerk },
      materials: titles.get(applicationId) ?? [],
    })),
  )
  context.recordAll({
    type: 'defence-scheduled',
    table: 'defenceTurn',
    organisationId,
    ids,
    clauses: ['SDE-A4-02', 'SDS-A3-05'],
  })
  return accept({ turns: ids.length })
}

/** SDS-4.1-16, HN-2.4-06: what of a review room has been found in order. */
export const checkReviewRoomHandler: CommandHandler<typeof checkReviewRoom> = async (context, input) => {
  const { tx, actor, now } = context
  const { organisationId, batch, session, rules } = await sceneOfSession(context, input.sessionId)
  const { roomId, items } = input
  const at = { organisationId, batchId: batch.id, sessionId: session.id, roomId }
  const asked = statedValue(rules.reviewRoomChecks) ?? []
  if (session.subject !== 'review' || items.some((item) => !asked.includes(item))) {
    return refuse('ITEM_UNKNOWN', {
      sentence: '本考场没有这个检查项。',
      remedy: '请刷新页面后重新选择。',
      clauses: [...rules.reviewRoomChecks.clauses],
    })
  }
  const found = {
    form: 'review-room' as const,
    subjectId: roomId,
    inOrder: true,
    quantity: null,
    finding: '',
  }
  const by = { checkedBy: actor.accountId!, checkedName: actor.name, checkedAt: now }
  const ids = await saveChecks(
    tx,
    items.map((item) => ({ ...at, ...found, ...by, item })),
  )
  context.recordAll({
    type: 'review-room-checked',
    table: 'practicalCheck',
    organisationId,
    ids,
    clauses: [...rules.reviewRoomChecks.clauses],
  })
  const checked = (await checksOf(tx, at)).filter(({ form }) => form === 'review-room')
  return accept({ open: asked.filter((item) => !checked.some((check) => check.item === item)).length })
}
