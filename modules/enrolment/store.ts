import { type ExpressionBuilder, sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Database } from '#db/schema/database.ts'
import type { Subject } from '#modules/policy/core/parameters.ts'
import type { Day } from '#platform/clock/day.ts'
import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import type { PriorCertificate } from './core/applicant.ts'
import type { ApplicationState } from './core/application.machine.ts'
import type { Contradiction } from './core/contradiction.rule.ts'
import type { StoredEvaluation } from './core/evaluation.rule.ts'

type Tx = QueryContext['tx']

/** One kind of proof on file: the candidate's own upload, or a scan of the organisation that covers several people. */
export interface StoredMaterial {
  readonly fileId: string
  readonly at: string
  readonly by: string
  /** What the organisation declared when it recorded the material for a group; empty for the candidate's own. */
  readonly statement: string
}

/** The online query of an earlier certificate (SDS-3.3-06). */
export interface CertificateCheck {
  readonly result: string
  readonly source: string
  readonly note: string
  readonly checker: string
  readonly at: string
}

export type MaterialKind =
  | 'application-form'
  | 'education-proof'
  | 'work-years-commitment'
  | 'prior-certificate'

export interface Materials {
  readonly files: Readonly<Partial<Record<MaterialKind, StoredMaterial>>>
  readonly certificateCheck?: CertificateCheck
}

/** SDS-A2-06, SDS-3.3-13: which text was accepted, and when. */
export interface Commitment {
  readonly version: string
  readonly acceptedAt: string
  readonly noChangeAcceptedAt: string
}

export interface ReviewRecord {
  readonly decision: string
  readonly reviewer: string
  readonly at: string
  readonly note: string
  readonly ticks: {
    readonly completeness: boolean
    readonly accuracy: boolean
    readonly authenticity: boolean
  }
}

/** What has no column of its own. */
export interface Details {
  readonly currentStudent?: boolean
  readonly specialNeeds?: string
  readonly photoWarnings?: readonly string[]
  /** The reviewer's decision on a photo the machine warns of. */
  readonly photoDecision?: string
  readonly contradictions?: readonly Contradiction[]
  readonly furtherCheck?: string
  /** Columns of the roster, by title. */
  readonly roster?: Readonly<Record<string, string>>
}

export interface ApplicationRow {
  readonly organisationId: string
  readonly id: string
  readonly version: number
  readonly batchId: string
  readonly lineId: string
  readonly personId: string
  readonly state: ApplicationState
  readonly source: 'self' | 'roster'
  readonly name: string
  readonly nameKey: string
  readonly sex: '男' | '女'
  readonly birthDate: Day
  readonly documentType: string
  readonly documentMasked: string
  readonly phoneMasked: string
  readonly phone: Buffer | null
  readonly education: string
  readonly major: string
  readonly category: string
  readonly employer: string
  readonly conditionCode: string
  readonly workFrom: Day | null
  readonly workYears: number | null
  readonly priorCertificate: PriorCertificate | null
  readonly subjects: readonly Subject[]
  readonly photoFileId: string | null
  readonly evaluation: StoredEvaluation | Record<string, never>
  readonly materials: Materials | Record<string, never>
  readonly commitment: Commitment | null
  readonly signatureFileId: string | null
  readonly submittedAt: Date | null
  readonly review: ReviewRecord | null
  readonly decidedAt: Date | null
  readonly details: Details
}

export const phonePurpose = (applicationId: string): string => `application.phone:${applicationId}`

export const materialsOf = (row: Pick<ApplicationRow, 'materials'>): Materials =>
  'files' in row.materials ? (row.materials as Materials) : { files: {} }

export const evaluationOf = (row: Pick<ApplicationRow, 'evaluation'>): StoredEvaluation | null =>
  'criteria' in row.evaluation ? (row.evaluation as StoredEvaluation) : null

const json = (value: unknown) => JSON.stringify(value) as never

/** Reads one application the actor reaches. Throws MissingRow. */
export const getApplication = async (
  tx: Tx,
  applicationId: string,
  organisationId?: string,
): Promise<ApplicationRow> => {
  let query = tx.selectFrom('application').selectAll().where('id', '=', applicationId)
  if (organisationId !== undefined) query = query.where('organisationId', '=', organisationId)
  const row = await query.$castTo<ApplicationRow>().executeTakeFirst()
  if (!row) throw new MissingRow()
  return row
}

/** The same, locked until the command ends and checked against the version that was shown. Throws StaleRow. */
export const lockApplication = async (
  tx: Tx,
  key: { readonly applicationId: string; readonly version?: number },
): Promise<ApplicationRow> => {
  const row = await tx
    .selectFrom('application')
    .selectAll()
    .where('id', '=', key.applicationId)
    .forUpdate()
    .$castTo<ApplicationRow>()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  if (key.version !== undefined && row.version !== key.version) throw new StaleRow()
  return row
}

export type ApplicationChange = Partial<
  Omit<ApplicationRow, 'organisationId' | 'id' | 'version' | 'batchId' | 'personId' | 'source'>
>
const jsonColumns = [
  'priorCertificate',
  'evaluation',
  'materials',
  'commitment',
  'review',
  'details',
] as const

const asColumns = (change: ApplicationChange): Record<string, unknown> => {
  const columns: Record<string, unknown> = { ...change }
  for (const key of jsonColumns)
    if (key in change) columns[key] = change[key] === null ? null : json(change[key])
  return columns
}

/** Writes a change to one application and counts its version up; the caller records the fact. */
export const changeApplication = async (
  tx: Tx,
  row: Pick<ApplicationRow, 'organisationId' | 'id' | 'version'>,
  change: ApplicationChange,
): Promise<number> => {
  await tx
    .updateTable('application')
    .set({ ...asColumns(change), version: row.version + 1 })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
  return row.version + 1
}

/** Inserts a draft; returns undefined when the person has an application in this batch already. */
export const insertApplication = async (
  context: CommandContext,
  row: Omit<ApplicationRow, 'id' | 'version'>,
): Promise<{ id: string; organisationId: string } | undefined> =>
  context.tx
    .insertInto('application')
    .values({
      ...row,
      ...(asColumns(row) as object),
      subjects: [...row.subjects],
      id: uuid(),
      version: 1,
    } as never)
    .onConflict((conflict) => conflict.columns(['organisationId', 'batchId', 'personId']).doNothing())
    .returning(['id', 'organisationId'])
    .executeTakeFirst()

/** Names of other batches in which this person is under way while this one is. */
export const batchesElsewhere = async (
  tx: Tx,
  row: Pick<ApplicationRow, 'personId' | 'batchId'>,
): Promise<string[]> => {
  const rows = await tx
    .selectFrom('application')
    .innerJoin('batch', (join) =>
      join
        .onRef('batch.id', '=', 'application.batchId')
        .onRef('batch.organisationId', '=', 'application.organisationId'),
    )
    .select('batch.name')
    .where('personId', '=', row.personId)
    .where('batchId', '!=', row.batchId)
    .where('application.state', 'in', ['submitted', 'further-check', 'qualified', 'admitted'])
    .where('batch.state', 'in', ['published', 'running'])
    .execute()
  return rows.map(({ name }) => name)
}

export const applicationsOfPerson = (tx: Tx, personId: string): Promise<ApplicationRow[]> =>
  tx
    .selectFrom('application')
    .selectAll()
    .where('personId', '=', personId)
    .orderBy('id', 'desc')
    .$castTo<ApplicationRow>()
    .execute()

export interface ListFilter {
  readonly organisationIds: 'all' | readonly string[]
  readonly batchId?: string
  readonly states?: readonly string[]
  readonly name?: string
  readonly source?: string
  readonly applicationIds?: readonly string[]
  /** `overdue` rows only: undecided in a batch whose review ended before this day. */
  readonly overdueOn?: Day
  readonly clean?: boolean
  readonly limit: number
  readonly offset: number
}

/**
 * Nothing a machine can see stands in the way: criteria met, every piece of evidence on file, signed form, no
 * contradiction, no undecided warning on the photo, no open further check, a certificate claimed verified.
 */
const cleanCondition = sql<boolean>`(
  application.state = 'submitted'
  AND (application.evaluation -> 'met') = 'true'::jsonb
  AND coalesce(jsonb_array_length(application.evaluation -> 'evidenceMissing'), 1) = 0
  AND (application.signature_file_id IS NOT NULL OR application.materials -> 'files' ? 'application-form')
  AND coalesce(jsonb_array_length(application.details -> 'contradictions'), 0) = 0
  AND (coalesce(jsonb_array_length(application.details -> 'photoWarnings'), 0) = 0 OR application.details ->> 'photoDecision' = '接受')
  AND (application.prior_certificate IS NULL OR application.prior_certificate ->> 'type' = '其他证书'
       OR application.materials -> 'certificateCheck' ->> 'result' = '一致')
)`

export type ListedRow = ApplicationRow & {
  readonly batchName: string
  readonly reviewUntil: Day
  readonly occupationName: string
  readonly trade: string
  readonly level: number
  readonly clean: boolean
}

type Joined = ExpressionBuilder<Database, 'application' | 'batch'>

const matches = (where: Joined, filter: ListFilter) => {
  const tests = [where.lit(true) as never]
  const add = (test: unknown) => tests.push(test as never)
  if (filter.organisationIds !== 'all')
    add(where('application.organisationId', 'in', filter.organisationIds as string[]))
  if (filter.batchId) add(where('application.batchId', '=', filter.batchId))
  if (filter.states) add(where('application.state', 'in', filter.states as string[]))
  if (filter.name) add(where('application.name', 'like', `%${filter.name.replace(/[%_\\]/g, '\\$&')}%`))
  if (filter.source) add(where('application.source', '=', filter.source))
  if (filter.applicationIds) add(sql`application.id = ANY (${filter.applicationIds}::uuid[])`)
  if (filter.overdueOn)
    add(
      where.and([
        where('application.state', 'in', ['submitted', 'further-check']),
        where('batch.reviewUntil', '<', filter.overdueOn),
      ]),
    )
  if (filter.clean !== undefined) add(filter.clean ? cleanCondition : sql`NOT ${cleanCondition}`)
  return where.and(tests)
}

const joined = (tx: Tx) =>
  tx
    .selectFrom('application')
    .innerJoin('batch', (join) =>
      join
        .onRef('batch.id', '=', 'application.batchId')
        .onRef('batch.organisationId', '=', 'application.organisationId'),
    )

/** Applications by filter, what waits longest and contradicts itself first; with their number. */
export const listApplications = async (
  tx: Tx,
  filter: ListFilter,
): Promise<{ total: number; rows: ListedRow[] }> => {
  const { total } = await joined(tx)
    .select((count) => count.fn.countAll<number>().as('total'))
    .where((where) => matches(where as never, filter) as never)
    .executeTakeFirstOrThrow()
  const rows = await joined(tx)
    .innerJoin('batchLine', (join) =>
      join
        .onRef('batchLine.id', '=', 'application.lineId')
        .onRef('batchLine.organisationId', '=', 'application.organisationId'),
    )
    .selectAll('application')
    .select([
      'batch.name as batchName',
      'batch.reviewUntil',
      'batchLine.occupationName',
      'batchLine.trade',
      'batchLine.level',
      cleanCondition.as('clean'),
    ])
    .where((where) => matches(where as never, filter) as never)
    .orderBy(sql`application.state = 'further-check'`, 'desc')
    .orderBy('application.submittedAt')
    .orderBy('application.nameKey')
    .orderBy('application.id')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute()
  return { total, rows: rows as unknown as ListedRow[] }
}

/** Applications of each state in each batch, and how many are overdue on the day. */
export const countStates = async (tx: Tx, organisationIds: 'all' | readonly string[]) => {
  let query = tx
    .selectFrom('application')
    .select((count) => ['batchId', 'state', count.fn.countAll<number>().as('count')])
    .groupBy(['batchId', 'state'])
  if (organisationIds !== 'all') query = query.where('organisationId', 'in', organisationIds as string[])
  return query.execute()
}

/** Moves many applications of one batch at once; returns the ids that were in one of the states and have moved. */
export const moveApplications = async (
  tx: Tx,
  scope: {
    readonly organisationId: string
    readonly batchId: string
    readonly ids?: readonly string[]
    readonly from: readonly string[]
  },
  to: string,
): Promise<string[]> => {
  let query = tx
    .updateTable('application')
    .set((is) => ({ state: to, version: is('version', '+', 1) }))
    .where('organisationId', '=', scope.organisationId)
    .where('batchId', '=', scope.batchId)
    .where('state', 'in', scope.from as string[])
  if (scope.ids) query = query.where('id', '=', sql<string>`ANY (${scope.ids}::uuid[])`)
  const rows = await query.returning('id').execute()
  return rows.map(({ id }) => id)
}

/** Approves everything clean among the rows of the batch (or those named), with one record of the decision. */
export const passClean = async (
  tx: Tx,
  scope: { readonly organisationId: string; readonly batchId: string; readonly ids?: readonly string[] },
  decision: { readonly review: ReviewRecord; readonly decidedAt: Date },
): Promise<string[]> => {
  let query = tx
    .updateTable('application')
    .set((is) => ({
      state: 'qualified',
      review: json(decision.review),
      decidedAt: decision.decidedAt,
      version: is('version', '+', 1),
    }))
    .where('organisationId', '=', scope.organisationId)
    .where('batchId', '=', scope.batchId)
    .where(cleanCondition)
  if (scope.ids) query = query.where('id', '=', sql<string>`ANY (${scope.ids}::uuid[])`)
  const rows = await query.returning('id').execute()
  return rows.map(({ id }) => id)
}
