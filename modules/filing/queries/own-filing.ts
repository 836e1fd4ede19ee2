import { levelName } from '#modules/policy/core/level.ts'
import { isDay } from '#platform/clock/day.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { myFiling, scopeChoices } from '../contract.ts'
import { filedScopeOn } from '../facts.ts'
import { findFiling, scopeOf } from '../store.ts'
import { filingView } from '../views.ts'

export const myFilingHandler: QueryHandler<typeof myFiling> = async ({ tx, actor, today }) => {
  const filing = await findFiling(tx, actor.organisationId!)
  if (filing === null) return accept({ filing: null })
  return accept({ filing: filingView(filing, await scopeOf(tx, [filing.id]), { today, roles: [] }) })
}

export const scopeChoicesHandler: QueryHandler<typeof scopeChoices> = async (
  { tx, actor, today },
  { on },
) => {
  const scope = await filedScopeOn(tx, actor.organisationId!, on !== undefined && isDay(on) ? on : today)
  return accept({
    choices: (scope?.items ?? []).map((item) => ({ ...item, levelName: levelName(item.level) })),
  })
}
