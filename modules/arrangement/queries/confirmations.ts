import { statedValue } from '#modules/policy/core/parameter.ts'
import { regime } from '#modules/policy/core/regime.ts'
import { dayOf } from '#platform/clock/day.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { confirmationsOf } from '../confirmation.store.ts'
import { itemsToConfirm, judgeConfirmation, qualifiedBy } from '../core/confirmation.rule.ts'
import { loadSessionRoster, mayInvigilate } from '../roster.ts'
import type { confirmations } from '../staff.contract.ts'
import { drawsOfSession } from '../staff.store.ts'
import { lockSession, ownOrganisation } from '../store.ts'

export const confirmationsHandler: QueryHandler<typeof confirmations> = async (context, { sessionId }) => {
  const { tx } = context
  const organisationId = ownOrganisation(context)
  const session = await lockSession(tx, organisationId, { sessionId })
  const roster = await loadSessionRoster(tx, session)
  const { pack, createdOn } = roster.scene.batch
  const inForce = regime(pack, createdOn)
  const items = itemsToConfirm(inForce)
  const asked = statedValue(inForce.staffing.invigilatorConfirmation)
  const found = Map.groupBy(
    await confirmationsOf(tx, { organisationId, sessionId }),
    ({ staffId }) => staffId,
  )
  const draws = await drawsOfSession(tx, organisationId, sessionId)
  const isDrawn = draws.some(({ role, state }) => role === '监考人员' && state === 'drawn')
  const moment = { examDay: dayOf(session.startsAt), today: context.today, isDrawn }
  return accept({
    items: [...items],
    qualifiedBy: asked ? qualifiedBy(asked, dayOf(session.startsAt)) : null,
    isDrawn,
    confirmable: items
      .map(({ item }) => item)
      .filter((item) => !judgeConfirmation(inForce, [item], moment).refused),
    people: roster.staff
      .filter((staff) => mayInvigilate(roster, staff))
      .map(({ id, staffNumber, name }) => {
        const own = found.get(id) ?? []
        return {
          ...{ staffId: id, staffNumber, name },
          confirmed: own.map(({ item, confirmedAt, confirmedName }) => ({
            ...{ item, at: confirmedAt.toISOString(), by: confirmedName },
          })),
          open: items.filter(({ item }) => own.every((one) => one.item !== item)).map(({ item }) => item),
        }
      }),
  })
}
