import type { Day } from '#platform/clock/day.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { banList } from '../ban.contract.ts'
import { listBans } from '../ban.store.ts'
import { exclusionScopes, holdsOn, isExclusionScope } from '../core/exclusion.ts'

const scopeTitle = (scope: string): string => (isExclusionScope(scope) ? exclusionScopes[scope] : scope)

export const banListHandler: QueryHandler<typeof banList> = async (context, { onlyActive = false }) => {
  const { bans, exclusions } = await listBans(context)
  const isActive = (row: { fromOn: string; untilOn: string | null; liftedAt: Date | null }) =>
    row.liftedAt === null &&
    holdsOn({ fromOn: row.fromOn as Day, untilOn: row.untilOn as Day | null }, context.today)
  return accept({
    bans: bans
      .map(({ id, caseId, caseNumber, name, documentMasked, fromOn, untilOn, reason, liftedAt }) => ({
        ...{ banId: id, caseId, caseNumber, name, documentMasked, fromOn, untilOn, reason },
        active: isActive({ fromOn, untilOn, liftedAt }),
      }))
      .filter(({ active }) => active || !onlyActive),
    exclusions: exclusions
      .map(({ id, caseId, caseNumber, name, scope, fromOn, untilOn, reason, liftedAt }) => ({
        ...{ exclusionId: id, caseId, caseNumber, name, fromOn, untilOn, reason },
        ...{ scopeTitle: scopeTitle(scope), active: isActive({ fromOn, untilOn, liftedAt }) },
      }))
      .filter(({ active }) => active || !onlyActive),
  })
}
