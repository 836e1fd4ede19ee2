import type { PackId } from './regime.ts'

const prefixes: { readonly [P in PackId]: readonly string[] } = {
  'shandong-social': ['SDS-', 'SDP-'],
  'shandong-enterprise': ['SDE-'],
  'henan-social': ['HN-'],
  'shandong-special': ['SPC-'],
}

/** Those of the document under which somebody works, and no other document's. */
export const clausesOfPack = (pack: PackId, clauses: readonly string[]): readonly string[] =>
  clauses.filter((clause) => prefixes[pack].some((prefix) => clause.startsWith(prefix)))

/** Of the clauses behind a rule those of the document that holds for the batch; all of them where it has none of its own. */
export const ownClauses = (pack: PackId, clauses: readonly string[]): readonly string[] => {
  const own = clausesOfPack(pack, clauses)
  return own.length > 0 ? own : clauses
}
