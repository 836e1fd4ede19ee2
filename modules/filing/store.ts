import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Level } from '#modules/policy/core/level.ts'
import type { Day } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow, StaleRow } from '#platform/command/pipeline.ts'
import type { FilingState } from './core/filing.machine.ts'
import type { ScopeRequest } from './core/filing.rule.ts'
import type { ScopeState } from './core/scope.machine.ts'
import type { FilingStanding, ScopeStanding } from './core/scope.rule.ts'

type Tx = QueryContext['tx']

/** The document, day and reason of a decision of the authority. */
export interface Decision {
  readonly decisionDocument: string
  readonly decidedOn: Day
  readonly decisionReason: string
}

export interface FilingRow extends FilingStanding, Decision {
  readonly organisationId: string
  readonly version: number
  readonly documentNumber: string
  readonly announcedOn: Day | null
}

export interface ScopeRow extends ScopeStanding, Decision {
  readonly organisationId: string
  readonly version: number
  readonly filingId: string
}

const filingColumns = [
  'organisationId',
  'id',
  'version',
  'pack',
  'state',
  'code',
  'documentNumber',
  'filedOn',
  'announcedOn',
  'validUntil',
  'decisionDocument',
  'decidedOn',
  'decisionReason',
] as const

const scopeColumns = [
  'organisationId',
  'id',
  'version',
  'filingId',
  'state',
  'occupationCode',
  'occupationName',
  'trade',
  'level',
  'standard',
  'validFrom',
  'validUntil',
  'decisionDocument',
  'decidedOn',
  'decisionReason',
] as const

/** The filing that counts: the one not withdrawn, else the last withdrawn one. */
export const findFiling = async (tx: Tx, organisationId: string): Promise<FilingRow | null> => {
  const row = await tx
    .selectFrom('filing')
    .select(filingColumns)
    .where('organisationId', '=', organisationId)
    .orderBy(sql`state = 'withdrawn'`)
    .orderBy('filedOn', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (row as FilingRow | undefined) ?? null
}

export const filingsOf = async (tx: Tx, organisationIds: readonly string[]): Promise<FilingRow[]> => {
  if (organisationIds.length === 0) return []
  const rows = await tx
    .selectFrom('filing')
    .select(filingColumns)
    .where('organisationId', 'in', [...organisationIds])
    .orderBy('filedOn')
    .execute()
  return rows as FilingRow[]
}

/** Locks the filing and proves that it is still the version the caller saw. Throws MissingRow, StaleRow. */
export const lockFiling = async (
  tx: Tx,
  key: { readonly organisationId: string; readonly filingId: string; readonly version: number },
): Promise<FilingRow> => {
  const row = await tx
    .selectFrom('filing')
    .select(filingColumns)
    .where('organisationId', '=', key.organisationId)
    .where('id', '=', key.filingId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  if (row.version !== key.version) throw new StaleRow()
  return row as FilingRow
}

export const lockScopeItem = async (
  tx: Tx,
  key: { readonly organisationId: string; readonly scopeItemId: string; readonly version: number },
): Promise<ScopeRow> => {
  const row = await tx
    .selectFrom('scopeItem')
    .select(scopeColumns)
    .where('organisationId', '=', key.organisationId)
    .where('id', '=', key.scopeItemId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new MissingRow()
  if (row.version !== key.version) throw new StaleRow()
  return row as ScopeRow
}

export const isCodeTaken = async (tx: Tx, code: string): Promise<boolean> =>
  (await tx.selectFrom('filing').select('id').where('code', '=', code).executeTakeFirst()) !== undefined

export const insertFiling = async (
  tx: Tx,
  filing: Pick<
    FilingRow,
    'organisationId' | 'pack' | 'code' | 'documentNumber' | 'filedOn' | 'announcedOn' | 'validUntil'
  >,
): Promise<{ id: string; organisationId: string }> => {
  const id = uuid()
  await tx
    .insertInto('filing')
    .values({
      ...filing,
      id,
      version: 1,
      state: 'filed' satisfies FilingState,
      decisionDocument: filing.documentNumber,
      decidedOn: filing.filedOn,
    })
    .execute()
  return { id, organisationId: filing.organisationId }
}

export const insertScopeItems = async (
  tx: Tx,
  filing: { readonly id: string; readonly organisationId: string },
  items: readonly (ScopeRequest & Decision)[],
): Promise<string[]> => {
  const rows = items.map((item) => ({
    ...item,
    organisationId: filing.organisationId,
    id: uuid(),
    version: 1,
    filingId: filing.id,
    state: 'active' satisfies ScopeState,
  }))
  await tx.insertInto('scopeItem').values(rows).execute()
  return rows.map(({ id }) => id)
}

export const changeFiling = async (
  tx: Tx,
  { organisationId, id, version }: FilingRow,
  change: Decision & { readonly state: FilingState; readonly validUntil?: Day | null },
): Promise<void> => {
  await tx
    .updateTable('filing')
    .set({ ...change, version: version + 1 })
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .execute()
}

export const changeScopeItem = async (
  tx: Tx,
  { organisationId, id, version }: ScopeRow,
  change: Decision & { readonly state: ScopeState },
): Promise<void> => {
  await tx
    .updateTable('scopeItem')
    .set({ ...change, version: version + 1 })
    .where('organisationId', '=', organisationId)
    .where('id', '=', id)
    .execute()
}

/** Lines of some filings, by occupation, trade and level from 5 to 1. */
export const scopeOf = async (tx: Tx, filingIds: readonly string[]): Promise<ScopeRow[]> => {
  if (filingIds.length === 0) return []
  const rows = await tx
    .selectFrom('scopeItem')
    .select(scopeColumns)
    .where('filingId', 'in', [...filingIds])
    .orderBy('occupationCode')
    .orderBy('trade')
    .orderBy('level', 'desc')
    .orderBy('validFrom')
    .execute()
  return rows.map((row) => ({ ...row, level: row.level as Level })) as ScopeRow[]
}

/** Filings valid on a day that have a valid line on it, oldest code first; `occupation` is part of a name or code. */
export const validFilings = async (
  tx: Tx,
  wanted: {
    readonly on: Day
    readonly organisationIds: readonly string[] | null
    readonly occupation: string | null
    readonly limit: number
    readonly offset: number
  },
): Promise<{ total: number; filings: FilingRow[] }> => {
  if (wanted.organisationIds?.length === 0) return { total: 0, filings: [] }
  let valid = tx
    .selectFrom('filing')
    .where('state', '=', 'filed')
    .where('filedOn', '<=', wanted.on)
    .where((where) => where.or([where('validUntil', 'is', null), where('validUntil', '>=', wanted.on)]))
  if (wanted.organisationIds !== null)
    valid = valid.where('organisationId', 'in', [...wanted.organisationIds])
  if (wanted.occupation !== null) {
    const part = `%${wanted.occupation.replaceAll(/[\\%_]/gu, '\\$&')}%`
    valid = valid.where((where) =>
      where.exists(
        where
          .selectFrom('scopeItem')
          .select('scopeItem.id')
          .whereRef('scopeItem.filingId', '=', 'filing.id')
          .where('scopeItem.state', '=', 'active')
          .where('scopeItem.validFrom', '<=', wanted.on)
          .where((of) =>
            of.or([of('scopeItem.validUntil', 'is', null), of('scopeItem.validUntil', '>=', wanted.on)]),
          )
          .where((of) =>
            of.or([
              of('scopeItem.occupationName', 'like', part),
              of('scopeItem.trade', 'like', part),
              of('scopeItem.occupationCode', 'like', part),
            ]),
          ),
      ),
    )
  }
  const counted = await valid.select((of) => of.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  const rows = await valid
    .select(filingColumns)
    .orderBy('code')
    .limit(wanted.limit)
    .offset(wanted.offset)
    .execute()
  return { total: Number(counted.count), filings: rows as FilingRow[] }
}
