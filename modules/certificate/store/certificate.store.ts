import { sql } from 'kysely'
import { type Day, day } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import type { CertificateState } from '../core/certificate.machine.ts'
import type { DayCount } from '../core/period.ts'

type Tx = QueryContext['tx']

export interface CertificateRow {
  readonly organisationId: string
  readonly id: string
  readonly version: number
  readonly batchId: string
  readonly applicationId: string
  readonly personId: string
  readonly state: CertificateState
  readonly number: string
  readonly name: string
  readonly nameKey: string
  readonly documentType: string
  readonly documentMasked: string
  readonly occupationCode: string
  readonly occupationName: string
  readonly trade: string
  readonly level: number
  readonly employer: string
  readonly issuerName: string
  readonly issuedOn: Day
  readonly photoFileId: string | null
  readonly token: string | null
  readonly fileId: string | null
  readonly printCount: number
  readonly unprintable: string
  readonly handwritingDoneAt: Date | null
  readonly handwritingDoneBy: string | null
  readonly revokedReason: string | null
}

const columns = [
  'organisationId',
  'id',
  'version',
  'batchId',
  'applicationId',
  'personId',
  'state',
  'number',
  'name',
  'nameKey',
  'documentType',
  'documentMasked',
  'occupationCode',
  'occupationName',
  'trade',
  'level',
  'employer',
  'issuerName',
  'issuedOn',
  'photoFileId',
  'token',
  'fileId',
  'printCount',
  'unprintable',
  'handwritingDoneAt',
  'handwritingDoneBy',
  'revokedReason',
] as const

type Selected = Omit<CertificateRow, 'state' | 'issuedOn'> & {
  readonly state: string
  readonly issuedOn: string | null
}

const asRow = (row: Selected): CertificateRow => {
  if (row.issuedOn === null) throw new Error(`certificate ${row.id} has no date`)
  return { ...row, state: row.state as CertificateState, issuedOn: day(row.issuedOn) }
}

const selection = (tx: Tx, organisationId: string) =>
  tx.selectFrom('certificate').select(columns).where('organisationId', '=', organisationId)

/**
 * Takes `count` serials of organisation × year × level in one step under the counter's row lock and returns the first;
 * undefined when so many are no longer left. A rollback gives them back, so the sequence has no gaps (SDS-6.1-01).
 */
export const takeSerials = async (
  tx: Tx,
  key: { readonly organisationId: string; readonly year: number; readonly level: number },
  count: number,
): Promise<number | undefined> => {
  const { organisationId, year, level } = key
  const { rows } = await sql<{ last: number }>`
    INSERT INTO certificate_counter AS c (organisation_id, year, level, last_serial)
    VALUES (${organisationId}::uuid, ${year}, ${level}, ${count})
    ON CONFLICT (organisation_id, year, level) DO UPDATE SET last_serial = c.last_serial + ${count}
      WHERE c.last_serial + ${count} <= 999999
    RETURNING last_serial AS last
  `.execute(tx)
  const last = rows[0]?.last
  return last === undefined ? undefined : last - count + 1
}

export interface NewCertificate
  extends Omit<
    CertificateRow,
    | 'version'
    | 'token'
    | 'fileId'
    | 'printCount'
    | 'handwritingDoneAt'
    | 'handwritingDoneBy'
    | 'revokedReason'
  > {
  readonly nameIndex: Buffer
  readonly documentIndex: Buffer
}

const rowsAtOnce = 500

export const insertCertificates = async (tx: Tx, rows: readonly NewCertificate[]): Promise<void> => {
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    await tx
      .insertInto('certificate')
      .values(rows.slice(from, from + rowsAtOnce).map((row) => ({ ...row, version: 1 })))
      .execute()
  }
}

/** Certificates of the organisation by id, in order of number; throws MissingRow when one is not there. */
export const getCertificates = async (
  tx: Tx,
  organisationId: string,
  ids: readonly string[],
): Promise<readonly CertificateRow[]> => {
  const rows = await selection(tx, organisationId)
    .where('id', 'in', [...ids])
    .orderBy('number')
    .execute()
  if (rows.length !== new Set(ids).size) throw new MissingRow()
  return rows.map(asRow)
}

export const lockCertificate = async (
  tx: Tx,
  organisationId: string,
  key: { readonly certificateId: string; readonly version?: number },
): Promise<CertificateRow> => {
  const row = await selection(tx, organisationId)
    .where('id', '=', key.certificateId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  if (key.version !== undefined && row.version !== key.version) throw new StaleRow()
  return asRow(row)
}

export const batchCertificates = async (
  tx: Tx,
  organisationId: string,
  batchId: string,
): Promise<readonly CertificateRow[]> =>
  (await selection(tx, organisationId).where('batchId', '=', batchId).orderBy('number').execute()).map(asRow)

/** Certificates given on these applications, whatever their state. */
export const certificatesOfApplications = async (
  tx: Tx,
  organisationId: string,
  applicationIds: readonly string[],
): Promise<readonly CertificateRow[]> =>
  applicationIds.length === 0
    ? []
    : (
        await selection(tx, organisationId)
          .where('applicationId', 'in', [...applicationIds])
          .orderBy('number')
          .execute()
      ).map(asRow)

/** The next certificates still to be made, in order of number. */
export const unissued = async (
  tx: Tx,
  key: { readonly organisationId: string; readonly batchId: string },
  limit: number,
): Promise<readonly string[]> => {
  const rows = await tx
    .selectFrom('certificate')
    .select('id')
    .where('organisationId', '=', key.organisationId)
    .where('batchId', '=', key.batchId)
    .where('state', '=', 'approved')
    .orderBy('number')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

export interface CertificateChange {
  readonly state?: CertificateState
  readonly token?: string
  readonly fileId?: string
  readonly printCount?: number
  readonly unprintable?: string
  readonly handwritingDoneAt?: Date | null
  readonly handwritingDoneBy?: string | null
  readonly revokedReason?: string
  readonly revokedOn?: Day
}

/** Writes the change under the next version, which it returns. */
export const changeCertificate = async (
  tx: Tx,
  row: CertificateRow,
  change: CertificateChange,
): Promise<number> => {
  const version = row.version + 1
  const { numUpdatedRows } = await tx
    .updateTable('certificate')
    .set({ ...change, version })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new StaleRow()
  return version
}

export const pageOfCertificates = async (
  tx: Tx,
  key: { readonly organisationId: string; readonly batchId: string },
  page: { readonly page: number; readonly pageSize: number; readonly search?: string },
) => {
  const all = selection(tx, key.organisationId).where('batchId', '=', key.batchId)
  const wanted = page.search?.trim()
    ? all.where((where) =>
        where.or([
          where('name', 'like', `%${page.search!.trim()}%`),
          where('number', 'like', `%${page.search!.trim()}%`),
        ]),
      )
    : all
  const { total } = await wanted
    .clearSelect()
    .select((select) => select.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await wanted
    .orderBy('number')
    .limit(page.pageSize)
    .offset((page.page - 1) * page.pageSize)
    .execute()
  return { total: Number(total), rows: rows.map(asRow) }
}

/** Names left for handwriting, ticked or not, in order of number. */
export const handwritingList = async (
  tx: Tx,
  organisationId: string,
  batchId: string,
): Promise<readonly CertificateRow[]> =>
  (
    await selection(tx, organisationId)
      .where('batchId', '=', batchId)
      .where('unprintable', '<>', '')
      .orderBy('number')
      .execute()
  ).map(asRow)

/** The issued certificate of that number, whoever issued it, as the public may know it. */
export const issuerOf = async (tx: Tx, number: string) =>
  tx
    .selectFrom('certificate')
    .select(['organisationId', 'id', 'issuerName as name'])
    .where('number', '=', number)
    .where('state', 'in', ['issued', 'reissued', 'revoked'])
    .executeTakeFirst()

/** Document indexes (hexadecimal) with occupation, trade and level of valid certificates of these persons. */
export const validQualifications = async (tx: Tx, personIds: readonly string[], exceptBatchId: string) =>
  tx
    .selectFrom('certificate')
    .select(['personId', 'occupationCode', 'trade', 'level'])
    .where('personId', '=', sql<string>`ANY (${[...personIds]}::uuid[])`)
    .where('batchId', '<>', exceptBatchId)
    .where('state', 'in', ['issued', 'reissued'])
    .execute()

export const ownCertificates = async (tx: Tx, personId: string): Promise<readonly CertificateRow[]> =>
  (
    await tx
      .selectFrom('certificate')
      .select(columns)
      .where('personId', '=', personId)
      .where('state', 'in', ['issued', 'reissued', 'revoked'])
      .orderBy('number', 'desc')
      .execute()
  ).map(asRow)

/** Issued certificates per day, occupation, trade and level within a span of days, both included. */
export const countsByDay = async (
  tx: Tx,
  reach: 'all' | readonly string[],
  span: { readonly from: Day; readonly to: Day },
): Promise<readonly DayCount[]> => {
  const all = tx
    .selectFrom('certificate')
    .select(['issuedOn', 'occupationCode', 'occupationName', 'trade', 'level'])
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('state', 'in', ['issued', 'reissued', 'revoked'])
    .where('issuedOn', '>=', span.from)
    .where('issuedOn', '<=', span.to)
    .groupBy(['issuedOn', 'occupationCode', 'occupationName', 'trade', 'level'])
    .orderBy('issuedOn')
  const rows = await (reach === 'all' ? all : all.where('organisationId', 'in', [...reach])).execute()
  return rows.map((row) => ({ ...row, issuedOn: day(row.issuedOn ?? ''), count: Number(row.count) }))
}

/** Certificates of a batch that are made, whatever became of them later. */
export const madeCount = async (
  tx: Tx,
  key: { readonly organisationId: string; readonly batchId: string },
): Promise<number> => {
  const { count } = await tx
    .selectFrom('certificate')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('organisationId', '=', key.organisationId)
    .where('batchId', '=', key.batchId)
    .where('state', '<>', 'approved')
    .executeTakeFirstOrThrow()
  return Number(count)
}
