import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { checksOfSession } from '../checklist.ts'
import type { checklist } from '../contract.ts'
import { ownOrganisation } from '../own-organisation.ts'
import { listTicks } from '../store.ts'

export const checklistHandler: QueryHandler<typeof checklist> = async (context, { sessionId }) => {
  const organisationId = ownOrganisation(context)
  const { places, dueOn } = await checksOfSession(context.tx, organisationId, sessionId)
  const ticks = await listTicks(context.tx, { organisationId, sessionId })
  const shown = places.map(({ placeId, title, checks }) => ({
    placeId,
    title,
    items: checks.map(({ item, clause, phase, role }) => {
      const tick = ticks.find((one) => one.placeId === placeId && one.item === item)
      return {
        ...{ item, clause, phase, role, dueOn },
        isOverdue: !tick && dueOn !== null && context.today > dueOn,
        mayTick: !tick && context.actor.roles.includes(role),
        tickedAt: tick?.tickedAt.toISOString() ?? null,
        tickedBy: tick?.tickedName ?? null,
        finding: tick?.finding ?? '',
      }
    }),
  }))
  const items = shown.flatMap((place) => place.items)
  const ticked = items.filter(({ tickedAt }) => tickedAt !== null).length
  return accept({ ticked, total: items.length, places: shown })
}
