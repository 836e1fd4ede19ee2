import type { CommandContext, QueryContext } from '#platform/command/context.ts'

export interface Attempt {
  readonly organisationId: string
  /** Derived from where it was reported: the same report twice writes one row. */
  readonly id: string
  readonly paperId: string
  readonly rehearsal: boolean
  readonly place: string
  readonly at: Date
  readonly persons: readonly string[]
  readonly reason: string
  /** Why it was refused; null when it opened. */
  readonly refusal: string | null
  readonly sentence: string | null
}

/** Keeps one try to open a package; false when it is known already. */
export const insertAttempt = async (context: CommandContext, attempt: Attempt): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await context.tx
    .insertInto('openingAttempt')
    .values({ ...attempt, version: 1, persons: [...attempt.persons] })
    .onConflict((conflict) => conflict.columns(['organisationId', 'id']).doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) return false
  const { organisationId, id, paperId, place, refusal, rehearsal } = attempt
  context.record({
    type: 'opening-attempted',
    table: 'openingAttempt',
    row: { organisationId, id },
    data: { paperId, place, persons: [...attempt.persons], refusal, rehearsal },
    clauses: ['SDS-4.2-06', 'SDS-4.2-09', 'HN-2.3.4-04'],
  })
  return true
}

export const attemptsOf = (tx: QueryContext['tx'], organisationId: string, paperId: string) =>
  tx
    .selectFrom('openingAttempt')
    .select(['id', 'rehearsal', 'place', 'at', 'persons', 'reason', 'refusal', 'sentence'])
    .where('organisationId', '=', organisationId)
    .where('paperId', '=', paperId)
    .orderBy('at')
    .orderBy('id')
    .execute()
