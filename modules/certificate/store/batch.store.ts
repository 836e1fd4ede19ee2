import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { type Day, day } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import type { CertificateBatchState } from '../core/batch.machine.ts'
import type { SnapshotRow } from '../core/snapshot.ts'

type Tx = QueryContext['tx']

export interface CertificateBatchRow {
  readonly organisationId: string
  readonly id: string
  readonly version: number
  readonly batchId: string
  readonly state: CertificateBatchState
  readonly snapshotHash: string | null
  readonly submittedAt: Date | null
  readonly approvedAt: Date | null
  readonly returnedOn: Day | null
  readonly correctionDueOn: Day | null
  readonly issuedOn: Day | null
  readonly reportDueOn: Day | null
  readonly reportedAt: Date | null
  readonly jobId: string | null
  readonly decisionNote: string | null
}

/** Without the snapshot, which is large and read by itself. */
const columns = [
  'organisationId',
  'id',
  'version',
  'batchId',
  'state',
  'snapshotHash',
  'submittedAt',
  'approvedAt',
  'returnedOn',
  'correctionDueOn',
  'issuedOn',
  'reportDueOn',
  'reportedAt',
  'jobId',
  'decisionNote',
] as const

const dayOrNull = (text: string | null): Day | null => (text === null ? null : day(text))

type Selected = {
  [K in (typeof columns)[number]]: CertificateBatchRow[K] extends Day | null
    ? string | null
    : CertificateBatchRow[K]
}

const asRow = (row: Omit<Selected, 'state'> & { readonly state: string }): CertificateBatchRow => ({
  ...row,
  state: row.state as CertificateBatchState,
  returnedOn: dayOrNull(row.returnedOn),
  correctionDueOn: dayOrNull(row.correctionDueOn),
  issuedOn: dayOrNull(row.issuedOn),
  reportDueOn: dayOrNull(row.reportDueOn),
})

const selection = (tx: Tx, organisationId: string) =>
  tx.selectFrom('certificateBatch').select(columns).where('organisationId', '=', organisationId)

export const findByBatch = async (
  tx: Tx,
  organisationId: string,
  batchId: string,
): Promise<CertificateBatchRow | undefined> => {
  const row = await selection(tx, organisationId).where('batchId', '=', batchId).executeTakeFirst()
  return row && asRow(row)
}

/** Locks the row by the batch it belongs to; undefined when the batch has none yet. */
export const lockByBatch = async (
  tx: Tx,
  organisationId: string,
  batchId: string,
): Promise<CertificateBatchRow | undefined> => {
  const row = await selection(tx, organisationId)
    .where('batchId', '=', batchId)
    .forUpdate()
    .executeTakeFirst()
  return row && asRow(row)
}

/** Locks the row; throws MissingRow, and StaleRow when a version is given that is no longer the row's. */
export const lockCertificateBatch = async (
  tx: Tx,
  organisationId: string,
  key: { readonly certificateBatchId: string; readonly version?: number },
): Promise<CertificateBatchRow> => {
  const row = await selection(tx, organisationId)
    .where('id', '=', key.certificateBatchId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  if (key.version !== undefined && row.version !== key.version) throw new StaleRow()
  return asRow(row)
}

export const getCertificateBatch = async (
  tx: Tx,
  organisationId: string,
  certificateBatchId: string,
): Promise<CertificateBatchRow> => {
  const row = await selection(tx, organisationId).where('id', '=', certificateBatchId).executeTakeFirst()
  if (!row) throw new MissingRow()
  return asRow(row)
}

export const snapshotOf = async (
  tx: Tx,
  organisationId: string,
  certificateBatchId: string,
): Promise<readonly SnapshotRow[]> => {
  const row = await tx
    .selectFrom('certificateBatch')
    .select('snapshot')
    .where('organisationId', '=', organisationId)
    .where('id', '=', certificateBatchId)
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  return row.snapshot as unknown as readonly SnapshotRow[]
}

/** How many rows the snapshots hold, by certificate batch, without reading them. */
export const snapshotSizes = async (tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const rows = await tx
    .selectFrom('certificateBatch')
    .select(['id', sql<number>`jsonb_array_length(snapshot)`.as('size')])
    .where('id', '=', sql<string>`ANY (${[...ids]}::uuid[])`)
    .execute()
  return new Map(rows.map(({ id, size }) => [id, size]))
}

export interface Snapshot {
  readonly rows: readonly SnapshotRow[]
  readonly hash: string
}

export const insertCertificateBatch = async (
  tx: Tx,
  key: { readonly organisationId: string; readonly batchId: string; readonly state: CertificateBatchState },
  { rows, hash }: Snapshot,
) => {
  const row = { ...key, id: uuid(), version: 1 }
  await tx
    .insertInto('certificateBatch')
    .values({ ...row, snapshot: JSON.stringify(rows), snapshotHash: hash })
    .execute()
  return row
}

export interface CertificateBatchChange {
  readonly state?: CertificateBatchState
  readonly snapshot?: string
  readonly snapshotHash?: string
  readonly submittedAt?: Date
  readonly approvedAt?: Date
  readonly returnedOn?: Day | null
  readonly correctionDueOn?: Day | null
  readonly issuedOn?: Day
  readonly reportDueOn?: Day | null
  readonly reportedAt?: Date
  readonly jobId?: string
  readonly decisionNote?: string | null
}

/** Writes the change under the next version, which it returns. The row is locked by the caller. */
export const changeCertificateBatch = async (
  tx: Tx,
  row: CertificateBatchRow,
  change: CertificateBatchChange,
): Promise<number> => {
  const version = row.version + 1
  await tx
    .updateTable('certificateBatch')
    .set({ ...change, version })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
  return version
}

export const allCertificateBatches = async (
  tx: Tx,
  reach: 'all' | readonly string[],
): Promise<readonly CertificateBatchRow[]> => {
  const all = tx.selectFrom('certificateBatch').select(columns)
  const rows = await (reach === 'all' ? all : all.where('organisationId', 'in', [...reach])).execute()
  return rows.map(asRow)
}

export const jobProgress = async (tx: Tx, organisationId: string, jobId: string) => {
  const row = await tx
    .selectFrom('job')
    .select(['id as jobId', 'state', 'done', 'total'])
    .where('organisationId', '=', organisationId)
    .where('id', '=', jobId)
    .executeTakeFirst()
  return row ?? null
}
