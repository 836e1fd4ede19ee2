import { filedScopeOn } from '#modules/filing/facts.ts'
import { type Regime, regime } from '#modules/policy/core/regime.ts'
import type { QueryContext } from '#platform/command/context.ts'

/** The rules in force for an organisation, by its valid filing; undefined while it has none. */
export const lawOf = async (
  { tx, today }: Pick<QueryContext, 'tx' | 'today'>,
  organisationId: string,
): Promise<Regime | undefined> => {
  const filed = await filedScopeOn(tx, organisationId, today)
  return filed === null ? undefined : regime(filed.pack, today)
}
