import type { PackId } from '#modules/policy/core/regime.ts'

const prefixes: { readonly [P in PackId]: readonly string[] } = {
  'shandong-social': ['SDS-', 'SDP-'],
  'shandong-enterprise': ['SDE-'],
  'henan-social': ['HN-'],
  'shandong-special': ['SPC-'],
}

/** Of the clauses behind a rule those of the document that holds for the batch; all of them where it has none of its own. */
export const ownClauses = (pack: PackId, clauses: readonly string[]): readonly string[] => {
  const own = clauses.filter((clause) => prefixes[pack].some((prefix) => clause.startsWith(prefix)))
  return own.length > 0 ? own : clauses
}
