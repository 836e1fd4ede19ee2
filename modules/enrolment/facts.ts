import type { Subject } from '#modules/policy/core/parameters.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { type ApplicationRow, getApplication } from './store.ts'

type Tx = QueryContext['tx']

/** What later modules may know of one application. */
export interface ApplicationFact {
  readonly id: string
  readonly personId: string
  readonly lineId: string
  readonly batchId: string
  readonly state: string
  readonly name: string
  /** Sort key in pinyin. */
  readonly nameKey: string
  readonly sex: '男' | '女'
  readonly documentType: string
  readonly documentMasked: string
  /** Empty when the candidate named none. */
  readonly employer: string
  readonly subjects: readonly Subject[]
  readonly photoFileId: string | null
  /** When the candidate accepted the commitments of the form; null for one enrolled by roster who has not. */
  readonly commitmentAcceptedAt: string | null
  /** What the candidate asked for, such as a seat reached without steps; empty for nothing. */
  readonly specialNeeds: string
}

const factOf = (row: ApplicationRow): ApplicationFact => ({
  id: row.id,
  personId: row.personId,
  lineId: row.lineId,
  batchId: row.batchId,
  state: row.state,
  name: row.name,
  nameKey: row.nameKey,
  sex: row.sex,
  documentType: row.documentType,
  documentMasked: row.documentMasked,
  employer: row.employer,
  subjects: row.subjects,
  photoFileId: row.photoFileId,
  commitmentAcceptedAt: row.commitment?.acceptedAt ?? null,
  specialNeeds: row.details.specialNeeds ?? '',
})

/** The candidates confirmed to arrangement, and nobody else (SDS-3.4-01, SDS-3.3-08), in the order of their names. */
export const admittedApplications = async (
  tx: Tx,
  organisationId: string,
  batchId: string,
): Promise<ApplicationFact[]> => {
  const rows = await tx
    .selectFrom('application')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)
    .where('state', '=', 'admitted')
    .orderBy('nameKey')
    .orderBy('id')
    .$castTo<ApplicationRow>()
    .execute()
  return rows.map(factOf)
}

/** The applications of a batch that the review has let pass, admitted or not yet. */
export const passedReview = async (
  tx: Tx,
  organisationId: string,
  batchId: string,
): Promise<ApplicationFact[]> => {
  const rows = await tx
    .selectFrom('application')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)
    .where('state', 'in', ['qualified', 'admitted'])
    .orderBy('id')
    .$castTo<ApplicationRow>()
    .execute()
  return rows.map(factOf)
}

/** One application, whatever its state. Throws MissingRow when the actor reaches none. */
export const applicationFacts = async (
  tx: Tx,
  organisationId: string,
  applicationId: string,
): Promise<ApplicationFact> => factOf(await getApplication(tx, applicationId, organisationId))

/** Who let an application pass the review, by the evidence (HN-3.3.9-02); null while nobody has. */
export const reviewerOf = async (
  tx: Tx,
  organisationId: string,
  applicationId: string,
): Promise<{ readonly accountId: string | null; readonly name: string; readonly at: Date } | null> => {
  const row = await tx
    .selectFrom('fact')
    .select(['actorAccountId as accountId', 'actorName as name', 'at'])
    .where('organisationId', '=', organisationId)
    .where('subjectTable', '=', 'application')
    .where('subjectId', '=', applicationId)
    .where('type', '=', 'application-qualified')
    .orderBy('at', 'desc')
    .executeTakeFirst()
  return row ?? null
}
