import type { Selectable } from 'kysely'
import type { Database } from '#db/schema/database.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import type { CentralPreparation } from './core/central-preparation.ts'
import type { SittingStatus } from './core/sitting.machine.ts'

type Tx = QueryContext['tx']

type Columns = Selectable<Database['sitting']>

export interface SittingRow extends Omit<Columns, 'preparation' | 'dutyAccounts' | 'state'> {
  readonly state: SittingStatus
  readonly preparation: CentralPreparation
  /** Account by duty id. */
  readonly dutyAccounts: { readonly [dutyId: string]: string }
}

export interface NewSitting {
  readonly organisationId: string
  readonly id: string
  readonly batchId: string
  readonly sessionId: string
  readonly roomId: string
  readonly paperId: string
  readonly preparation: CentralPreparation
  readonly dutyAccounts: SittingRow['dutyAccounts']
  readonly packageFileId: string
  readonly packageHash: string
  readonly passcodes: Uint8Array
}

export const insertSittings = async (tx: Tx, sittings: readonly NewSitting[]): Promise<void> => {
  const rows = sittings.map(({ preparation, dutyAccounts, passcodes, ...row }) => ({
    ...row,
    version: 1,
    state: 'prepared',
    title: preparation.title,
    siteName: preparation.site,
    roomName: preparation.roomName,
    startsAt: new Date(preparation.plannedStart),
    endsAt: new Date(preparation.plannedEnd),
    preparation: JSON.stringify(preparation),
    dutyAccounts: JSON.stringify(dutyAccounts),
    passcodes: Buffer.from(passcodes),
  }))
  await tx.insertInto('sitting').values(rows).execute()
}

const asRow = (row: Columns): SittingRow => row as unknown as SittingRow

interface OfSitting {
  readonly organisationId: string
  readonly sittingId: string
}

export const findSitting = async (tx: Tx, { organisationId, sittingId }: OfSitting): Promise<SittingRow> => {
  const row = await tx
    .selectFrom('sitting')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('id', '=', sittingId)
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  return asRow(row)
}

/** Locks a sitting. Scheduled work knows only its id. Throws MissingRow. */
export const lockSitting = async (
  tx: Tx,
  of: { readonly sittingId: string; readonly organisationId?: string },
): Promise<SittingRow> => {
  let found = tx.selectFrom('sitting').selectAll().where('id', '=', of.sittingId)
  if (of.organisationId !== undefined) found = found.where('organisationId', '=', of.organisationId)
  const row = await found.forUpdate().executeTakeFirst()
  if (!row) throw new MissingRow()
  return asRow(row)
}

export interface SittingChange {
  readonly state?: SittingStatus
  readonly preparationHash?: string
  readonly headSeq?: number | null
  readonly headHash?: string | null
  readonly passcodes?: null
  readonly bundleFileId?: string
  readonly bundleHash?: string
  readonly sealedAt?: Date
  readonly takenAt?: Date
}

/** Changes a locked sitting; answers its new version. Throws StaleRow. */
export const updateSitting = async (tx: Tx, row: SittingRow, change: SittingChange): Promise<number> => {
  const version = row.version + 1
  const { numUpdatedRows } = await tx
    .updateTable('sitting')
    .set({ ...change, version })
    .where('organisationId', '=', row.organisationId)
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new StaleRow()
  return version
}

/** Which rooms of a batch have their sitting, by session. */
export const sittingPlaces = (
  tx: Tx,
  organisationId: string,
  batchId: string,
): Promise<{ id: string; sessionId: string; roomId: string; takenAt: Date | null }[]> =>
  tx
    .selectFrom('sitting')
    .select(['id', 'sessionId', 'roomId', 'takenAt'])
    .where('organisationId', '=', organisationId)
    .where('batchId', '=', batchId)
    .execute()

export interface SittingFilter {
  readonly organisationId: string
  readonly batchId?: string
  readonly from?: Date
  readonly to?: Date
}

export const ofBatch = (organisationId: string, batchId: string | undefined): SittingFilter => ({
  organisationId,
  ...(batchId === undefined ? {} : { batchId }),
})

export const listSittings = async (tx: Tx, filter: SittingFilter): Promise<SittingRow[]> => {
  let found = tx.selectFrom('sitting').selectAll().where('organisationId', '=', filter.organisationId)
  if (filter.batchId !== undefined) found = found.where('batchId', '=', filter.batchId)
  if (filter.from) found = found.where('startsAt', '>=', filter.from)
  if (filter.to) found = found.where('startsAt', '<', filter.to)
  const rows = await found.orderBy('startsAt').orderBy('siteName').orderBy('roomName').execute()
  return rows.map(asRow)
}

/** Sittings whose room may still move on, of all organisations within reach. */
export const openSittings = async (
  tx: Tx,
): Promise<{ readonly id: string; readonly state: SittingStatus }[]> => {
  const rows = await tx
    .selectFrom('sitting')
    .select(['id', 'state'])
    .where('state', '<>', 'uploaded')
    .execute()
  return rows as { id: string; state: SittingStatus }[]
}

export interface NewScript {
  readonly organisationId: string
  readonly id: string
  readonly batchId: string
  readonly sittingId: string
  readonly applicationId: string
  readonly personId: string
  readonly outcome: string
  readonly answers: { readonly [item: string]: readonly string[] }
  /** Which form of the paper, from 0. */
  readonly form: number
  readonly finishedAt: Date | null
}

export const insertScripts = async (tx: Tx, scripts: readonly NewScript[]): Promise<void> => {
  if (scripts.length === 0) return
  const rows = scripts.map(({ answers, ...row }) => ({
    ...row,
    version: 1,
    answers: JSON.stringify(answers),
  }))
  await tx.insertInto('script').values(rows).execute()
}

/** The scripts of another result of the same sitting, one version on. */
export const replaceScripts = async (tx: Tx, scripts: readonly NewScript[]): Promise<void> => {
  for (const { organisationId, id, outcome, answers, form, finishedAt } of scripts)
    await tx
      .updateTable('script')
      .set(({ eb }) => ({
        ...{ outcome, answers: JSON.stringify(answers), form, finishedAt },
        version: eb('version', '+', 1),
      }))
      .where('organisationId', '=', organisationId)
      .where('id', '=', id)
      .execute()
}

/** How many scripts and violations a sitting has left, absentees among the scripts apart. */
export const countResults = async (tx: Tx, { organisationId, sittingId }: OfSitting) => {
  const scripts = await tx
    .selectFrom('script')
    .select('outcome')
    .where('organisationId', '=', organisationId)
    .where('sittingId', '=', sittingId)
    .execute()
  const violations = await tx
    .selectFrom('disciplineCase')
    .select('id')
    .where('organisationId', '=', organisationId)
    .where('sittingId', '=', sittingId)
    .execute()
  const absent = scripts.filter(({ outcome }) => outcome === 'absent').length
  return { scripts: scripts.length, absent, violations: violations.length }
}

export type TickRow = Selectable<Database['checklistTick']>

export const listTicks = (
  tx: Tx,
  of: { readonly organisationId: string; readonly sessionId: string },
): Promise<TickRow[]> =>
  tx
    .selectFrom('checklistTick')
    .selectAll()
    .where('organisationId', '=', of.organisationId)
    .where('sessionId', '=', of.sessionId)
    .execute()

/** False when somebody has ticked it before. */
export const insertTick = async (tx: Tx, tick: Omit<TickRow, 'version'>): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('checklistTick')
    .values({ ...tick, version: 1 })
    .onConflict((conflict) =>
      conflict.columns(['organisationId', 'sessionId', 'placeId', 'item']).doNothing(),
    )
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}
