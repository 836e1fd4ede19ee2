import { accept, type Verdict } from '#platform/contract/verdict.ts'

/** What the users are told of a file that is not read: one code for all technical reasons, with their own words. */
export const unreadableOr = <T>(
  read: Verdict<T, string>,
): Verdict<T, 'FILE_UNREADABLE' | 'HEADER_MISSING'> => {
  if (!read.refused) return accept(read.value)
  const { sentence, remedy, clauses, details } = read
  const code = read.code === 'HEADER_MISSING' ? 'HEADER_MISSING' : 'FILE_UNREADABLE'
  return { refused: true, code, sentence, remedy, clauses, field: 'file', ...(details && { details }) }
}
