import type { QueryContext } from '#platform/command/context.ts'

type Tx = QueryContext['tx']

export interface PassFact {
  readonly resultId: string
  readonly applicationId: string
  readonly personId: string
  readonly name: string
  readonly lineId: string
  readonly theory: number | null
  readonly practical: number | null
  readonly review: number | null
}

/** Those whose confirmed result is a pass, in order of name. */
export const confirmedPasses = (tx: Tx, organisationId: string, batchId: string): Promise<PassFact[]> =>
  tx
    .selectFrom('result')
    .innerJoin('application', (join) =>
      join
        .onRef('application.organisationId', '=', 'result.organisationId')
        .onRef('application.id', '=', 'result.applicationId'),
    )
    .select([
      'result.id as resultId',
      'result.applicationId',
      'result.personId',
      'application.name',
      'application.lineId',
      'result.theory',
      'result.practical',
      'result.review',
    ])
    .where('result.organisationId', '=', organisationId)
    .where('result.batchId', '=', batchId)
    .where('result.state', '=', 'confirmed')
    .where('result.passed', '=', true)
    .orderBy('application.nameKey')
    .orderBy('result.applicationId')
    .execute()

/** Whether the publicity of the batch's results has been closed. */
export const publicityOver = async (tx: Tx, organisationId: string, batchId: string): Promise<boolean> => {
  const row = await tx
    .selectFrom('publicity')
    .select('closedAt')
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)
    .executeTakeFirst()
  return row?.closedAt != null
}

/** How many of these candidates have a theory score that somebody confirmed, or a result that has gone on from there. */
export const confirmedScores = async (
  tx: Tx,
  of: {
    readonly organisationId: string
    readonly batchId: string
    readonly applicationIds: readonly string[]
  },
): Promise<number> => {
  if (of.applicationIds.length === 0) return 0
  const rows = await tx
    .selectFrom('result')
    .select('id')
    .where('organisationId', '=', of.organisationId)
    .where('batchId', '=', of.batchId)
    .where('applicationId', 'in', [...of.applicationIds])
    .where(({ eb, or }) => or([eb('theoryConfirmedAt', 'is not', null), eb('state', '<>', 'open')]))
    .execute()
  return rows.length
}
