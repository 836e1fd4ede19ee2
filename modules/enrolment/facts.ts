import type { QueryContext } from '#platform/command/context.ts'

type Tx = QueryContext['tx']

export interface ApplicationFact {
  readonly id: string
  readonly personId: string
  readonly lineId: string
  readonly name: string
  readonly nameKey: string
  readonly sex: string
  readonly documentType: string
  readonly documentMasked: string
  readonly employer: string
  readonly subjects: readonly string[]
  readonly photoFileId: string | null
  readonly specialNeeds: string
}

/** The applications admitted to the examination of a batch, in order of name. */
export const admittedApplications = async (
  tx: Tx,
  organisationId: string,
  batchId: string,
): Promise<ApplicationFact[]> => {
  const rows = await tx
    .selectFrom('application')
    .select([
      'id',
      'personId',
      'lineId',
      'name',
      'nameKey',
      'sex',
      'documentType',
      'documentMasked',
      'employer',
      'subjects',
      'photoFileId',
      'details',
    ])
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)
    .where('state', '=', 'admitted')
    .orderBy('nameKey')
    .orderBy('id')
    .execute()
  return rows.map(({ details, ...row }) => ({ ...row, specialNeeds: needsOf(details) }))
}

const needsOf = (details: unknown): string =>
  typeof details === 'object' && details !== null && 'specialNeeds' in details
    ? String(details.specialNeeds)
    : ''
