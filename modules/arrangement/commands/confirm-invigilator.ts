import { v7 as uuid } from 'uuid'
import { regime } from '#modules/policy/core/regime.ts'
import { dayOf } from '#platform/clock/day.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { insertConfirmations } from '../confirmation.store.ts'
import { judgeConfirmation } from '../core/confirmation.rule.ts'
import { loadSessionRoster, mayInvigilate } from '../roster.ts'
import type { confirmInvigilator } from '../staff.contract.ts'
import { drawsOfSession } from '../staff.store.ts'
import { lockSession, ownOrganisation } from '../store.ts'

/** SDS-4.4-07, SDS-4.4-09: each invigilator's qualification and each topic he has studied, with person and time. */
export const confirmInvigilatorHandler: CommandHandler<typeof confirmInvigilator> = async (
  context,
  input,
) => {
  const { tx, actor, now, today } = context
  const organisationId = ownOrganisation(context)
  const session = await lockSession(tx, organisationId, { sessionId: input.sessionId })
  const roster = await loadSessionRoster(tx, session)
  const { pack, createdOn } = roster.scene.batch
  const draws = await drawsOfSession(tx, organisationId, session.id)
  const judged = judgeConfirmation(regime(pack, createdOn), input.items, {
    examDay: dayOf(session.startsAt),
    today,
    isDrawn: draws.some(({ role, state }) => role === '监考人员' && state === 'drawn'),
  })
  if (judged.refused) return judged
  const staff = roster.staff.find(({ id }) => id === input.staffId)
  if (!staff || !mayInvigilate(roster, staff)) {
    return refuse('NOT_QUALIFIED', {
      sentence: '所选人员不是在聘的监考人员，或本人是考生。',
      remedy: '请从人员名册中选择监考人员。',
      clauses: ['SDS-4.4-07', 'SDS-4.3-02'],
      field: 'staffId',
    })
  }
  const rows = judged.value.map(({ item, clause }) => ({
    ...{ organisationId, id: uuid(), batchId: session.batchId, sessionId: session.id },
    ...{ staffId: staff.id, item, clause },
    ...{ confirmedBy: actor.accountId!, confirmedName: actor.name, confirmedAt: now },
  }))
  const ids = await insertConfirmations(tx, rows)
  if (ids.length > 0) {
    context.recordAll({
      type: 'invigilator-confirmed',
      table: 'invigilatorConfirmation',
      organisationId,
      ids,
      data: { staff: staff.name },
      clauses: [...new Set(judged.value.map(({ clause }) => clause))],
    })
  }
  return accept({ confirmedAt: now.toISOString(), added: ids.length })
}
