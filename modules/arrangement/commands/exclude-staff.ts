import { applicationFacts } from '#modules/enrolment/facts.ts'
import { documentIndexesOf } from '#modules/party/facts.ts'
import { dayOf } from '#platform/clock/day.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { DutyRole } from '../core/roster.rule.ts'
import type { recordRelation, withdrawExcluded } from '../staff.contract.ts'
import { addRelation, type DutyRow, dutiesAhead, removeDuties } from '../staff.store.ts'
import { lockSession, seatsOf, updateSession } from '../store.ts'

const rolesOf: { readonly [scope: string]: readonly DutyRole[] } = {
  examiner: ['考评人员'],
  supervisor: ['内部质量督导员'],
  expert: [],
  any: ['考点负责人', '监考人员', '考评人员', '内部质量督导员'],
}

/** The duties are taken away, and a session whose roster had been released is open again. */
const takeAway = async (context: CommandContext, duties: readonly DutyRow[], caseNumber: string) => {
  await removeDuties(context.tx, duties, `违规处理 ${caseNumber}`)
  for (const duty of duties) {
    context.record({
      type: 'duty-excluded',
      table: 'duty',
      row: duty,
      data: { caseNumber },
      clauses: ['HN-3.3.9-01', 'HN-3.3.9-06'],
    })
    const session = await lockSession(context.tx, duty.organisationId, { sessionId: duty.sessionId })
    if (session.staffedAt === null) continue
    await updateSession(context.tx, session, { staffedAt: null })
    context.record({ type: 'roster-reopened', table: 'examSession', row: session, clauses: ['SDS-4.4-02'] })
  }
}

export const withdrawExcludedHandler: CommandHandler<typeof withdrawExcluded> = async (context, input) => {
  const { organisationId, scope, untilOn, people, caseNumber } = input
  const roles = scope === null ? [] : (rolesOf[scope] ?? [])
  const ahead = await dutiesAhead(context.tx, organisationId, context.now)
  const concerned = ahead.filter(
    ({ role, startsAt, ...duty }) =>
      roles.includes(role) &&
      (untilOn === null || dayOf(startsAt) <= untilOn) &&
      people.some(
        (each) =>
          each.staffId === duty.staffId || (each.accountId !== null && each.accountId === duty.accountId),
      ),
  )
  await takeAway(context, concerned, caseNumber)
  return accept({ removed: concerned.length })
}

export const recordRelationHandler: CommandHandler<typeof recordRelation> = async (context, input) => {
  const { tx, now } = context
  const { organisationId, batchId, applicationIds, people, reason, caseNumber } = input
  const applications = []
  for (const id of applicationIds) applications.push(await applicationFacts(tx, organisationId, id))
  const indexes = await documentIndexesOf(
    tx,
    applications.map(({ personId }) => personId),
  )
  const staffIds = people.flatMap(({ staffId }) => staffId ?? [])
  let relations = 0
  for (const staffId of staffIds)
    for (const documentIndex of indexes.values()) {
      const words = `${caseNumber} ${reason}`.slice(0, 200)
      await addRelation(tx, organisationId, { staffId, documentIndex, kind: 'relative', reason: words })
      relations += 1
    }
  const seats = await seatsOf(tx, { organisationId, batchId }, 'confirmed')
  const rooms = new Set(
    seats
      .filter(({ applicationId }) => applicationIds.includes(applicationId))
      .map(({ sessionId, roomId }) => `${sessionId} ${roomId}`),
  )
  const ahead = await dutiesAhead(tx, organisationId, now)
  const concerned = ahead.filter(
    ({ staffId, sessionId, roomId }) => staffIds.includes(staffId) && rooms.has(`${sessionId} ${roomId}`),
  )
  await takeAway(context, concerned, caseNumber)
  return accept({ relations, removed: concerned.length })
}
