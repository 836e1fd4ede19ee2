import { filedScopeOn } from '#modules/filing/facts.ts'
import { statedValue } from '#modules/policy/core/parameter.ts'
import { regime } from '#modules/policy/core/regime.ts'
import type { QueryContext } from '#platform/command/context.ts'

/** Whose undertakings the rules ask for under which the organisation is filed today; nobody's where it is filed nowhere. */
export const askedOf = async (
  { tx, today }: QueryContext,
  organisationId: string,
): Promise<{ readonly parties: readonly string[]; readonly clauses: readonly string[] }> => {
  const filed = await filedScopeOn(tx, organisationId, today)
  if (!filed) return { parties: [], clauses: [] }
  const { scoreAssurances } = regime(filed.pack, today).delivery
  return { parties: statedValue(scoreAssurances) ?? [], clauses: scoreAssurances.clauses }
}
