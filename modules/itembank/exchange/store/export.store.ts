import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import { openSealed, putSealed } from '#platform/files/sealed-blob.ts'
import type { Format } from '../core/parsed.ts'

type Tx = QueryContext['tx']

export interface ExportFilter {
  readonly type?: string
  readonly point?: string
  readonly difficulty?: number
  readonly codes?: readonly string[]
}

export interface ExportLoss {
  readonly what: string
  readonly count: number
}

export interface ExportRow {
  readonly organisationId: string
  readonly id: string
  readonly version: number
  readonly bank: string
  readonly format: Format
  readonly filter: ExportFilter
  readonly state: 'writing' | 'ready' | 'taken' | 'expired'
  readonly name: string | null
  readonly items: number | null
  readonly losses: readonly ExportLoss[] | null
  readonly blob: string | null
  readonly accountId: string
  readonly personName: string
  readonly jobId: string | null
  readonly createdAt: Date
  readonly takenAt: Date | null
}

/** Codes of the bank's items that a filter leaves, in order. */
export const codesOf = async (
  tx: Tx,
  { organisationId, bank }: { readonly organisationId: string; readonly bank: string },
  { type, point, difficulty, codes }: ExportFilter,
): Promise<readonly string[]> => {
  let rows = tx
    .selectFrom('item')
    .select('code')
    .where('organisationId', '=', organisationId)
    .where('bank', '=', bank)
  if (type) rows = rows.where('type', '=', type)
  if (point) rows = rows.where(sql<boolean>`starts_with(point_code, ${point.trim().toUpperCase()})`)
  if (difficulty) rows = rows.where('difficulty', '=', difficulty)
  if (codes) rows = rows.where((e) => e('code', '=', e.fn.any(e.val([...codes]))))
  const found = await rows.orderBy('pointCode').orderBy('code').execute()
  // An item with several editions is one item.
  return [...new Set(found.map(({ code }) => code))]
}

export const insertExport = async (
  context: QueryContext,
  values: Pick<ExportRow, 'organisationId' | 'bank' | 'format' | 'filter' | 'accountId'>,
): Promise<{ readonly organisationId: string; readonly id: string }> => {
  const id = uuid()
  await context.tx
    .insertInto('itemExport')
    .values({
      ...values,
      ...{ id, version: 1, state: 'writing', personName: context.actor.name, createdAt: context.now },
      filter: JSON.stringify(values.filter),
    })
    .execute()
  return { organisationId: values.organisationId, id }
}

/** Throws MissingRow. */
export const lockExport = async (tx: Tx, organisationId: string, id: string): Promise<ExportRow> => {
  const row = await tx
    .selectFrom('itemExport')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .forUpdate()
    .$castTo<ExportRow>()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  return row
}

type Change = Partial<Pick<ExportRow, 'state' | 'name' | 'items' | 'losses' | 'blob' | 'jobId' | 'takenAt'>>

export const changeExport = async (
  tx: Tx,
  { organisationId, id, version }: Pick<ExportRow, 'organisationId' | 'id' | 'version'>,
  { losses, ...plain }: Change,
): Promise<void> => {
  await tx
    .updateTable('itemExport')
    .set({ ...plain, ...(losses ? { losses: JSON.stringify(losses) } : {}), version: version + 1 })
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .execute()
}

export const listExports = async (
  tx: Tx,
  organisationId: string,
  { page, pageSize }: { readonly page: number; readonly pageSize: number },
) => {
  const rows = tx.selectFrom('itemExport').where('organisationId', '=', organisationId)
  const { total } = await rows.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const found = await rows
    .selectAll()
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .$castTo<ExportRow>()
    .execute()
  return { total: Number(total), rows: found }
}

/** Files that were taken, and files that nobody took since `before`. */
export const exportsToRemove = (tx: Tx, before: Date) =>
  tx
    .selectFrom('itemExport')
    .select(['organisationId', 'id', 'blob'])
    .where('blob', 'is not', null)
    .where((e) => e.or([e('state', '=', 'taken'), e('createdAt', '<', before)]))
    .limit(200)
    .execute()

const purposeOf = (id: string) => `item.export:${id}`

/** Seals a written file; it lies in the blob store as unreadable as the bank itself. */
export const sealExport = async ({ services }: QueryContext, id: string, bytes: Uint8Array) =>
  (await putSealed(services, bytes, purposeOf(id))).blob

export const openExport = ({ services }: QueryContext, { id, blob }: ExportRow) =>
  blob === null ? Promise.resolve(undefined) : openSealed(services, blob, purposeOf(id))
