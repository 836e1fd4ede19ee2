import { v7 as uuid } from 'uuid'
import { type Day, day } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import type { ReportState } from '../core/report.machine.ts'

type Tx = QueryContext['tx']

export interface ReportRecord {
  readonly organisationId: string
  readonly id: string
  readonly version: number
  readonly batchId: string
  readonly certificateBatchId: string
  readonly edition: number
  readonly state: ReportState
  readonly rowCount: number
  readonly contentHash: string
  readonly fileId: string
  readonly reportedOn: Day
  readonly returnedOn: Day | null
  readonly correctionDueOn: Day | null
  readonly decisionNote: string | null
}

const selection = (tx: Tx, organisationId: string) =>
  tx.selectFrom('certificateReport').selectAll().where('organisationId', '=', organisationId)

type Selected = Awaited<ReturnType<ReturnType<typeof selection>['executeTakeFirstOrThrow']>>

const asRecord = (row: Selected): ReportRecord => ({
  ...row,
  state: row.state as ReportState,
  reportedOn: day(row.reportedOn),
  returnedOn: row.returnedOn === null ? null : day(row.returnedOn),
  correctionDueOn: row.correctionDueOn === null ? null : day(row.correctionDueOn),
})

/** The editions of a batch's report, the latest first. */
export const reportsOf = async (
  tx: Tx,
  organisationId: string,
  certificateBatchId: string,
): Promise<readonly ReportRecord[]> =>
  (
    await selection(tx, organisationId)
      .where('certificateBatchId', '=', certificateBatchId)
      .orderBy('edition', 'desc')
      .execute()
  ).map(asRecord)

export const lockReport = async (
  tx: Tx,
  organisationId: string,
  key: { readonly reportId: string; readonly version: number },
): Promise<ReportRecord> => {
  const row = await selection(tx, organisationId)
    .where('id', '=', key.reportId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  if (row.version !== key.version) throw new StaleRow()
  return asRecord(row)
}

export type NewReport = Pick<
  ReportRecord,
  | 'organisationId'
  | 'batchId'
  | 'certificateBatchId'
  | 'edition'
  | 'state'
  | 'rowCount'
  | 'contentHash'
  | 'fileId'
  | 'reportedOn'
>

export const insertReport = async (tx: Tx, report: NewReport) => {
  const row = { ...report, id: uuid(), version: 1 }
  await tx.insertInto('certificateReport').values(row).execute()
  return row
}

export const changeReport = async (
  tx: Tx,
  row: ReportRecord,
  change: {
    readonly state: ReportState
    readonly returnedOn?: Day
    readonly correctionDueOn?: Day | null
    readonly decisionNote?: string
  },
): Promise<number> => {
  const version = row.version + 1
  await tx
    .updateTable('certificateReport')
    .set({ ...change, version })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .execute()
  return version
}

/** The state of the latest edition, by certificate batch. */
export const latestReports = async (
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ReportState>> => {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('certificateReport')
    .select(['certificateBatchId', 'state'])
    .where('certificateBatchId', 'in', [...ids])
    .orderBy('edition')
    .execute()
  return new Map(rows.map((row) => [row.certificateBatchId, row.state as ReportState]))
}
