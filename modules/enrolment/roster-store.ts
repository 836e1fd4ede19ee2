import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import type { RowProblem } from './core/roster-fields.rule.ts'

type Tx = QueryContext['tx']

export type ImportState = 'checking' | 'checked' | 'committing' | 'committed' | 'unreadable'

export interface ImportCounts {
  /** Rows with a candidate. */
  readonly total: number
  readonly good: number
  readonly bad: number
  /** Good rows that are in the batch already, word for word. */
  readonly unchanged: number
  readonly unknownColumns: readonly string[]
}

export interface Trouble {
  readonly code: string
  readonly sentence: string
  readonly remedy: string
  readonly clauses: readonly string[]
}

export interface ImportRow {
  readonly organisationId: string
  readonly id: string
  readonly version: number
  readonly batchId: string
  readonly fileId: string
  readonly fileHash: string
  readonly fileName: string
  readonly state: ImportState
  readonly mode: 'all-or-nothing' | 'skip-bad-rows' | null
  readonly counts: ImportCounts | Record<string, never>
  readonly jobId: string | null
  readonly errorFileId: string | null
  readonly trouble: Trouble | null
  readonly createdAt: Date
}

export const countsOf = (row: Pick<ImportRow, 'counts'>): ImportCounts =>
  'total' in row.counts
    ? (row.counts as ImportCounts)
    : { total: 0, good: 0, bad: 0, unchanged: 0, unknownColumns: [] }

export interface NewImport {
  readonly organisationId: string
  readonly batchId: string
  readonly fileId: string
  readonly fileHash: string
  readonly fileName: string
}

export const insertImport = async (context: CommandContext, values: NewImport) => {
  const id = uuid()
  await context.tx
    .insertInto('rosterImport')
    .values({ ...values, id, version: 1, state: 'checking', createdAt: context.now })
    .execute()
  return { id, organisationId: values.organisationId, version: 1 }
}

/** Reads an import and locks it. Throws MissingRow, or StaleRow when the version shown has passed. */
export const lockImport = async (tx: Tx, importId: string, version?: number): Promise<ImportRow> => {
  const row = await tx
    .selectFrom('rosterImport')
    .selectAll()
    .where('id', '=', importId)
    .forUpdate()
    .$castTo<ImportRow>()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  if (version !== undefined && row.version !== version) throw new StaleRow()
  return row
}

export const getImport = async (tx: Tx, importId: string): Promise<ImportRow> => {
  const row = await tx
    .selectFrom('rosterImport')
    .selectAll()
    .where('id', '=', importId)
    .$castTo<ImportRow>()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  return row
}

export const importsOfBatch = (tx: Tx, organisationId: string, batchId: string): Promise<ImportRow[]> =>
  tx
    .selectFrom('rosterImport')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)
    .orderBy('createdAt', 'desc')
    .limit(50)
    .$castTo<ImportRow>()
    .execute()

export type ImportChange = Partial<
  Pick<ImportRow, 'state' | 'mode' | 'counts' | 'jobId' | 'errorFileId' | 'trouble'>
>

export const changeImport = async (
  tx: Tx,
  row: Pick<ImportRow, 'organisationId' | 'id' | 'version'>,
  change: ImportChange,
): Promise<void> => {
  const { counts, trouble, ...plain } = change
  await tx
    .updateTable('rosterImport')
    .set({
      ...plain,
      ...(counts ? { counts: JSON.stringify(counts) } : {}),
      ...(trouble !== undefined ? { trouble: trouble === null ? null : JSON.stringify(trouble) } : {}),
      version: row.version + 1,
    })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
}

export interface Issue {
  readonly rowNumber: number
  readonly name: string
  readonly documentMasked: string
  readonly isCandidate: boolean
  readonly problems: readonly (RowProblem & { readonly value: string })[]
}

export const clearIssues = (tx: Tx, row: Pick<ImportRow, 'organisationId' | 'id'>) =>
  tx
    .deleteFrom('rosterIssue')
    .where('organisationId', '=', row.organisationId)
    .where('importId', '=', row.id)
    .execute()

export const insertIssues = async (
  tx: Tx,
  row: Pick<ImportRow, 'organisationId' | 'id'>,
  issues: readonly Issue[],
): Promise<void> => {
  if (issues.length === 0) return
  const rows = issues.map((issue) => ({
    organisation_id: row.organisationId,
    import_id: row.id,
    row_number: issue.rowNumber,
    name: issue.name,
    document_masked: issue.documentMasked,
    is_candidate: issue.isCandidate,
    problems: issue.problems,
  }))
  await sql`INSERT INTO roster_issue SELECT * FROM json_populate_recordset(NULL::roster_issue, ${JSON.stringify(rows)}::json)`.execute(
    tx,
  )
}

export const issuesOf = async (
  tx: Tx,
  row: Pick<ImportRow, 'organisationId' | 'id'>,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ total: number; issues: Issue[] }> => {
  const all = tx
    .selectFrom('rosterIssue')
    .where('organisationId', '=', row.organisationId)
    .where('importId', '=', row.id)
  const { total } = await all
    .select((count) => count.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const issues = await all
    .select(['rowNumber', 'name', 'documentMasked', 'isCandidate', 'problems'])
    .orderBy('rowNumber')
    .limit(page.limit)
    .offset(page.offset)
    .$castTo<Issue>()
    .execute()
  return { total, issues }
}

export interface EnrolledRow {
  readonly personId: string
  readonly source: string
  readonly contentIndex: Buffer | null
  readonly batchId: string
  readonly batchName: string
  readonly state: string
}

/** What these people have already: in this batch, and elsewhere under way. */
export const enrolledAlready = async (tx: Tx, personIds: readonly string[]): Promise<EnrolledRow[]> =>
  tx
    .selectFrom('application')
    .innerJoin('batch', (join) =>
      join
        .onRef('batch.id', '=', 'application.batchId')
        .onRef('batch.organisationId', '=', 'application.organisationId'),
    )
    .select([
      'personId',
      'source',
      'contentIndex',
      'application.batchId',
      'batch.name as batchName',
      'application.state',
    ])
    .where('personId', '=', sql<string>`ANY (${personIds}::uuid[])`)
    .execute()

/** Inserts whole applications, given as rows of the table (column names as in the database), by one statement. */
export const insertApplications = async (tx: Tx, rows: readonly object[]): Promise<void> => {
  await sql`INSERT INTO application SELECT * FROM json_populate_recordset(NULL::application, ${Buffer.from(JSON.stringify(rows))}::json)`.execute(
    tx,
  )
}
