import { allClauses, isClauseId } from '#modules/policy/library/clauses.ts'

/** `6号文 四（四）2`, as a refusal in the room cites it. */
export const cite = (id: string): string => {
  const clause = isClauseId(id) ? allClauses().get(id) : undefined
  return clause ? `${clause.document.shortName} ${clause.locator}` : id
}
