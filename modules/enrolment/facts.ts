import type { Subject } from '#modules/policy/core/parameters.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'

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
  readonly subjects: readonly Subject[]
  readonly photoFileId: string | null
  /** In the candidate's words; empty when none. */
  readonly specialNeeds: string
}

const read = (tx: Tx, organisationId: string) =>
  tx
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

const asFact = ({
  details,
  ...row
}: Awaited<ReturnType<ReturnType<typeof read>['execute']>>[number]): ApplicationFact => {
  const needs = (details as { specialNeeds?: unknown }).specialNeeds
  return { ...row, subjects: row.subjects as Subject[], specialNeeds: typeof needs === 'string' ? needs : '' }
}

/** Who is confirmed to the arrangement, in the order of names. Nobody else is seated (SDS-3.3-08). */
export const admittedApplications = async (
  tx: Tx,
  organisationId: string,
  batchId: string,
): Promise<ApplicationFact[]> => {
  const rows = await read(tx, organisationId)
    .where('batchId', '=', batchId)
    .where('state', '=', 'admitted')
    .orderBy('nameKey')
    .orderBy('id')
    .execute()
  return rows.map(asFact)
}

/** One application within reach, in whatever state. Throws MissingRow. */
export const applicationFacts = async (
  tx: Tx,
  organisationId: string,
  applicationId: string,
): Promise<ApplicationFact> => {
  const row = await read(tx, organisationId).where('id', '=', applicationId).executeTakeFirst()
  if (!row) throw new MissingRow()
  return asFact(row)
}
