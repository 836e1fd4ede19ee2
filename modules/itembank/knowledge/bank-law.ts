import { filedScopeOn } from '#modules/filing/facts.ts'
import type { BankParameters } from '#modules/policy/core/pack.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { lawOf } from '../law.ts'
import type { TreeAdvice } from './core/tree.ts'

/** What the rules in force for an organisation say of its banks; undefined while it has no valid filing. */
export const bankLaw = async (
  context: QueryContext,
  organisationId: string,
): Promise<BankParameters | undefined> => (await lawOf(context, organisationId))?.bank

/** The clauses by which a tree has to be sound; none where the rules in force do not speak of it. */
export const treeClauses = async (
  context: QueryContext,
  organisationId: string,
): Promise<readonly string[]> => (await bankLaw(context, organisationId))?.tree.clauses ?? []

/** The shape a tree ought to have, with where the numbers come from. */
export const adviceOf = (law: BankParameters | undefined): TreeAdvice | undefined => {
  if (!law) return undefined
  const { value, clauses } = law.tree
  const source = law.tree.provenance === 'operator' ? law.tree.reason : (law.tree.note ?? '')
  return { ...value, source, clauses }
}

/** Names of occupations as they are filed; an occupation that is not filed has none. */
export const occupationNames = async (
  { tx, today }: QueryContext,
  organisationId: string,
): Promise<ReadonlyMap<string, string>> => {
  const filed = await filedScopeOn(tx, organisationId, today)
  return new Map(filed?.items.map(({ occupationCode, occupationName }) => [occupationCode, occupationName]))
}
