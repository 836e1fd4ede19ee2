import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import type { EnteredScores } from '../core/entry.rule.ts'

type Tx = QueryContext['tx']

export type ResultState = 'open' | 'verified' | 'publicised' | 'confirmed'

export interface ResultRow extends EnteredScores {
  readonly organisationId: string
  readonly id: string
  readonly version: number
  readonly batchId: string
  readonly applicationId: string
  readonly personId: string
  readonly theoryConfirmedBy: string | null
  readonly theoryConfirmedAt: Date | null
  readonly passed: boolean | null
  readonly violationNote: string | null
  readonly state: ResultState
}

const results = (tx: Tx, organisationId: string) =>
  tx.selectFrom('result').selectAll().where('organisationId', '=', organisationId)

/** All results of a batch. */
export const resultsOf = async (tx: Tx, organisationId: string, batchId: string): Promise<ResultRow[]> =>
  (await results(tx, organisationId).where('batchId', '=', batchId).orderBy('id').execute()) as ResultRow[]

/** The same, held until the command ends; in one order, so that two commands cannot wait for each other. */
export const lockResults = async (tx: Tx, organisationId: string, batchId: string): Promise<ResultRow[]> =>
  (await results(tx, organisationId)
    .where('batchId', '=', batchId)
    .orderBy('id')
    .forUpdate()
    .execute()) as ResultRow[]

/** One result, held. Throws MissingRow, and StaleRow when it is no longer the version shown. */
export const lockResult = async (
  tx: Tx,
  organisationId: string,
  { id, version }: { readonly id: string; readonly version?: number },
): Promise<ResultRow> => {
  const row = await results(tx, organisationId).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new MissingRow()
  if (version !== undefined && row.version !== version) throw new StaleRow()
  return row as ResultRow
}

export const resultOfApplication = async (
  tx: Tx,
  organisationId: string,
  applicationId: string,
): Promise<ResultRow | undefined> =>
  (await results(tx, organisationId).where('applicationId', '=', applicationId).executeTakeFirst()) as
    | ResultRow
    | undefined

/** Makes an open result for each application that has none; returns the ids of those made. */
export const insertOpenResults = async (
  tx: Tx,
  at: { readonly organisationId: string; readonly batchId: string },
  applications: readonly { readonly id: string; readonly personId: string }[],
): Promise<readonly string[]> => {
  if (applications.length === 0) return []
  const rows = applications.map(({ id, personId }) => ({
    id: uuid(),
    application_id: id,
    person_id: personId,
  }))
  const made = await sql<{ id: string }>`
    INSERT INTO result (organisation_id, id, version, batch_id, application_id, person_id, state)
    SELECT ${at.organisationId}::uuid, x.id, 1, ${at.batchId}::uuid, x.application_id, x.person_id, 'open'
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS x(id uuid, application_id uuid, person_id uuid)
    ON CONFLICT (organisation_id, application_id) DO NOTHING
    RETURNING id
  `.execute(tx)
  return made.rows.map(({ id }) => id)
}

const written = (row: ResultRow) => ({
  id: row.id,
  version: row.version,
  theory: row.theory,
  theory_status: row.theoryStatus,
  theory_confirmed_by: row.theoryConfirmedBy,
  theory_confirmed_at: row.theoryConfirmedAt,
  practical: row.practical,
  practical_status: row.practicalStatus,
  review: row.review,
  review_status: row.reviewStatus,
  passed: row.passed,
  violation_note: row.violationNote,
  state: row.state,
})

/** Writes the rows given, each one version on, in one statement. Throws StaleRow when one has changed meanwhile. */
export const writeResults = async (
  tx: Tx,
  organisationId: string,
  rows: readonly ResultRow[],
): Promise<readonly string[]> => {
  if (rows.length === 0) return []
  const { numAffectedRows } = await sql`
    UPDATE result r SET version = r.version + 1, theory = x.theory, theory_status = x.theory_status,
      theory_confirmed_by = x.theory_confirmed_by, theory_confirmed_at = x.theory_confirmed_at,
      practical = x.practical, practical_status = x.practical_status, review = x.review,
      review_status = x.review_status, passed = x.passed, violation_note = x.violation_note, state = x.state
    FROM jsonb_to_recordset(${JSON.stringify(rows.map(written))}::jsonb) AS x(id uuid, version integer,
      theory numeric(5, 1), theory_status text, theory_confirmed_by uuid, theory_confirmed_at timestamptz,
      practical numeric(5, 1), practical_status text, review numeric(5, 1), review_status text, passed boolean,
      violation_note text, state text)
    WHERE r.organisation_id = ${organisationId}::uuid AND r.id = x.id AND r.version = x.version
  `.execute(tx)
  if (Number(numAffectedRows) !== rows.length) throw new StaleRow()
  return rows.map(({ id }) => id)
}

/** Moves all results of a batch from one state to the next; returns their ids. */
export const moveResults = async (
  tx: Tx,
  at: { readonly organisationId: string; readonly batchId: string },
  step: { readonly from: ResultState; readonly to: ResultState; readonly only?: readonly string[] },
): Promise<readonly string[]> => {
  const { only } = step
  if (only?.length === 0) return []
  const moved = await tx
    .updateTable('result')
    .set((set) => ({ state: step.to, version: set('version', '+', 1) }))
    .where('organisationId', '=', at.organisationId)
    .where('batchId', '=', at.batchId)
    .where('state', '=', step.from)
    .$if(only !== undefined, (some) => some.where((e) => e('id', '=', e.fn.any(e.val([...only!])))))
    .returning('id')
    .execute()
  return moved.map(({ id }) => id)
}

/** A person's published results, latest first, whatever the organisation. */
export const resultsOfPerson = async (tx: Tx, personId: string) =>
  tx
    .selectFrom('result')
    .innerJoin('batch', (join) =>
      join
        .onRef('batch.organisationId', '=', 'result.organisationId')
        .onRef('batch.id', '=', 'result.batchId'),
    )
    .innerJoin('organisation', 'organisation.organisationId', 'result.organisationId')
    .innerJoin('publicity', (join) =>
      join
        .onRef('publicity.organisationId', '=', 'result.organisationId')
        .onRef('publicity.batchId', '=', 'result.batchId'),
    )
    .innerJoin('application', (join) =>
      join
        .onRef('application.organisationId', '=', 'result.organisationId')
        .onRef('application.id', '=', 'result.applicationId'),
    )
    .innerJoin('batchLine', (join) =>
      join
        .onRef('batchLine.organisationId', '=', 'application.organisationId')
        .onRef('batchLine.id', '=', 'application.lineId'),
    )
    .selectAll('result')
    .select([
      'batch.name as batchName',
      'organisation.name as organisationName',
      'publicity.id as publicityId',
      'publicity.startsOn',
      'publicity.endsOn',
      'publicity.closedAt',
      'application.subjects',
      'batchLine.occupationName',
      'batchLine.level',
    ])
    .where('result.personId', '=', personId)
    .where('result.state', 'in', ['publicised', 'confirmed'])
    .orderBy('publicity.startsOn', 'desc')
    .execute()
